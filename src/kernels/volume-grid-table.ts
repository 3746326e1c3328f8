import { type TableBinding, uniformTable } from '../compute/gpu/gpu-kernel.ts';
import * as layouts from '../compute/gpu/struct-layouts.ts';
import { type Grid, gridShape } from '../geometry/grid.ts';

/** A volume's grid for shaders/common/volume-grid.wgsl, kept by identity. */
export function volumeGridTable(grid: Grid): TableBinding {
  return uniformTable('grid of the volume', grid, () => packVolumeGrid(grid));
}

function packVolumeGrid(grid: Grid): ArrayBuffer {
  const [columns, rows, slices] = gridShape(grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  const centre = { centreXMm, centreYMm, centreZMm };
  return layouts.VolumeGrid.pack([{ columns, rows, slices, pixelSizeMm, sliceSpacingMm, ...centre }]);
}
