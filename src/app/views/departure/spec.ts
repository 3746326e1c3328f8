import type { DeviceArray } from '../../../compute/device.ts';
import { differenceScale } from '../display-units.ts';
import { slicePicture } from '../slice-picture.ts';
import type { HostSlice, PictureView } from '../view.ts';

/** The present slice less that of another lane. */
export const departure: PictureView = {
  name: 'departure',
  plane: 'slice',
  needsPhantom: false,
  title: ({ label }) => `Current − ${label === 'A' ? label : label?.toLowerCase()}`,
  picture: () => null,
  between: (present, other) => {
    if (present.unit !== other.unit || present.isUnfiltered !== other.isUnfiltered) {
      return 'the two slices are on different scales';
    }
    if (!hasSameGrid(present, other)) return 'the two slices have different grids';
    const { waterMuPerMm, grid, values, unit } = present;
    // Each slice has a water of its own, and both are compared in units of water.
    const ratio = unit === 'HU' ? waterMuPerMm / other.waterMuPerMm : 1;
    const data = values.map((value, i) => value - ratio * other.values[i]!);
    const array = { rows: grid.rows, columns: grid.columns, data } as DeviceArray;
    return slicePicture(array, grid, {
      values: differenceScale(unit, 1, waterMuPerMm),
      window: 'difference',
      waterMuPerMm,
    });
  },
};

function hasSameGrid({ grid }: HostSlice, { grid: other }: HostSlice): boolean {
  return (
    grid.rows === other.rows &&
    grid.columns === other.columns &&
    Math.abs(grid.pixelSizeMm - other.pixelSizeMm) < 1e-6 * grid.pixelSizeMm
  );
}
