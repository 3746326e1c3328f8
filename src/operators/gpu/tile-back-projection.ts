import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import { gridRadiusMm, type ImageGrid } from '../../geometry/grid.ts';
import { LEAST_DEPTH, type LoweredScan, sliceView } from '../../geometry/lowered-scan.ts';
import { detectorUniform, loweredConstants } from './lowered-tables.ts';
import type { SymmetricPass } from './symmetric-pass.ts';

/** Pixels along a side of the tile kernel's workgroup. */
export const TILE = 16;
/** Workgroup memory of every WebGPU device is 16 KiB at least; some of it is kept for other things. */
const SHADOW_TEXELS = 960;
const MOST_GROUPS_PER_PASS = 32;

/** Whether the shadow of a tile fits into workgroup memory. */
export function tilesFit(scan: LoweredScan, grid: ImageGrid): boolean {
  return channelsOfTile(scan, grid) <= SHADOW_TEXELS;
}

/** Adds the groups of a pass to their sums through workgroup memory; see shaders/back-project-tile.wgsl. */
export async function throughTiles(kernels: KernelRunner, pass: SymmetricPass): Promise<void> {
  const { scan, grid, uniform, firstViews, groups, views } = pass;
  const { sums, firstRow, endRow } = pass.band;
  const channelsPerTile = channelsOfTile(scan, grid);
  const groupsPerPass = Math.min(MOST_GROUPS_PER_PASS, Math.floor(SHADOW_TEXELS / channelsPerTile));
  kernels.dispatch(
    await kernels.pipeline('back-project-tile', { ...loweredConstants(scan), channelsPerTile, groupsPerPass }),
    [uniform, detectorUniform(kernels, scan), firstViews, groups, views, sums],
    [Math.ceil(grid.columns / TILE), Math.ceil((endRow - firstRow) / TILE)],
  );
}

/** Room for the shadow of a tile, in few sizes, so that turning a knob seldom asks for another pipeline. */
function channelsOfTile(scan: LoweredScan, grid: ImageGrid): number {
  const diagonal = ((TILE - 1) * Math.SQRT2 * grid.pixelSizeMm * mostChannelsPerUnit(scan, grid)) / scan.unitMm;
  // The neighbour to the right, half a channel of room on the left, and what rounding to whole channels takes.
  const needed = diagonal + 4;
  return needed <= 26 ? 26 : 2 ** Math.ceil(Math.log2(needed));
}

/**
 * How far apart two points of the grid, one unit of length from each other, may fall on the detector of views that are turns
 * of one, in channels. On an arc the fan angle changes by 1/L per unit at most, L the distance from the source; on a flat
 * panel its tangent by 1/(L·cos²γ).
 */
function mostChannelsPerUnit(scan: LoweredScan, grid: ImageGrid): number {
  const { channelsPerUnit, shape } = scan.detector;
  if (!scan.diverges) return channelsPerUnit;
  // Tiles reach beyond the grid, by less than a tile.
  const radius = (gridRadiusMm(grid) + TILE * Math.SQRT2 * grid.pixelSizeMm) / scan.unitMm;
  const sourceDistance = sliceView(scan, 0).depth[2];
  const nearest = sourceDistance - radius;
  if (nearest < LEAST_DEPTH * sourceDistance) return Number.POSITIVE_INFINITY;
  const leastCosineSquared = shape === 'arc' ? 1 : 1 - (radius / sourceDistance) ** 2;
  return channelsPerUnit / (nearest * leastCosineSquared);
}
