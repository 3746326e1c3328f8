import { axisChannel } from '../../geometry/detector.ts';
import { evenArcOf } from '../../geometry/even-angles.ts';
import { foldAngle, measuredDirections } from '../../geometry/measured-directions.ts';
import { geometryOf, turnCoveredRad } from '../../geometry/scan.ts';
import type { CompletionPlan } from './completion-plan.ts';

const TURN = 2 * Math.PI;
/** What part of the steps next to a gap still counts as seen beyond its edge: nearly half, where no view's opposite falls. */
const SEEN_BEYOND = 0.45;

/**
 * Where the lines of a completed scan lie in the sinogram that was measured. The line of the view β and the fan angle γ is
 * that of the view β + π − 2γ and −γ too, seen from its other side: there channel k stands at 2·axis − k. γ is 0 for
 * parallel rays.
 *
 * Views are found by how far they stand from the first one along the turn, in the direction that the source runs; the
 * first one comes after the widest gap. Views that look from one direction form a stop, and take turns.
 */
export interface CompletionTables {
  /** How far along the turn each view of the completed scan stands, 0 … 2π, [completed views]. */
  readonly elapsedRad: Float64Array;
  /** Which of the views at its stop it is, [completed views]. */
  readonly turns: Uint32Array;
  /** How far along the turn each stop stands, ascending from 0, [stops]. */
  readonly stopRad: Float64Array;
  /** Whether what lies between a stop and the next one was not measured, [stops]. */
  readonly isOpen: readonly boolean[];
  /** How far beyond the edges of such a gap lines still count as measured. */
  readonly seenBeyondRad: number;
  /** Where the views of each stop begin in `viewsInOrder`, and where the last ones end, [stops + 1]. */
  readonly firstOfStop: Uint32Array;
  /** The measured views, stop after stop, [measured views]. */
  readonly viewsInOrder: Uint32Array;
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
  const direction = geometryOf(measured).direction(measured);
  const along = (angleRad: number) => direction * angleRad;
  const { anglesRad, views, gapsRad, isOpen } = measuredDirections(
    measured.anglesRad.map(along),
    TURN,
    evenArcOf(measured.anglesRad) === null || turnCoveredRad(measured) < TURN,
  );
  const stops = anglesRad.length;
  const widest = gapsRad.indexOf(Math.max(...gapsRad));
  const first = (widest + 1) % stops;
  const order = Array.from(anglesRad, (_, i) => (first + i) % stops);
  const fromStart = (angleRad: number) => foldAngle(angleRad - anglesRad[first]!, TURN);

  const turns = new Uint32Array(completed.anglesRad.length);
  const elapsedRad = completed.anglesRad.map((angle) => fromStart(along(angle)));
  const firstOfStop = new Uint32Array(stops + 1);
  order.forEach((stop, i) => {
    firstOfStop[i + 1] = firstOfStop[i]! + views[stop]!.length;
    for (const [turn, view] of views[stop]!.entries()) turns[view] = turn;
  });
  const steps = Array.from(gapsRad).filter((_, i) => !isOpen[i]);
  return {
    elapsedRad,
    turns,
    stopRad: Float64Array.from(order, (stop) => fromStart(anglesRad[stop]!)),
    isOpen: order.map((stop) => isOpen[stop]!),
    seenBeyondRad: SEEN_BEYOND * Math.max(0, ...steps),
    firstOfStop,
    viewsInOrder: Uint32Array.from(order.flatMap((stop) => views[stop]!)),
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
      fanAngleRad: direction * geometryOf(measured).fanAngleRad(measured, own),
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

/** Over which part of the detector, from its short end on, one side passes into the other, and over how many channels at least. */
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
