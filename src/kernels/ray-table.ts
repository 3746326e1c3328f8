import { channelRays, type Scan } from '../geometry/scan.ts';

/**
 * The rays of a scan's channels as kernels read them: with cos(β − γ) = cosβ·cosγ + sinβ·sinγ and sin(β − γ) =
 * sinβ·cosγ − cosβ·sinγ no angle is left, and one kernel serves every geometry. [channels] each.
 */
export interface RayTable {
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
  readonly distanceMm: Float64Array;
}

export function rayTable(scan: Scan): RayTable {
  const { fanAngleRad, distanceMm } = channelRays(scan);
  return { cosine: fanAngleRad.map(Math.cos), sine: fanAngleRad.map(Math.sin), distanceMm };
}
