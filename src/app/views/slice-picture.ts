import type { DeviceArray } from '../../compute/device.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import { type AxisDescription, axisThroughCentres } from '../panes/axis-description.ts';
import type { Picture } from './view.ts';

type Meaning = Pick<Picture, 'values' | 'window' | 'waterMuPerMm'> &
  Partial<Pick<Picture, 'note' | 'setsWindow' | 'share'>>;

/** A picture in the plane of the slice, [rows, columns] of the grid. */
export function slicePicture(array: DeviceArray, grid: ImageGrid, meaning: Meaning): Picture {
  const description = `${grid.rows} × ${grid.columns} pixels of ${Number(grid.pixelSizeMm.toPrecision(4))} mm`;
  return {
    note: null,
    setsWindow: false,
    share: 1,
    ...meaning,
    array,
    grid,
    scan: null,
    ...sliceAxes(grid),
    description,
  };
}

export function sliceAxes(grid: ImageGrid): { horizontal: AxisDescription; vertical: AxisDescription } {
  const step = grid.pixelSizeMm;
  return {
    horizontal: axisThroughCentres('x', 'mm', { first: (-(grid.columns - 1) / 2) * step, step, count: grid.columns }),
    vertical: axisThroughCentres('y', 'mm', { first: ((grid.rows - 1) / 2) * step, step: -step, count: grid.rows }),
  };
}
