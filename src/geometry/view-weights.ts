import { evenArcOf } from './even-angles.ts';
import { directionWeightsRad, measuredDirections } from './measured-directions.ts';

/**
 * How much each view counts in a back-projection, in radians. Parallel views θ and θ + π see the same lines, so the
 * sum over views stands for ∫ dθ over half a turn: angles are folded modulo a period of π before gaps are measured.
 * The views of a fan repeat after a whole turn: their period is 2π.
 */

/**
 * Weights of equally spaced views over an arc. Up to one period each view weighs its step; over whole periods each
 * line is seen several times and the weights share it; over any other arc beyond a period some lines are seen once
 * more than others, and the folded gaps say which.
 */
export function arcViewWeights(anglesRad: Float64Array, arcRad: number, periodRad = Math.PI): Float64Array {
  const views = anglesRad.length;
  const arc = Math.abs(arcRad);
  const periods = arc / periodRad;
  if (periods <= 1) return new Float64Array(views).fill(arc / views);
  if (Math.abs(periods - Math.round(periods)) < 1e-9) return new Float64Array(views).fill(periodRad / views);
  return foldedGapWeights(anglesRad, periodRad, false);
}

/**
 * Weights of views at any angles, in any order: half the gap to each neighbour on the circle, but for gaps that were left
 * out. Views that look from one direction share what it counts. Even steps that run on for more than a period leave nothing
 * out, however unevenly they come to stand between each other.
 *
 * @param anglesRad of each view, at least one
 */
export function scatteredViewWeights(anglesRad: Float64Array, periodRad = Math.PI): Float64Array {
  const even = evenArcOf(anglesRad);
  if (even && Math.abs(even.arcRad) > periodRad) return arcViewWeights(anglesRad, even.arcRad, periodRad);
  return foldedGapWeights(anglesRad, periodRad, true);
}

function foldedGapWeights(anglesRad: Float64Array, periodRad: number, mayLeaveOut: boolean): Float64Array {
  const directions = measuredDirections(anglesRad, periodRad, mayLeaveOut);
  const ofDirections = directionWeightsRad(directions);
  const weights = new Float64Array(anglesRad.length);
  directions.views.forEach((views, direction) => {
    for (const view of views) weights[view] = ofDirections[direction]! / views.length;
  });
  return weights;
}
