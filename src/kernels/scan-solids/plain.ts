import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { type LoweredRays, setSpaceRay } from '../../geometry/lowered-rays.ts';
import { emptySpaceRay } from '../../geometry/space-ray.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';
import { SpaceRayProfile } from '../../phantom/solids/space-ray-profile.ts';
import type { ScanPrecision } from '../scan-shapes/scan-precision.ts';

export interface ScanSolidsParameters {
  readonly phantom: SolidPhantom;
  readonly rays: LoweredRays;
  /** How exact a GPU is; the CPU computes in double precision anyway. */
  readonly precision?: ScanPrecision;
}

/**
 * Exact line integrals of a phantom of solids, [views · detector rows × channels], made in double precision and rounded
 * once. GPU twins: shaders/scan-solids.wgsl, and in nearly twice its digits shaders/scan-solids-double.wgsl.
 *
 * @param range of the readings' rows
 */
export function plain(
  { phantom, rays }: ScanSolidsParameters,
  { readings }: Readonly<Record<'readings', HostRows>>,
  range: ViewRange,
): void {
  const { rows, channels } = rays.detector;
  const profile = new SpaceRayProfile(phantom);
  const ray = emptySpaceRay();
  let reading = 0;
  for (let row = range.from; row < range.to; row++) {
    for (let channel = 0; channel < channels; channel++) {
      setSpaceRay(ray, rays, Math.floor(row / rows), row % rows, channel);
      readings.data[reading++] = profile.lineIntegral(ray);
    }
  }
}
