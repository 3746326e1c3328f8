import type { ImageGrid } from '../../../geometry/image-grid.ts';
import type { ParallelScan } from '../../../geometry/parallel-scan.ts';
import type { ViewRange } from '../../contract.ts';
import { symmetricViews } from '../../symmetric-views.ts';
import { backProject, type RowRange } from '../back-project.ts';
import { fractionBitsFor, POSITION_BYTES, writePositions } from './detector-positions.ts';
import { type WasmKernels, wasmKernels } from './wasm-kernels.ts';

/** A part of an image's sum: values to be added from a row on. */
export interface PartialImage {
  readonly rowFrom: number;
  /** float32, whole rows. */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * The sum Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v) that a block of rows stands for: the parts of all blocks together make the
 * whole image. Views with partners are taken four at a time where the grid is square, and then a block's part reaches
 * over the whole image; the rest go through the plain SIMD kernel. Where there is no SIMD the plain twin runs.
 *
 * @param views float32 [range, channels]: the filtered views of the range alone
 */
export function fastBackProject(
  views: Float32Array,
  scan: ParallelScan,
  range: ViewRange,
  grid: ImageGrid,
  block: RowRange,
): PartialImage {
  const kernels = wasmKernels();
  const fractionBits = fractionBitsFor(scan, grid);
  if (!kernels || fractionBits === null) {
    return { rowFrom: block.from, values: backProject(views, scan, range, grid, block) };
  }
  const every = Array.from({ length: range.to - range.from }, (_, i) => range.from + i);
  const { groups, rest } = grid.rows === grid.columns ? symmetricViews(scan, range) : { groups: [], rest: every };
  const { channels } = scan;
  const paddedChannels = channels + 3;
  const imageRows = groups.length > 0 ? { from: 0, to: grid.rows } : block;
  const imageLength = (imageRows.to - imageRows.from) * grid.columns;
  kernels.begin(
    4 * views.length +
      every.length * (POSITION_BYTES + 4 * paddedChannels) +
      4 * imageLength +
      64 * groups.length +
      4096,
  );
  const input = kernels.allocate(4 * views.length);
  const image = kernels.allocate(4 * imageLength);
  kernels.floats(input, views.length).set(views);
  kernels.floats(image, imageLength).fill(0);
  const addressOf = (view: number) => input + 4 * (view - range.from) * channels;

  if (groups.length > 0) {
    const table = kernels.allocate(POSITION_BYTES * groups.length);
    const packed = kernels.allocate(16 * paddedChannels * groups.length);
    const weights = kernels.allocate(16);
    writePositions(
      kernels,
      table,
      scan,
      groups.map(([first]) => first),
      grid,
      fractionBits,
    );
    groups.forEach((group, g) => {
      kernels.floats(weights, 4).set(group.map((view) => scan.viewWeightsRad[view]!));
      const [a, b, c, d] = group;
      const out = packed + 16 * paddedChannels * g;
      kernels.run.interleaveFour(addressOf(a), addressOf(b), addressOf(c), addressOf(d), weights, channels, out);
    });
    kernels.run.backProjectFour(
      table,
      packed,
      groups.length,
      channels,
      fractionBits,
      grid.rows,
      block.from,
      block.to,
      image,
    );
  }
  if (rest.length > 0) {
    const blockImage = image + 4 * (block.from - imageRows.from) * grid.columns;
    backProjectRest(kernels, rest, scan, grid, block, fractionBits, addressOf, blockImage);
  }
  return { rowFrom: imageRows.from, values: kernels.floats(image, imageLength).slice() };
}

function backProjectRest(
  kernels: WasmKernels,
  rest: readonly number[],
  scan: ParallelScan,
  grid: ImageGrid,
  block: RowRange,
  fractionBits: number,
  addressOf: (view: number) => number,
  image: number,
): void {
  const { channels } = scan;
  const table = kernels.allocate(POSITION_BYTES * rest.length);
  const padded = kernels.allocate(4 * (channels + 3) * rest.length);
  writePositions(kernels, table, scan, rest, grid, fractionBits);
  rest.forEach((view, i) => {
    const out = padded + 4 * (channels + 3) * i;
    kernels.run.padView(addressOf(view), scan.viewWeightsRad[view]!, channels, out);
  });
  const { run } = kernels;
  run.backProjectPlain(table, padded, rest.length, channels, fractionBits, grid.columns, block.from, block.to, image);
}
