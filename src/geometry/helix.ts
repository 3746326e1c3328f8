const TURN = 2 * Math.PI;
/** Over how much of the path, at most, one end of a window passes over into the other. */
const MOST_FEATHER_RAD = Math.PI / 9;
const ROUNDING = 1e-9;

/** How a source rises or sinks while it turns, and what its detector sees of that: all that is known of helices elsewhere. */
export interface Helix<S = unknown> {
  /** How far each view stands along the path, in radians that go on beyond whole turns, [views], ascending from 0. */
  readonly elapsedRad: Float64Array;
  /** Half a step: each view stands for as much of the path to either side. */
  readonly halfStepRad: number;
  /** z of the source in the first view, and how far it rises along a radian of its path, negative where it sinks. */
  readonly startZMm: number;
  readonly risePerRadMm: number;
  /**
   * How far above and below the source the detector's rows see at a distance from the axis, all around it, in mm: those of a
   * place on the source's side, which the rows pass closest together.
   */
  heightCoveredMm(radiusMm: number): number;
  /** The row in the plane of the source, for methods that make each slice as if its rays ran in it. */
  inSlices(): SliceRays<S>;
}

/** The rays in the plane of the source. */
export interface SliceRays<S> {
  /** The (fractional) row that they fall on, between 0 and the last one. */
  readonly row: number;
  /** The scan of one row that sees every slice alike. */
  readonly scan: S;
  /** Of a full turn, [channels]. */
  readonly channelWeights: Float64Array;
  /** Counted in the direction that the source runs, in radians, [channels]. */
  readonly fanAngleRad: Float64Array;
}

/** How far the source rises or sinks in a turn. */
export function pitchOf({ risePerRadMm }: Helix): number {
  return TURN * Math.abs(risePerRadMm);
}

/** Where on its path the source is as high as a place, in radians from the first view; maybe before or after the scan. */
export function pathAtHeightRad({ startZMm, risePerRadMm }: Helix, zMm: number): number {
  return (zMm - startZMm) / risePerRadMm;
}

/**
 * The part of the path that lies so far from both of its ends, in radians from the first view; `null` where there is none. What
 * less than a step lacks is none: the last view of a whole turn is not its first.
 */
export function pathWithinRad(
  { elapsedRad, halfStepRad }: Helix,
  marginRad: number,
): { readonly fromRad: number; readonly toRad: number } | null {
  const fromRad = marginRad - 2 * halfStepRad - ROUNDING;
  const toRad = elapsedRad.at(-1)! + 2 * halfStepRad + ROUNDING - marginRad;
  return toRad < fromRad ? null : { fromRad, toRad };
}

/** The heights that the source passes on {@link pathWithinRad}, the lower one first. */
export function heightsWithinMm(helix: Helix, marginRad: number): readonly [number, number] | null {
  const part = pathWithinRad(helix, marginRad);
  if (!part) return null;
  const heights = [part.fromRad, part.toRad].map((rad) => helix.startZMm + rad * helix.risePerRadMm);
  return [Math.min(...heights), Math.max(...heights)];
}

/**
 * The greatest pitch at which every place within a radius is seen over a whole turn: the rows have to reach half of it above
 * and below the source, (J − 1)·rowSpacing/2 · (D − r)/R of a detector whose middle is in the source's plane.
 */
export function mostPitchMm(helix: Helix, radiusMm: number): number {
  return 2 * helix.heightCoveredMm(radiusMm);
}

/** Over how much of the path a slice's window begins and ends. @param radiusMm within which all is to be seen, if it can be */
export function featherRad(helix: Helix, radiusMm: number): number {
  const coveredRad = helix.heightCoveredMm(radiusMm) / Math.abs(helix.risePerRadMm);
  return Math.min(MOST_FEATHER_RAD, Math.max(0, coveredRad - Math.PI));
}

/** Views about a slice, and what each counts. */
export interface HelixWindow {
  readonly from: number;
  readonly to: number;
  /** In radians, [views] of the scan; 0 outside of the window. */
  readonly viewWeightsRad: Float64Array;
}

/**
 * The views that a slice is made of: those of a whole turn, half of it before and half of it after the source is as high as the
 * slice, so that each direction counts once. Where the detector sees more, the turn is a little longer, and the two views of
 * one direction at its ends share what it counts, ½ ∓ ½·sin(π/2·t), t from −1 to 1, so that no view is the last one. Of other
 * numbers of views than whole ones a turn, all are scaled to one turn together.
 *
 * @param stepsRad how much of the path each view stands for, [views]
 * @param feather {@link featherRad}
 * @returns `null` where the source did not come by over a whole turn
 */
export function helixWindow(helix: Helix, stepsRad: Float64Array, feather: number, zMm: number): HelixWindow | null {
  const { elapsedRad, halfStepRad } = helix;
  const at = pathAtHeightRad(helix, zMm);
  const part = pathWithinRad(helix, Math.PI);
  if (!part || at < part.fromRad || at > part.toRad) return null;
  const spareRad = Math.min(at, elapsedRad.at(-1)! - at) + halfStepRad - Math.PI;
  const half = Math.max(0, Math.min(feather, spareRad));
  const weights = stepsRad.map((step, view) => step * windowShare(elapsedRad[view]! - at, half));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const from = weights.findIndex((weight) => weight > 0);
  const to = weights.findLastIndex((weight) => weight > 0) + 1;
  return { from, to, viewWeightsRad: weights.map((weight) => (weight * TURN) / sum) };
}

function windowShare(fromMiddleRad: number, featherRad: number): number {
  const beyondRad = Math.abs(fromMiddleRad) - Math.PI;
  if (featherRad <= ROUNDING) return Math.abs(beyondRad) < ROUNDING ? 0.5 : beyondRad < 0 ? 1 : 0;
  const t = Math.min(1, Math.max(-1, beyondRad / featherRad));
  return 0.5 - 0.5 * Math.sin((Math.PI / 2) * t);
}

/** How far before and after a slice its lines are measured from both sides: half a turn and the full fan angle. */
export function halfTurnReachRad({ fanAngleRad }: Pick<SliceRays<unknown>, 'fanAngleRad'>): number {
  return Math.PI + 2 * Math.max(Math.abs(fanAngleRad[0]!), Math.abs(fanAngleRad.at(-1)!));
}
