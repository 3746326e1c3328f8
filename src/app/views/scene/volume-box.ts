import { type Grid, gridShape } from '../../../geometry/grid.ts';
import type { Place } from './scanner-pose.ts';

/** A box along the axes, in mm. */
export interface Box {
  readonly low: Place;
  readonly high: Place;
}

/** What is cut away of a box along each axis: positive from its high side, negative from its low side, −1 … 1 of its length. */
export type Cuts = readonly [x: number, y: number, z: number];

export const NO_CUTS: Cuts = [0, 0, 0];

/** The voxels of a grid, to their outer edges. */
export function boxOf(grid: Grid): Box {
  const [columns, rows, slices] = gridShape(grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  const half = [(columns * pixelSizeMm) / 2, (rows * pixelSizeMm) / 2, (slices * sliceSpacingMm) / 2] as const;
  return {
    low: [centreXMm - half[0], centreYMm - half[1], centreZMm - half[2]],
    high: [centreXMm + half[0], centreYMm + half[1], centreZMm + half[2]],
  };
}

/**
 * The box of texels that are each the mean of some voxels: of counts that do not divide evenly it goes on beyond the last
 * voxel of a row, a column of voxels and the stack of slices. Rows begin where y is largest, slices where z is smallest.
 */
export function texelBox(
  { low, high }: Box,
  voxels: readonly [number, number, number],
  texels: readonly [number, number, number],
  voxelsPerTexel: readonly [number, number, number],
): Box {
  const reach = (axis: 0 | 1 | 2) => ((high[axis] - low[axis]) * texels[axis] * voxelsPerTexel[axis]) / voxels[axis];
  return { low: [low[0], high[1] - reach(1), low[2]], high: [low[0] + reach(0), high[1], low[2] + reach(2)] };
}

/** What is left of a box. */
export function cutBox({ low, high }: Box, cuts: Cuts): Box {
  const length = (axis: number) => high[axis]! - low[axis]!;
  const place = (of: (axis: 0 | 1 | 2) => number): Place => [of(0), of(1), of(2)];
  return {
    low: place((axis) => low[axis] - Math.min(0, cuts[axis]) * length(axis)),
    high: place((axis) => high[axis] - Math.max(0, cuts[axis]) * length(axis)),
  };
}

export function cornersOf({ low, high }: Box): Place[] {
  return [low[2], high[2]].flatMap((z) =>
    [low[1], high[1]].flatMap((y) => [low[0], high[0]].map((x): Place => [x, y, z])),
  );
}

/** The box's twelve edges. */
export function edgesOf(box: Box): (readonly [Place, Place])[] {
  const corners = cornersOf(box);
  return corners.flatMap((from, i) =>
    [1, 2, 4].filter((bit) => (i & bit) === 0).map((bit) => [from, corners[i | bit]!] as const),
  );
}
