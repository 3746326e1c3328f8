import { SAME_ANGLE_RAD } from './measured-directions.ts';

const TURN = 2 * Math.PI;

/** How far a view may stand from its place among even ones, as a part of the step: less than anything shows of it. */
const TOLERANCE = 0.05;
/** Angles written to 0.001° are off by half of that. */
const ROUNDING_RAD = 0.0006 * (Math.PI / 180);
const MOST_ROUNDING = 0.3;
/** How far off views at both ends may put the whole arc, compared with one of them. */
const ARC_TOLERANCE = 3;

/** An arc of equal steps: view v stands at start + v·arc/views, as near as encoders and files have it. */
export interface EvenArc {
  readonly startRad: number;
  /** Negative where angles fall. */
  readonly arcRad: number;
}

/**
 * The arc that views in the order of their acquisition stand evenly on, or `null` where they do not. An arc that is a
 * rounding error from so many half turns is exactly those. Angles may begin again at 0 after each turn.
 *
 * @param anglesRad of each view, at least one
 */
export function evenArcOf(anglesRad: Float64Array): EvenArc | null {
  return evenLineOf(anglesRad) ?? evenLineOf(withoutJumps(anglesRad));
}

/** The same of angles just as they are written. */
export function evenLineOf(anglesRad: Float64Array): EvenArc | null {
  const views = anglesRad.length;
  const spreadRad = Math.abs(anglesRad[views - 1]! - anglesRad[0]!);
  if (views < 2 || spreadRad <= SAME_ANGLE_RAD) return null;
  // The straight line of least squares over the views' numbers, counted from their middle.
  const middle = (views - 1) / 2;
  const mean = anglesRad.reduce((sum, angle) => sum + angle, 0) / views;
  const slope = anglesRad.reduce((sum, angle, view) => sum + (view - middle) * (angle - mean), 0);
  const stepRad = slope / ((views * (views * views - 1)) / 12);
  const tolerance = toleranceOf(stepRad);
  const isEven = anglesRad.every((angle, view) => Math.abs(angle - mean - (view - middle) * stepRad) <= tolerance);
  if (!isEven) return null;
  return { startRad: mean - middle * stepRad, arcRad: wholeHalfTurns(views * stepRad, tolerance) };
}

function toleranceOf(stepRad: number): number {
  const step = Math.abs(stepRad);
  return Math.max(TOLERANCE * step, Math.min(ROUNDING_RAD, MOST_ROUNDING * step));
}

function wholeHalfTurns(arcRad: number, tolerance: number): number {
  const whole = Math.round(arcRad / Math.PI) * Math.PI;
  return whole !== 0 && Math.abs(arcRad - whole) <= ARC_TOLERANCE * tolerance ? whole : arcRad;
}

/** Angles that go on where they begin again after a turn: no step is wider than half of one. */
export function withoutJumps(anglesRad: Float64Array): Float64Array {
  const out = anglesRad.slice();
  for (let view = 1; view < out.length; view++) {
    const step = anglesRad[view]! - anglesRad[view - 1]!;
    out[view] = out[view - 1]! + step - TURN * Math.round(step / TURN);
  }
  return out;
}
