import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { setParallelRay } from '../../geometry/ray.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import { RayProfile } from '../../phantom/ray-profile.ts';
import { rayTable } from '../ray-table.ts';
import type { ScanPrecision } from './scan-precision.ts';

export interface ScanShapesParameters {
  readonly phantom: ShapePhantom;
  readonly scan: Scan;
  /** How exact a GPU is; the CPU computes in double precision anyway. */
  readonly precision?: ScanPrecision;
}

/**
 * Exact line integrals of a phantom of shapes, [views × channels], made in double precision and rounded once.
 * GPU twins: shaders/scan-shapes.wgsl, and in nearly twice its digits shaders/scan-shapes-double.wgsl.
 */
export function plain(
  { phantom, scan }: ScanShapesParameters,
  { sinogram }: Readonly<Record<'sinogram', HostRows>>,
  range: ViewRange,
): void {
  sinogram.data.set(lineIntegrals(phantom, scan, range));
}

/** The same as an array of its own, float32 [range, channels]. */
export function scanShapes(phantom: ShapePhantom, scan: Scan, range: ViewRange): Float32Array<ArrayBuffer> {
  return Float32Array.from(lineIntegrals(phantom, scan, range));
}

/** The same before it is rounded, for sums that go on. */
export function lineIntegrals(phantom: ShapePhantom, scan: Scan, range: ViewRange): Float64Array<ArrayBuffer> {
  const views = new Float64Array((range.to - range.from) * scan.channels);
  const profile = new RayProfile(phantom);
  const ray = { originXMm: 0, originYMm: 0, directionX: 1, directionY: 0 };
  const rays = rayTable(scan);
  let sample = 0;
  for (let view = range.from; view < range.to; view++) {
    const cosine = Math.cos(scan.anglesRad[view]!);
    const sine = Math.sin(scan.anglesRad[view]!);
    for (let channel = 0; channel < scan.channels; channel++) {
      const fanCosine = rays.cosine[channel]!;
      const fanSine = rays.sine[channel]!;
      // cos(β − γ) and sin(β − γ)
      const rayCosine = cosine * fanCosine + sine * fanSine;
      const raySine = sine * fanCosine - cosine * fanSine;
      setParallelRay(ray, rayCosine, raySine, rays.distanceMm[channel]!);
      views[sample++] = profile.lineIntegral(ray);
    }
  }
  return views;
}
