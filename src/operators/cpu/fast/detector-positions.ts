import { columnCentreMm, type ImageGrid, rowCentreMm } from '../../../geometry/image-grid.ts';
import { axisChannel, type ParallelScan } from '../../../geometry/parallel-scan.ts';
import type { WasmKernels } from './wasm-kernels.ts';

/** Bytes of one view in the table that the back-projection kernels read; see wasm/back-project-four.ts. */
export const POSITION_BYTES = 64;
const STRIP = 8;
/** With fewer bits the fraction of a channel is too coarse for f32 results. */
const LEAST_FRACTION_BITS = 14;
const MOST_FRACTION_BITS = 22;

/**
 * How many bits of a 32-bit position can be its fraction on this grid, or `null` where whole channels already need too
 * many: a grid that reaches thousands of detectors beyond the detector.
 */
export function fractionBitsFor(scan: ParallelScan, grid: ImageGrid): number | null {
  const cornerMm = Math.hypot(columnCentreMm(grid, grid.columns + STRIP), rowCentreMm(grid, 0));
  const farthest = Math.abs(axisChannel(scan)) + cornerMm / scan.channelSpacingMm + scan.channels + 8;
  const bits = Math.min(MOST_FRACTION_BITS, 30 - Math.ceil(Math.log2(farthest)));
  return bits >= LEAST_FRACTION_BITS ? bits : null;
}

/**
 * Writes where each view sees the pixels of a grid: the position of pixel (0, 0) on the detector, counted from the zero
 * before its first channel, and the steps from column to column and row to row, in fractions of a channel.
 */
export function writePositions(
  kernels: WasmKernels,
  table: number,
  scan: ParallelScan,
  views: readonly number[],
  grid: ImageGrid,
  fractionBits: number,
): void {
  const scale = 2 ** fractionBits;
  const doubles = kernels.doubles(table, (views.length * POSITION_BYTES) / 8);
  const integers = kernels.integers(table, (views.length * POSITION_BYTES) / 4);
  views.forEach((view, entry) => {
    const cosine = Math.cos(scan.anglesRad[view]!);
    const sine = Math.sin(scan.anglesRad[view]!);
    const uMm = columnCentreMm(grid, 0) * cosine + rowCentreMm(grid, 0) * sine;
    const perPixel = grid.pixelSizeMm / scan.channelSpacingMm;
    const position = uMm / scan.channelSpacingMm + axisChannel(scan) + 1;
    doubles.set([position * scale, cosine * perPixel * scale, -sine * perPixel * scale], entry * 8);
    for (let column = 0; column < STRIP; column++) {
      integers[entry * 16 + 8 + column] = Math.round(column * cosine * perPixel * scale);
    }
  });
}
