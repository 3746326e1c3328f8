import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { isDivergent } from '../../geometry/scan.ts';
import { fastScanShapesFan } from './fast-fan.ts';
import { fastScanShapes } from './fast-parallel.ts';
import type { ScanShapesParameters } from './plain.ts';

/** In WebAssembly, two rays at a time; where there is no SIMD the plain twin runs. */
export function simd(
  { phantom, scan }: ScanShapesParameters,
  { sinogram }: Readonly<Record<'sinogram', HostRows>>,
  range: ViewRange,
): void {
  if (isDivergent(scan)) fastScanShapesFan(phantom, scan, range, sinogram.data);
  else fastScanShapes(phantom, scan, range, sinogram.data);
}
