import { type WasmKernels, wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { rayTable } from '../ray-table.ts';
import { type AdjointParameters, plain } from './plain.ts';

/** Room around the lines of the sums; see wasm/spread-rays.ts. */
const MARGIN = 8;
const LINES_BEHIND = 3;
/** After so many views sums in single precision go on to double precision, so that rounding does not add up. */
const VIEWS_PER_BATCH = 64;

/** Four lines of pixels at a time in WebAssembly; where there is no SIMD the plain twin runs. */
export function simd(
  parameters: AdjointParameters,
  arrays: Readonly<Record<'sinogram' | 'image', HostRows>>,
  part: ViewRange,
): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, part);
    return;
  }
  const { scan, grid, views } = parameters;
  const { sinogram, image } = arrays;
  const { channels } = scan;
  const { columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  const rows = part.to - part.from;
  const rays = rayTable(scan);
  const sums = roomForSums(kernels, rows, columns, 28 * channels);
  const [cosines, sines, distances] = [0, 1, 2].map(() => kernels.allocate(8 * channels)) as [number, number, number];
  const readings = kernels.allocate(4 * channels);
  const rayDistances = kernels.doubles(distances, channels);
  const rayCosines = kernels.doubles(cosines, channels);
  const raySines = kernels.doubles(sines, channels);
  const inDouble = new Float64Array(rows * columns);
  for (let view = views.from; view < views.to; view++) {
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
    kernels.floats(readings, channels).set(sinogram.data.subarray(view * channels, (view + 1) * channels));
    kernels.run.spreadRays(
      sums.byRows,
      sums.byColumns,
      rows,
      columns,
      (grid.rows - 1) / 2 - part.from,
      (columns - 1) / 2,
      pixelSizeMm,
      cosines,
      sines,
      distances,
      readings,
      channels,
    );
    if ((view - views.from) % VIEWS_PER_BATCH === VIEWS_PER_BATCH - 1) sums.moveTo(inDouble);
  }
  sums.moveTo(inDouble);
  for (let i = 0; i < inDouble.length; i++) image.data[i]! += inDouble[i]!;
}

/** Begins a task with sums by rows and by columns, all 0, and so many bytes more. */
function roomForSums(kernels: WasmKernels, rows: number, columns: number, moreBytes: number) {
  const paddedLength = (lines: number, width: number) => (lines + LINES_BEHIND) * (width + 2 * MARGIN);
  const [rowsLength, columnsLength] = [paddedLength(rows, columns), paddedLength(columns, rows)];
  kernels.begin(4 * (rowsLength + columnsLength) + moreBytes);
  const byRows = kernels.allocate(4 * rowsLength);
  const byColumns = kernels.allocate(4 * columnsLength);
  const ofRows = kernels.floats(byRows, rowsLength).fill(0);
  const ofColumns = kernels.floats(byColumns, columnsLength).fill(0);
  const moveTo = (target: Float64Array) => {
    for (let row = 0; row < rows; row++) {
      const from = row * (columns + 2 * MARGIN) + MARGIN;
      for (let column = 0; column < columns; column++) {
        target[row * columns + column]! +=
          ofRows[from + column]! + ofColumns[column * (rows + 2 * MARGIN) + MARGIN + row]!;
      }
    }
    ofRows.fill(0);
    ofColumns.fill(0);
  };
  return { byRows, byColumns, moveTo };
}
