import type { ViewRange } from '../../compute/device.ts';
import { axisChannel } from '../../geometry/detector.ts';
import { channelsPerUnit, type FanScan } from '../../geometry/fan/fan-scan.ts';
import { columnCentreMm, type ImageGrid, rowCentreMm } from '../../geometry/grid.ts';
import { LEAST_DEPTH } from '../fan-back-projection.ts';
import type { RowRange } from './back-project.ts';

/**
 * The sum Σ_v w_v · W_v(x, y) · q_v for a block of image rows of a fan, float32 [rows of the block, columns].
 *
 * With v = x·cosβ + y·sinβ across the central ray and t = D − x·sinβ + y·cosβ, the depth from the source, the pixel is
 * seen at tanγ = v/t; W = 1/(v² + t²) on an arc and D²/t² on a flat panel (Kak & Slaney 1988, ch. 3, eq. 84 and 132).
 * Views are interpolated linearly and 0 beyond the detector. The plain reference: GPU twin shaders/back-project-fan.wgsl.
 *
 * @param views float32 [range, channels]: the filtered views of the range alone
 */
export function backProjectFan(
  views: Float32Array,
  scan: FanScan,
  range: ViewRange,
  grid: ImageGrid,
  block: RowRange,
): Float32Array<ArrayBuffer> {
  const { columns } = grid;
  const { channels, sourceToIsocenterMm } = scan;
  const image = new Float32Array((block.to - block.from) * columns);
  const sums = new Float64Array(image.length);
  const isArc = scan.detector === 'arc';
  const perUnit = channelsPerUnit(scan);
  const axis = axisChannel(scan);
  const leastDepthMm = LEAST_DEPTH * sourceToIsocenterMm;
  for (let view = range.from; view < range.to; view++) {
    const cosine = Math.cos(scan.anglesRad[view]!);
    const sine = Math.sin(scan.anglesRad[view]!);
    const viewWeight = scan.viewWeightsRad[view]!;
    const offset = (view - range.from) * channels;
    for (let row = block.from; row < block.to; row++) {
      const yMm = rowCentreMm(grid, row);
      for (let column = 0; column < columns; column++) {
        const xMm = columnCentreMm(grid, column);
        const across = xMm * cosine + yMm * sine;
        const depth = sourceToIsocenterMm - xMm * sine + yMm * cosine;
        if (depth < leastDepthMm) continue;
        const position = axis + perUnit * (isArc ? Math.atan(across / depth) : across / depth);
        const below = Math.floor(position);
        if (below < -1 || below >= channels) continue;
        const left = below >= 0 ? views[offset + below]! : 0;
        const right = below + 1 < channels ? views[offset + below + 1]! : 0;
        const weight = isArc ? 1 / (across ** 2 + depth ** 2) : (sourceToIsocenterMm / depth) ** 2;
        sums[(row - block.from) * columns + column]! +=
          viewWeight * weight * (left + (position - below) * (right - left));
      }
    }
  }
  image.set(sums);
  return image;
}
