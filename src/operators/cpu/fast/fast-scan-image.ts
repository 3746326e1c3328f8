import type { PlacedGrid } from '../../../geometry/image-grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import type { ViewRange } from '../../contract.ts';
import { rayTable } from '../../ray-table.ts';
import { scanImage } from '../scan-image.ts';
import { wasmKernels } from './wasm-kernels.ts';

/** Zeros around the lines of an image; see wasm/scan-rays.ts. */
const MARGIN = 8;
const LINES_BEHIND = 3;

/**
 * Line integrals of an image, float32 [range, channels], four samples at a time in WebAssembly; where there is no SIMD
 * the plain twin runs.
 *
 * @param image float32 [rows × columns] of the grid
 */
export function fastScanImage(
  image: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  if (!kernels) return scanImage(image, grid, scan, range);
  const { rows, columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  const { channels } = scan;
  const views = range.to - range.from;
  const paddedLength = (lines: number, width: number) => (lines + LINES_BEHIND) * (width + 2 * MARGIN);
  kernels.begin(
    4 * (paddedLength(rows, columns) + paddedLength(columns, rows)) + 3 * 8 * channels + 4 * views * channels,
  );
  const byRows = kernels.allocate(4 * paddedLength(rows, columns));
  const byColumns = kernels.allocate(4 * paddedLength(columns, rows));
  const cosines = kernels.allocate(8 * channels);
  const sines = kernels.allocate(8 * channels);
  const distances = kernels.allocate(8 * channels);
  const out = kernels.allocate(4 * views * channels);

  const padded = kernels.floats(byRows, paddedLength(rows, columns)).fill(0);
  const transposed = kernels.floats(byColumns, paddedLength(columns, rows)).fill(0);
  for (let row = 0; row < rows; row++) {
    const line = image.subarray(row * columns, (row + 1) * columns);
    padded.set(line, row * (columns + 2 * MARGIN) + MARGIN);
    for (let column = 0; column < columns; column++) {
      transposed[column * (rows + 2 * MARGIN) + MARGIN + row] = line[column]!;
    }
  }
  const rays = rayTable(scan);
  const rayDistances = kernels.doubles(distances, channels);
  const rayCosines = kernels.doubles(cosines, channels);
  const raySines = kernels.doubles(sines, channels);
  for (let view = range.from; view < range.to; view++) {
    const cosine = Math.cos(scan.anglesRad[view]!);
    const sine = Math.sin(scan.anglesRad[view]!);
    for (let channel = 0; channel < channels; channel++) {
      // cos(β − γ) and sin(β − γ)
      rayCosines[channel] = cosine * rays.cosine[channel]! + sine * rays.sine[channel]!;
      raySines[channel] = sine * rays.cosine[channel]! - cosine * rays.sine[channel]!;
      // From the middle of the grid.
      const toCentreMm = centreXMm * rayCosines[channel]! + centreYMm * raySines[channel]!;
      rayDistances[channel] = rays.distanceMm[channel]! - toCentreMm;
    }
    const viewOut = out + 4 * (view - range.from) * channels;
    kernels.run.scanRays(byRows, byColumns, rows, columns, pixelSizeMm, cosines, sines, distances, channels, viewOut);
  }
  return kernels.floats(out, views * channels).slice();
}
