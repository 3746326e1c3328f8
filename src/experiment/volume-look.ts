import { columnCentreMm, type Grid, gridShape, rowCentreMm, sliceCentreMm } from '../geometry/grid.ts';
import type { PlaneReduction } from '../kernels/take-plane/plane-cut.ts';

/** What is looked at of a volume, and of what the detector read: three planes through a point, and one view. */
export interface VolumeLook {
  readonly xMm: number;
  readonly yMm: number;
  readonly zMm: number;
  /** How thick the planes are; 0 is one voxel. */
  readonly thicknessMm: number;
  /** What stands for the voxels that lie one behind the other in a thick plane. */
  readonly reduce: PlaneReduction;
  /** Of the scan's views. */
  readonly view: number;
  /** The view as line integrals, or as what was counted relative to the open beam. */
  readonly projection?: ProjectionKind;
}

export type ProjectionKind = 'line-integrals' | 'signal';

/** The middle of a volume, and the first view. */
export const FIRST_LOOK: VolumeLook = { xMm: 0, yMm: 0, zMm: 0, thicknessMm: 0, reduce: 'mean', view: 0 };

/** The voxel of a volume that a place lies in; of places beyond the volume the nearest. */
export function voxelAt(grid: Grid, { xMm, yMm, zMm }: Pick<VolumeLook, 'xMm' | 'yMm' | 'zMm'>) {
  const [columns, rows, slices] = gridShape(grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  return {
    column: within((xMm - centreXMm - columnCentreMm(grid, 0)) / pixelSizeMm, columns),
    row: within((rowCentreMm(grid, 0) + centreYMm - yMm) / pixelSizeMm, rows),
    slice: within((zMm - centreZMm - sliceCentreMm(grid, 0)) / sliceSpacingMm, slices),
  };
}

/** The place of a voxel's centre. */
export function placeOf(grid: Grid, { column, row, slice }: ReturnType<typeof voxelAt>) {
  const { centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  return {
    xMm: centreXMm + columnCentreMm(grid, column),
    yMm: centreYMm + rowCentreMm(grid, row),
    zMm: centreZMm + sliceCentreMm(grid, slice),
  };
}

/** How many voxels lie one behind the other in a plane of a thickness, one at least. */
export function voxelsThrough(thicknessMm: number, spacingMm: number): number {
  return Math.max(1, Math.round(thicknessMm / spacingMm));
}

function within(place: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.round(place)));
}
