/** The minus sign; the hyphen on the keyboard is shorter than a digit and is lost from the last row. */
export const MINUS_SIGN = '\u2212';

const SUPERSCRIPTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** `value` with exactly `decimals` digits after the point, a true minus sign, and no "−0". */
export function fixedText(value: number, decimals: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS_SIGN}∞`;
  const digits = Math.abs(value).toFixed(Math.min(Math.max(decimals, 0), 20));
  return value < 0 && Number(digits) !== 0 ? MINUS_SIGN + digits : digits;
}

/** A number as people would write it, without rounding dust: 0.30000000000000004 is 0.3. */
export function plainText(value: number): string {
  return String(Number(value.toPrecision(12))).replaceAll('-', MINUS_SIGN);
}

/** `value` as mantissa × power of ten, such as `−2.5×10⁻⁷`, with `decimals` digits in the mantissa; zero is "0". */
export function scientificText(value: number, decimals: number): string {
  if (value === 0 || !Number.isFinite(value)) return fixedText(value, 0);
  const [mantissa, exponent] = value.toExponential(Math.min(Math.max(decimals, 0), 20)).split('e') as [string, string];
  const power = [...exponent.replace('+', '')]
    .map((sign) => (sign === '-' ? '⁻' : SUPERSCRIPTS[Number(sign)]))
    .join('');
  return `${mantissa.replace('-', MINUS_SIGN)}×10${power}`;
}

/** A positive number as a power of ten, such as `10⁵`, or with a mantissa of up to two digits, such as `1.8×10⁵`. */
export function powerText(value: number): string {
  return scientificText(value, 1).replace('.0×', '×').replace(/^1×/, '');
}

/** How many decimals it takes to write multiples of `step` exactly when `step` is 1, 2 or 5 times a power of ten. */
export function decimalsOfStep(step: number): number {
  // The small addition keeps 0.1 and its like, which lie a hair off a power of ten, on the right side of the floor.
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/** Three significant digits without an exponent. */
export function significant(value: number): string {
  if (!Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 8)).replace('-', MINUS_SIGN);
}

/** A whole number in groups of three digits, with narrow spaces that do not break. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
