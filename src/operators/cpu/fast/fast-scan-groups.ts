import { throwIfGivenUp } from '../../../compute/cpu/giving-up.ts';
import { type WasmKernels, wasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { PlacedGrid } from '../../../geometry/grid.ts';
import { partInUse } from '../../../kernels/part-in-use.ts';
import { readingCount, type ScanGroups, scanGroups } from '../scan-groups.ts';
import { type PlacedRays, RAY_BYTES } from './group-rays.ts';
import { type Run, rayBatches, runsOf } from './ray-batches.ts';
import { TurnedImage, tileBytes, tileShape } from './turned-image.ts';

/** Line integrals of a square image, four or eight rays at a time; where there is no SIMD the plain twin runs. */
export const fastScanGroups: ScanGroups = (image, grid, scan, groups, sinogram) => {
  const kernels = wasmKernels();
  if (!kernels) return scanGroups(image, grid, scan, groups, sinogram);
  const readings = sinogram ?? new Float32Array(readingCount(groups, scan));
  const side = sideInUse(image, grid);
  let done = 0;
  for (const batch of rayBatches(groups, scan, grid)) {
    const sums = side === 0 ? null : sumsOfBatch(kernels, image, grid.rows, side, batch);
    for (const run of runsOf(batch, groups.mirror, scan.channels, sinogram ? null : done)) {
      if (sums) takeSums(sums, batch, run, readings);
      else readings.fill(0, run.at, run.at + run.count);
      done += run.count;
    }
  }
  return sinogram ? null : readings;
};

/** readings = sums times the rays' lengths */
function takeSums(
  sums: Float32Array,
  { width, quarters, lengthsMm }: PlacedRays,
  { at: first, count, ray: firstRay, rayStep, lanes }: Run,
  readings: Float32Array,
): void {
  let ray = firstRay;
  for (let at = first; at < first + count; at++) {
    readings[at] = sums[ray * width + lanes[quarters[ray]!]!]! * lengthsMm[ray]!;
    ray += rayStep;
  }
}

/** Sums over lines, [rays of the batch, lanes], which lie in the kernels' memory until their next task. */
function sumsOfBatch(
  kernels: WasmKernels,
  image: Float32Array,
  pixels: number,
  side: number,
  { groups, count, table, width }: PlacedRays,
): Float32Array {
  const { lanes, isClosed } = groups[0]!;
  const shape = tileShape(side, width, isClosed);
  kernels.begin(4 * image.length + count * (RAY_BYTES + 4 * width) + tileBytes(shape) + 1024);
  const imageAt = kernels.allocate(4 * image.length);
  const raysAt = kernels.allocate(RAY_BYTES * count);
  const sumsAt = kernels.allocate(4 * width * count);
  const turned = new TurnedImage(kernels, imageAt, pixels, lanes, shape);
  kernels.floats(imageAt, image.length).set(image);
  kernels.doubles(raysAt, table.length).set(table);
  const sums = kernels.floats(sumsAt, width * count).fill(0);
  const scan = width > 4 ? kernels.run.scanEights : kernels.run.scanFours;
  for (const { first, lines, walked } of turned.tiles()) {
    throwIfGivenUp();
    if (walked > lines) turned.clear(lines);
    turned.fill(first, lines);
    scan(
      isClosed,
      turned.address,
      first - (side - 1) / 2,
      walked,
      side,
      shape.stride,
      raysAt,
      count,
      turned.places,
      sumsAt,
    );
  }
  return sums;
}

/** The side of the smallest square about the middle that holds all that is not 0; even or odd as the whole is. */
function sideInUse(image: Float32Array, grid: PlacedGrid): number {
  const { firstRow, firstColumn, rows, columns } = partInUse(image, grid);
  if (rows === 0) return 0;
  const below = grid.rows - firstRow - rows;
  const after = grid.columns - firstColumn - columns;
  return grid.rows - 2 * Math.min(firstRow, firstColumn, below, after);
}
