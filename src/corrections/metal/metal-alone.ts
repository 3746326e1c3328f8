import type { DeviceArray } from '../../compute/device.ts';
import { columnCentreMm, type Grid, gridShape, rowCentreMm, sliceCentreMm } from '../../geometry/grid.ts';
import { MOST_VOXELS } from '../../geometry/volume-limits.ts';
import { axialCut } from '../../kernels/take-plane/plane-cut.ts';
import type { Operators } from '../../operators/contract.ts';

/** A part of a grid with all that is not 0, as an array of its own. */
export interface Alone<A extends DeviceArray> {
  readonly array: A;
  readonly grid: Grid;
}

/** From the first to the last, both included. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * The box of voxels that metal is in, so that rays ask few; of a slice that no ray leaves, the slice itself. What reaches the
 * lowest or the highest slice is taken to go on beyond it.
 *
 * @param mask 1 where metal is, [slices · rows, columns] of the grid
 * @param beyond how many slices farther
 * @returns `null` where no metal is
 */
export async function metalAlone<A extends DeviceArray>(
  operators: Operators<A>,
  mask: A,
  grid: Grid,
  beyond: number,
): Promise<Alone<A> | null> {
  const [, rows, slices] = gridShape(grid);
  const withMetal = await rowsWithMetal(operators, mask);
  if (withMetal.length === 0) return null;
  if (slices === 1 && beyond === 0) return { array: mask, grid };
  const ofSlices = spanOf(withMetal.map((row) => Math.floor(row / rows)));
  const ofRows = spanOf(withMetal.map((row) => row % rows));
  const planes: Float32Array[] = [];
  for (let slice = ofSlices.first; slice <= ofSlices.last; slice++) {
    planes.push(await planeOf(operators, mask, grid, slice));
  }
  const most = Math.min(beyond, roomBeyond(planes.length, lengthOf(ofRows), grid));
  const [below, above] = [ofSlices.first === 0 ? most : 0, ofSlices.last === slices - 1 ? most : 0];
  const goingOn = [
    ...new Array<Float32Array>(below).fill(planes[0]!),
    ...planes,
    ...new Array<Float32Array>(above).fill(planes.at(-1)!),
  ];
  const inAll = { first: ofSlices.first - below, last: ofSlices.last + above };
  return await boxOf(operators, goingOn, grid, inAll, ofRows);
}

/** How many slices there is room for on either side of so many. */
function roomBeyond(slices: number, rows: number, { columns }: Grid): number {
  return Math.max(0, Math.floor((MOST_VOXELS / (rows * columns) - slices) / 2));
}

/** The numbers of the rows of an array of zeros and ones in which there is a one. */
async function rowsWithMetal<A extends DeviceArray>(operators: Operators<A>, mask: A): Promise<number[]> {
  const moments = await operators.create(mask.rows, 2);
  try {
    await operators.momentsOfViews(mask, moments);
    const sums = await operators.read(moments);
    return Array.from({ length: mask.rows }, (_, row) => row).filter((row) => sums[2 * row]! > 0);
  } finally {
    operators.release(moments);
  }
}

async function planeOf<A extends DeviceArray>(operators: Operators<A>, mask: A, grid: Grid, slice: number) {
  const plane = await operators.create(grid.rows, grid.columns);
  try {
    await operators.takePlane(axialCut(grid, slice), mask, plane);
    return await operators.read(plane);
  } finally {
    operators.release(plane);
  }
}

async function boxOf<A extends DeviceArray>(
  operators: Operators<A>,
  planes: readonly Float32Array[],
  grid: Grid,
  ofSlices: Span,
  ofRows: Span,
): Promise<Alone<A>> {
  const { columns: allColumns, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  const ofColumns = columnsWithMetal(planes, allColumns);
  const [rows, columns] = [lengthOf(ofRows), lengthOf(ofColumns)];
  const values = new Float32Array(planes.length * rows * columns);
  planes.forEach((plane, slice) => {
    for (let row = 0; row < rows; row++) {
      const from = (ofRows.first + row) * allColumns + ofColumns.first;
      values.set(plane.subarray(from, from + columns), (slice * rows + row) * columns);
    }
  });
  return {
    array: await operators.upload(values, planes.length * rows, columns),
    grid: {
      ...grid,
      ...{ columns, rows, slices: planes.length },
      centreXMm: centreXMm + columnCentreMm(grid, middleOf(ofColumns)),
      centreYMm: centreYMm + rowCentreMm(grid, middleOf(ofRows)),
      centreZMm: centreZMm + sliceCentreMm(grid, middleOf(ofSlices)),
    },
  };
}

function columnsWithMetal(planes: readonly Float32Array[], columns: number): Span {
  let [first, last] = [columns - 1, 0];
  for (const plane of planes) {
    for (let i = 0; i < plane.length; i++) {
      if (!(plane[i]! > 0)) continue;
      first = Math.min(first, i % columns);
      last = Math.max(last, i % columns);
    }
  }
  return { first, last };
}

function spanOf(numbers: readonly number[]): Span {
  let [first, last] = [numbers[0]!, numbers[0]!];
  for (const number of numbers) {
    first = Math.min(first, number);
    last = Math.max(last, number);
  }
  return { first, last };
}

function lengthOf({ first, last }: Span): number {
  return last - first + 1;
}

function middleOf({ first, last }: Span): number {
  return (first + last) / 2;
}
