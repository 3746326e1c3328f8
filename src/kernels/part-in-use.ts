import type { PlacedGrid } from '../geometry/grid.ts';

/** The rows and columns between the first and the last that hold anything: rays need not ask the others. */
export function partInUse(image: Float32Array, grid: PlacedGrid) {
  let [firstRow, endRow, firstColumn, endColumn] = [grid.rows, 0, grid.columns, 0];
  for (let row = 0; row < grid.rows; row++) {
    const from = row * grid.columns;
    let first = 0;
    while (first < grid.columns && image[from + first] === 0) first++;
    if (first === grid.columns) continue;
    let end = grid.columns;
    while (image[from + end - 1] === 0) end--;
    firstRow = Math.min(firstRow, row);
    endRow = row + 1;
    firstColumn = Math.min(firstColumn, first);
    endColumn = Math.max(endColumn, end);
  }
  return { firstRow, firstColumn, rows: Math.max(0, endRow - firstRow), columns: Math.max(0, endColumn - firstColumn) };
}
