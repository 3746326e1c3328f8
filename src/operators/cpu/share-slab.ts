import { transfer } from 'comlink';
import type { HostArray } from '../../compute/cpu/host-array.ts';
import { split } from '../../compute/cpu/task-executor.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { Grid, SliceRange } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import { rowsSeen, type VolumeReadings } from './volume-readings.ts';

/** Voxel updates that one lane handles in about a quarter of a second. */
const UPDATES_PER_PART = 8e8;
/** Thinner slabs take much longer for each slice, since what a view shows of a column of voxels is worked out once for each. */
const LEAST_SLICES = 16;

/** Shares a slab out over lanes, by slices: as many parts for each lane, so that none is left waiting for long. */
export function shareSlab({ from, to }: SliceRange, grid: Grid, range: ViewRange, lanes: number): SliceRange[] {
  const updates = (to - from) * grid.rows * grid.columns * (range.to - range.from);
  const rounds = Math.max(1, Math.ceil(updates / lanes / UPDATES_PER_PART));
  const most = Math.max(1, Math.floor((to - from) / LEAST_SLICES));
  return split(from, to, Math.min(lanes * rounds, Math.max(lanes, most)));
}

/** The readings that a slab is seen by: all of them where threads see the same memory, otherwise no more than have to travel. */
export function readingsForSlab(
  { data }: HostArray,
  scan: LoweredScan,
  range: ViewRange,
  grid: Grid,
  slab: SliceRange,
): VolumeReadings {
  const { rows: all, channels } = scan.detector;
  const perView = all * channels;
  if (!(data.buffer instanceof ArrayBuffer)) {
    return { values: data.subarray(range.from * perView, range.to * perView), firstRow: 0, rows: all };
  }
  const seen = rowsSeen(scan, range, grid, slab);
  const rows = seen.to - seen.from;
  const values = new Float32Array((range.to - range.from) * rows * channels);
  for (let view = range.from; view < range.to; view++) {
    const first = view * perView + seen.from * channels;
    values.set(data.subarray(first, first + rows * channels), (view - range.from) * rows * channels);
  }
  return transfer({ values, firstRow: seen.from, rows }, [values.buffer]);
}
