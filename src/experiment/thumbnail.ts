import { squareGrid } from '../geometry/grid.ts';
import { greyPicture } from '../measure/grey-picture.ts';
import type { ShapePhantom } from '../phantom/phantom.ts';
import { rasterShapes } from '../phantom/raster-shapes.ts';
import { rasterSolids } from '../phantom/solids/raster-solids.ts';
import type { SolidPhantom } from '../phantom/solids/solid.ts';
import { defaultDisplay, displayUnitOf, fromDisplayUnit } from './experiment.ts';

/** A phantom's own field at the window it is first shown at, as 8-bit grey [pixels × pixels], row 0 at the top. */
export function phantomThumbnail(phantom: ShapePhantom, pixels: number): Uint8Array<ArrayBuffer> {
  const grid = squareGrid(pixels, phantom.fieldSizeMm / pixels);
  return inFirstWindow(rasterShapes(phantom, grid, 0, pixels), phantom);
}

/**
 * The coronal plane through the middle of a phantom of solids, x to the right and z up, in a square that holds its whole box:
 * 8-bit grey [(to − from) × pixels], of the rows from `from` to before `to`, row 0 at the top.
 */
export function solidThumbnail(phantom: SolidPhantom, pixels: number, from = 0, to = pixels): Uint8Array<ArrayBuffer> {
  const pixelSizeMm = Math.max(phantom.fieldSizeMm, phantom.heightMm) / pixels;
  const grid = { rows: 1, columns: pixels, pixelSizeMm, slices: pixels };
  // Slices count upwards, rows of a picture downwards.
  const upwards = inFirstWindow(rasterSolids(phantom, grid, pixels - to, pixels - from), phantom);
  const picture = new Uint8Array(upwards.length);
  for (let row = 0; row < to - from; row++) {
    picture.set(upwards.subarray((to - from - 1 - row) * pixels, (to - from - row) * pixels), row * pixels);
  }
  return picture;
}

/** Values as greys at the window that a phantom is first shown at. */
function inFirstWindow(values: Float32Array, phantom: ShapePhantom | SolidPhantom): Uint8Array<ArrayBuffer> {
  const unit = displayUnitOf(phantom);
  const { width, level } = defaultDisplay(phantom) ?? { width: 1, level: 0.5 };
  return greyPicture(values, {
    black: fromDisplayUnit(level - width / 2, unit),
    white: fromDisplayUnit(level + width / 2, unit),
  });
}
