import { throwIfGivenUp } from '../../../compute/cpu/giving-up.ts';
import { type WasmKernels, wasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { PlacedGrid } from '../../../geometry/grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import { partInUse } from '../../../kernels/part-in-use.ts';
import { type RayGroup, type RayGroups, segmentsOf } from '../ray-groups.ts';
import { readingCount, scanGroups } from '../scan-groups.ts';
import { clearMissing, GroupRays, lanesOfTurned, RAY_BYTES, wholeFours } from './group-rays.ts';
import { TurnedImage, tileBytes, tileShape } from './turned-image.ts';

/** So many rays are walked over a tile before the next: their sums come and go with each. */
const RAYS_AT_ONCE = 400_000;

/** Line integrals of a square image, four or eight rays at a time; where there is no SIMD the plain twin runs. */
export function fastScanGroups(
  image: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  { groups, mirror }: RayGroups,
): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  if (!kernels) return scanGroups(image, grid, scan, { groups, mirror });
  const readings = new Float32Array(readingCount({ groups, mirror }, scan));
  const side = sideInUse(image, grid);
  if (side === 0) return readings;
  const rays = new GroupRays(scan, grid, mirror);
  let done = 0;
  for (const batch of batchesOf(groups)) {
    const { lanes } = batch[0]!;
    const sums = sumsOfBatch(kernels, image, grid.rows, side, batch, rays);
    let first = 0;
    for (const group of batch) {
      rays.place(group);
      const laneOf = lanesOfTurned(group);
      for (const { lane, from, to, firstRay, rayStep } of segmentsOf(group, mirror, scan.channels)) {
        const lanesOf = laneOf[lane]!;
        let ray = firstRay;
        for (let channel = from; channel < to; channel++) {
          readings[done++] = sums[(first + ray) * lanes.length + lanesOf[rays.quarters[ray]!]!]! * rays.lengthsMm[ray]!;
          ray += rayStep;
        }
      }
      first += group.channels.to - group.channels.from;
    }
  }
  return readings;
}

/** Sums over lines, [rays of the batch, lanes], which lie in the kernels' memory until their next task. */
function sumsOfBatch(
  kernels: WasmKernels,
  image: Float32Array,
  pixels: number,
  side: number,
  batch: readonly RayGroup[],
  rays: GroupRays,
): Float32Array {
  const { lanes, isClosed } = batch[0]!;
  const count = wholeFours(rayCount(batch));
  const shape = tileShape(side, lanes.length, isClosed);
  kernels.begin(4 * image.length + count * (RAY_BYTES + 4 * lanes.length) + tileBytes(shape) + 1024);
  const imageAt = kernels.allocate(4 * image.length);
  const raysAt = kernels.allocate(RAY_BYTES * count);
  const sumsAt = kernels.allocate(4 * lanes.length * count);
  const turned = new TurnedImage(kernels, imageAt, pixels, lanes, shape);
  kernels.floats(imageAt, image.length).set(image);
  placeRays(kernels, raysAt, batch, rays);
  const sums = kernels.floats(sumsAt, lanes.length * count).fill(0);
  const scan = lanes.length > 4 ? kernels.run.scanEights : kernels.run.scanFours;
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

export function rayCount(groups: readonly RayGroup[]): number {
  return groups.reduce((sum, { channels }) => sum + channels.to - channels.from, 0);
}

/** Writes places and steps of all rays. @param placed is called after those of each group, with the number of its first */
export function placeRays(
  kernels: WasmKernels,
  at: number,
  batch: readonly RayGroup[],
  rays: GroupRays,
  placed?: (group: RayGroup, first: number) => void,
): void {
  const count = rayCount(batch);
  const table = kernels.doubles(at, 2 * wholeFours(count));
  let first = 0;
  for (const group of batch) {
    rays.place(group, table, first);
    placed?.(group, first);
    first += group.channels.to - group.channels.from;
  }
  clearMissing(table, count);
}

/** Groups of the same lanes that follow each other, not too many of them. */
export function batchesOf(groups: readonly RayGroup[]): RayGroup[][] {
  const batches: RayGroup[][] = [];
  let lanes = '';
  let count = 0;
  for (const group of groups) {
    const own = rayCount([group]);
    if (group.lanes.join() !== lanes || count + own > RAYS_AT_ONCE) {
      batches.push([]);
      count = 0;
      lanes = group.lanes.join();
    }
    batches.at(-1)!.push(group);
    count += own;
  }
  return batches;
}

/** The side of the smallest square about the middle that holds all that is not 0; even or odd as the whole is. */
function sideInUse(image: Float32Array, grid: PlacedGrid): number {
  const { firstRow, firstColumn, rows, columns } = partInUse(image, grid);
  if (rows === 0) return 0;
  const below = grid.rows - firstRow - rows;
  const after = grid.columns - firstColumn - columns;
  return grid.rows - 2 * Math.min(firstRow, firstColumn, below, after);
}
