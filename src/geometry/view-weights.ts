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
 * Weights of views at arbitrary angles: half the gap to each neighbour on the arc. A gap more than twice the next
 * largest is taken for the part of the period that was not measured; the views at its edges then weigh as much
 * outwards as inwards, as the views of an equally spaced short arc do.
 */
export function scatteredViewWeights(anglesRad: Float64Array, periodRad = Math.PI): Float64Array {
  return foldedGapWeights(anglesRad, periodRad, true);
}

function foldedGapWeights(anglesRad: Float64Array, periodRad: number, mayMissWedge: boolean): Float64Array {
  const views = anglesRad.length;
  const weights = new Float64Array(views);
  const folded = anglesRad.map((angle) => foldAngle(angle, periodRad));
  const order = Array.from(folded.keys()).sort((a, b) => folded[a]! - folded[b]!);
  // gapAfter[i]: from the i-th angle in order to the next one, the last wrapping around.
  const gapAfter = order.map((view, i) => {
    const next = order[(i + 1) % views]!;
    return i + 1 < views ? folded[next]! - folded[view]! : folded[next]! + periodRad - folded[view]!;
  });
  if (mayMissWedge && views > 2) closeMissingWedge(gapAfter);
  order.forEach((view, i) => {
    weights[view] = (gapAfter[(i + views - 1) % views]! + gapAfter[i]!) / 2;
  });
  return weights;
}

/** An angle brought to 0 … period; those a rounding error short of the period are the same as 0. */
export function foldAngle(angleRad: number, periodRad: number): number {
  const folded = ((angleRad % periodRad) + periodRad) % periodRad;
  return periodRad - folded < 1e-9 ? 0 : folded;
}

function closeMissingWedge(gapAfter: number[]): void {
  const views = gapAfter.length;
  let widest = 0;
  for (let i = 1; i < views; i++) if (gapAfter[i]! > gapAfter[widest]!) widest = i;
  const secondWidest = gapAfter.reduce((most, gap, i) => (i === widest ? most : Math.max(most, gap)), 0);
  if (gapAfter[widest]! <= 2 * secondWidest) return;
  const before = nearestGap(gapAfter, widest, -1);
  const after = nearestGap(gapAfter, widest, 1);
  // Each edge takes half of what stands in the gap, so the mean of the neighbouring gaps mirrors both in sum.
  gapAfter[widest] = (before + after) / 2;
}

/** The gap next to the widest one; views measured twice leave none between them and are passed over. */
function nearestGap(gapAfter: readonly number[], from: number, direction: number): number {
  const views = gapAfter.length;
  for (let i = (from + direction + views) % views; i !== from; i = (i + direction + views) % views) {
    if (gapAfter[i]! > 0) return gapAfter[i]!;
  }
  return 0;
}
