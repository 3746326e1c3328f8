import { throwIfGivenUp } from '../../../compute/cpu/giving-up.ts';
import { type WasmKernels, wasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { PlacedGrid } from '../../../geometry/grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import { type RayGroup, type RayGroups, segmentsOf } from '../ray-groups.ts';
import { spreadGroups } from '../scan-groups.ts';
import { batchesOf, placeRays, rayCount } from './fast-scan-groups.ts';
import { GroupRays, lanesOfTurned, RAY_BYTES, wholeFours } from './group-rays.ts';
import { TurnedImage, tileBytes, tileShape } from './turned-image.ts';

/** The transpose of `fastScanGroups`, over the same samples. */
export function fastSpreadGroups(
  readings: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  { groups, mirror }: RayGroups,
): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  if (!kernels) return spreadGroups(readings, grid, scan, { groups, mirror });
  const image = new Float32Array(grid.rows * grid.columns);
  const rays = new GroupRays(scan, grid, mirror);
  let done = 0;
  for (const batch of batchesOf(groups)) {
    addBatch(kernels, image, grid.rows, batch, rays, (group, lanes, first) => {
      const laneOf = lanesOfTurned(group);
      const width = group.lanes.length;
      for (const { lane, from, to, firstRay, rayStep } of segmentsOf(group, mirror, scan.channels)) {
        const lanesOf = laneOf[lane]!;
        let ray = firstRay;
        for (let channel = from; channel < to; channel++) {
          lanes[(first + ray) * width + lanesOf[rays.quarters[ray]!]!] = readings[done++]! * rays.lengthsMm[ray]!;
          ray += rayStep;
        }
      }
    });
  }
  return image;
}

/**
 * @param lay writes the readings of a group whose rays have been worked out last, times their lengths, into zeros, [rays,
 *   lanes]; its first ray is the one of that number
 */
function addBatch(
  kernels: WasmKernels,
  image: Float32Array,
  pixels: number,
  batch: readonly RayGroup[],
  rays: GroupRays,
  lay: (group: RayGroup, lanes: Float32Array, first: number) => void,
): void {
  const { lanes, isClosed } = batch[0]!;
  const count = wholeFours(rayCount(batch));
  const shape = tileShape(pixels, lanes.length, isClosed);
  kernels.begin(4 * image.length + count * (RAY_BYTES + 4 * lanes.length) + tileBytes(shape) + 1024);
  const imageAt = kernels.allocate(4 * image.length);
  const raysAt = kernels.allocate(RAY_BYTES * count);
  const readingsAt = kernels.allocate(4 * lanes.length * count);
  const turned = new TurnedImage(kernels, imageAt, pixels, lanes, shape);
  kernels.floats(imageAt, image.length).set(image);
  const readings = kernels.floats(readingsAt, lanes.length * count).fill(0);
  placeRays(kernels, raysAt, batch, rays, (group, first) => lay(group, readings, first));
  const spread = lanes.length > 4 ? kernels.run.spreadEights : kernels.run.spreadFours;
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
