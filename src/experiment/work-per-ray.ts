import { type Grid, gridShape, pixelCount } from '../geometry/grid.ts';
import type { ScanPrecision } from '../kernels/scan-shapes/scan-precision.ts';
import type { Phantom } from '../phantom/phantom.ts';
import type { SolidPhantom } from '../phantom/solids/solid.ts';

/** What a shape costs a GPU, that has to make double precision of single. */
const WORK_OF_PRECISION = { single: 1, double: 4 };

/** What a ray through a phantom costs, in units of one shape asked. */
export function workPerRay(phantom: Phantom, precision: ScanPrecision): number {
  if (phantom.kind === 'image') return Math.max(phantom.grid.rows, phantom.grid.columns) / 4;
  return (phantom.shapes.length + 1) * WORK_OF_PRECISION[precision];
}

/** What a ray in space costs through solids, in the same units: their own frames have one more coordinate. */
export function workPerSpaceRay({ solids }: SolidPhantom, precision: ScanPrecision = 'single'): number {
  return 2 * (solids.length + 1) * WORK_OF_PRECISION[precision];
}

/** What a ray in space costs through a volume, in the same units: a sample lies between four voxels. */
export function workPerVoxelRay(grid: Grid): number {
  return Math.max(...gridShape(grid)) / 3;
}

/** What it costs to lay out a volume for its rays, in the same units. */
export function workPerVolume(grid: Grid): number {
  return pixelCount(grid) / 2;
}
