import { type Grid, gridShape } from '../../geometry/grid.ts';

/** An index that is a whole multiple of each of the plane's row, the plane's column and the step into the depth. */
export interface PlaneIndex {
  readonly start: number;
  readonly perRow: number;
  readonly perColumn: number;
  readonly perStep: number;
}

/**
 * A plane through an array that stands for a volume, or for readings of a detector with several rows: value (r, c) is made
 * of the array's values at row[start + perRow·r + perColumn·c + perStep·s] and column[likewise], s = 0 … steps − 1, which are
 * their mean or the largest of them. Immutable.
 */
export interface PlaneCut {
  readonly rows: number;
  readonly columns: number;
  /** Those of the array that it goes through. */
  readonly volumeColumns: number;
  readonly row: PlaneIndex;
  readonly column: PlaneIndex;
  /** How many values lie one behind the other, 1 at least. */
  readonly steps: number;
  readonly reduce: PlaneReduction;
}

/** The mean of what lies one behind the other, or a maximum intensity projection of it. */
export type PlaneReduction = 'mean' | 'max';

/** How thick a plane is. */
export interface Slab {
  /** So many slices, rows or columns; those that would lie outside are left out. */
  readonly thickness: number;
  readonly reduce: PlaneReduction;
}

const THIN: Slab = { thickness: 1, reduce: 'mean' };
const still = (start: number): PlaneIndex => ({ start, perRow: 0, perColumn: 0, perStep: 0 });

/** A slice across the axis, [rows, columns] of the grid. @param slice 0 is the lowest */
export function axialCut(grid: Grid, slice: number, slab = THIN): PlaneCut {
  const [columns, rows, slices] = gridShape(grid);
  const { first, steps } = slabAbout(slice, slab, slices);
  return {
    rows,
    columns,
    volumeColumns: columns,
    row: { start: first * rows, perRow: 1, perColumn: 0, perStep: rows },
    column: { ...still(0), perColumn: 1 },
    steps,
    reduce: slab.reduce,
  };
}

/** A plane of one y, [slices, columns], the highest slice on top. @param row 0 has the largest y */
export function coronalCut(grid: Grid, row: number, slab = THIN): PlaneCut {
  const [columns, rows, slices] = gridShape(grid);
  const { first, steps } = slabAbout(row, slab, rows);
  return {
    rows: slices,
    columns,
    volumeColumns: columns,
    row: { start: (slices - 1) * rows + first, perRow: -rows, perColumn: 0, perStep: 1 },
    column: { ...still(0), perColumn: 1 },
    steps,
    reduce: slab.reduce,
  };
}

/** A plane of one x, [slices, rows], the highest slice on top and y to the right. @param column 0 has the smallest x */
export function sagittalCut(grid: Grid, column: number, slab = THIN): PlaneCut {
  const [columns, rows, slices] = gridShape(grid);
  const { first, steps } = slabAbout(column, slab, columns);
  return {
    rows: slices,
    columns: rows,
    volumeColumns: columns,
    row: { start: slices * rows - 1, perRow: -rows, perColumn: -1, perStep: 0 },
    column: { ...still(first), perStep: 1 },
    steps,
    reduce: slab.reduce,
  };
}

/** What the detector reads in one view, [detector rows, channels], the row of the largest v on top. */
export function viewCut(detectorRows: number, channels: number, view: number): PlaneCut {
  return {
    rows: detectorRows,
    columns: channels,
    volumeColumns: channels,
    row: { start: (view + 1) * detectorRows - 1, perRow: -1, perColumn: 0, perStep: 0 },
    column: { ...still(0), perColumn: 1 },
    steps: 1,
    reduce: 'mean',
  };
}

/** The sinogram of one detector row, [views, channels]. */
export function sinogramCut(views: number, detectorRows: number, channels: number, detectorRow: number): PlaneCut {
  return {
    rows: views,
    columns: channels,
    volumeColumns: channels,
    row: { start: detectorRow, perRow: detectorRows, perColumn: 0, perStep: 0 },
    column: { ...still(0), perColumn: 1 },
    steps: 1,
    reduce: 'mean',
  };
}

/** The mean of the sinograms of all detector rows, [views, channels]. */
export function meanSinogramCut(views: number, detectorRows: number, channels: number): PlaneCut {
  const cut = sinogramCut(views, detectorRows, channels, 0);
  return { ...cut, row: { ...cut.row, perStep: 1 }, steps: detectorRows };
}

/** As many planes about the one asked for as are there; of an even number one more below it than above. */
function slabAbout(middle: number, { thickness }: Slab, count: number) {
  const first = Math.max(0, middle - Math.floor(thickness / 2));
  const last = Math.min(count - 1, middle - Math.floor(thickness / 2) + thickness - 1);
  return { first, steps: last - first + 1 };
}
