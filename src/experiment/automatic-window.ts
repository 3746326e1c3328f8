import type { DisplaySettings } from './experiment.ts';

/** Values beyond these shares of all pixels are cut, so that a few bright spots do not dim the rest. */
const SHARES = [0.005, 0.995] as const;
/** So many values tell the percentiles of all. */
const MOST_VALUES = 2 ** 18;

/**
 * A window that follows the data: from the 0.5th to the 99.5th percentile of the values.
 *
 * @param values float32 of any size; `toDisplay` brings one to display units and must not fall
 * @param mostValues so many of them are looked at: fewer for a picture that is soon another
 */
export function windowFollowing(
  values: Float32Array,
  toDisplay: (value: number) => number,
  mostValues = MOST_VALUES,
): DisplaySettings {
  // Odd, so that the columns of an image take turns.
  const step = Math.ceil(values.length / mostValues) | 1;
  const taken = Float32Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values[i * step]!);
  const sorted = taken.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0) return { width: 1, level: 0 };
  const [low, high] = SHARES.map((share) => toDisplay(sorted[Math.round(share * (sorted.length - 1))]!)) as [
    number,
    number,
  ];
  // A flat image still needs a window of some width around its value.
  const width = high > low ? high - low : Math.max(1e-6, Math.abs(high) * 0.1);
  return { width: rounded(width, width), level: rounded((low + high) / 2, width) };
}

/** To a hundredth of the width at the least: nobody wants to read more digits of a window. */
function rounded(value: number, width: number): number {
  const step = 10 ** Math.floor(Math.log10(width) - 2);
  return Number((Math.round(value / step) * step).toPrecision(12));
}
