/**
 * From how many directions views look, where these stand on the circle, and which parts of it no view stands for. Angles
 * are folded modulo a period: a whole turn, or half of one for parallel rays, which see the same lines from both sides.
 */
export interface MeasuredDirections {
  readonly periodRad: number;
  /** Ascending, about 0 … period, [directions]; the mean angle of the views that look from there. */
  readonly anglesRad: Float64Array;
  /** The views that look from each direction, [directions]. */
  readonly views: readonly (readonly number[])[];
  /** From each direction to the next one; the last gap wraps around, [directions]. */
  readonly gapsRad: Float64Array;
  /** Whether that gap was left out: far wider than a step, it belongs to nobody, [directions]. */
  readonly isOpen: readonly boolean[];
}

/** Views nearer to each other than this are at one angle whatever the step: what is left of angles written to 0.001°. */
export const SAME_ANGLE_RAD = 0.002 * (Math.PI / 180);

/**
 * Sorts views by the direction that they look from.
 *
 * Views of one direction: several laps, or a file that has its first angle again at its end, seldom bring a view back to
 * the last bit. Views pass for one direction where they stand far closer than directions stand apart; the fewer the
 * directions, the closer, since a few narrow groups of views may be meant so.
 *
 * Gaps that were left out: one is more than twice as wide as all others. Several stand out more clearly from the steps,
 * and are few compared with these; else it is the steps that are uneven.
 *
 * @param anglesRad of each view, at least one, in any order
 * @param mayLeaveOut whether there may be gaps that no view stands for
 */
export function measuredDirections(anglesRad: Float64Array, periodRad: number, mayLeaveOut = true): MeasuredDirections {
  const folded = anglesRad.map((angle) => foldAngle(angle, periodRad));
  const order = Array.from(folded.keys()).sort((a, b) => folded[a]! - folded[b]!);
  const sorted = Float64Array.from(order, (view) => folded[view]!);
  const gaps = gapsOf(sorted, periodRad);
  const within = mostWithinDirection(gaps, periodRad);
  const separates = Array.from(gaps, (gap) => gap > within);
  // Counted from a view that a gap stands before, so that no direction is cut in two where the circle is.
  const first = (separates.lastIndexOf(true) + 1) % order.length;
  const directions: { angleRad: number; views: number[] }[] = [];
  let members: number[] = [];
  let sum = 0;
  let start = 0;
  for (let i = 0; i < order.length; i++) {
    const at = (first + i) % order.length;
    if (members.length === 0) start = at;
    members.push(order[at]!);
    sum += at < start ? sorted[at]! + periodRad : sorted[at]!;
    if (!separates[at]) continue;
    directions.push({ angleRad: sum / members.length, views: members });
    members = [];
    sum = 0;
  }
  directions.sort((a, b) => a.angleRad - b.angleRad);
  const places = Float64Array.from(directions, ({ angleRad }) => angleRad);
  const between = gapsOf(places, periodRad);
  const leastOpen = mayLeaveOut ? leastGapLeftOut(between, periodRad) : Number.POSITIVE_INFINITY;
  return {
    periodRad,
    anglesRad: places,
    views: directions.map(({ views }) => views),
    gapsRad: between,
    isOpen: Array.from(between, (gap) => gap >= leastOpen),
  };
}

/**
 * How wide the part of the circle is that each direction stands for: half the gap to each neighbour, and beside a gap that
 * was left out as much outwards as inwards, as the views of an equally spaced arc do. In radians, [directions].
 */
export function directionWeightsRad({ gapsRad, isOpen }: MeasuredDirections): Float64Array {
  const closed = Array.from(gapsRad)
    .filter((_, i) => !isOpen[i])
    .sort((a, b) => a - b);
  const usual = closed[closed.length >> 1]!;
  return gapsRad.map((after, i) => {
    const before = (i + gapsRad.length - 1) % gapsRad.length;
    const inwards = isOpen[i] ? (isOpen[before] ? usual : gapsRad[before]!) : after;
    const backwards = isOpen[before] ? inwards : gapsRad[before]!;
    return (backwards + inwards) / 2;
  });
}

/** A part of the circle. */
export interface CirclePart {
  readonly fromRad: number;
  readonly widthRad: number;
}

/** The parts of the circle that were left out; each direction beside one stands for half a step of it. */
export function partsLeftOut(directions: MeasuredDirections): CirclePart[] {
  const { anglesRad, gapsRad, isOpen } = directions;
  const weights = directionWeightsRad(directions);
  return isOpen.flatMap((open, i) => {
    if (!open) return [];
    const before = weights[i]! / 2;
    const after = weights[(i + 1) % weights.length]! / 2;
    return [{ fromRad: anglesRad[i]! + before, widthRad: gapsRad[i]! - before - after }];
  });
}

/** The parts of the circle between those that were left out, of which there is one at least. */
export function partsCovered(directions: MeasuredDirections): CirclePart[] {
  const gaps = partsLeftOut(directions);
  return gaps.map(({ fromRad, widthRad }, i) => {
    const next = gaps[(i + 1) % gaps.length]!;
    return {
      fromRad: fromRad + widthRad,
      widthRad: foldAngle(next.fromRad - fromRad - widthRad, directions.periodRad),
    };
  });
}

/** An angle brought to 0 … period; those a rounding error short of the period are the same as 0. */
export function foldAngle(angleRad: number, periodRad: number): number {
  const folded = ((angleRad % periodRad) + periodRad) % periodRad;
  return periodRad - folded < 1e-9 ? 0 : folded;
}

/** From each of some ascending angles to the next one, the last wrapping around. */
function gapsOf(sorted: Float64Array, periodRad: number): Float64Array {
  const last = sorted.length - 1;
  return sorted.map((angle, i) => (i < last ? sorted[i + 1]! - angle : sorted[0]! + periodRad - angle));
}

/** The widest gap that does not part directions: the widest one in the coarsest parting that leaves narrow groups. */
function mostWithinDirection(gaps: Float64Array, periodRad: number): number {
  const descending = gaps.slice().sort().reverse();
  const views = gaps.length;
  if (periodRad - descending[0]! <= SAME_ANGLE_RAD) return descending[1] ?? 0;
  for (let parts = 2; parts < views; parts++) {
    const narrowest = descending[parts - 1]!;
    const most = narrowest * Math.min(0.01 * parts, 0.15);
    const within = descending[parts]!;
    if (within <= most && widestGroup(gaps, within) <= most) return within;
  }
  return -1;
}

/** The widest stretch of neighbouring gaps that are all this wide or less. */
function widestGroup(gaps: Float64Array, mostGap: number): number {
  const start = gaps.findIndex((gap) => gap > mostGap);
  let widest = 0;
  let width = 0;
  for (let i = 1; i <= gaps.length; i++) {
    const gap = gaps[(start + i) % gaps.length]!;
    width = gap > mostGap ? 0 : width + gap;
    widest = Math.max(widest, width);
  }
  return widest;
}

/** More gaps than this are no gaps: then it is the steps that are uneven. */
const MOST_GAPS = 12;
/** What several gaps have over the widest step: golden steps, of three widths at the most, have less. */
const SEVERAL_GAPS_OVER_STEP = 4.5;
const LEAST_PART_OF_PERIOD = 0.02;

/** The narrowest of the gaps that were left out; infinite where there are none. */
function leastGapLeftOut(gaps: Float64Array, periodRad: number): number {
  const descending = gaps.slice().sort().reverse();
  for (let open = Math.min(MOST_GAPS, Math.floor(gaps.length / 3)); open >= 1; open--) {
    const narrowest = descending[open - 1]!;
    const step = descending[open]!;
    if (open === 1 && narrowest > 2 * step) return narrowest;
    if (open > 1 && narrowest > SEVERAL_GAPS_OVER_STEP * step && narrowest > LEAST_PART_OF_PERIOD * periodRad) {
      return narrowest;
    }
  }
  return Number.POSITIVE_INFINITY;
}
