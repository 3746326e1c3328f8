import type { DeviceArray } from '../../compute/device.ts';
import type { Grid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ScanPrecision } from '../../kernels/scan-shapes/scan-precision.ts';
import type { Operators } from '../../operators/contract.ts';
import type { ProjectorModel } from '../../operators/projector-model.ts';
import type { Phantom } from '../../phantom/phantom.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';
import { workPerRay, workPerSpaceRay, workPerVolume, workPerVoxelRay } from '../work-per-ray.ts';

/** On the CPU views of an image go together if they are a quarter turn apart, so that many of them cost less each. */
const VIEWS_OF_IMAGES = 8;

/**
 * Line integrals of a phantom. Yields the part of the views that is done, 0 … 1, after every step.
 *
 * @param picture the phantom's picture on the device, where it is one
 * @param sinogram [views, channels]
 * @param model of the line integrals of a picture
 */
export async function* scanExactly<A extends DeviceArray>(
  operators: Operators<A>,
  phantom: Phantom,
  picture: A | null,
  scan: Scan,
  sinogram: A,
  precision: ScanPrecision = 'single',
  model: ProjectorModel = 'joseph',
): AsyncGenerator<number, void, void> {
  const views = scan.anglesRad.length;
  const some = operators.viewsPerStep('scan', scan.channels * workPerRay(phantom, precision));
  const goTogether = phantom.kind === 'image' && operators.description.backend === 'cpu';
  const step = goTogether ? VIEWS_OF_IMAGES * some : some;
  for (let from = 0; from < views; from += step) {
    const range = { from, to: Math.min(views, from + step) };
    if (phantom.kind !== 'image') await operators.scanShapes(phantom, scan, sinogram, range, precision);
    else if (picture) await operators.scanImage(picture, phantom.grid, scan, sinogram, range, model);
    yield range.to / views;
  }
}

/**
 * Line integrals of a volume. Yields the part that is done, 0 … 1, after every step.
 *
 * @param volume on the device, [slices · rows, columns] of the grid
 * @param readings [views · detector rows, channels]
 */
export async function* scanVolumeExactly<A extends DeviceArray>(
  operators: Operators<A>,
  volume: A,
  grid: Grid,
  scan: Scan,
  readings: A,
): AsyncGenerator<number, void, void> {
  const step = operators.viewsPerStep('scan', scan.channels * workPerVoxelRay(grid), workPerVolume(grid));
  for (let from = 0; from < readings.rows; from += step) {
    const to = Math.min(readings.rows, from + step);
    await operators.scanVolume(volume, grid, scan, readings, { from, to });
    yield to / readings.rows;
  }
}

/**
 * Line integrals of a phantom in space. Yields the part that is done, 0 … 1, after every step.
 *
 * @param readings [views · detector rows, channels]
 */
export async function* scanSolidsExactly<A extends DeviceArray>(
  operators: Operators<A>,
  phantom: SolidPhantom,
  scan: Scan,
  readings: A,
  precision: ScanPrecision = 'single',
): AsyncGenerator<number, void, void> {
  const step = operators.viewsPerStep('scan', scan.channels * workPerSpaceRay(phantom, precision));
  for (let from = 0; from < readings.rows; from += step) {
    const to = Math.min(readings.rows, from + step);
    await operators.scanSolids(phantom, scan, readings, { from, to }, precision);
    yield to / readings.rows;
  }
}
