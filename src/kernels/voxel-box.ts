import type { WasmKernels } from '../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../compute/device.ts';
import { type Grid, gridShape, type SliceRange } from '../geometry/grid.ts';
import { type LoweredRays, setSpaceRay } from '../geometry/lowered-rays.ts';
import { emptySpaceRay } from '../geometry/space-ray.ts';
import { emptyVoxelRay, setVoxelRay } from './voxel-ray.ts';

/** A box takes about so many bytes in each of its layouts. */
const MOST_BYTES = 2 ** 25;
const DESCRIPTION_BYTES = 112;
const FRACTION_BITS = 22;
/** So many rows are transposed at once: a cache line of them. */
const ROWS_AT_ONCE = 16;

/** A part of a grid: columns, rows and slices from `from` up to but not including `to`. */
export interface VoxelRange {
  readonly columns: SliceRange;
  readonly rows: SliceRange;
  readonly slices: SliceRange;
}

/** All columns and rows of some slices. */
export function wholeSlices({ columns, rows }: Grid, slices: SliceRange): VoxelRange {
  return { columns: { from: 0, to: columns }, rows: { from: 0, to: rows }, slices };
}

/**
 * The part of a grid between the first and the last columns, rows and slices that hold anything, which is all that rays need
 * to be asked for: of a mask of metal next to nothing. Without slices where nothing is anywhere.
 *
 * @param volume [slices, rows, columns]
 */
export function rangeInUse(grid: Grid, volume: Float32Array): VoxelRange {
  const [columns, rows, slices] = gridShape(grid);
  let [firstColumn, endColumn, firstRow, endRow, firstSlice, endSlice] = [columns, 0, rows, 0, slices, 0];
  for (let line = 0; line < slices * rows; line++) {
    const at = line * columns;
    let first = 0;
    while (first < columns && volume[at + first] === 0) first++;
    if (first === columns) continue;
    let end = columns;
    while (volume[at + end - 1] === 0) end--;
    const slice = Math.floor(line / rows);
    const row = line - slice * rows;
    [firstColumn, endColumn] = [Math.min(firstColumn, first), Math.max(endColumn, end)];
    [firstRow, endRow] = [Math.min(firstRow, row), Math.max(endRow, row + 1)];
    [firstSlice, endSlice] = [Math.min(firstSlice, slice), slice + 1];
  }
  if (endSlice === 0) return wholeSlices(grid, { from: 0, to: 0 });
  return {
    columns: { from: firstColumn, to: endColumn },
    rows: { from: firstRow, to: endRow },
    slices: { from: firstSlice, to: endSlice },
  };
}

/** A part of a grid cut into slabs of slices that fit into memory twice. */
export function slabsOf(range: VoxelRange): VoxelRange[] {
  const { from, to } = range.slices;
  const most = Math.max(1, Math.floor(MOST_BYTES / (4 * numbersPerSlice(range))) - 2);
  const count = Math.ceil((to - from) / most);
  const at = (part: number) => from + Math.floor((part * (to - from)) / count);
  return Array.from({ length: count }, (_, i) => ({ ...range, slices: { from: at(i), to: at(i + 1) } }));
}

/** With the border. */
function numbersPerSlice({ rows, columns }: VoxelRange): number {
  return (rows.to - rows.from + 2) * (columns.to - columns.from + 2);
}

/** In which layouts of a box rays need its voxels. */
export interface Layouts {
  /** Those that are followed along rows or slices, in [slices, rows, columns]. */
  readonly byRows: boolean;
  /** Those that are followed along columns, in [slices, columns, rows]. */
  readonly byColumns: boolean;
}

/**
 * The layouts that the rays of some rows of a detector are followed in. Rays of a view lie between those of the detector's
 * corners, so that they all are followed as these are where these are followed along one axis in one sense.
 *
 * @param rows of all views' rows
 */
export function layoutsFor(rays: LoweredRays, grid: Grid, rows: ViewRange): Layouts {
  const { rows: detectorRows, channels } = rays.detector;
  const ray = emptySpaceRay();
  const through = emptyVoxelRay();
  let [byRows, byColumns] = [false, false];
  const last = Math.ceil(rows.to / detectorRows);
  for (let view = Math.floor(rows.from / detectorRows); view < last && !(byRows && byColumns); view++) {
    const axes = new Set<number>();
    for (const row of [0, detectorRows - 1]) {
      for (const channel of [0, channels - 1]) {
        setSpaceRay(ray, rays, view, row, channel);
        setVoxelRay(through, ray, grid);
        const axis = [ray.directionX, ray.directionY, ray.directionZ][through.axis]!;
        axes.add(axis < 0 ? -1 - through.axis : through.axis);
      }
    }
    const isColumns = axes.has(0) || axes.has(-1);
    byColumns ||= isColumns || axes.size > 1;
    byRows ||= !isColumns || axes.size > 1;
  }
  return { byRows, byColumns };
}

/**
 * A part of a grid in the memory of the WebAssembly kernels, in one layout or in both, with a border of zeros:
 * wasm/voxel-ray.ts. Holds its room from when it is made, in a task that has begun.
 */
export class VoxelBox {
  /** Address of its description. */
  readonly description: number;
  readonly #grid: Grid;
  readonly #range: VoxelRange;
  readonly #width: number;
  readonly #height: number;
  readonly #byRows: Float32Array | null;
  readonly #byColumns: Float32Array | null;

  /** What it allocates. */
  static bytes(range: VoxelRange, { byRows, byColumns }: Layouts): number {
    const { from, to } = range.slices;
    const slice = 4 * numbersPerSlice(range);
    return (Number(byRows) + Number(byColumns)) * (to - from + 2) * slice + slice + 16 + DESCRIPTION_BYTES + 64;
  }

  constructor(kernels: WasmKernels, grid: Grid, range: VoxelRange, { byRows, byColumns }: Layouts) {
    const { pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
    const { columns, rows, slices } = range;
    const slice = numbersPerSlice(range);
    const length = (slices.to - slices.from + 2) * slice;
    const beyond = kernels.allocate(4 * slice + 16);
    kernels.floats(beyond, slice + 4).fill(0);
    this.description = kernels.allocate(DESCRIPTION_BYTES);
    this.#grid = grid;
    this.#range = range;
    this.#width = columns.to - columns.from + 2;
    this.#height = rows.to - rows.from + 2;
    const layout = (isNeeded: boolean, lines: SliceRange, places: SliceRange) => {
      const width = places.to - places.from + 2;
      const at = isNeeded ? kernels.allocate(4 * length) : 0;
      const toFirst = slice * (1 - slices.from) + width * (1 - lines.from) + 1 - places.from;
      return {
        values: isNeeded ? kernels.floats(at, length).fill(0) : null,
        numbers: [at + 4 * toFirst, 4 * width, 4 * slice],
      };
    };
    const ofRows = layout(byRows, rows, columns);
    const ofColumns = layout(byColumns, columns, rows);
    this.#byRows = ofRows.values;
    this.#byColumns = ofColumns.values;
    const bounds = [columns, rows, slices].flatMap(({ from, to }) => [from, to]);
    kernels.doubles(this.description, 2).set([pixelSizeMm ** 2, sliceSpacingMm ** 2]);
    kernels.integers(this.description + 16, 13).set([...bounds, ...ofRows.numbers, ...ofColumns.numbers, beyond]);
    kernels.integers(this.description + 80, 4).fill(2 ** FRACTION_BITS - 1);
    kernels.floats(this.description + 96, 4).fill(2 ** -FRACTION_BITS);
  }

  /** Puts voxels into the layouts. @param volume [slices, rows, columns] of the whole grid */
  place(volume: Float32Array): void {
    const { columns } = this.#grid;
    const [across, height] = [this.#width - 2, this.#height];
    this.#eachRows((first, count, byRows, byColumns) => {
      for (let row = 0; this.#byRows && row < count; row++) {
        const from = first + row * columns;
        this.#byRows.set(volume.subarray(from, from + across), byRows + row * this.#width);
      }
      if (this.#byColumns) transpose(volume, first, columns, across, count, this.#byColumns, byColumns, height);
    });
  }

  /** Adds what the layouts hold, of whole slices, to their sums [slices, rows, columns], and leaves zeros. */
  moveTo(sums: Float64Array): void {
    const { rows, columns } = this.#grid;
    const before = this.#range.slices.from * rows * columns;
    this.#eachRows((first, count, byRows, byColumns) => {
      for (let row = 0; this.#byRows && row < count; row++) {
        const [to, from] = [first - before + row * columns, byRows + row * this.#width];
        for (let column = 0; column < columns; column++) sums[to + column]! += this.#byRows[from + column]!;
      }
      if (this.#byColumns)
        addTransposed(this.#byColumns, byColumns, this.#height, sums, first - before, columns, count);
    });
    this.#byRows?.fill(0);
    this.#byColumns?.fill(0);
  }

  /** Some rows of a slice at a time: where their first voxel is in the volume and in the layouts, and how many there are. */
  #eachRows(visit: (first: number, count: number, byRows: number, byColumns: number) => void): void {
    const { columns, rows, slices } = this.#range;
    const [width, height] = [this.#width, this.#height];
    for (let s = slices.from; s < slices.to; s++) {
      const slice = (s - slices.from + 1) * width * height;
      for (let row = rows.from; row < rows.to; row += ROWS_AT_ONCE) {
        const first = (s * this.#grid.rows + row) * this.#grid.columns + columns.from;
        const line = row - rows.from + 1;
        visit(first, Math.min(ROWS_AT_ONCE, rows.to - row), slice + line * width + 1, slice + height + line);
      }
    }
  }
}

/** So many columns of some rows, `perRow` apart, become rows that are `stride` apart. */
function transpose(
  from: Float32Array,
  first: number,
  perRow: number,
  columns: number,
  rows: number,
  to: Float32Array,
  at: number,
  stride: number,
): void {
  for (let column = 0; column < columns; column++) {
    for (let row = 0, place = first + column; row < rows; row++, place += perRow) to[at + row] = from[place]!;
    at += stride;
  }
}

/** The other way round, added. */
function addTransposed(
  from: Float32Array,
  at: number,
  stride: number,
  to: Float64Array,
  first: number,
  columns: number,
  rows: number,
): void {
  for (let column = 0; column < columns; column++) {
    for (let row = 0, place = first + column; row < rows; row++, place += columns) to[place]! += from[at + row]!;
    at += stride;
  }
}
