/**
 * A grid of square pixels in slices one above the other: x to the right, y up, z along the axis of rotation. Row 0 is the
 * one with the largest y, slice 0 the one with the smallest z. Pixel (row r, column c) of an N × M grid with pixel size a,
 * which stands about the axis, has its centre at x = (c − (M−1)/2)·a, y = ((N−1)/2 − r)·a; slice k of S slices at
 * z = (k − (S−1)/2)·spacing. Values lie [slices, rows, columns].
 */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** 1 where it is left out: a slice is a grid of one. */
  readonly slices?: number;
  readonly pixelSizeMm: number;
  /** From slice to slice; as far as from pixel to pixel where it is left out. */
  readonly sliceSpacingMm?: number;
  /** Of the grid's middle; 0 where it is left out. */
  readonly centreXMm?: number;
  readonly centreYMm?: number;
  readonly centreZMm?: number;
}

/** A grid of one slice that may stand elsewhere than about the axis, as that of an image that has moved. */
export type PlacedGrid = Grid & { readonly slices?: 1 };

/** A grid of one slice about the axis of rotation: what a slice is reconstructed on. */
export type ImageGrid = PlacedGrid & { readonly centreXMm?: 0; readonly centreYMm?: 0 };

/** A square grid of `pixels` × `pixels`. */
export function squareGrid(pixels: number, pixelSizeMm: number): ImageGrid {
  return { rows: pixels, columns: pixels, pixelSizeMm };
}

/** How many columns, rows and slices there are. */
export function gridShape({
  columns,
  rows,
  slices = 1,
}: Grid): readonly [columns: number, rows: number, slices: number] {
  return [columns, rows, slices];
}

/** x of a column's centre in mm, counted from the grid's own middle; fractional columns are allowed. */
export function columnCentreMm(grid: Grid, column: number): number {
  return (column - (grid.columns - 1) / 2) * grid.pixelSizeMm;
}

/** y of a row's centre in mm, counted from the grid's own middle; fractional rows are allowed. */
export function rowCentreMm(grid: Grid, row: number): number {
  return ((grid.rows - 1) / 2 - row) * grid.pixelSizeMm;
}

/** z of a slice's centre in mm, counted from the grid's own middle; fractional slices are allowed. */
export function sliceCentreMm({ slices = 1, pixelSizeMm, sliceSpacingMm = pixelSizeMm }: Grid, slice: number): number {
  return (slice - (slices - 1) / 2) * sliceSpacingMm;
}

/** Distance of the farthest pixel's centre of a slice from the grid's middle in mm. */
export function gridRadiusMm(grid: Grid): number {
  return Math.hypot(columnCentreMm(grid, 0), rowCentreMm(grid, 0));
}

/** Number of pixels in the grid, of all slices together. */
export function pixelCount(grid: Grid): number {
  return gridShape(grid).reduce((product, length) => product * length, 1);
}

/** Slices from `from` up to but not including `to`. */
export interface SliceRange {
  readonly from: number;
  readonly to: number;
}
