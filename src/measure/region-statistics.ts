import type { MeasuredPlane } from './plane.ts';
import { type RegionPixels, regionPixels } from './region-pixels.ts';
import type { RegionShape } from './region-shape.ts';

/** What the pixels of a region say. Not a number where a pixel has none. */
export interface RegionStatistics {
  /** How many pixels. */
  readonly count: number;
  /** Of these pixels, in the units of the axes: mm² of a slice. */
  readonly area: number;
  readonly mean: number;
  /** Of a pixel, by n − 1; `NaN` of a single one. */
  readonly standardDeviation: number;
  readonly least: number;
  readonly most: number;
  /** Whether the region reaches beyond the plane. */
  readonly isCut: boolean;
}

/** Mean, standard deviation and what else the pixels of a region say; `null` where no pixel has its centre in it. */
export function regionStatistics(plane: MeasuredPlane, shape: RegionShape): RegionStatistics | null {
  return pixelStatistics(plane, regionPixels(plane, shape));
}

/**
 * The same of pixels that have been found already.
 *
 * Sums go twice through the pixels and correct the second by the first's rounding (Chan, Golub & LeVeque, Am. Stat. 37:242,
 * 1983, doi 10.1080/00031305.1983.10483115), so that a spread of hundredths about a thousand HU keeps its digits.
 */
export function pixelStatistics(plane: MeasuredPlane, { spans, count, isCut }: RegionPixels): RegionStatistics | null {
  if (count === 0) return null;
  const { values, columns, horizontal, vertical } = plane;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { row, from, to } of spans) {
    for (let i = row * columns + from; i < row * columns + to; i++) {
      const value = values[i]!;
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  const mean = sum / count;
  let squares = 0;
  let rest = 0;
  for (const { row, from, to } of spans) {
    for (let i = row * columns + from; i < row * columns + to; i++) {
      const deviation = values[i]! - mean;
      squares += deviation * deviation;
      rest += deviation;
    }
  }
  return {
    count,
    area: count * Math.abs(horizontal.step * vertical.step),
    mean: mean + rest / count,
    standardDeviation: count > 1 ? Math.sqrt((squares - (rest * rest) / count) / (count - 1)) : Number.NaN,
    least,
    most,
    isCut,
  };
}
