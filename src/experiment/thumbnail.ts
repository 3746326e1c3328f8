import { squareGrid } from '../geometry/grid.ts';
import { greyPicture } from '../metrics/grey-picture.ts';
import type { ShapePhantom } from '../phantom/phantom.ts';
import { rasterShapes } from '../phantom/raster-shapes.ts';
import { defaultDisplay, displayUnitOf, fromDisplayUnit } from './experiment.ts';

/** A phantom's own field at the window it is first shown at, as 8-bit grey [pixels × pixels], row 0 at the top. */
export function phantomThumbnail(phantom: ShapePhantom, pixels: number): Uint8Array<ArrayBuffer> {
  const grid = squareGrid(pixels, phantom.fieldSizeMm / pixels);
  const unit = displayUnitOf(phantom);
  const { width, level } = defaultDisplay(phantom) ?? { width: 1, level: 0.5 };
  return greyPicture(rasterShapes(phantom, grid, 0, pixels), {
    black: fromDisplayUnit(level - width / 2, unit),
    white: fromDisplayUnit(level + width / 2, unit),
  });
}
