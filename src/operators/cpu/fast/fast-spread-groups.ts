import { throwIfGivenUp } from '../../../compute/cpu/giving-up.ts';
import { type WasmKernels, wasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import { type SpreadGroups, spreadGroups } from '../scan-groups.ts';
import { type PlacedRays, RAY_BYTES } from './group-rays.ts';
import { type Run, rayBatches, runsOf } from './ray-batches.ts';
import { TurnedImage, tileBytes, tileShape } from './turned-image.ts';

/** The transpose of `fastScanGroups`, over the same samples. */
export const fastSpreadGroups: SpreadGroups = (readings, grid, scan, groups, into) => {
  const kernels = wasmKernels();
  if (!kernels) return spreadGroups(readings, grid, scan, groups, into);
  const image = into?.fill(0) ?? new Float32Array(grid.rows * grid.columns);
  let done = 0;
  for (const batch of rayBatches(groups, scan, grid)) {
    addBatch(kernels, image, grid.rows, batch, (sums) => {
      for (const run of runsOf(batch, groups.mirror, scan.channels, into ? null : done)) {
        layReadings(readings, batch, run, sums);
        done += run.count;
      }
    });
  }
  return into ? null : image;
};

/** sums = readings times the rays' lengths, [rays of the batch, lanes] */
function layReadings(
  readings: Float32Array,
  { width, quarters, lengthsMm }: PlacedRays,
  { at: first, count, ray: firstRay, rayStep, lanes }: Run,
  sums: Float32Array,
): void {
  let ray = firstRay;
  for (let at = first; at < first + count; at++) {
    sums[ray * width + lanes[quarters[ray]!]!] = readings[at]! * lengthsMm[ray]!;
    ray += rayStep;
  }
}

/** @param lay writes what the rays add to each line's pixels into zeros, [rays of the batch, lanes] */
function addBatch(
  kernels: WasmKernels,
  image: Float32Array,
  pixels: number,
  { groups, count, table, width }: PlacedRays,
  lay: (sums: Float32Array) => void,
): void {
  const { lanes, isClosed } = groups[0]!;
  const shape = tileShape(pixels, width, isClosed);
  kernels.begin(4 * image.length + count * (RAY_BYTES + 4 * width) + tileBytes(shape) + 1024);
  const imageAt = kernels.allocate(4 * image.length);
  const raysAt = kernels.allocate(RAY_BYTES * count);
  const readingsAt = kernels.allocate(4 * width * count);
  const turned = new TurnedImage(kernels, imageAt, pixels, lanes, shape);
  kernels.floats(imageAt, image.length).set(image);
  kernels.doubles(raysAt, table.length).set(table);
  lay(kernels.floats(readingsAt, width * count).fill(0));
  const spread = width > 4 ? kernels.run.spreadEights : kernels.run.spreadFours;
  for (const { first, lines, walked } of turned.tiles()) {
    throwIfGivenUp();
    turned.clear(0);
    spread(
      isClosed,
      turned.address,
      first - (pixels - 1) / 2,
      walked,
      pixels,
      shape.stride,
      raysAt,
      count,
      turned.places,
      readingsAt,
    );
    turned.fold(first, lines);
  }
  image.set(kernels.floats(imageAt, image.length));
}
