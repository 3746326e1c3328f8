import type { DeviceArray, RunControl } from '../compute/device.ts';
import { type Grid, gridShape } from '../geometry/grid.ts';
import { detectorRowsOf, type Scan } from '../geometry/scan.ts';
import type { Operators } from '../operators/contract.ts';
import { putSinogram, putSlice, rowsOfSlices, takeSinogram } from '../operators/rows-apart.ts';
import { slabsFromMiddle } from './volume-steps.ts';

/**
 * The readings of all detector rows, made of those of each row alone. Yields after every row, with what part is done.
 *
 * @param make makes the row's sinogram, all of it
 */
export async function* rowByRow<A extends DeviceArray>(
  operators: Operators<A>,
  rows: number,
  readings: A,
  out: A,
  make: (sinogram: A, into: A) => AsyncGenerator<unknown, void, void>,
): AsyncGenerator<number, void, void> {
  const views = readings.rows / rows;
  const sinogram = await operators.create(views, readings.columns);
  let into: A | null = null;
  try {
    into = await operators.create(out.rows / rows, out.columns);
    for (let row = 0; row < rows; row++) {
      await takeSinogram(operators, rows, readings, row, sinogram);
      for await (const _ of make(sinogram, into)) yield row / rows;
      await putSinogram(operators, into, row, out);
      yield (row + 1) / rows;
    }
  } finally {
    operators.release(sinogram);
    if (into) operators.release(into);
  }
}

/** What is made of each row's sinogram: the slice at its height. Yields after every step, with what part is done, 0 … 1. */
export type MakeSlice<A> = (sinogram: A, slice: A, control: RunControl) => AsyncGenerator<number, void, void>;

/**
 * A volume of slices that are made one by one, each from the sinogram of the row at its height, the middle ones first. Yields
 * after every step, with what part of all is done.
 *
 * @param readings [views · detector rows, channels] of the scan
 * @param volume [slices · rows, columns] of the grid
 */
export async function* sliceBySlice<A extends DeviceArray>(
  operators: Operators<A>,
  {
    scan,
    grid,
    readings,
    volume,
  }: { readonly scan: Scan; readonly grid: Grid; readonly readings: A; readonly volume: A },
  make: MakeSlice<A>,
  { signal, onProgress }: RunControl,
): AsyncGenerator<number, void, void> {
  const [columns, rows, slices] = gridShape(grid);
  const rowOf = rowsOfSlices(scan, grid);
  const sinogram = await operators.create(readings.rows / detectorRowsOf(scan), readings.columns);
  let slice: A | null = null;
  try {
    slice = await operators.create(rows, columns);
    let made = 0;
    const control = { signal, onProgress: (done: number) => onProgress?.((made + done) / slices) };
    for (const { from } of slabsFromMiddle(slices, 1)) {
      signal?.throwIfAborted();
      await takeSinogram(operators, detectorRowsOf(scan), readings, rowOf[from]!, sinogram);
      await operators.clear(slice);
      for await (const done of make(sinogram, slice, control)) yield (made + done) / slices;
      await putSlice(operators, slice, from, volume);
      made++;
      control.onProgress(0);
      yield made / slices;
    }
  } finally {
    operators.release(sinogram);
    if (slice) operators.release(slice);
  }
}
