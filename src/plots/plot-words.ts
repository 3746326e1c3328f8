import { plainText, scientificText } from '../number-text.ts';
import type { PlotAxis } from './plot.ts';

const DIGITS = 4;
const LARGEST_PLAIN = 1e6;
const SMALLEST_PLAIN = 1e-3;

/** What stands beside an axis, such as `Noise (HU)`. */
export function axisText({ label, unit }: PlotAxis): string {
  return unit === '' ? label : `${label} (${unit})`;
}

/** A value as it is read off a plot: four significant digits. */
export function readingText(value: number): string {
  if (!Number.isFinite(value)) return '—';
  const size = Math.abs(value);
  if (size !== 0 && (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN)) {
    return scientificText(value, DIGITS - 1).replace(/\.?0+(?=×)/, '');
  }
  return plainText(Number(value.toPrecision(DIGITS)));
}

/** The same with the axis's unit. */
export function readingWithUnit(value: number, { unit }: PlotAxis): string {
  const gap = unit === '' || unit === '°' ? '' : ' ';
  return `${readingText(value)}${gap}${unit}`;
}
