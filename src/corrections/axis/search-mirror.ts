import { type MirrorRows, type Mismatch, mirrorMismatch, withChannelsAveraged } from './mirror-rows.ts';

/** The place that rows are mirror images about, or why it is unknown. */
export type MirrorFinding =
  | { readonly place: number }
  /** `flat`: nothing varies; `ambiguous`: several places fit alike; `unlike`: no place fits; `vague`: too many fit nearly alike. */
  | { readonly place: null; readonly why: 'flat' | 'ambiguous' | 'unlike' | 'vague' };

/** Channels that the search compares at most; longer detectors are searched through coarser ones first. */
const MOST_COARSE_CHANNELS = 512;
/** Channels on each side of the axis without which nothing is believed. */
const LEAST_REACH = 4;
/** Above this, rows have little in common. */
const MOST_SCORE = 0.35;
/** Mismatches below this are not told apart: rows are never better mirror images than their sampling lets them be. */
const LEAST_SCORE = 1e-4;
/** From this part of the best place's evidence on, another place is a rival. */
const RIVAL_PART = 0.7;
/** How well the axis must be known, in channels. */
const MOST_STANDARD_ERROR = 0.3;
const FINEST_STEP = 1e-3;
/** Between channels the score is taken at places so far apart. */
const COARSE_STEP = 0.5;

interface Candidate extends Mismatch {
  readonly place: number;
}

/**
 * Looks for the place about which rows are mirror images, over the whole detector: through all whole and half channels
 * (of averaged ones on a long detector), and then between them about the best. The best is the one that explains most:
 * by n·ln(1/score), twice the logarithm of the likelihood ratio of n compared values, so that a few values at an end of the
 * detector that happen to match do not outweigh all of it.
 *
 * A place is believed only where the rows match there, where no other place explains nearly as much, and where the match
 * gets worse so fast beside it that what is left of the mismatch, taken for noise, moves it by a part of a channel only:
 * for n compared values and a score s + κ·(place − best)² the standard error is √(s/(n·κ)), that of a fit of least squares.
 */
export function searchMirror(mirror: MirrorRows): MirrorFinding {
  const factor = Math.ceil(mirror.channels / MOST_COARSE_CHANNELS);
  const { valleys, varies } = valleysOf(withChannelsAveraged(mirror, factor), factor);
  const refined = valleys
    .sort((a, b) => evidence(b) - evidence(a))
    .slice(0, 8)
    .map(({ place }) => refine(mirror, place, factor * COARSE_STEP))
    .filter(({ score }) => Number.isFinite(score));
  if (!varies) return { place: null, why: 'flat' };
  const best = refined.reduce<Candidate | null>((a, b) => (a && evidence(a) >= evidence(b) ? a : b), null);
  if (!best || best.score > MOST_SCORE) return { place: null, why: 'unlike' };
  const isRival = (other: Candidate) =>
    Math.abs(other.place - best.place) > 1 && evidence(other) > RIVAL_PART * evidence(best);
  if (refined.some(isRival)) return { place: null, why: 'ambiguous' };
  const beside = [-1, 1].map((step) => mirrorMismatch(mirror, best.place + step).score);
  const curvature = Math.min(...beside) - best.score;
  const standardError = Math.sqrt(best.score / (best.compared * curvature));
  return standardError <= MOST_STANDARD_ERROR ? { place: best.place } : { place: null, why: 'vague' };
}

function evidence({ score, compared }: Mismatch): number {
  return compared * Math.log(1 / Math.max(LEAST_SCORE, score));
}

/** Places that match better than their neighbours, in channels of the whole detector, and whether there was anything to match. */
function valleysOf(mirror: MirrorRows, factor: number): { valleys: Candidate[]; varies: boolean } {
  const last = mirror.channels - 1;
  const reach = Math.min(LEAST_REACH, last / 2);
  const places: number[] = [];
  for (let place = Math.ceil(reach); place <= last - reach; place += COARSE_STEP) places.push(place);
  const mismatches = places.map((place) => mirrorMismatch(mirror, place));
  const valleys = mismatches.flatMap(({ score, compared }, i) => {
    // A place at the end of the search is none: beyond it the match may get better still.
    const before = mismatches[i - 1]?.score ?? 0;
    const after = mismatches[i + 1]?.score ?? 0;
    if (score === Number.POSITIVE_INFINITY || before < score || after <= score) return [];
    return [{ place: places[i]! * factor + (factor - 1) / 2, score, compared }];
  });
  return { valleys, varies: mismatches.some(({ compared }) => compared > 0) };
}

/** Walks down to the nearest lowest place between channels. */
function refine(mirror: MirrorRows, start: number, firstStep: number): Candidate {
  const at = (place: number): Candidate => ({ place, ...mirrorMismatch(mirror, place) });
  let lowest = at(start);
  for (let step = firstStep; step > FINEST_STEP; step /= 2) {
    for (let moves = 0; moves < 4; moves++) {
      const [before, after] = [at(lowest.place - step), at(lowest.place + step)];
      if (before.score >= lowest.score && after.score >= lowest.score) break;
      lowest = before.score < after.score ? before : after;
    }
  }
  return lowest;
}
