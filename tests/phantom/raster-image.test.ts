import { expect, test } from 'vitest';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import type { ImagePhantom } from '../../src/phantom/phantom.ts';
import { rasterImage } from '../../src/phantom/raster-image.ts';
import { randomArray } from '../support/random.ts';

const phantomOf = (grid: ImageGrid, values = randomArray(grid.rows * grid.columns, 1)): ImagePhantom => ({
  kind: 'image',
  name: 'image',
  unit: 'arbitrary',
  grid,
  fieldSizeMm: 10,
  values,
});

test('on its own grid is the image itself', () => {
  for (const grid of [
    { rows: 7, columns: 12, pixelSizeMm: 0.3 },
    { rows: 128, columns: 128, pixelSizeMm: 0.661468 },
  ]) {
    const phantom = phantomOf(grid);
    expect([...rasterImage(phantom, grid, 0, grid.rows)]).toEqual([...phantom.values]);
  }
});

test('pixels twice as large are the mean of four, twice as small are four alike', () => {
  const phantom = phantomOf({ rows: 2, columns: 4, pixelSizeMm: 1 }, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  const coarse = rasterImage(phantom, { rows: 1, columns: 2, pixelSizeMm: 2 }, 0, 1);
  expect([...coarse]).toEqual([(1 + 2 + 5 + 6) / 4, (3 + 4 + 7 + 8) / 4]);
  const fine = rasterImage(phantom, { rows: 4, columns: 8, pixelSizeMm: 0.5 }, 0, 4);
  expect([...fine.subarray(0, 8)]).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  expect([...fine.subarray(8, 16)]).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  expect([...fine.subarray(24)]).toEqual([5, 5, 6, 6, 7, 7, 8, 8]);
});

test('an odd grid over an even image: each pixel takes its share of its neighbours', () => {
  const phantom = phantomOf({ rows: 2, columns: 2, pixelSizeMm: 3 }, Float32Array.of(1, 2, 3, 4));
  // 3 × 3 pixels of 2 mm over 6 mm: edges at 0, 2, 4, 6 against 0, 3, 6.
  const image = rasterImage(phantom, { rows: 3, columns: 3, pixelSizeMm: 2 }, 0, 3);
  const expected = [1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4];
  expected.forEach((value, i) => {
    expect(image[i]).toBeCloseTo(value, 6);
  });
});

test.each([
  [{ rows: 40, columns: 40, pixelSizeMm: 1.37 }],
  [{ rows: 201, columns: 190, pixelSizeMm: 0.2 }],
  [{ rows: 3, columns: 3, pixelSizeMm: 20 }],
])('a grid that covers the image keeps its mass: $rows × $columns of $pixelSizeMm mm', (grid) => {
  const phantom = phantomOf({ rows: 25, columns: 34, pixelSizeMm: 1 });
  const massOf = (values: Float32Array, size: number) => values.reduce((sum, value) => sum + value, 0) * size ** 2;
  const expected = massOf(phantom.values, 1);
  // Each pixel is rounded to float32.
  expect(massOf(rasterImage(phantom, grid, 0, grid.rows), grid.pixelSizeMm) / expected).toBeCloseTo(1, 5);
});

test('beyond the image is nothing, and a small grid is cut from its middle', () => {
  const phantom = phantomOf({ rows: 2, columns: 2, pixelSizeMm: 1 }, Float32Array.of(1, 2, 3, 4));
  const wide = rasterImage(phantom, { rows: 4, columns: 4, pixelSizeMm: 1 }, 0, 4);
  expect([...wide]).toEqual([0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0]);
  const larger = phantomOf({ rows: 4, columns: 4, pixelSizeMm: 1 });
  const { values } = larger;
  expect([...rasterImage(larger, { rows: 2, columns: 2, pixelSizeMm: 1 }, 0, 2)]).toEqual([
    values[5],
    values[6],
    values[9],
    values[10],
  ]);
});

test('any block of rows is cut from the whole', () => {
  const phantom = phantomOf({ rows: 9, columns: 7, pixelSizeMm: 1.1 });
  const grid = { rows: 12, columns: 10, pixelSizeMm: 0.9 };
  const whole = rasterImage(phantom, grid, 0, 12);
  expect([...rasterImage(phantom, grid, 5, 9)]).toEqual([...whole.subarray(50, 90)]);
});
