import type { Figure } from '../../../../course/quantity.ts';

/** Stands for a number that is not known yet. */
export const UNKNOWN = '…';

/**
 * A computed number as text stands in a lesson: `12.3 HU`; dots while it is not known. One that was measured has all of its
 * digits, so that 1.00 says how close it is to 1; one that is exact has those that it needs.
 */
export function figureText(figure: Figure | null, digits: number): string {
  if (figure === null) return UNKNOWN;
  const { value, unit, isExact } = figure;
  const number = numberText(value, digits, isExact === true).replace('-', '−');
  if (unit === '') return number;
  return unit === '°' ? `${number}°` : `${number} ${unit}`;
}

function numberText(value: number, digits: number, isExact: boolean): string {
  if (Math.abs(value) >= 10 ** digits) return String(Math.round(value));
  const text = value.toPrecision(digits);
  return isExact || value === 0 ? String(Number(text)) : text;
}
