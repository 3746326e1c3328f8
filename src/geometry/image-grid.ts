/**
 * A grid of square pixels in the slice plane, centred on the axis of rotation: x to the right, y up, row 0 at the top.
 * Pixel (row r, column c) of an N × M grid with pixel size a has its centre at
 * x = (c − (M−1)/2)·a, y = ((N−1)/2 − r)·a.
 */
export interface ImageGrid {
  readonly rows: number;
  readonly columns: number;
  readonly pixelSizeMm: number;
}

/** A grid that may stand elsewhere than about the axis, as that of an image that has moved. */
export interface PlacedGrid extends ImageGrid {
  /** Of the grid's middle; 0 where it is left out. */
  readonly centreXMm?: number;
  readonly centreYMm?: number;
}

/** A square grid of `pixels` × `pixels`. */
export function squareGrid(pixels: number, pixelSizeMm: number): ImageGrid {
  return { rows: pixels, columns: pixels, pixelSizeMm };
}

/** x of a column's centre in mm; fractional columns are allowed. */
export function columnCentreMm(grid: ImageGrid, column: number): number {
  return (column - (grid.columns - 1) / 2) * grid.pixelSizeMm;
}

/** y of a row's centre in mm; fractional rows are allowed. */
export function rowCentreMm(grid: ImageGrid, row: number): number {
  return ((grid.rows - 1) / 2 - row) * grid.pixelSizeMm;
}

/** Number of pixels in the grid. */
export function pixelCount(grid: ImageGrid): number {
  return grid.rows * grid.columns;
}
