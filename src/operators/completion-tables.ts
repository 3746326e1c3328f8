import { fanAngleRad } from '../geometry/fan-scan.ts';
import { axisChannel } from '../geometry/parallel-scan.ts';
import { foldAngle } from '../geometry/view-weights.ts';
import type { CompletionPlan } from './contract.ts';

const TURN = 2 * Math.PI;
/** Views closer than this part of a mean step stand at one angle. */
const SAME_STEP = 0.01;
/** A gap so many times as wide as any other is none between two views, but what was not measured. */
const WIDE_GAP = 1.5;
/** What part of a step beyond the last view still counts as seen by it: nearly half, where no view's opposite falls. */
const SEEN_BEYOND = 0.45;

/**
 * Where the lines of a completed scan lie in the sinogram that was measured. The line of the view β and the fan angle γ is
 * that of the view β + π − 2γ and −γ too, seen from its other side: there channel k stands at 2·axis − k. γ is 0 for
 * parallel rays.
 *
 * Views are found by how far they stand from the first one along the turn, in the direction that the source runs; the
 * first one comes after the widest gap. Views at one angle form a stop, and take turns.
 */
export interface CompletionTables {
  /** How far along the turn each view of the completed scan stands, 0 … 2π, [completed views]. */
  readonly elapsedRad: Float64Array;
  /** Which of the views at its stop it is, [completed views]. */
  readonly turns: Uint32Array;
  /** How far along the turn each stop stands, ascending from 0, [stops]. */
  readonly stopRad: Float64Array;
  /** Where the views of each stop begin in `viewsInOrder`, and where the last ones end, [stops + 1]. */
  readonly firstOfStop: Uint32Array;
  /** The measured views, stop after stop, [measured views]. */
  readonly viewsInOrder: Uint32Array;
  /**
   * From which part to which of the way from the last stop to the first nothing was measured: a part of 0.5 or less, and
   * 1 less it; more than 0.5 where all was.
   */
  readonly gapFrom: number;
  readonly channels: readonly CompletionChannel[];
}

/** Where a channel of the completed scan lies on the detector that there is, from either side. */
export interface CompletionChannel {
  /** In the direction that the source runs. */
  readonly fanAngleRad: number;
  /** Fractional, within the detector. */
  readonly own: number;
  readonly across: number;
  /** What each side counts for where both have measured the line; a side that cannot see it has −1. */
  readonly ownShare: number;
  readonly acrossShare: number;
}

export function completionTables(plan: CompletionPlan): CompletionTables {
  const { measured, completed } = plan;
  const direction = measured.geometry === 'fan' ? Math.sign(measured.arc.arcRad) : 1;
  const folded = measured.anglesRad.map((angle) => foldAngle(direction * angle, TURN));
  const order = Array.from(folded.keys()).sort((a, b) => folded[a]! - folded[b]!);
  const views = order.length;
  const gapBefore = (i: number) =>
    i === 0 ? folded[order[0]!]! + TURN - folded[order.at(-1)!]! : folded[order[i]!]! - folded[order[i - 1]!]!;
  let first = 0;
  for (let i = 1; i < views; i++) if (gapBefore(i) > gapBefore(first) + 1e-9) first = i;
  const viewsInOrder = Uint32Array.from(order, (_, i) => order[(first + i) % views]!);
  const startRad = folded[viewsInOrder[0]!]!;

  const near = (SAME_STEP * TURN) / views;
  const stops: number[] = [];
  const firsts: number[] = [];
  const turns = new Uint32Array(completed.anglesRad.length);
  viewsInOrder.forEach((view, i) => {
    const elapsed = foldAngle(folded[view]! - startRad, TURN);
    if (i === 0 || elapsed - stops.at(-1)! > near) {
      stops.push(elapsed);
      firsts.push(i);
    }
    turns[view] = i - firsts.at(-1)!;
  });
  const stopRad = Float64Array.from(stops);
  const widest = TURN - stopRad.at(-1)!;
  const others = stopRad.reduce((most, stop, i) => (i === 0 ? 0 : Math.max(most, stop - stopRad[i - 1]!)), 0);
  return {
    elapsedRad: completed.anglesRad.map((angle) => foldAngle(foldAngle(direction * angle, TURN) - startRad, TURN)),
    turns,
    stopRad,
    firstOfStop: Uint32Array.from([...firsts, views]),
    viewsInOrder,
    gapFrom: widest > WIDE_GAP * others ? (SEEN_BEYOND * others) / widest : 1,
    channels: completionChannels(plan, direction),
  };
}

function completionChannels({ measured, completed, before }: CompletionPlan, direction: number): CompletionChannel[] {
  const last = measured.channels - 1;
  const axis = axisChannel(measured);
  const within = (channel: number) => Math.min(last, Math.max(0, channel));
  return Array.from({ length: completed.channels }, (_, channel) => {
    const own = channel - before;
    const across = 2 * axis - own;
    const [ownBeyond, acrossBeyond] = [own, across].map((at) => Math.abs(at - within(at)));
    const places = {
      fanAngleRad: measured.geometry === 'fan' ? direction * fanAngleRad(measured, own) : 0,
      own: within(own),
      across: within(across),
    };
    // Between two detectors that both end before the axis.
    if (ownBeyond! > 0 && acrossBeyond! > 0) {
      const ownShare = acrossBeyond! / (ownBeyond! + acrossBeyond!);
      return { ...places, ownShare, acrossShare: 1 - ownShare };
    }
    if (ownBeyond! > 0) return { ...places, ownShare: -1, acrossShare: 1 };
    if (acrossBeyond! > 0) return { ...places, ownShare: 1, acrossShare: -1 };
    const ownShare = feather(channel, { measured, completed, before });
    return { ...places, ownShare, acrossShare: 1 - ownShare };
  });
}

/** The part of the detector at its short end over which one side passes into the other, and the most channels of it. */
const FEATHER_PART = 1 / 8;
const LEAST_FEATHER = 16;

/** Rises as sin² from the end of the detector where channels were added; 1 where none were. */
function feather(channel: number, { measured, completed, before }: CompletionPlan): number {
  const after = completed.channels - measured.channels - before;
  if (before === 0 && after === 0) return 1;
  const { channels } = measured;
  const axis = axisChannel(measured);
  const own = channel - before;
  const [fromEnd, toAxis] = before > 0 ? [own, axis] : [channels - 1 - own, channels - 1 - axis];
  const width = Math.min(toAxis + 0.5, Math.max(LEAST_FEATHER, channels * FEATHER_PART));
  const part = Math.min(1, Math.max(0, (fromEnd + 0.5) / width));
  return Math.sin((Math.PI / 2) * part) ** 2;
}
