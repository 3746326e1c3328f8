import { split } from '../../compute/cpu/task-executor.ts';
import { type Grid, type ImageGrid, rowCentreMm } from '../../geometry/grid.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { ImagePhantom } from '../../phantom/phantom.ts';
import { layerOf, withoutVolume } from '../../phantom/volume-image.ts';
import type { ScannedPhantom } from '../../physics/material-parts.ts';

/** More would be seen when they are put together. */
const PIXELS_PER_RASTER_PART = 2 ** 20;

/**
 * The mean of a phantom over each pixel, float32 [rows × columns], shared out over the host's lanes.
 *
 * @param slice the same grid in space, with its height: where solids are cut, and volumes where they are to be
 * @param isInSpace whether an image is a slice of its volume there
 */
export async function rasterOf(
  host: CpuExecutor,
  phantom: ScannedPhantom,
  grid: ImageGrid,
  slice: Grid,
  isInSpace: boolean,
): Promise<Float32Array> {
  const flat = phantom.kind === 'image' ? imageIn(phantom, isInSpace ? slice : null) : null;
  const values = new Float32Array(grid.rows * grid.columns);
  const parts = Math.max(host.lanes, Math.ceil(values.length / PIXELS_PER_RASTER_PART));
  await Promise.all(
    split(0, grid.rows, parts).map(async ({ from, to }) => {
      const block =
        phantom.kind === 'solids'
          ? await host.run('rasterSolids', phantom, rowsOf(slice, from, to), 0, 1)
          : phantom.kind === 'shapes'
            ? await host.run('rasterShapes', phantom, grid, from, to)
            : await host.run('rasterImage', flat!, grid, from, to);
      values.set(block, from * grid.columns);
    }),
  );
  return values;
}

/** An image as it is in a slice of a volume; where there is none, the image itself. */
function imageIn(phantom: ImagePhantom, slice: Grid | null): ImagePhantom {
  if (!slice || !phantom.volume) return withoutVolume(phantom);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreZMm = 0 } = slice;
  return layerOf(phantom, phantom.volume, centreZMm, sliceSpacingMm);
}

/** Some rows of a slice as a grid of their own. */
function rowsOf(slice: Grid, from: number, to: number): Grid {
  return { ...slice, rows: to - from, centreYMm: rowCentreMm(slice, (from + to - 1) / 2) };
}
