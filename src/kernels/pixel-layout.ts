import { type Grid, gridShape } from '../geometry/grid.ts';

/** How the pixels of an image lie in its array, [slices · rows, columns]. */
export interface PixelLayout {
  readonly columns: number;
  /** Of a slice. */
  readonly rows: number;
  readonly slices: number;
  /** From slice to slice, in pixels. */
  readonly sliceSpacing: number;
}

export function pixelLayout(grid: Grid): PixelLayout {
  const [columns, rows, slices] = gridShape(grid);
  return { columns, rows, slices, sliceSpacing: (grid.sliceSpacingMm ?? grid.pixelSizeMm) / grid.pixelSizeMm };
}

/** How many components a gradient has: along columns, along rows, and in a volume along slices. */
export function gradientComponents({ slices }: PixelLayout): 2 | 3 {
  return slices > 1 ? 3 : 2;
}
