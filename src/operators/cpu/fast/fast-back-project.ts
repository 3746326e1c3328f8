import { type FirstWasmKernels, firstWasmKernels } from '../../../compute/cpu/first-wasm-kernels.ts';
import { reportProgress } from '../../../compute/cpu/task-progress.ts';
import { type ImageGrid, pixelCount } from '../../../geometry/grid.ts';
import type { LoweredScan } from '../../../geometry/lowered-scan.ts';
import type { RowRange } from '../back-project.ts';
import { type BackProjectionPart, backProjectPart, type PartialImage, sumOfPart } from '../back-project-part.ts';
import {
  type PackedView,
  POSITION_BYTES,
  POSITION_CONSTANTS,
  packedView,
  writePositions,
} from './detector-positions.ts';
import { interleaverBytes, viewInterleaver } from './interleave-views.ts';
import { SEEN_BYTES, STRIP } from './seen-strips.ts';

/** What a strip of pixels sees of so many groups, or of so many single views, stays in the first-level cache. */
const GROUPS_PER_BATCH = 32;
const VIEWS_PER_BATCH = 128;
/** A batch of a large image is smaller, so that progress can be told; with fewer groups it would be slower. */
const UPDATES_PER_BATCH = 5e8;
const LEAST_GROUPS_PER_BATCH = 4;

/**
 * The sum Σ_v w_v · q_v over a part of a scan whose rays do not run apart. Groups of symmetric views are taken together, eight or four
 * updates for one position on the detector; the rest go through the plain SIMD kernel. Where there is no SIMD the plain
 * twin runs.
 *
 * @param views float32 [views of the scan, channels], filtered
 */
export function fastBackProject(
  views: Float32Array,
  scan: LoweredScan,
  part: BackProjectionPart,
  grid: ImageGrid,
): PartialImage {
  const kernels = firstWasmKernels();
  const packing = packedView(scan, grid);
  if (!kernels || !packing) return backProjectPart(views, scan, part, grid);
  return sumOfPart(
    part,
    grid,
    () => backProjectGroups(kernels, views, scan, part.groups, grid, packing),
    () => backProjectRest(kernels, views, scan, part.rest, grid, part.restRows, packing),
  );
}

/** Groups onto the whole of a square image, which lies in the kernels' memory until their next task. */
function backProjectGroups(
  kernels: FirstWasmKernels,
  views: Float32Array,
  scan: LoweredScan,
  groups: BackProjectionPart['groups'],
  grid: ImageGrid,
  packing: PackedView,
): Float32Array {
  const side = grid.rows;
  const { channels } = scan.detector;
  const { length, firstChannel, firstBackwards, firstPlace, places } = packing;
  const { run } = kernels;
  const isEight = firstBackwards !== null;
  const channelBytes = isEight ? 32 : 16;
  const affordable = Math.max(LEAST_GROUPS_PER_BATCH, Math.floor(UPDATES_PER_BATCH / (8 * pixelCount(grid))));
  const batchSize = Math.min(GROUPS_PER_BATCH, affordable, groups.length);
  // Four numbers for each pixel of as many whole strips as cover the rows.
  const sumsLength = 4 * STRIP * Math.ceil(side / STRIP) * (side + 1);
  kernels.begin(
    interleaverBytes(channels) +
      batchSize * (POSITION_BYTES + SEEN_BYTES + channelBytes * length) +
      4 * (sumsLength + pixelCount(grid)) +
      4096,
  );
  const interleave = viewInterleaver(kernels, views, channels);
  const table = kernels.allocate(POSITION_BYTES * batchSize);
  const packed = kernels.allocate(channelBytes * length * batchSize);
  const seen = kernels.allocate(SEEN_BYTES * batchSize);
  const constants = kernels.place(POSITION_CONSTANTS);
  const sums = kernels.allocate(4 * sumsLength);
  const image = kernels.allocate(4 * pixelCount(grid));
  kernels.floats(packed, (channelBytes / 4) * length * batchSize).fill(0);
  kernels.floats(sums, sumsLength).fill(0);
  kernels.floats(image, pixelCount(grid)).fill(0);
  const weightOf = (view: number) => scan.viewWeights[view]!;

  for (let from = 0; from < groups.length; from += batchSize) {
    const batch = groups.slice(from, from + batchSize);
    const firstViews = batch.map(([first]) => first!);
    writePositions(kernels, table, scan, firstViews, grid, packing);
    batch.forEach((group, g) => {
      const out = packed + channelBytes * length * g;
      interleave(group, weightOf, out + channelBytes * firstChannel, channelBytes);
      if (firstBackwards !== null) {
        interleave(group, weightOf, out + channelBytes * firstBackwards + 16, -channelBytes);
      }
    });
    const first = packed + channelBytes * firstPlace;
    run.backProjectGroups(isEight, table, first, batch.length, length, places, side, constants, seen, sums);
    reportProgress((from + batch.length) / groups.length);
  }
  run.foldGroups(isEight, sums, side, image);
  return kernels.floats(image, pixelCount(grid));
}

/** Any views onto a block of rows, which lies in the kernels' memory until their next task. */
function backProjectRest(
  kernels: FirstWasmKernels,
  views: Float32Array,
  scan: LoweredScan,
  rest: readonly number[],
  grid: ImageGrid,
  block: RowRange,
  packing: PackedView,
): Float32Array {
  const { channels } = scan.detector;
  const { length, firstChannel, firstPlace, places } = packing;
  const { run } = kernels;
  const batchSize = Math.min(VIEWS_PER_BATCH, rest.length);
  const imageLength = (block.to - block.from) * grid.columns;
  kernels.begin(batchSize * (POSITION_BYTES + 4 * length) + 4 * imageLength + 4096);
  const table = kernels.allocate(POSITION_BYTES * batchSize);
  const packed = kernels.allocate(4 * length * batchSize);
  const image = kernels.allocate(4 * imageLength);
  const packedViews = kernels.floats(packed, length * batchSize).fill(0);
  kernels.floats(image, imageLength).fill(0);
  for (let from = 0; from < rest.length; from += batchSize) {
    const batch = rest.slice(from, from + batchSize);
    writePositions(kernels, table, scan, batch, grid, packing);
    batch.forEach((view, i) => {
      const weight = scan.viewWeights[view]!;
      const out = length * i + firstChannel;
      for (let channel = 0; channel < channels; channel++) {
        packedViews[out + channel] = weight * views[view * channels + channel]!;
      }
    });
    const first = packed + 4 * firstPlace;
    run.backProjectPlain(table, first, batch.length, length, places, grid.columns, block.from, block.to, image);
  }
  return kernels.floats(image, imageLength);
}
