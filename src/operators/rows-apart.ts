import type { DeviceArray, ViewRange } from '../compute/device.ts';
import { type Grid, gridShape, sliceCentreMm } from '../geometry/grid.ts';
import { loweredScan, type Scan } from '../geometry/scan.ts';
import { putRows } from '../kernels/put-rows/spec.ts';
import { axialCut, sinogramCut } from '../kernels/take-plane/plane-cut.ts';
import { algebra } from './algebra.ts';
import type { Operators } from './contract.ts';

/** A row this near to a slice, in rows, is at its height. */
const AT_ITS_HEIGHT = 1e-6;

/** At which row of the detector each slice lies, of rays that stay in planes across the axis; fractional between two rows. */
export function rowsOfSlices(scan: Scan, grid: Grid): Float64Array {
  const { detector, unitMm } = loweredScan(scan);
  const [, , slices] = gridShape(grid);
  return Float64Array.from({ length: slices }, (_, slice) => {
    const zMm = sliceCentreMm(grid, slice) + (grid.centreZMm ?? 0);
    const row = detector.axisRow + (detector.rowsPerUnit * zMm) / unitMm;
    return Math.abs(row - Math.round(row)) < AT_ITS_HEIGHT ? Math.round(row) : row;
  });
}

/** The detector row that the lowest slice lies at, where all slices lie at rows, one after the other; `null` elsewhere. */
export function rowOfLowestSlice(scan: Scan, grid: Grid): number | null {
  const rows = rowsOfSlices(scan, grid);
  const [first = 0] = rows;
  return rows.every((row, slice) => row === first + slice) && Number.isInteger(first) ? first : null;
}

/**
 * The sinogram of a detector row, or, between two rows, theirs weighted by how near they are; beyond the detector 0.
 *
 * @param rows of the detector
 * @param readings [views · detector rows, channels]
 * @param sinogram [views, channels]
 */
export async function takeSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  rows: number,
  readings: A,
  row: number,
  sinogram: A,
): Promise<void> {
  const views = readings.rows / rows;
  const isThere = (at: number) => at >= 0 && at < rows;
  const take = (at: number, into: A) =>
    operators.takePlane(sinogramCut(views, rows, readings.columns, at), readings, into);
  const below = Math.floor(row);
  const share = row - below;
  if (isThere(below)) await take(below, sinogram);
  else await operators.clear(sinogram);
  if (share === 0) return;
  const { addScaled, scale } = algebra(operators);
  await scale(sinogram, 1 - share);
  if (!isThere(below + 1)) return;
  const above = await operators.create(sinogram.rows, sinogram.columns);
  try {
    await take(below + 1, above);
    await addScaled(sinogram, share, above);
  } finally {
    operators.release(above);
  }
}

/** Puts the sinogram of a detector row, or some of its views, among the readings of all rows. */
export function putSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  row: number,
  readings: A,
  views: ViewRange = { from: 0, to: sinogram.rows },
): Promise<void> {
  const step = readings.rows / sinogram.rows;
  const range = { from: views.from * step, to: views.to * step };
  return operators.run(
    putRows,
    { first: row, step, count: sinogram.rows },
    { plane: sinogram, target: readings },
    { range },
  );
}

/** Puts a slice into its volume. */
export function putSlice<A extends DeviceArray>(
  operators: Operators<A>,
  slice: A,
  index: number,
  volume: A,
): Promise<void> {
  const [from, to] = [index * slice.rows, (index + 1) * slice.rows];
  const places = { first: from, step: 1, count: slice.rows };
  return operators.run(putRows, places, { plane: slice, target: volume }, { range: { from, to } });
}

/** Takes a slice out of its volume. */
export function takeSlice<A extends DeviceArray>(
  operators: Operators<A>,
  volume: A,
  grid: Grid,
  index: number,
  slice: A,
): Promise<void> {
  return operators.takePlane(axialCut(grid, index), volume, slice);
}
