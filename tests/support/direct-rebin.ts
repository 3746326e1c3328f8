// Rebinning line by line: every reading is looked up anew, in no more than the order the formula names them.

import type { ViewRange } from '../../src/compute/device.ts';
import type { RebinPlan } from '../../src/kernels/rebin/rebin-plan.ts';
import { type RebinTables, rebinTables } from '../../src/kernels/rebin/rebin-tables.ts';
import { redundancyWeight } from '../../src/kernels/redundancy-weight.ts';

/**
 * Parallel views from a fan's sinogram, float32 [range, parallel channels]: each line is interpolated between the two
 * channels next to it, and each of these between the two views next to the one that it sees the line's angle in. What
 * `rebin` is compared with.
 *
 * @param sinogram float32 [views × channels] of the fan
 */
export function rebinDirectly(plan: RebinPlan, sinogram: Float32Array, range: ViewRange): Float32Array<ArrayBuffer> {
  const tables = rebinTables(plan);
  const { parallel } = plan;
  const out = new Float32Array((range.to - range.from) * parallel.channels);
  let sample = 0;
  for (let view = range.from; view < range.to; view++) {
    for (let channel = 0; channel < parallel.channels; channel++) {
      out[sample++] = plan.interleaves
        ? interleaved(plan, tables, sinogram, view, channel)
        : averaged(plan, tables, sinogram, view, channel);
    }
  }
  return out;
}

/** The mean of the two sides as far as they are measured, weighted as in a short scan. */
function averaged(plan: RebinPlan, tables: RebinTables, sinogram: Float32Array, view: number, channel: number): number {
  const position = tables.channel[channel]!;
  const gamma = tables.fanAngleRad[channel]!;
  let sum = 0;
  let weights = 0;
  const sides = [
    [tables.direct[view]!, position, gamma],
    [tables.opposite[view]!, 2 * tables.axisChannel - position, -gamma],
  ] as const;
  for (const [base, at, fanAngle] of sides) {
    if (!(at >= 0 && at <= plan.scan.channels - 1)) continue;
    const weight = measuredShare(tables, base, fanAngle);
    if (weight <= 0) continue;
    const below = Math.floor(at);
    const shares = cubicShares(at - below);
    for (let i = 0; i < 4; i++) {
      const nearest = Math.min(plan.scan.channels - 1, Math.max(0, below - 1 + i));
      sum += weight * shares[i]! * betweenViews(plan, tables, sinogram, base, nearest);
    }
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

/**
 * What four neighbouring samples count for between the middle two: cubic convolution, exact for parabolas (Keys, IEEE
 * Trans. Acoust. Speech Signal Process. 29:1153, 1981, doi 10.1109/TASSP.1981.1163711). Linear interpolation would cost
 * as much sharpness as the filter's own.
 */
function cubicShares(t: number): readonly [number, number, number, number] {
  return [
    0.5 * t * (t * (2 - t) - 1),
    0.5 * (t * t * (3 * t - 5) + 2),
    0.5 * t * (t * (4 - 3 * t) + 1),
    0.5 * t * t * (t - 1),
  ];
}

/** What a side counts for: 0 where the arc does not reach. */
function measuredShare(tables: RebinTables, base: number, fanAngle: number): number {
  if (!tables.isShort) return 1;
  const turn = 2 * Math.PI;
  // The arc begins half a step before its first view.
  const sum = (base + 0.5) * tables.stepRad + fanAngle;
  const elapsed = sum < 0 ? sum + turn : sum >= turn ? sum - turn : sum;
  if (elapsed >= Math.PI + 2 * tables.halfExcessRad) return 0;
  return redundancyWeight(elapsed, fanAngle, tables.halfExcessRad);
}

/**
 * The two sides as one row of channels: the nearest channel on either side of the line, whichever side of the patient it
 * looks from. For full turns.
 */
function interleaved(
  plan: RebinPlan,
  tables: RebinTables,
  sinogram: Float32Array,
  view: number,
  channel: number,
): number {
  const at = tables.channel[channel]!;
  const across = 2 * tables.axisChannel - at;
  const below = Math.floor(at);
  const belowAcross = Math.floor(across);
  const fraction = at - below;
  const fractionAcross = across - belowAcross;
  const value = (base: number, k: number) =>
    k >= 0 && k < plan.scan.channels ? betweenViews(plan, tables, sinogram, base, k) : 0;
  // Seen from the other side channels run the other way.
  const lowerIsDirect = fraction <= 1 - fractionAcross;
  const upperIsDirect = 1 - fraction <= fractionAcross;
  const lower = lowerIsDirect ? value(tables.direct[view]!, below) : value(tables.opposite[view]!, belowAcross + 1);
  const upper = upperIsDirect ? value(tables.direct[view]!, below + 1) : value(tables.opposite[view]!, belowAcross);
  const distance = Math.min(fraction, 1 - fractionAcross);
  const gap = distance + Math.min(1 - fraction, fractionAcross);
  return gap > 0 ? lower + (distance / gap) * (upper - lower) : lower;
}

/** A channel's reading of lines of one angle, between the two views next to the one it sees them in. */
function betweenViews(
  { scan }: RebinPlan,
  tables: RebinTables,
  sinogram: Float32Array,
  base: number,
  channel: number,
): number {
  const views = scan.anglesRad.length;
  const { viewsPerTurn } = tables;
  let position = base + tables.shift[channel]!;
  if (position < 0) position += viewsPerTurn;
  if (position >= viewsPerTurn) position -= viewsPerTurn;
  let below = Math.floor(position);
  let above = below + 1;
  let fraction = position - below;
  if (tables.isShort) {
    // Beyond the arc the nearer end stands in; such readings count for little or nothing.
    if (position > views && 2 * position > viewsPerTurn + views) [below, above, fraction] = [0, 0, 0];
    below = Math.min(below, views - 1);
    above = Math.min(above, views - 1);
  } else {
    if (below >= views) below -= views;
    if (above >= views) above -= views;
  }
  const first = sinogram[below * scan.channels + channel]!;
  return first + fraction * (sinogram[above * scan.channels + channel]! - first);
}
