import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { channelRays } from '../../geometry/scan.ts';
import { fastScanShapesFan } from './fast-fan.ts';
import { fastScanShapes } from './fast-parallel.ts';
import type { ScanShapesParameters } from './plain.ts';

/** In WebAssembly, two rays at a time; where there is no SIMD the plain twin runs. */
export function simd(
  { phantom, scan }: ScanShapesParameters,
  { sinogram }: Readonly<Record<'sinogram', HostRows>>,
  range: ViewRange,
): void {
  const isParallel = channelRays(scan).fanAngleRad.every((angle) => angle === 0);
  if (isParallel) fastScanShapes(phantom, scan, range, sinogram.data);
  else fastScanShapesFan(phantom, scan, range, sinogram.data);
}
