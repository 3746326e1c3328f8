import { type WasmKernels, wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { MARGIN, paddedLength } from '../padded-lines.ts';
import { ViewRays } from '../view-rays.ts';
import { type AdjointParameters, plain } from './plain.ts';

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
  const { columns, pixelSizeMm } = grid;
  const rows = part.to - part.from;
  const sums = roomForSums(kernels, rows, columns, (ViewRays.BYTES_PER_CHANNEL + 4) * channels);
  const rays = new ViewRays(kernels, scan, grid);
  const readings = kernels.allocate(4 * channels);
  const inDouble = new Float64Array(rows * columns);
  for (let view = views.from; view < views.to; view++) {
    rays.place(view);
    kernels.floats(readings, channels).set(sinogram.data.subarray(view * channels, (view + 1) * channels));
    kernels.run.spreadRays(
      sums.byRows,
      sums.byColumns,
      rows,
      columns,
      (grid.rows - 1) / 2 - part.from,
      (columns - 1) / 2,
      pixelSizeMm,
      rays.cosines,
      rays.sines,
      rays.distances,
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
