import type { ArrayFacts } from './array-facts.ts';
import { attenuatedSample, type ReadingsGuess } from './guess-readings.ts';

/** Views that a person may have taken without saying so: half a turn or a whole one. */
export type GuessedArcDeg = 180 | 360;

/** How much farther apart views may be than neighbours are, and how much farther those must be that do not fit. */
const NEAR = 3;
const FAR = 3;
/** At least so much of two mirror images must overlap. */
const OVERLAP = 0.6;

/**
 * Guesses the arc of evenly spaced views [views, channels] by how they end: over a whole turn the last view goes on into
 * the first, over half a turn of parallel rays into the mirror image of the first about the axis, wherever that is. Round
 * and symmetric objects do both, and tell nothing.
 *
 * @param isParallel a fan's views have no mirror images
 */
export function guessArc(
  facts: ArrayFacts,
  readings: Pick<ReadingsGuess, 'kind' | 'white'>,
  isParallel = true,
): GuessedArcDeg | null {
  const { rows, columns, values } = attenuatedSample(facts, readings);
  if (rows < 8 || columns < 8) return null;
  const row = (at: number) => values.subarray(at * columns, (at + 1) * columns);
  const [first, last] = [row(0), row(rows - 1)];
  const step = Math.max(distance(first, row(1)), distance(last, row(rows - 2)));
  const same = distance(first, last);
  const mirrored = mirrorDistance(first, last);
  if (same <= NEAR * step && mirrored > FAR * same) return 360;
  if (isParallel && mirrored <= NEAR * step && same > FAR * mirrored) return 180;
  return null;
}

/** RMS of the difference. */
function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}

/** RMS of the difference to the mirror image, at the best place of the axis in steps of half a channel. */
function mirrorDistance(a: Float32Array, b: Float32Array): number {
  const count = a.length;
  let best = Number.POSITIVE_INFINITY;
  for (let ends = Math.ceil(OVERLAP * count) - 1; ends <= 2 * (count - 1) - Math.ceil(OVERLAP * count) + 1; ends++) {
    const [from, to] = [Math.max(0, ends - count + 1), Math.min(count - 1, ends)];
    let sum = 0;
    for (let i = from; i <= to; i++) sum += (b[i]! - a[ends - i]!) ** 2;
    best = Math.min(best, Math.sqrt(sum / (to - from + 1)));
  }
  return best;
}
