import type { ViewRange } from '../../compute/device.ts';
import { columnCentreMm, type ImageGrid, rowCentreMm } from '../../geometry/grid.ts';
import { type LoweredScan, sliceView } from '../../geometry/lowered-scan.ts';

/** Rows of an image from `from` up to but not including `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The sum Σ_v w_v · W_v(x, y) · q_v(channel that sees the pixel) for a block of image rows, float32 [rows of the block,
 * columns], of parallel rays as of a fan: geometry/lowered-scan.ts has the formulas. Views are interpolated linearly and 0
 * beyond the detector. The plain reference: GPU twin shaders/back-project.wgsl.
 *
 * @param views float32 [range, channels]: the filtered views of the range alone
 */
export function backProject(
  views: Float32Array,
  scan: LoweredScan,
  range: ViewRange,
  grid: ImageGrid,
  block: RowRange,
): Float32Array<ArrayBuffer> {
  const { columns } = grid;
  const { unitMm, diverges, weightDistance } = scan;
  const { channels, axisChannel, channelsPerUnit, shape } = scan.detector;
  const isArc = shape === 'arc';
  const isWeighted = weightDistance !== 0;
  const image = new Float32Array((block.to - block.from) * columns);
  const sums = new Float64Array(columns);
  const xs = Float64Array.from(sums, (_, column) => columnCentreMm(grid, column) / unitMm);
  const sliceViews = Array.from({ length: range.to - range.from }, (_, v) => sliceView(scan, range.from + v));
  // A zero before the detector and one behind it: beyond the detector a view is 0, without asking.
  const paddedChannels = channels + 2;
  const padded = new Float32Array(sliceViews.length * paddedChannels);
  for (let v = 0; v < sliceViews.length; v++) {
    padded.set(views.subarray(v * channels, (v + 1) * channels), v * paddedChannels + 1);
  }
  const paddedAxis = axisChannel + 1;
  // Positions in [0, lastPosition) have both their neighbours in the padded view.
  const lastPosition = channels + 1;
  for (let row = block.from; row < block.to; row++) {
    sums.fill(0);
    const y = rowCentreMm(grid, row) / unitMm;
    for (let v = 0; v < sliceViews.length; v++) {
      const { across, depth, leastDepth, weight: viewWeight } = sliceViews[v]!;
      const acrossX = across[0];
      const acrossOfRow = y * across[1];
      const across1 = across[2];
      const depthX = depth[0];
      const depthOfRow = y * depth[1];
      const depth1 = depth[2];
      const offset = v * paddedChannels;
      for (let column = 0; column < columns; column++) {
        const x = xs[column]!;
        const a = x * acrossX + acrossOfRow + across1;
        let along = a;
        let weight = viewWeight;
        if (diverges) {
          const d = depth1 + x * depthX + depthOfRow;
          if (d < leastDepth) continue;
          along = channelsPerUnit * (isArc ? Math.atan(a / d) : a / d);
          if (isWeighted) weight *= isArc ? weightDistance ** 2 / (a ** 2 + d ** 2) : (weightDistance / d) ** 2;
        }
        const position = paddedAxis + along;
        if (!(position >= 0 && position < lastPosition)) continue;
        const below = position | 0;
        const left = padded[offset + below]!;
        sums[column]! += weight * (left + (position - below) * (padded[offset + below + 1]! - left));
      }
    }
    image.set(sums, (row - block.from) * columns);
  }
  return image;
}
