import { columnCentreMm, type ImageGrid, rowCentreMm } from '../geometry/grid.ts';

/**
 * Nothing is back-projected onto pixels nearer to the source than this part of its distance from the axis: their weight
 * would grow without bounds, and no patient is there. It is a matter of depth along the central ray.
 */
export const LEAST_DEPTH = 1 / 64;

/** Distance of the farthest pixel's centre from the axis in mm. */
export function gridRadiusMm(grid: ImageGrid): number {
  return Math.hypot(columnCentreMm(grid, 0), rowCentreMm(grid, 0));
}
