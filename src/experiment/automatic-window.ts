import type { DisplaySettings } from './settings.ts';

/** A part of a range of values: from 0, its least, to 1, its largest. */
export interface RangePart {
  readonly from: number;
  readonly to: number;
}

/** The window over a part of what another one shows. */
export function windowWithin({ width, level }: DisplaySettings, { from, to }: RangePart): DisplaySettings {
  const part = width * (to - from);
  return { width: rounded(part, part), level: rounded(level + width * ((from + to) / 2 - 0.5), part) };
}

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
  const sorted = takenFrom(values, mostValues).sort();
  if (sorted.length === 0) return { width: 1, level: 0 };
  const [low, high] = SHARES.map((share) => toDisplay(sorted[Math.round(share * (sorted.length - 1))]!)) as [
    number,
    number,
  ];
  // A flat image still needs a window of some width around its value.
  const width = high > low ? high - low : Math.max(1e-6, Math.abs(high) * 0.1);
  return { width: rounded(width, width), level: rounded((low + high) / 2, width) };
}

/** So much of a difference's pixels is within the window: those at edges, which differ most, are cut. */
const DIFFERENCE_SHARE = 0.98;

/**
 * A window about nothing that follows a difference: 98 % of all values are within it. `null` where there is none.
 *
 * @param toDisplay brings a value to display units, 0 to 0
 */
export function windowOfDifference(values: Float32Array, toDisplay: (value: number) => number): DisplaySettings | null {
  const sorted = takenFrom(values);
  for (let i = 0; i < sorted.length; i++) sorted[i] = Math.abs(sorted[i]!);
  sorted.sort();
  const most = Math.abs(toDisplay(sorted[Math.round(DIFFERENCE_SHARE * (sorted.length - 1))] ?? 0));
  // Two digits are enough, and stand still where little changes.
  return most > 0 ? { width: Number((2 * most).toPrecision(2)), level: 0 } : null;
}

/** More of the beam than this passes beside the object, where noise may do what it likes. */
const BESIDE_OBJECT = 0.95;
/** Of the readings behind the object, as parts of all: what is white on film, and what is black. */
const FILM_SHARES = [0.002, 0.75] as const;

/**
 * A window over a radiograph: over what passes through the object, but for the most, which a film too would show black, as
 * it does what passes beside it.
 *
 * @param values float32 of any size, what was counted relative to the open beam
 * @param toDisplay brings a value to display units
 */
export function windowOfRadiograph(values: Float32Array, toDisplay: (value: number) => number): DisplaySettings {
  const behind = takenFrom(values)
    .filter((value) => value < BESIDE_OBJECT)
    .sort();
  const [low, high] = FILM_SHARES.map((share) => behind[Math.round(share * (behind.length - 1))]) as [number, number];
  const [white, black] = behind.length > 0 && high > low ? [toDisplay(low), toDisplay(high)] : [0, toDisplay(1)];
  const width = black - white;
  return { width: rounded(width, width), level: rounded((white + black) / 2, width) };
}

/** As many of the values as tell the percentiles of all, but for those that are not finite. */
function takenFrom(values: Float32Array, most = MOST_VALUES): Float32Array {
  // Odd, so that the columns of an image take turns.
  const step = Math.ceil(values.length / most) | 1;
  const taken = new Float32Array(Math.ceil(values.length / step));
  let count = 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (Number.isFinite(value)) taken[count++] = value;
  }
  return taken.subarray(0, count);
}

/** To a hundredth of the width at the least: nobody wants to read more digits of a window. */
function rounded(value: number, width: number): number {
  const step = 10 ** Math.floor(Math.log10(width) - 2);
  return Number((Math.round(value / step) * step).toPrecision(12));
}
