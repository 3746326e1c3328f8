/** Values along a line, in the order of their distances. `NaN` at either end is left out. */
export interface ProfileValues {
  readonly distances: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** A width that a profile has, or why it has none, as a sentence. */
export type WidthOrReason<T> = T | { readonly width: null; readonly reason: string };

/** The full width at half maximum of a peak, or of a dip. */
export interface PeakWidth {
  /** In the unit of the distances. */
  readonly width: number;
  /** Where the profile crosses half of the height, before and after the extreme. */
  readonly from: number;
  readonly to: number;
  /** The mean of both ends of the profile, and the value farthest from it. */
  readonly baseline: number;
  readonly extreme: number;
}

/** The width of an edge, from 10 % to 90 % of the step between its plateaus. */
export interface EdgeWidth {
  readonly width: number;
  /** Where the profile crosses the first and the second of both levels. */
  readonly from: number;
  readonly to: number;
  /** The means of the first and of the last tenth of the profile. */
  readonly before: number;
  readonly after: number;
}

/** The part of a profile at either end of which the mean is taken for a plateau or a baseline. */
export const END_PART = 0.1;

/**
 * FWHM of a peak or a dip. Its baseline is the mean of the first and of the last tenth of the profile, its extreme the
 * value farthest from the baseline; where the profile crosses the level halfway between them is found by linear
 * interpolation. There is no width where it does not cross exactly once on either side of the extreme. For a Gaussian
 * 2√(2·ln 2)·σ.
 */
export function peakWidth(profile: ProfileValues): WidthOrReason<PeakWidth> {
  const whole = stretchWithNumbers(profile);
  if (typeof whole === 'string') return { width: null, reason: whole };
  const { distances, values, before, after } = whole;
  const baseline = (before + after) / 2;
  let place = 0;
  values.forEach((value, i) => {
    if (Math.abs(value - baseline) > Math.abs(values[place]! - baseline)) place = i;
  });
  const extreme = values[place]!;
  if (extreme === baseline) return { width: null, reason: 'The profile has the same value everywhere.' };
  const half = crossings(distances, values, (baseline + extreme) / 2);
  const [from, to] = half;
  const peak = extreme > baseline ? 'peak' : 'dip';
  if (half.length > 2) {
    return {
      width: null,
      reason: `The profile crosses half the height of its ${peak} ${half.length} times, not twice: draw the line across one ${peak} alone, or average over a wider one.`,
    };
  }
  if (from === undefined || to === undefined || from > distances[place]! || to < distances[place]!) {
    return {
      width: null,
      reason: `The profile does not reach half the height of its ${peak} on both sides: draw the line further out on either side.`,
    };
  }
  return { width: to - from, from, to, baseline, extreme };
}

/**
 * The width of an edge, 10–90 %. Its plateaus are the means of the first and of the last tenth of the profile; where it
 * crosses 10 % and 90 % of the step between them is found by linear interpolation. There is no width where it does not cross
 * each exactly once. For an edge blurred by a Gaussian 2.5631·σ.
 */
export function edgeWidth(profile: ProfileValues): WidthOrReason<EdgeWidth> {
  const whole = stretchWithNumbers(profile);
  if (typeof whole === 'string') return { width: null, reason: whole };
  const { distances, values, before, after } = whole;
  const step = after - before;
  if (step === 0) {
    return { width: null, reason: 'Both ends of the profile have the same value, so there is no edge between them.' };
  }
  const early = crossings(distances, values, before + 0.1 * step);
  const late = crossings(distances, values, before + 0.9 * step);
  const [from, to] = [early[0], late[0]];
  if (early.length !== 1 || late.length !== 1 || from === undefined || to === undefined) {
    const [level, times] = early.length === 1 ? [90, late.length] : [10, early.length];
    return {
      width: null,
      reason: `The profile crosses ${level} % of the step between its ends ${times} times, not once: draw the line across one edge alone, or average over a wider one.`,
    };
  }
  return { width: to - from, from, to, before, after };
}

/** A profile without what is no number at its ends, and the means of the tenths at its ends; or why there is none. */
function stretchWithNumbers({ distances, values }: ProfileValues) {
  let first = 0;
  let end = values.length;
  while (first < end && Number.isNaN(values[first])) first++;
  while (end > first && Number.isNaN(values[end - 1])) end--;
  const numbers = Array.from({ length: end - first }, (_, i) => values[first + i]!);
  if (numbers.length < 3) return 'The profile has fewer than three values.';
  if (!numbers.every(Number.isFinite)) return 'The profile has places without a value between its ends.';
  const part = Math.max(1, Math.floor(numbers.length * END_PART));
  return {
    distances: Array.from({ length: numbers.length }, (_, i) => distances[first + i]!),
    values: numbers,
    before: mean(numbers.slice(0, part)),
    after: mean(numbers.slice(-part)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Where values go from below a level to it or above, or back. */
function crossings(distances: readonly number[], values: readonly number[], level: number): readonly number[] {
  const places: number[] = [];
  for (let i = 1; i < values.length; i++) {
    const [before, after] = [values[i - 1]!, values[i]!];
    if (before >= level === after >= level) continue;
    const part = (level - before) / (after - before);
    places.push(distances[i - 1]! + part * (distances[i]! - distances[i - 1]!));
  }
  return places;
}
