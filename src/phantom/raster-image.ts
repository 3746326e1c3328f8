import type { ImageGrid } from '../geometry/grid.ts';
import type { ImagePhantom } from './phantom.ts';

/**
 * An image phantom on another grid, each pixel the mean over its area, the image's pixels taken as squares of constant
 * value and 0 beyond its edge: float32 [rowTo − rowFrom, columns]. On the image's own grid it is the image itself.
 * Squares overlap as a product of their overlaps in x and in y, so the mean is taken along columns, then along rows.
 */
export function rasterImage(phantom: ImagePhantom, grid: ImageGrid, rowFrom: number, rowTo: number): Float32Array {
  const source = phantom.grid;
  const columnOverlap = overlaps(source.columns, source.pixelSizeMm, grid.columns, grid.pixelSizeMm);
  const rowOverlap = overlaps(source.rows, source.pixelSizeMm, grid.rows, grid.pixelSizeMm);
  const image = new Float32Array((rowTo - rowFrom) * grid.columns);
  const line = new Float64Array(source.columns);
  for (let row = rowFrom; row < rowTo; row++) {
    line.fill(0);
    const rows = rowOverlap[row]!;
    rows.fractions.forEach((fraction, i) => {
      const offset = (rows.first + i) * source.columns;
      for (let column = 0; column < source.columns; column++)
        line[column]! += fraction * phantom.values[offset + column]!;
    });
    for (let column = 0; column < grid.columns; column++) {
      const columns = columnOverlap[column]!;
      let sum = 0;
      for (let i = 0; i < columns.fractions.length; i++) sum += columns.fractions[i]! * line[columns.first + i]!;
      image[(row - rowFrom) * grid.columns + column] = sum;
    }
  }
  return image;
}

interface Overlap {
  readonly first: number;
  readonly fractions: readonly number[];
}

/** For each target cell: which source cells it overlaps, and by which fraction of the target cell. Both centred on 0. */
function overlaps(sourceCells: number, sourceSizeMm: number, targetCells: number, targetSizeMm: number): Overlap[] {
  return Array.from({ length: targetCells }, (_, cell) => {
    const from = ((cell - targetCells / 2) * targetSizeMm) / sourceSizeMm + sourceCells / 2;
    const to = ((cell + 1 - targetCells / 2) * targetSizeMm) / sourceSizeMm + sourceCells / 2;
    const first = Math.max(0, Math.floor(from + 1e-9));
    const fractions: number[] = [];
    for (let s = first; s < Math.min(sourceCells, Math.ceil(to - 1e-9)); s++) {
      fractions.push((Math.min(to, s + 1) - Math.max(from, s)) / (to - from));
    }
    return { first, fractions };
  });
}
