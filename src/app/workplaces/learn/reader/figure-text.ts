import type { Figure } from '../../../../course/quantity.ts';

/** Stands for a number that is not known yet. */
export const UNKNOWN = '…';

/** A computed number as text stands in a lesson: `12.3 HU`; dots while it is not known. */
export function figureText(figure: Figure | null, digits: number): string {
  if (figure === null) return UNKNOWN;
  const { value, unit } = figure;
  const text = Math.abs(value) >= 10 ** digits ? String(Math.round(value)) : String(Number(value.toPrecision(digits)));
  const number = text.replace('-', '−');
  return unit === '' ? number : `${number} ${unit}`;
}
