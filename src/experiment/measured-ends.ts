import type { Measurement } from './measurement.ts';

/** Where a measurement's views do not end beside the object: at their first channel, at their last. */
export interface CutOffEnds {
  readonly first: boolean;
  readonly last: boolean;
  /** What the channels at either end read on average, as a part of the most that any channel does. */
  readonly parts: readonly [number, number];
  /** The outermost channels that see the object, or think so; 0 and the last one where it is nowhere. */
  readonly outermost: readonly [number, number];
}

/**
 * What is left at a detector's end beside an object: scatter, drift and the edge of a table come to less than this part of
 * the most that any channel reads on average.
 */
const BESIDE_OBJECT = 0.05;
/** So many views tell, and of a detector with several rows so many of all its views' rows. */
const ENOUGH_VIEWS = 512;
const ENOUGH_ROWS = 4096;

const kept = new WeakMap<Measurement, CutOffEnds>();

/** At which ends the object goes on beyond the detector, by what the channels read there on average. */
export function cutOffEnds(measurement: Measurement): CutOffEnds {
  const ends = kept.get(measurement) ?? judged(measurement);
  kept.set(measurement, ends);
  return ends;
}

function judged({ lineIntegrals, views, detectorRows, channels }: Measurement): CutOffEnds {
  const means = new Float64Array(channels);
  const lines = views * detectorRows;
  const step = stepThrough(lines, detectorRows);
  for (let line = 0; line < lines; line += step) {
    for (let channel = 0; channel < channels; channel++) means[channel]! += lineIntegrals[line * channels + channel]!;
  }
  const most = means.reduce((largest, mean) => Math.max(largest, mean), 0);
  const isSeen = (mean: number) => most > 0 && mean > BESIDE_OBJECT * most;
  const [first, last] = [means.findIndex(isSeen), means.findLastIndex(isSeen)];
  return {
    first: first === 0,
    last: last === channels - 1,
    parts: [0, channels - 1].map((end) => (most > 0 ? Math.max(0, means[end]!) / most : 0)) as [number, number],
    outermost: first < 0 ? [0, channels - 1] : [first, last],
  };
}

/** From one line to the next that is looked at, so that each row of the detector comes up. */
function stepThrough(lines: number, detectorRows: number): number {
  let step = Math.max(1, Math.floor(lines / (detectorRows > 1 ? ENOUGH_ROWS : ENOUGH_VIEWS)));
  while (divisor(step, detectorRows) > 1) step--;
  return step;
}

/** The greatest number that divides both. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
