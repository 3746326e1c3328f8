import type { ViewRange } from '../../compute/device.ts';
import { type Grid, gridShape, type SliceRange, sliceCentreMm } from '../../geometry/grid.ts';
import { isUpright, LEAST_DEPTH, type LoweredScan, MATRIX_LENGTH } from '../../geometry/lowered-scan.ts';

/** Readings of some views, as far as a part of a volume needs them. */
export interface VolumeReadings {
  /** float32 [views, rows, channels]. */
  readonly values: Float32Array;
  /** The detector row that the first of each view's rows is. */
  readonly firstRow: number;
  readonly rows: number;
}

/** The rows of a detector that a part of a volume may be seen on. */
export interface DetectorRowRange {
  readonly from: number;
  readonly to: number;
}

/** z of a volume's slice, in mm from the plane that z is counted from. */
export function sliceZMm(grid: Grid, slice: number): number {
  return sliceCentreMm(grid, slice) + (grid.centreZMm ?? 0);
}

/** How far from the axis the farthest pixel's centre of a slice is, in mm. */
export function reachMm({ centreXMm = 0, centreYMm = 0, ...grid }: Grid): number {
  const [columns, rows] = gridShape(grid);
  const half = grid.pixelSizeMm / 2;
  return Math.hypot(Math.abs(centreXMm) + half * (columns - 1), Math.abs(centreYMm) + half * (rows - 1));
}

/**
 * The detector's rows that a slab of a volume may be seen on, in views of a range: all of them where rows do not run along the
 * axis. Interpolation reads those and no others, but for what is beyond the detector.
 */
export function rowsSeen(scan: LoweredScan, range: ViewRange, grid: Grid, slab: SliceRange): DetectorRowRange {
  const { detector, matrices, diverges, unitMm } = scan;
  if (!isUpright(scan, range)) return { from: 0, to: detector.rows };
  // A little more, for what single precision makes of it.
  const reach = (1.0001 * reachMm(grid) + grid.pixelSizeMm) / unitMm;
  const zs = [slab.from, slab.to - 1].map((slice) => sliceZMm(grid, slice) / unitMm);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let view = range.from; view < range.to; view++) {
    const at = MATRIX_LENGTH * view;
    const [perZ, along, depthX, depthY, depth1] = [6, 7, 8, 9, 11].map((i) => matrices[at + i]!) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const slope = Math.hypot(depthX, depthY);
    // Of an arc the distance in the plane counts, which for rays of some fan is no less than the depth.
    const nearest = diverges ? Math.max(LEAST_DEPTH * depth1, depth1 - slope * reach) : 1;
    const farthest = diverges ? depth1 + slope * reach : 1;
    for (const z of zs) {
      const height = perZ * z + along;
      for (const distance of [nearest, farthest]) {
        const row = detector.axisRow + (detector.rowsPerUnit * height) / distance;
        least = Math.min(least, row);
        most = Math.max(most, row);
      }
    }
  }
  const margin = 0.01;
  const from = Math.min(detector.rows, Math.max(0, Math.floor(least - margin)));
  return { from, to: Math.max(from, Math.min(detector.rows, Math.floor(most + margin) + 2)) };
}
