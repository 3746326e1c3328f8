import { throwIfGivenUp } from '../../compute/cpu/giving-up.ts';
import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { loweredRays } from '../../geometry/lowered-rays.ts';
import { rowsInTurn, SpaceRays } from '../space-rays.ts';
import { layoutsFor, slabsOf, VoxelBox, wholeSlices } from '../voxel-box.ts';
import { type AdjointVolumeParameters, plain } from './plain.ts';

/** After so many views sums in single precision go on to double precision, so that rounding does not add up. */
const VIEWS_PER_BATCH = 64;

/** Four samples at a time in WebAssembly, slab by slab of the volume; where there is no SIMD the plain twin runs. */
export function simd(
  parameters: AdjointVolumeParameters,
  arrays: Readonly<Record<'readings' | 'volume', HostRows>>,
  part: ViewRange,
): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, part);
    return;
  }
  const { grid, scan, views } = parameters;
  const { readings, volume } = arrays;
  const { rows: detectorRows, channels } = scan.detector;
  const { rows, columns } = grid;
  const rays = loweredRays(scan);
  const layouts = layoutsFor(rays, grid, { from: views.from * detectorRows, to: views.to * detectorRows });
  // A part may begin and end inside of a slice, whose other rows are left aside.
  const whole = wholeSlices(grid, { from: Math.floor(part.from / rows), to: Math.ceil(part.to / rows) });
  for (const slab of slabsOf(whole)) {
    const { slices } = slab;
    const rayBytes = (SpaceRays.BYTES_PER_CHANNEL + 4) * channels + SpaceRays.BYTES;
    kernels.begin(VoxelBox.bytes(slab, layouts) + rayBytes + 64);
    const box = new VoxelBox(kernels, grid, slab, layouts);
    const spaceRays = new SpaceRays(kernels, rays, grid);
    const given = kernels.allocate(4 * channels);
    const ofRow = kernels.floats(given, channels);
    const sums = new Float64Array((slices.to - slices.from) * rows * columns);
    const { row, across, ahead, aside } = spaceRays;
    for (let from = views.from; from < views.to; from += VIEWS_PER_BATCH) {
      const to = Math.min(views.to, from + VIEWS_PER_BATCH);
      for (const r of rowsInTurn({ from: from * detectorRows, to: to * detectorRows }, detectorRows)) {
        throwIfGivenUp();
        spaceRays.place(r);
        ofRow.set(readings.data.subarray(r * channels, (r + 1) * channels));
        kernels.run.spreadVoxels(box.description, row, across, ahead, aside, channels, given);
      }
      box.moveTo(sums);
    }
    const from = Math.max(part.from, slices.from * rows) * columns;
    const to = Math.min(part.to, slices.to * rows) * columns;
    for (let i = from; i < to; i++) volume.data[i - part.from * columns]! += sums[i - slices.from * rows * columns]!;
  }
}
