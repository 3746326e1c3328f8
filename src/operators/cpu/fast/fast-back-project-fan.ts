import type { FanScan } from '../../../geometry/fan-scan.ts';
import { type ImageGrid, pixelCount } from '../../../geometry/image-grid.ts';
import type { ViewGroup } from '../../symmetric-views.ts';
import type { RowRange } from '../back-project.ts';
import { type BackProjectionPart, backProjectPart, type PartialImage, rowsOf } from '../back-project-part.ts';
import {
  FAN_ENTRY_BYTES,
  type FanParameters,
  fanParameters,
  writeFanEntries,
  ZERO_BEFORE,
  ZEROS,
} from './fan-positions.ts';
import { type WasmKernels, wasmKernels } from './wasm-kernels.ts';

/** What a strip of pixels sees of so many groups, or of so many single views, stays in the first-level cache. */
const GROUPS_PER_BATCH = 32;
const VIEWS_PER_BATCH = 128;

/**
 * A fan's sum Σ_v w_v · W_v · q_v over a part. Groups of four views that are quarter turns of each other are taken
 * together; the rest go through a SIMD kernel of their own. Where there is no SIMD, and for fans too wide or too fine for
 * f32, the plain twin runs.
 *
 * @param views float32 [views of the scan, channels], filtered
 */
export function fastBackProjectFan(
  views: Float32Array,
  scan: FanScan,
  part: BackProjectionPart,
  grid: ImageGrid,
): PartialImage {
  const kernels = wasmKernels();
  const parameters = fanParameters(scan);
  if (!kernels || !parameters) return backProjectPart(views, scan, part, grid);
  const rows = rowsOf(part, grid);
  const image = new Float32Array((rows.to - rows.from) * grid.columns);
  if (part.groups.length > 0) image.set(backProjectGroups(kernels, views, scan, part.groups, grid, parameters));
  if (part.rest.length > 0) {
    const sums = backProjectRest(kernels, views, scan, part.rest, grid, part.restRows, parameters);
    const offset = (part.restRows.from - rows.from) * grid.columns;
    for (let i = 0; i < sums.length; i++) image[offset + i]! += sums[i]!;
  }
  return { rowFrom: rows.from, values: image };
}

/** A view's weight with what the kernels' unit of length, the source's distance, leaves out. */
function weightOf(scan: FanScan, view: number): number {
  return scan.viewWeightsRad[view]! / (scan.detector === 'arc' ? scan.sourceToIsocenterMm ** 2 : 1);
}

/** Groups onto the whole of a square image, which lies in the kernels' memory until their next task. */
function backProjectGroups(
  kernels: WasmKernels,
  views: Float32Array,
  scan: FanScan,
  groups: readonly ViewGroup[],
  grid: ImageGrid,
  parameters: FanParameters,
): Float32Array {
  const { channels } = scan;
  const { run } = kernels;
  const length = channels + ZEROS;
  const batchSize = Math.min(GROUPS_PER_BATCH, groups.length);
  kernels.begin(16 * channels + batchSize * (FAN_ENTRY_BYTES + 16 * length) + 4 * pixelCount(grid) + 4096);
  const four = kernels.allocate(16 * channels);
  const weights = kernels.allocate(16);
  const table = kernels.allocate(FAN_ENTRY_BYTES * batchSize);
  const packed = kernels.allocate(16 * length * batchSize);
  const image = kernels.allocate(4 * pixelCount(grid));
  const constants = kernels.place(parameters.values);
  kernels.floats(packed, 4 * length * batchSize).fill(0);
  kernels.floats(image, pixelCount(grid)).fill(0);
  const fourViews = kernels.floats(four, 4 * channels);
  const fourWeights = kernels.floats(weights, 4);
  for (let from = 0; from < groups.length; from += batchSize) {
    const batch = groups.slice(from, from + batchSize);
    const firstViews = batch.map(([first]) => first);
    writeFanEntries(kernels, table, scan, firstViews, grid);
    batch.forEach((group, g) => {
      group.forEach((view, lane) => {
        fourViews.set(views.subarray(view * channels, (view + 1) * channels), lane * channels);
        fourWeights[lane] = weightOf(scan, view);
      });
      const [a, b, c, d] = [four, four + 4 * channels, four + 8 * channels, four + 12 * channels] as const;
      run.interleaveFour(a, b, c, d, weights, channels, packed + 16 * (length * g + ZERO_BEFORE), 16);
    });
    const rest = [table, packed, batch.length, length, constants, grid.rows, image] as const;
    if (scan.detector === 'arc') run.backProjectArcFour(parameters.isNarrow, ...rest);
    else run.backProjectFlatFour(...rest);
  }
  return kernels.floats(image, pixelCount(grid));
}

/** Any views onto a block of rows, which lies in the kernels' memory until their next task. */
function backProjectRest(
  kernels: WasmKernels,
  views: Float32Array,
  scan: FanScan,
  rest: readonly number[],
  grid: ImageGrid,
  block: RowRange,
  parameters: FanParameters,
): Float32Array {
  const { channels } = scan;
  const { run } = kernels;
  const length = channels + ZEROS;
  const batchSize = Math.min(VIEWS_PER_BATCH, rest.length);
  const imageLength = (block.to - block.from) * grid.columns;
  kernels.begin(batchSize * (FAN_ENTRY_BYTES + 4 * length) + 4 * imageLength + 4096);
  const table = kernels.allocate(FAN_ENTRY_BYTES * batchSize);
  const packed = kernels.allocate(4 * length * batchSize);
  const image = kernels.allocate(4 * imageLength);
  const constants = kernels.place(parameters.values);
  const packedViews = kernels.floats(packed, length * batchSize).fill(0);
  kernels.floats(image, imageLength).fill(0);
  for (let from = 0; from < rest.length; from += batchSize) {
    const batch = rest.slice(from, from + batchSize);
    writeFanEntries(kernels, table, scan, batch, grid);
    batch.forEach((view, i) => {
      const weight = weightOf(scan, view);
      const out = length * i + ZERO_BEFORE;
      for (let channel = 0; channel < channels; channel++) {
        packedViews[out + channel] = weight * views[view * channels + channel]!;
      }
    });
    const { columns } = grid;
    const all = [table, packed, batch.length, length, constants, columns, block.from, block.to, image] as const;
    if (scan.detector === 'arc') run.backProjectArc(parameters.isNarrow, ...all);
    else run.backProjectFlat(...all);
  }
  return kernels.floats(image, imageLength);
}
