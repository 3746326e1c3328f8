import type { DeviceArray } from '../compute/device.ts';
import { type Grid, gridShape } from '../geometry/grid.ts';
import type { PlaneCut } from '../kernels/take-plane/plane-cut.ts';
import type { Operators } from '../operators/contract.ts';

/** So much of a volume is on the host at a time, or a slice where that is more. */
const SLAB_BYTES = 2 ** 23;

/**
 * A volume slab by slab, whole slices from the lowest on, so that it need not be on the host twice, nor on it at all where it
 * is on a device. A slab is good until the next one is asked for.
 *
 * @param volume [slices · rows, columns] of the grid
 * @param there its values, where they are on the host anyway
 */
export async function* volumeSlabs<A extends DeviceArray>(
  operators: Pick<Operators<A>, 'create' | 'takePlane' | 'read' | 'release'>,
  volume: A,
  grid: Grid,
  there: Float32Array | null,
): AsyncGenerator<Float32Array> {
  const [columns, rows, slices] = gridShape(grid);
  const perSlice = columns * rows;
  const slab = Math.min(slices, Math.max(1, Math.floor(SLAB_BYTES / (4 * perSlice))));
  for (let first = 0; first < slices; first += slab) {
    const count = Math.min(slab, slices - first);
    if (there) {
      yield there.subarray(first * perSlice, (first + count) * perSlice);
      continue;
    }
    const part = await operators.create(count * rows, columns);
    try {
      await operators.takePlane(slicesCut(grid, first, count), volume, part);
      yield await operators.read(part);
    } finally {
      operators.release(part);
    }
  }
}

/**
 * One slice of a volume, on the host, [rows × columns].
 *
 * @param volume [slices · rows, columns] of the grid
 * @param slice counted from the lowest
 */
export async function readSlice<A extends DeviceArray>(
  operators: Pick<Operators<A>, 'create' | 'takePlane' | 'read' | 'release'>,
  volume: A,
  grid: Grid,
  slice: number,
): Promise<Float32Array> {
  const [columns, rows, slices] = gridShape(grid);
  if (slices === 1) return operators.read(volume);
  const part = await operators.create(rows, columns);
  try {
    await operators.takePlane(slicesCut(grid, slice, 1), volume, part);
    return await operators.read(part);
  } finally {
    operators.release(part);
  }
}

/** Some slices one above the other, [count · rows, columns]. */
function slicesCut(grid: Grid, first: number, count: number): PlaneCut {
  const [columns, rows] = gridShape(grid);
  return {
    rows: count * rows,
    columns,
    volumeColumns: columns,
    row: { start: first * rows, perRow: 1, perColumn: 0, perStep: 0 },
    column: { start: 0, perRow: 0, perColumn: 1, perStep: 0 },
    steps: 1,
    reduce: 'mean',
  };
}
