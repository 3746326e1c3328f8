import { reportProgress } from '../../../compute/cpu/task-progress.ts';
import { type WasmKernels, wasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import { type ImageGrid, pixelCount } from '../../../geometry/grid.ts';
import { type LoweredScan, sliceView } from '../../../geometry/lowered-scan.ts';
import type { RowRange } from '../back-project.ts';
import { type BackProjectionPart, backProjectPart, type PartialImage, sumOfPart } from '../back-project-part.ts';
import { MIRRORED_GROUP, type TurnedGroup } from '../turned-groups.ts';
import { FAN_ENTRY_BYTES, type PackedFan, packedFan, writeFanEntries } from './fan-positions.ts';
import { interleaverBytes, viewInterleaver } from './interleave-views.ts';
import { SEEN_BYTES, STRIP } from './seen-strips.ts';

/** What a strip of pixels sees of so many groups, or of so many single views, stays in the first-level cache. */
const GROUPS_PER_BATCH = 32;
const VIEWS_PER_BATCH = 64;
/** A pixel's sums take eight times the room of the pixel: those of large images are made some columns at a time. */
const MOST_SUM_BYTES = 2 ** 25;

/**
 * The sum Σ_v w_v · W_v · q_v over a part of a scan whose rays run apart. Groups of views that are turns and mirror images of each other are taken
 * together; the rest go through a SIMD kernel of their own. Where there is no SIMD, and for fans too wide or too fine for
 * f32, the plain twin runs.
 *
 * @param views float32 [views of the scan, channels], filtered
 */
export function fastBackProjectFan(
  views: Float32Array,
  scan: LoweredScan,
  part: BackProjectionPart,
  grid: ImageGrid,
): PartialImage {
  const kernels = wasmKernels();
  const packedGroups = packedFan(scan, grid, part.groups[0]?.length ?? 1);
  const packedRest = packedFan(scan, grid, 1);
  if (!kernels || !packedGroups || !packedRest || scan.weightDistance === 0)
    return backProjectPart(views, scan, part, grid);
  return sumOfPart(
    part,
    grid,
    () => backProjectGroups(kernels, views, scan, part.groups, grid, packedGroups),
    () => backProjectRest(kernels, views, scan, part.rest, grid, part.restRows, packedRest),
  );
}

/** A view's weight with what the kernels' unit of length, the source's distance, leaves out. */
function weightOfView(scan: LoweredScan, view: number): number {
  const { weight, depth } = sliceView(scan, view);
  return weight / (depth[2] / scan.weightDistance) ** 2;
}

/** Groups onto the whole of a square image, which lies in the kernels' memory until their next task. */
function backProjectGroups(
  kernels: WasmKernels,
  views: Float32Array,
  scan: LoweredScan,
  groups: readonly TurnedGroup[],
  grid: ImageGrid,
  packing: PackedFan,
): Float32Array {
  const side = grid.rows;
  const { channels } = scan.detector;
  const { length, channelBytes, firstChannel, firstBackwards, parameters, detector } = packing;
  const { run } = kernels;
  const isEight = groups[0]!.length === MIRRORED_GROUP;
  const batchSize = Math.min(GROUPS_PER_BATCH, groups.length);
  const stripBytes = STRIP * side * channelBytes;
  const bandColumns = STRIP * Math.min(Math.ceil(side / STRIP), Math.ceil(MOST_SUM_BYTES / stripBytes));
  const sumBytes = (bandColumns / STRIP) * stripBytes;
  kernels.begin(
    interleaverBytes(channels) +
      batchSize * (FAN_ENTRY_BYTES + SEEN_BYTES + channelBytes * length) +
      sumBytes +
      4 * pixelCount(grid) +
      4096,
  );
  const interleave = viewInterleaver(kernels, views, channels);
  const table = kernels.allocate(FAN_ENTRY_BYTES * batchSize);
  const packed = kernels.allocate(channelBytes * length * batchSize);
  const seen = kernels.allocate(SEEN_BYTES * batchSize);
  const sums = kernels.allocate(sumBytes);
  const image = kernels.allocate(4 * pixelCount(grid));
  const constants = kernels.place(parameters);
  kernels.floats(packed, (channelBytes / 4) * length * batchSize).fill(0);
  kernels.floats(image, pixelCount(grid)).fill(0);
  const weightOf = (view: number) => weightOfView(scan, view);
  const allRows = { from: 0, to: side };
  for (let column = 0; column < side; column += bandColumns) {
    const columnTo = Math.min(side, column + bandColumns);
    kernels.floats(sums, sumBytes / 4).fill(0);
    for (let from = 0; from < groups.length; from += batchSize) {
      const batch = groups.slice(from, from + batchSize);
      const firstViews = batch.map(([first]) => first!);
      writeFanEntries(kernels, table, scan, firstViews, grid, column, allRows, packed, packing);
      batch.forEach((group, g) => {
        const out = packed + channelBytes * length * g;
        interleave(group.slice(0, 4), weightOf, out + channelBytes * firstChannel, channelBytes);
        if (isEight) interleave(group.slice(4), weightOf, out + channelBytes * firstBackwards + 16, -channelBytes);
      });
      run.backProjectFanGroups(detector, isEight, table, batch.length, constants, column, columnTo, side, seen, sums);
      reportProgress((column + ((columnTo - column) * (from + batch.length)) / groups.length) / side);
    }
    run.foldFan(isEight, sums, column, columnTo, side, image);
  }
  return kernels.floats(image, pixelCount(grid));
}

/** Any views onto a block of rows, which lies in the kernels' memory until their next task. */
function backProjectRest(
  kernels: WasmKernels,
  views: Float32Array,
  scan: LoweredScan,
  rest: readonly number[],
  grid: ImageGrid,
  block: RowRange,
  packing: PackedFan,
): Float32Array {
  const { channels } = scan.detector;
  const { length, firstChannel, parameters, detector } = packing;
  const { run } = kernels;
  const batchSize = Math.min(VIEWS_PER_BATCH, rest.length);
  const imageLength = (block.to - block.from) * grid.columns;
  kernels.begin(batchSize * (FAN_ENTRY_BYTES + SEEN_BYTES + 4 * length) + 4 * imageLength + 4096);
  const table = kernels.allocate(FAN_ENTRY_BYTES * batchSize);
  const packed = kernels.allocate(4 * length * batchSize);
  const image = kernels.allocate(4 * imageLength);
  const seen = kernels.allocate(SEEN_BYTES * batchSize);
  const constants = kernels.place(parameters);
  const packedViews = kernels.floats(packed, length * batchSize).fill(0);
  kernels.floats(image, imageLength).fill(0);
  for (let from = 0; from < rest.length; from += batchSize) {
    const batch = rest.slice(from, from + batchSize);
    writeFanEntries(kernels, table, scan, batch, grid, 0, block, packed, packing);
    batch.forEach((view, i) => {
      const weight = weightOfView(scan, view);
      const out = length * i + firstChannel;
      for (let channel = 0; channel < channels; channel++) {
        packedViews[out + channel] = weight * views[view * channels + channel]!;
      }
    });
    const { columns } = grid;
    const { from: rowFrom, to: rowTo } = block;
    const count = batch.length;
    run.backProjectFanPlain(detector, table, count, constants, columns, rowFrom, rowTo, seen, image);
  }
  return kernels.floats(image, imageLength);
}
