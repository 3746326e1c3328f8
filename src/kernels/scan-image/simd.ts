import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import { MARGIN, paddedLength } from '../padded-lines.ts';
import { partInUse } from '../part-in-use.ts';
import { ViewRays } from '../view-rays.ts';
import { plain, type ScanImageArrays, type ScanImageParameters } from './plain.ts';

/** Four samples at a time in WebAssembly; where there is no SIMD the plain twin runs. */
export function simd(parameters: ScanImageParameters, arrays: ScanImageArrays, range: ViewRange): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, range);
    return;
  }
  const { grid, scan } = parameters;
  const {
    image: { data: image },
    sinogram,
  } = arrays;
  const { channels } = scan;
  const views = range.to - range.from;
  const { firstRow, firstColumn, rows, columns } = partInUse(image, grid);
  if (rows === 0) {
    sinogram.data.fill(0);
    return;
  }
  kernels.begin(
    4 * (paddedLength(rows, columns) + paddedLength(columns, rows)) +
      ViewRays.BYTES_PER_CHANNEL * channels +
      4 * views * channels,
  );
  const byRows = kernels.allocate(4 * paddedLength(rows, columns));
  const byColumns = kernels.allocate(4 * paddedLength(columns, rows));
  const rays = new ViewRays(kernels, scan, grid);
  const out = kernels.allocate(4 * views * channels);

  const padded = kernels.floats(byRows, paddedLength(rows, columns)).fill(0);
  const transposed = kernels.floats(byColumns, paddedLength(columns, rows)).fill(0);
  for (let row = 0; row < rows; row++) {
    const from = (firstRow + row) * grid.columns + firstColumn;
    const line = image.subarray(from, from + columns);
    padded.set(line, row * (columns + 2 * MARGIN) + MARGIN);
    for (let column = 0; column < columns; column++) {
      transposed[column * (rows + 2 * MARGIN) + MARGIN + row] = line[column]!;
    }
  }
  const middleRow = (grid.rows - 1) / 2 - firstRow;
  const middleColumn = (grid.columns - 1) / 2 - firstColumn;
  for (let view = range.from; view < range.to; view++) {
    rays.place(view);
    const viewOut = out + 4 * (view - range.from) * channels;
    kernels.run.scanRays(
      byRows,
      byColumns,
      rows,
      columns,
      middleRow,
      middleColumn,
      grid.pixelSizeMm,
      rays.cosines,
      rays.sines,
      rays.distances,
      channels,
      viewOut,
    );
  }
  sinogram.data.set(kernels.floats(out, views * channels));
}
