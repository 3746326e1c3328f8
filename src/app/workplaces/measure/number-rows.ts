import { fixedText, MINUS_SIGN, significant } from '../../../number-text.ts';
import type { MeasuredNumber } from '../../marks/measured-number.ts';

/** Numbers as a list of terms and values; what theory says of one stands below it. */
export function numberRows(numbers: readonly MeasuredNumber[]): readonly (readonly [string, string])[] {
  return numbers.flatMap(({ label, value, unit, expected }): (readonly [string, string])[] => [
    [label, numberWords(value, unit)],
    ...(expected === undefined ? [] : [[`${label}, expected`, numberWords(expected, unit)] as const]),
  ]);
}

/** A number of four digits with its unit, a whole one with all its digits. */
export function numberWords(value: number, unit: string): string {
  const text = numberText(value);
  if (unit === '' || text === ABSENT) return text;
  return unit === '°' || unit === '%' ? `${text}${unit === '%' ? ' %' : '°'}` : `${text} ${unit}`;
}

const ABSENT = '—';
const DIGITS = 4;

function numberText(value: number): string {
  if (Number.isNaN(value)) return ABSENT;
  if (!Number.isFinite(value)) return fixedText(value, 0);
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return fixedText(value, 0);
  const size = Math.abs(value);
  if (size < 1e-4) return value < 0 ? `${MINUS_SIGN}${significant(size)}` : significant(size);
  return fixedText(value, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(size))));
}
