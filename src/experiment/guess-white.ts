import { type ArrayFacts, type ArraySample, median, quantile } from './array-facts.ts';

/** Why no number can be named for what is read without an object. */
export const NO_BEAM = 'no view clearly shows the beam without the object';

/** At least so many channels at an end of the detector are looked at, and at least this part of them. */
const LEAST_CHANNELS = 4;
const PART_OF_CHANNELS = 0.05;
/** How much the beam may drift between views, how far its level may be from even along the channels, and how wide it is. */
const DRIFT = 0.01;
const UNEVEN = 0.002;
const WIDTH = 0.001;
/** With so much noise in it a level is believed only where it is that of all views, and so much over the darkest. */
const NOISY = 0.03;
const CONTRAST = 5;
/** The beam is free in at least this part of the views, or in so many lines where the axes may be the other way round. */
const LEAST_VIEWS = 0.05;
const MANY = 0.3;

/**
 * Guesses what a detector reads without an object: the level at an end of the detector that is the same, within the noise,
 * in many views and along the outermost channels. `null` where there is no such level: behind an object readings change
 * from view to view or from channel to channel, and how bright the beam is can't be told.
 */
export function guessWhite({ sample, sorted }: ArrayFacts): number | null {
  const [dark, bright] = [quantile({ sorted }, 0.05), quantile({ sorted }, 0.5)];
  const ofViews = plateaus(sample, LEAST_VIEWS, dark);
  const found = ofViews.length > 0 ? ofViews : plateaus(turned(sample), MANY, dark);
  const white = Math.max(...found);
  if (!(white > 0 && white >= bright)) return null;
  // Whoever has divided by the white has it at 1.
  return Math.abs(white - 1) < 0.05 ? 1 : Number(white.toPrecision(4));
}

/** The levels at either end of the rows that may be the beam. */
function plateaus(sample: ArraySample, leastViews: number, dark: number): number[] {
  const { rows, columns } = sample;
  const count = Math.max(LEAST_CHANNELS, Math.ceil(PART_OF_CHANNELS * columns));
  if (rows < 4 || columns < 3 * count) return [];
  const levels: number[] = [];
  for (const isRight of [false, true]) {
    const strips = Array.from({ length: rows }, (_, row) => {
      const from = row * columns + (isRight ? columns - count : 0);
      return sample.values.subarray(from, from + count);
    });
    const level = plateauOf(strips, leastViews, dark);
    if (level !== null) levels.push(level);
  }
  return levels;
}

function plateauOf(strips: readonly Float32Array[], leastViews: number, dark: number): number | null {
  const count = strips[0]!.length;
  const noise = noiseOf(strips);
  const means = strips.map(meanOf);
  const top = [...means].sort((a, b) => b - a)[Math.floor(0.02 * means.length)]!;
  const near = DRIFT * Math.abs(top) + (4 * noise) / Math.sqrt(count);
  const isNoisy = near > NOISY * top;
  if (isNoisy && top < CONTRAST * dark) return null;
  if (isNoisy && spreadOf(means) > (1.3 * noise) / Math.sqrt(count) + DRIFT * top) return null;
  const free = strips.filter((_, view) => Math.abs(means[view]! - top) <= near);
  if (free.length < Math.max(4, leastViews * strips.length)) return null;
  // A level has a width of noise only, where readings about their most behind an object fill all that is near.
  const freeMeans = free.map(meanOf);
  const middle = median(freeMeans);
  const width = median(freeMeans.map((mean) => Math.abs(mean - middle)));
  if (width > WIDTH * top + noise / Math.sqrt(count)) return null;
  // Behind an object readings fall from channel to channel.
  const half = count >> 1;
  const slopes = free.map((strip) => Math.abs(meanOf(strip.subarray(0, half)) - meanOf(strip.subarray(count - half))));
  if (median(slopes) > UNEVEN * Math.abs(top) + noise * Math.sqrt(2 / half)) return null;
  return median(free.flatMap((strip) => [...strip]));
}

/** Standard deviation of the noise, of differences to the mean of both neighbours, which slopes have no part in. */
function noiseOf(strips: readonly Float32Array[]): number {
  const differences = strips.flatMap((strip) =>
    Array.from({ length: strip.length - 2 }, (_, i) => Math.abs(strip[i]! - 2 * strip[i + 1]! + strip[i + 2]!)),
  );
  // A normal deviate's median is 0.6745 of its standard deviation; the variances add up to 1 + 4 + 1.
  return median(differences) / (0.6745 * Math.sqrt(6));
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Standard deviation. */
function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

function turned({ rows, columns, values }: ArraySample): ArraySample {
  return {
    rows: columns,
    columns: rows,
    values: Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!),
  };
}
