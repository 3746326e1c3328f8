import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { AdjointParameters } from '../adjoint-scan-image/plain.ts';
import { Strips } from '../strip.ts';
import { addSumsBehind, linesOf, sumsLength } from '../sums-along-lines.ts';
import { plain } from './plain.ts';

/** After so many views sums in single precision go on to double precision, so that rounding does not add up. */
const VIEWS_PER_BATCH = 32;

/** Four lines at a time in WebAssembly, by sums from the lines' ends on; where there is no SIMD the plain twin runs. */
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
  const { pixelSizeMm, centreYMm = 0 } = grid;
  const rows = part.to - part.from;
  // The part's rows as a grid of their own.
  const ownCentreYMm = centreYMm + ((grid.rows - 1) / 2 - (part.from + part.to - 1) / 2) * pixelSizeMm;
  const strips = new Strips(scan, { ...grid, rows, centreYMm: ownCentreYMm });
  const { ofRows, ofColumns } = linesOf(rows, grid.columns);
  const [rowsLength, columnsLength] = [sumsLength(rows, grid.columns), sumsLength(grid.columns, rows)];
  kernels.begin(4 * (rowsLength + columnsLength) + 16 * (channels + 1) + 4 * channels + 256);
  const starts = kernels.allocate(8 * (channels + 1));
  const steps = kernels.allocate(8 * (channels + 1));
  const readings = kernels.allocate(4 * channels);
  const behindInRows = kernels.allocate(4 * rowsLength);
  const behindInColumns = kernels.allocate(4 * columnsLength);
  const inRows = kernels.floats(behindInRows, rowsLength).fill(0);
  const inColumns = kernels.floats(behindInColumns, columnsLength).fill(0);
  const edgeStarts = kernels.doubles(starts, channels + 1);
  const edgeSteps = kernels.doubles(steps, channels + 1);
  const given = kernels.floats(readings, channels);
  const lengths = new Float32Array(channels);
  const inDouble = new Float64Array(rows * grid.columns);
  const move = () => {
    addSumsBehind(ofRows, inRows, inDouble);
    addSumsBehind(ofColumns, inColumns, inDouble);
  };
  for (let view = views.from; view < views.to; view++) {
    const ofView = sinogram.data.subarray(view * channels, (view + 1) * channels);
    strips.place(view);
    strips.eachRun(edgeStarts, edgeSteps, lengths, (alongRows, from, count) => {
      for (let i = 0; i < count; i++) given[i] = ofView[from + i]! * lengths[i]!;
      const { lines, width } = alongRows ? ofRows : ofColumns;
      kernels.run.spreadStrips(
        alongRows ? behindInRows : behindInColumns,
        lines,
        width,
        starts,
        steps,
        count,
        readings,
      );
    });
    if ((view - views.from) % VIEWS_PER_BATCH === VIEWS_PER_BATCH - 1) move();
  }
  move();
  for (let i = 0; i < inDouble.length; i++) image.data[i]! += inDouble[i]!;
}
