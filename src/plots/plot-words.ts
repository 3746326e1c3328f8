import { plainText, scientificText } from '../number-text.ts';
import type { PlotAxis, PlotContent, PlotSeries } from './plot.ts';

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

/** A plot for those who cannot see it: what is on its axes, and of each curve where it begins, ends and turns. */
export function plotInWords({ title, horizontal, vertical, series, marks = [] }: PlotContent): string {
  const at = (x: number, y: number) => `${readingWithUnit(y, vertical)} at ${readingWithUnit(x, horizontal)}`;
  const curves = series.map((of) => `${of.name}: ${courseOf(of, at)}.`);
  const places = marks.map(({ x, label }) => `${label} = ${readingWithUnit(x, horizontal)}.`);
  return [`${title}: ${axisText(vertical)} over ${axisText(horizontal)}.`, ...curves, ...places].join(' ');
}

/** Its ends, and its least and its largest value where they are elsewhere. */
function courseOf({ x, y }: PlotSeries, at: (x: number, y: number) => string): string {
  const points = x
    .map((place, i) => ({ x: place, y: y[i]! }))
    .filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y))
    .toSorted((a, b) => a.x - b.x);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'no values';
  if (points.length === 1) return at(first.x, first.y);
  const least = points.reduce((a, b) => (b.y < a.y ? b : a));
  const largest = points.reduce((a, b) => (b.y > a.y ? b : a));
  const isBetween = (of: typeof first) => of.y !== first.y && of.y !== last.y;
  return [
    `${points.length} values from ${at(first.x, first.y)} to ${at(last.x, last.y)}`,
    ...(isBetween(least) ? [`lowest ${at(least.x, least.y)}`] : []),
    ...(isBetween(largest) ? [`highest ${at(largest.x, largest.y)}`] : []),
  ].join(', ');
}
