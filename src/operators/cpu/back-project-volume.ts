import type { ViewRange } from '../../compute/device.ts';
import { columnCentreMm, type Grid, rowCentreMm, type SliceRange } from '../../geometry/grid.ts';
import { type LoweredScan, type VolumeView, volumeView } from '../../geometry/lowered-scan.ts';
import { sliceZMm, type VolumeReadings } from './volume-readings.ts';

/**
 * The sum Σ_v w_v · W_v(x, y, z) · q_v(row and channel that see the voxel) for a slab of a volume, float32 [slices of the slab,
 * rows, columns], of any scan: geometry/lowered-scan.ts has the formulas. Views are interpolated linearly between rows and
 * channels, and are 0 beyond the detector. The plain reference: GPU twin shaders/back-project-volume.wgsl.
 *
 * @param readings of the range alone
 */
export function backProjectVolume(
  readings: VolumeReadings,
  scan: LoweredScan,
  range: ViewRange,
  grid: Grid,
  slab: SliceRange,
): Float32Array<ArrayBuffer> {
  const { rows, columns, centreXMm = 0, centreYMm = 0 } = grid;
  const { unitMm } = scan;
  const volume = new Float32Array((slab.to - slab.from) * rows * columns);
  const views = Array.from({ length: range.to - range.from }, (_, v) => volumeView(scan, range.from + v));
  const sums = new Float64Array(columns);
  let at = 0;
  for (let slice = slab.from; slice < slab.to; slice++) {
    const z = sliceZMm(grid, slice) / unitMm;
    for (let row = 0; row < rows; row++) {
      const y = (rowCentreMm(grid, row) + centreYMm) / unitMm;
      sums.fill(0);
      views.forEach((view, v) => {
        for (let column = 0; column < columns; column++) {
          const x = (columnCentreMm(grid, column) + centreXMm) / unitMm;
          sums[column]! += seenBy(view, v, readings, scan, x, y, z);
        }
      });
      volume.set(sums, at);
      at += columns;
    }
  }
  return volume;
}

/** What a view brings for a place. */
function seenBy(
  { across, along, depth, leastDepth, weight }: VolumeView,
  v: number,
  readings: VolumeReadings,
  { detector, diverges, weightDistance }: LoweredScan,
  x: number,
  y: number,
  z: number,
): number {
  const a = x * across[0]! + y * across[1]! + z * across[2]! + across[3]!;
  const b = x * along[0]! + y * along[1]! + z * along[2]! + along[3]!;
  const { axisChannel, axisRow, channelsPerUnit, rowsPerUnit } = detector;
  if (!diverges)
    return weight * readingAt(readings, detector, v, axisRow + rowsPerUnit * b, axisChannel + channelsPerUnit * a);
  const d = x * depth[0]! + y * depth[1]! + z * depth[2]! + depth[3]!;
  if (d < leastDepth) return 0;
  const isArc = detector.shape === 'arc';
  const square = isArc ? a * a + d * d : d * d;
  const channel = axisChannel + channelsPerUnit * (isArc ? Math.atan(a / d) : a / d);
  const row = axisRow + (rowsPerUnit * b) / Math.sqrt(square);
  const atDepth = weightDistance === 0 ? 1 : weightDistance ** 2 / square;
  return weight * atDepth * readingAt(readings, detector, v, row, channel);
}

/** Between two rows and two channels, with 0 all around the detector. */
function readingAt(
  readings: VolumeReadings,
  { rows, channels }: LoweredScan['detector'],
  v: number,
  row: number,
  channel: number,
): number {
  if (!(row > -1 && row < rows && channel > -1 && channel < channels)) return 0;
  const below = Math.floor(row);
  const rising = row - below;
  const lower = inRow(readings, rows, channels, v, below, channel);
  return lower + rising * (inRow(readings, rows, channels, v, below + 1, channel) - lower);
}

function inRow(
  readings: VolumeReadings,
  detectorRows: number,
  channels: number,
  v: number,
  row: number,
  channel: number,
): number {
  if (row < 0 || row >= detectorRows) return 0;
  const { values } = readings;
  const first = (v * readings.rows + row - readings.firstRow) * channels;
  const left = Math.floor(channel);
  const near = left < 0 ? 0 : values[first + left]!;
  const far = left + 1 < channels ? values[first + left + 1]! : 0;
  return near + (channel - left) * (far - near);
}
