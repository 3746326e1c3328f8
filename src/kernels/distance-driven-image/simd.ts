import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { ScanImageArrays, ScanImageParameters } from '../scan-image/plain.ts';
import { Strips } from '../strip.ts';
import { linesOf, sumBefore, sumsLength } from '../sums-along-lines.ts';
import { plain } from './plain.ts';

/** Four lines at a time in WebAssembly, by sums from the lines' beginnings on; where there is no SIMD the plain twin runs. */
export function simd(parameters: ScanImageParameters, arrays: ScanImageArrays, range: ViewRange): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, range);
    return;
  }
  const { grid, scan } = parameters;
  const { rows, columns } = grid;
  const { channels } = scan;
  const { ofRows, ofColumns } = linesOf(rows, columns);
  const [rowsLength, columnsLength] = [sumsLength(rows, columns), sumsLength(columns, rows)];
  kernels.begin(4 * (rowsLength + columnsLength) + 16 * (channels + 1) + 16 * channels + 256);
  const sums = kernels.allocate(16 * channels);
  const starts = kernels.allocate(8 * (channels + 1));
  const steps = kernels.allocate(8 * (channels + 1));
  const beforeInRows = kernels.allocate(4 * rowsLength);
  const beforeInColumns = kernels.allocate(4 * columnsLength);
  sumBefore(ofRows, arrays.image.data, kernels.floats(beforeInRows, rowsLength));
  sumBefore(ofColumns, arrays.image.data, kernels.floats(beforeInColumns, columnsLength));
  const fours = kernels.floats(sums, 4 * channels);
  const edgeStarts = kernels.doubles(starts, channels + 1);
  const edgeSteps = kernels.doubles(steps, channels + 1);
  const lengths = new Float32Array(channels);
  const strips = new Strips(scan, grid);
  for (let view = range.from; view < range.to; view++) {
    const ofView = arrays.sinogram.data.subarray((view - range.from) * channels, (view - range.from + 1) * channels);
    strips.place(view);
    strips.eachRun(edgeStarts, edgeSteps, lengths, (alongRows, from, count) => {
      fours.fill(0, 0, 4 * count);
      const { lines, width } = alongRows ? ofRows : ofColumns;
      kernels.run.scanStrips(alongRows ? beforeInRows : beforeInColumns, lines, width, starts, steps, count, sums);
      for (let i = 0; i < count; i++) {
        const sum = fours[4 * i]! + fours[4 * i + 1]! + (fours[4 * i + 2]! + fours[4 * i + 3]!);
        ofView[from + i] = sum * lengths[i]!;
      }
    });
  }
}
