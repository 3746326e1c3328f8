import type { PointMm, RayEnds } from './geometry.ts';
import { seenAt } from './lowered-scan.ts';
import { geometryOf, loweredScan, type Scan } from './scan.ts';

export type { PointMm, RayEnds } from './geometry.ts';

/**
 * The ends of the ray of a view and a channel; fractional channels are allowed. A fan's ray runs from the focal spot to
 * the channel. A parallel ray has no ends of its own: it is given `reachMm` to either side of the axis.
 */
export function rayEnds(scan: Scan, view: number, channel: number, reachMm: number): RayEnds {
  return geometryOf(scan).rayEnds(scan, view, channel, reachMm);
}

/**
 * The fractional channel that sees a point in a view, which may lie beyond the detector; `NaN` where a fan's source
 * does not look the point's way.
 */
export function channelSeeing(scan: Scan, view: number, point: PointMm): number {
  return seenAt(loweredScan(scan), view, point).channel;
}
