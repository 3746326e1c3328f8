import { throwIfGivenUp } from '../../compute/cpu/giving-up.ts';
import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import { rowsInTurn, SpaceRays } from '../space-rays.ts';
import { layoutsFor, rangeInUse, slabsOf, VoxelBox } from '../voxel-box.ts';
import { plain, type ScanVolumeArrays, type ScanVolumeParameters } from './plain.ts';

/** Four samples at a time in WebAssembly, slab by slab of the part of the volume that holds anything; where there is no SIMD the plain twin runs. */
export function simd(parameters: ScanVolumeParameters, arrays: ScanVolumeArrays, range: ViewRange): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, range);
    return;
  }
  const { grid, rays } = parameters;
  const { volume, readings } = arrays;
  const { channels } = rays.detector;
  const layouts = layoutsFor(rays, grid, range);
  readings.data.fill(0);
  for (const slab of slabsOf(rangeInUse(grid, volume.data))) {
    const rayBytes = (SpaceRays.BYTES_PER_CHANNEL + 4) * channels + SpaceRays.BYTES;
    kernels.begin(VoxelBox.bytes(slab, layouts) + rayBytes + 64);
    const box = new VoxelBox(kernels, grid, slab, layouts);
    const spaceRays = new SpaceRays(kernels, rays, grid);
    const out = kernels.allocate(4 * channels);
    const sums = kernels.floats(out, channels);
    box.place(volume.data);
    const { row, across, ahead, aside } = spaceRays;
    for (const r of rowsInTurn(range, rays.detector.rows)) {
      const ofRow = readings.data.subarray((r - range.from) * channels, (r - range.from + 1) * channels);
      throwIfGivenUp();
      spaceRays.place(r);
      sums.set(ofRow);
      kernels.run.scanVoxels(box.description, row, across, ahead, aside, channels, out);
      ofRow.set(sums);
    }
  }
}
