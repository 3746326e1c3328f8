import { fanAngleRad } from './fan-scan.ts';
import { axisChannel, channelCentreMm } from './parallel-scan.ts';
import type { Scan } from './scan.ts';

/** A point in the slice plane, in mm. */
export interface PointMm {
  readonly xMm: number;
  readonly yMm: number;
}

/** What one ray runs from and to. */
export interface RayEnds {
  readonly from: PointMm;
  readonly to: PointMm;
}

/**
 * The ends of the ray of a view and a channel; fractional channels are allowed. A fan's ray runs from the focal spot to
 * the channel. A parallel ray has no ends of its own: it is given `reachMm` to either side of the axis.
 */
export function rayEnds(scan: Scan, view: number, channel: number, reachMm: number): RayEnds {
  const angleRad = scan.anglesRad[view]!;
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  // Along u and along the central ray, turned into the plane.
  const point = (across: number, along: number): PointMm => ({
    xMm: across * cosine - along * sine,
    yMm: across * sine + along * cosine,
  });
  if (scan.geometry === 'parallel') {
    const uMm = channelCentreMm(scan, channel);
    return { from: point(uMm, -reachMm), to: point(uMm, reachMm) };
  }
  const gammaRad = fanAngleRad(scan, channel);
  const length = scan.sourceToDetectorMm;
  const source = -scan.sourceToIsocenterMm;
  const to =
    scan.detector === 'arc'
      ? point(length * Math.sin(gammaRad), source + length * Math.cos(gammaRad))
      : point(length * Math.tan(gammaRad), source + length);
  return { from: point(0, source), to };
}

/**
 * The fractional channel that sees a point in a view, which may lie beyond the detector; `NaN` where a fan's source
 * does not look the point's way.
 */
export function channelSeeing(scan: Scan, view: number, { xMm, yMm }: PointMm): number {
  const angleRad = scan.anglesRad[view]!;
  const across = xMm * Math.cos(angleRad) + yMm * Math.sin(angleRad);
  if (scan.geometry === 'parallel') return across / scan.channelSpacingMm + axisChannel(scan);
  const fromSource = scan.sourceToIsocenterMm - xMm * Math.sin(angleRad) + yMm * Math.cos(angleRad);
  if (fromSource <= 0) return Number.NaN;
  const ratio = scan.detector === 'arc' ? Math.atan2(across, fromSource) : across / fromSource;
  return (ratio * scan.sourceToDetectorMm) / scan.channelSpacingMm + axisChannel(scan);
}
