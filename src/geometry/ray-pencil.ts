import { channelRays, geometryOf, type Scan } from './scan.ts';

/**
 * The rays of a view on the line through the axis that runs across it, along (cosβ, sinβ): the same in every view. All of
 * them pass through the source, which of parallel rays is infinitely far away.
 */
export interface RayPencil {
  /** Where each channel's ray crosses the line, in mm from the axis, [channels]; grows with the channel. */
  readonly crossingMm: Float64Array;
  /** Where the source stands along the line's direction, in mm. */
  readonly sourceShiftMm: number;
  /** 1 / the distance from the source to the axis, in 1/mm; 0 for parallel rays. */
  readonly depthPerMm: number;
  /** Whether every ray crosses the line, and not nearly beside it. */
  readonly isOpen: boolean;
}

/** A ray crosses the line at less than 89.4° from its normal. */
const LEAST_COSINE = 0.01;

export function rayPencil(scan: Scan): RayPencil {
  const { fanAngleRad, distanceMm } = channelRays(scan);
  const radiusMm = geometryOf(scan).sourceRadiusMm(scan);
  // The ray of fan angle γ at a distance u from the axis is the line v·cosγ − d·sinγ = u, d the depth beyond the axis.
  const crossingMm = distanceMm.map((u, channel) => u / Math.cos(fanAngleRad[channel]!));
  const middle = scan.channels >> 1;
  return {
    crossingMm,
    sourceShiftMm: Number.isFinite(radiusMm) ? crossingMm[middle]! - radiusMm * Math.tan(fanAngleRad[middle]!) : 0,
    depthPerMm: 1 / radiusMm,
    isOpen: fanAngleRad.every((gamma) => Math.abs(gamma) < Math.PI / 2 && Math.cos(gamma) > LEAST_COSINE),
  };
}
