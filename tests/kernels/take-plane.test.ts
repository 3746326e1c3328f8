import { expect, test } from 'vitest';
import {
  axialCut,
  coronalCut,
  type PlaneCut,
  sagittalCut,
  sinogramCut,
  viewCut,
} from '../../src/kernels/take-plane/plane-cut.ts';
import { takePlane } from '../../src/kernels/take-plane/spec.ts';
import { rows, zeros } from './as-functions.ts';
import { plainly } from './plainly.ts';

// Every voxel says where it is: 100 · slice + 10 · row + column.
const grid = { slices: 4, rows: 3, columns: 5, pixelSizeMm: 1 };
const volume = rows(
  Float32Array.from({ length: 60 }, (_, i) => 100 * Math.floor(i / 15) + 10 * (Math.floor(i / 5) % 3) + (i % 5)),
  5,
);

function taken(cut: PlaneCut, from = volume): number[][] {
  const { data } = plainly(takePlane, cut, { volume: from, plane: zeros(cut.rows, cut.columns) }).plane;
  return Array.from({ length: cut.rows }, (_, r) => [...data.slice(r * cut.columns, (r + 1) * cut.columns)]);
}

test('an axial plane is a slice as it lies in the volume', () => {
  expect(taken(axialCut(grid, 2))).toEqual([
    [200, 201, 202, 203, 204],
    [210, 211, 212, 213, 214],
    [220, 221, 222, 223, 224],
  ]);
});

test('a coronal plane has x to the right and the highest slice on top', () => {
  expect(taken(coronalCut(grid, 1))).toEqual([
    [310, 311, 312, 313, 314],
    [210, 211, 212, 213, 214],
    [110, 111, 112, 113, 114],
    [10, 11, 12, 13, 14],
  ]);
});

test('a sagittal plane has y to the right, and y grows against the rows', () => {
  expect(taken(sagittalCut(grid, 4))).toEqual([
    [324, 314, 304],
    [224, 214, 204],
    [124, 114, 104],
    [24, 14, 4],
  ]);
});

test('a slab is the mean or the largest of its planes, as many as are there', () => {
  expect(taken(axialCut(grid, 1, { thickness: 3, reduce: 'mean' }))[0]).toEqual([100, 101, 102, 103, 104]);
  expect(taken(axialCut(grid, 1, { thickness: 3, reduce: 'max' }))[0]).toEqual([200, 201, 202, 203, 204]);
  expect(taken(coronalCut(grid, 0, { thickness: 2, reduce: 'mean' }))[3]).toEqual([0, 1, 2, 3, 4]);
  expect(taken(coronalCut(grid, 2, { thickness: 2, reduce: 'mean' }))[3]).toEqual([15, 16, 17, 18, 19]);
  expect(taken(sagittalCut(grid, 0, { thickness: 9, reduce: 'max' }))[3]).toEqual([24, 14, 4]);
});

test('of readings, one view has the highest detector row on top, and the sinogram of a row has a line for each view', () => {
  // The same numbers as four views of three detector rows and five channels.
  expect(taken(viewCut(3, 5, 1))).toEqual([
    [120, 121, 122, 123, 124],
    [110, 111, 112, 113, 114],
    [100, 101, 102, 103, 104],
  ]);
  expect(taken(sinogramCut(4, 3, 5, 1)).map(([first]) => first)).toEqual([10, 110, 210, 310]);
});
