import { expect, test } from 'vitest';
import {
  columnCentreMm,
  gridShape,
  type ImageGrid,
  pixelCount,
  rowCentreMm,
  sliceCentreMm,
  squareGrid,
} from '../../src/geometry/grid.ts';

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

test('z grows with the slice, 0 in the middle, slices as far apart as they say or as pixels are', () => {
  const volume = { rows: 3, columns: 5, slices: 4, pixelSizeMm: 2, sliceSpacingMm: 0.5 };
  expect([0, 1, 2, 3].map((slice) => sliceCentreMm(volume, slice))).toEqual([-0.75, -0.25, 0.25, 0.75]);
  expect(sliceCentreMm({ rows: 3, columns: 5, slices: 3, pixelSizeMm: 2 }, 2)).toBe(2);
  expect(gridShape(volume)).toEqual([5, 3, 4]);
  expect(pixelCount(volume)).toBe(60);
});

test('a slice is a grid of one', () => {
  const slice: ImageGrid = squareGrid(4, 1);
  expect(gridShape(slice)).toEqual([4, 4, 1]);
  expect(sliceCentreMm(slice, 0)).toBe(0);
  // Nothing that reconstructs a slice about the axis may be given another grid.
  // @ts-expect-error
  const moved: ImageGrid = { ...slice, centreXMm: 3 };
  // @ts-expect-error
  const volume: ImageGrid = { ...slice, slices: 2 };
  expect([moved, volume]).toHaveLength(2);
});
