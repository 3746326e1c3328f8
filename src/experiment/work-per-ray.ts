import type { ScanPrecision } from '../kernels/scan-shapes/scan-precision.ts';
import type { Phantom } from '../phantom/phantom.ts';

/** What a shape costs a GPU, that has to make double precision of single. */
const WORK_OF_PRECISION = { single: 1, double: 4 };

/** What a ray through a phantom costs, in units of one shape asked. */
export function workPerRay(phantom: Phantom, precision: ScanPrecision): number {
  if (phantom.kind === 'image') return Math.max(phantom.grid.rows, phantom.grid.columns) / 4;
  return (phantom.shapes.length + 1) * WORK_OF_PRECISION[precision];
}
