import type { DeviceArray } from '../../compute/device.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ScanPrecision } from '../../kernels/scan-shapes/scan-precision.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Phantom } from '../../phantom/phantom.ts';
import { workPerRay } from '../work-per-ray.ts';

/**
 * Line integrals of a phantom. Yields the part of the views that is done, 0 … 1, after every step.
 *
 * @param picture the phantom's picture on the device, where it is one
 * @param sinogram [views, channels]
 */
export async function* scanExactly<A extends DeviceArray>(
  operators: Operators<A>,
  phantom: Phantom,
  picture: A | null,
  scan: Scan,
  sinogram: A,
  precision: ScanPrecision = 'single',
): AsyncGenerator<number, void, void> {
  const views = scan.anglesRad.length;
  const step = operators.viewsPerStep('scan', scan.channels * workPerRay(phantom, precision));
  for (let from = 0; from < views; from += step) {
    const range = { from, to: Math.min(views, from + step) };
    if (phantom.kind !== 'image') await operators.scanShapes(phantom, scan, sinogram, range, precision);
    else if (picture) await operators.scanImage(picture, phantom.grid, scan, sinogram, range);
    yield range.to / views;
  }
}
