import type { PlacedGrid } from '../../geometry/grid.ts';

/** A square grid about the axis of rotation, and where another grid's first pixel is on it. */
export interface SquareAboutAxis {
  readonly grid: PlacedGrid;
  readonly firstRow: number;
  readonly firstColumn: number;
}

/** A ray through a pixel by itself takes as long as through so many pixels of a square together with others. */
const TIMES_AS_MANY = 4;
/** Of a pixel: far less than a position's last bit over the largest grid. */
const SAME_PLACE = 1e-9;

/**
 * The smallest square about the axis of which a grid's pixels are pixels too, so that its turns and mirror images about the
 * axis are itself; `null` where there is none, since pixels would lie between those of their turns, or none worth the work.
 */
export function squareAboutAxis(grid: PlacedGrid): SquareAboutAxis | null {
  const { rows, columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  // In half pixels, to the right and downwards.
  const [right, down] = [(2 * centreXMm) / pixelSizeMm, (-2 * centreYMm) / pixelSizeMm];
  const [halvesRight, halvesDown] = [Math.round(right), Math.round(down)];
  if (Math.max(Math.abs(right - halvesRight), Math.abs(down - halvesDown)) > SAME_PLACE) return null;
  const [width, height] = [columns + Math.abs(halvesRight), rows + Math.abs(halvesDown)];
  const side = Math.max(width, height);
  if ((width - height) % 2 !== 0 || side * side > TIMES_AS_MANY * rows * columns) return null;
  return {
    grid: { rows: side, columns: side, pixelSizeMm },
    firstRow: (side - rows + halvesDown) / 2,
    firstColumn: (side - columns + halvesRight) / 2,
  };
}

/** An image of the grid as one of the square, 0 around it. */
export function ontoSquare(
  image: Float32Array,
  { rows, columns }: PlacedGrid,
  { grid, firstRow, firstColumn }: SquareAboutAxis,
): Float32Array {
  if (rows === grid.rows && columns === grid.columns) return image;
  const values = new Float32Array(grid.rows * grid.columns);
  for (let row = 0; row < rows; row++) {
    const line = image.subarray(row * columns, (row + 1) * columns);
    values.set(line, (firstRow + row) * grid.columns + firstColumn);
  }
  return values;
}
