import { type ArrayFacts, median } from './array-facts.ts';
import { attenuatedSample, type ReadingsGuess } from './guess-readings.ts';

/** Views that a person may have taken without saying so: half a turn or a whole one. */
export type GuessedArcDeg = 180 | 360;

/** Views that go on into each other are as near as neighbours, give or take; mirror images lie between two channels. */
const NEXT = 1.5;
const NEAR = 3;
/** How much farther apart those must be that do not fit. */
const FAR = 3;
/** At least so much of two mirror images must overlap. */
const OVERLAP = 0.6;
/** So many pairs of opposite views are compared at most, and how alike they are compared with any two views. */
const PAIRS = 16;
const ALIKE = 0.35;

/**
 * Guesses the arc of evenly spaced views [views, channels] by how they end: over a whole turn the last view continues into
 * the first, over half a turn of parallel rays into the mirror image of the first about the axis, wherever that is. Where
 * both may be so, opposite views of a whole turn are mirror images about one axis. Round and symmetric objects tell
 * nothing, and dead channels are left out.
 *
 * @param isMirrored whether views half a turn apart are mirror images, as those of parallel rays are
 */
export function guessArc(
  facts: ArrayFacts,
  readings: Pick<ReadingsGuess, 'kind' | 'white'>,
  isMirrored = true,
): GuessedArcDeg | null {
  const { rows, columns, values } = attenuatedSample(facts, readings);
  if (rows < 8 || columns < 8) return null;
  const views = Array.from({ length: rows }, (_, at) => values.subarray(at * columns, (at + 1) * columns));
  const isLive = liveChannels(views);
  const [first, last] = [views[0]!, views[rows - 1]!];
  const step = Math.max(distance(first, views[1]!, isLive), distance(last, views[rows - 2]!, isLive));
  const half = rows >> 1;
  const pairs = Array.from({ length: Math.min(PAIRS, half) }, (_, i, count = Math.min(PAIRS, half)) => {
    const at = Math.floor((i * half) / count);
    return [views[at]!, views[at + half]!] as const;
  });
  const apart = Math.max(
    ...[1, 2, 3, 4, 5, 6, 7].map((part) => distance(first, views[Math.floor((part * rows) / 8)]!, isLive)),
  );
  // Views that hardly differ from one another, or no more than by noise.
  if (apart <= FAR * step) return null;
  const same = distance(first, last, isLive);
  const mirrored = mirrorDistance([[first, last]], isLive);
  if (same <= NEXT * step) {
    // An axis between two places that are tried leaves mirror images up to half a channel apart.
    const shifted = distance(first.subarray(1), first.subarray(0, -1), isLive);
    if (mirrored <= FAR * same) return null;
    if (!isMirrored || mirrored > Math.min(FAR * shifted, ALIKE * apart)) return 360;
    return mirrorDistance(pairs, isLive) < ALIKE * apart ? 360 : null;
  }
  return isMirrored && mirrored <= NEAR * step && same > FAR * mirrored ? 180 : null;
}

/**
 * The arc that the columns seem to go over where the rows show none: of an array [channels, views] the columns' end goes on
 * into their beginning, as a detector's channels do not. `null` where nothing says so; channels of air are alike too.
 */
export function guessArcOfColumns(
  facts: ArrayFacts,
  readings: Pick<ReadingsGuess, 'kind' | 'white'>,
): GuessedArcDeg | null {
  const { sample } = facts;
  const [rows, columns] = [sample.columns, sample.rows];
  if (guessArc(facts, readings) !== null || guessArc(facts, readings, false) !== null) return null;
  const values = Float32Array.from(
    sample.values,
    (_, i) => sample.values[(i % columns) * rows + Math.floor(i / columns)]!,
  );
  const turned = { ...facts, rows: facts.columns, columns: facts.rows, sample: { rows, columns, values } };
  const attenuated = attenuatedSample(turned, readings).values;
  const sizes = Array.from({ length: rows }, (_, row) =>
    Math.hypot(...attenuated.subarray(row * columns, (row + 1) * columns)),
  );
  if (Math.min(sizes[0]!, sizes.at(-1)!) < 0.5 * median(sizes)) return null;
  return guessArc(turned, readings);
}

/** Whether channels read anything: those between others that never change are dead. */
function liveChannels(views: readonly Float32Array[]): boolean[] {
  const first = views[0]!;
  const changes = Array.from(first, (value, channel) => views.some((view) => view[channel] !== value));
  const [from, to] = [changes.indexOf(true), changes.lastIndexOf(true)];
  return changes.map((isChanging, channel) => isChanging || channel < from || channel > to);
}

/** RMS of the difference, over channels that are live. */
function distance(a: Float32Array, b: Float32Array, isLive: readonly boolean[]): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    if (!isLive[i]) continue;
    sum += (a[i]! - b[i]!) ** 2;
    count++;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

/** RMS of the difference of pairs to their mirror images, at the best place of one axis in steps of half a channel. */
function mirrorDistance(pairs: readonly (readonly [Float32Array, Float32Array])[], isLive: readonly boolean[]): number {
  const count = isLive.length;
  const overlap = Math.ceil(OVERLAP * count);
  let best = Number.POSITIVE_INFINITY;
  for (let ends = overlap - 1; ends <= 2 * (count - 1) - overlap + 1; ends++) {
    const [from, to] = [Math.max(0, ends - count + 1), Math.min(count - 1, ends)];
    let [sum, compared] = [0, 0];
    for (let i = from; i <= to; i++) {
      if (!isLive[i] || !isLive[ends - i]) continue;
      for (const [a, b] of pairs) sum += (b[i]! - a[ends - i]!) ** 2;
      compared += pairs.length;
    }
    if (compared >= (overlap * pairs.length) / 2) best = Math.min(best, Math.sqrt(sum / compared));
  }
  return best;
}
