import type { ImageGrid } from '../../geometry/grid.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import { detectorReachMm } from '../../geometry/scan.ts';
import type { Interpolation } from '../../kernels/refine-views/interpolation.ts';
import type { FourierPlan } from '../../operators/contract.ts';
import { KERNEL_WIDTH, kernelShapeFor } from '../../operators/gridding-kernel.ts';
import { rampFilter } from '../../reconstruction/ramp-filter.ts';
import type { RampWindow } from '../../reconstruction/ramp-windows.ts';

/** Cells over pixels along a side, at least. Grids are powers of two, so that there are up to twice as many. */
const LEAST_OVERSAMPLING = 1.75;
const LEAST_GRID_SIZE = 4 * KERNEL_WIDTH;

/**
 * Plans gridrec: direct Fourier reconstruction of a parallel scan (O'Sullivan, IEEE Trans. Med. Imaging 4:200, 1985, doi
 * 10.1109/TMI.1985.4307723; Dowd et al., Proc. SPIE 3772:224, 1999; Marone & Stampanoni, J. Synchrotron Rad. 19:1029,
 * 2012, doi 10.1107/S0909049512032864). By the Fourier slice theorem a view's transform is a line through the image's
 * transform. All lines, multiplied by the ramp, are carried onto a Cartesian grid by a small kernel, the grid is
 * transformed back, and the shading that the kernel leaves is divided out. For N² pixels and as many views that takes
 * about N²·log N steps, where back-projection takes N³.
 *
 * The filter is that of FBP, the ramp sampled in space, so that means are as unbiased, and the sums are those of FBP: they
 * are only added up in another order.
 */
export function planGridrec(
  scan: ParallelScan,
  grid: ImageGrid,
  window: RampWindow,
  cutoff: number,
  interpolation: Interpolation = 'linear',
): FourierPlan {
  const reachMm = detectorReachMm(scan);
  // Transformed views repeat with their padded length, which must hold all the detector reaches on both sides of the axis.
  const reach = Math.ceil(reachMm / scan.channelSpacingMm - 1e-9);
  const filter = rampFilter(Math.max(scan.channels, reach), scan.channelSpacingMm, window, cutoff);
  const rows = pixelsWithin(grid.rows, grid.pixelSizeMm, reachMm);
  const columns = pixelsWithin(grid.columns, grid.pixelSizeMm, reachMm);
  const pixels = Math.max(1, rows, columns);
  // Where a single pixel is left it stands in the middle, however large it is.
  const pixelSizeMm = pixels > 1 ? grid.pixelSizeMm : scan.channelSpacingMm;
  const gridSize = Math.max(LEAST_GRID_SIZE, 2 ** Math.ceil(Math.log2(LEAST_OVERSAMPLING * pixels)));
  return {
    filter,
    reachMm,
    covered: { rows, columns, pixelSizeMm },
    gridSize,
    interpolation,
    kernelShape: kernelShapeFor(gridSize / pixels),
  };
}

/** How many pixels of a side have their centres within a distance of the middle. */
function pixelsWithin(pixels: number, pixelSizeMm: number, distanceMm: number): number {
  const isEven = pixels % 2 === 0;
  const within = Math.floor(distanceMm / pixelSizeMm + (isEven ? 0.5 : 0) + 1e-9);
  return Math.min(pixels, isEven ? 2 * within : 2 * within + 1);
}
