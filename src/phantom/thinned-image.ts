import type { ImagePhantom } from './phantom.ts';
import { withoutVolume } from './volume-image.ts';

/** An image of every so-many-th row and column, at most so many to a side, for whoever wants a look at it alone. */
export function thinnedImage(image: ImagePhantom, mostToASide: number): ImagePhantom {
  const { values, grid } = image;
  const step = Math.ceil(Math.max(grid.rows, grid.columns) / mostToASide);
  if (step === 1) return withoutVolume(image);
  const [rows, columns] = [Math.ceil(grid.rows / step), Math.ceil(grid.columns / step)];
  const taken = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      taken[row * columns + column] = values[row * step * grid.columns + column * step]!;
    }
  }
  return { ...withoutVolume(image), values: taken, grid: { rows, columns, pixelSizeMm: grid.pixelSizeMm * step } };
}
