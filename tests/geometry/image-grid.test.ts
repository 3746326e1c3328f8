import { expect, test } from 'vitest';
import { columnCentreMm, pixelCount, rowCentreMm, squareGrid } from '../../src/geometry/image-grid.ts';

test('x grows with the column and y against the row, both 0 in the middle', () => {
  const odd = { rows: 3, columns: 5, pixelSizeMm: 2 };
  expect([0, 1, 2, 3, 4].map((column) => columnCentreMm(odd, column))).toEqual([-4, -2, 0, 2, 4]);
  expect([0, 1, 2].map((row) => rowCentreMm(odd, row))).toEqual([2, 0, -2]);
  const even = { rows: 4, columns: 2, pixelSizeMm: 0.5 };
  expect([0, 1].map((column) => columnCentreMm(even, column))).toEqual([-0.25, 0.25]);
  expect([0, 1, 2, 3].map((row) => rowCentreMm(even, row))).toEqual([0.75, 0.25, -0.25, -0.75]);
});

test('a square grid', () => {
  expect(squareGrid(7, 0.3)).toEqual({ rows: 7, columns: 7, pixelSizeMm: 0.3 });
  expect(pixelCount({ rows: 3, columns: 5, pixelSizeMm: 1 })).toBe(15);
});
