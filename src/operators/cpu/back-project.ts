import type { ViewRange } from '../../compute/device.ts';
import { axisChannel } from '../../geometry/detector.ts';
import { columnCentreMm, type ImageGrid, rowCentreMm } from '../../geometry/grid.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';

/** Rows of an image from `from` up to but not including `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The sum Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v) for a block of image rows, float32 [rows of the block, columns]. Views
 * are interpolated linearly and 0 beyond the detector. The plain reference: GPU twin shaders/back-project.wgsl.
 *
 * @param views float32 [range, channels]: the filtered views of the range alone
 */
export function backProject(
  views: Float32Array,
  scan: ParallelScan,
  range: ViewRange,
  grid: ImageGrid,
  block: RowRange,
): Float32Array<ArrayBuffer> {
  const { columns } = grid;
  const { channels, channelSpacingMm } = scan;
  const viewCount = range.to - range.from;
  const image = new Float32Array((block.to - block.from) * columns);
  const row = new Float64Array(columns);

  // A zero before the detector and one behind it: beyond the detector a view is 0, without asking.
  const paddedChannels = channels + 2;
  const padded = new Float32Array(viewCount * paddedChannels);
  const channelsPerPixelColumn = new Float64Array(viewCount);
  const channelsPerMmUp = new Float64Array(viewCount);
  for (let v = 0; v < viewCount; v++) {
    padded.set(views.subarray(v * channels, (v + 1) * channels), v * paddedChannels + 1);
    const angleRad = scan.anglesRad[range.from + v]!;
    channelsPerPixelColumn[v] = (Math.cos(angleRad) * grid.pixelSizeMm) / channelSpacingMm;
    channelsPerMmUp[v] = Math.sin(angleRad) / channelSpacingMm;
  }
  const paddedAxis = axisChannel(scan) + 1;
  const firstColumn = columnCentreMm(grid, 0) / grid.pixelSizeMm;
  // Positions in [0, lastPosition) have both their neighbours in the padded view.
  const lastPosition = channels + 1;

  for (let r = block.from; r < block.to; r++) {
    row.fill(0);
    const yMm = rowCentreMm(grid, r);
    for (let v = 0; v < viewCount; v++) {
      const step = channelsPerPixelColumn[v]!;
      const start = paddedAxis + yMm * channelsPerMmUp[v]! + firstColumn * step;
      const weight = scan.viewWeightsRad[range.from + v]!;
      const offset = v * paddedChannels;
      const [first, end] = columnsWithin(start, step, columns, lastPosition);
      for (let c = first; c < end; c++) {
        const position = start + c * step;
        const below = position | 0;
        const left = padded[offset + below]!;
        row[c]! += weight * (left + (position - below) * (padded[offset + below + 1]! - left));
      }
    }
    image.set(row, (r - block.from) * columns);
  }
  return image;
}

/** Columns c for which 0 ≤ start + c·step < last, as [first, end). */
function columnsWithin(start: number, step: number, columns: number, last: number): [number, number] {
  if (Math.abs(step) < 1e-12) return start >= 0 && start < last ? [0, columns] : [0, 0];
  const atZero = -start / step;
  const atLast = (last - start) / step;
  let first = Math.max(0, Math.ceil(Math.min(atZero, atLast)));
  let end = Math.min(columns, Math.floor(Math.max(atZero, atLast)) + 1);
  // The divisions round: make sure of the ends by the sum that the loop uses.
  const inside = (c: number) => start + c * step >= 0 && start + c * step < last;
  while (first < end && !inside(first)) first++;
  while (end > first && !inside(end - 1)) end--;
  return [first, end];
}
