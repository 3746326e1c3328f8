import { perValue } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { halfStepRayTables } from '../pack-space-rays.ts';
import { raysUniform } from '../rays-uniform.ts';
import type { ScanVolumeParameters } from '../scan-volume/plain.ts';
import { volumeBandUniform } from '../volume-band.ts';
import { volumeGridTable } from '../volume-grid-table.ts';

/** A beam may go through all buffers of a volume: each adds what it holds of it. */
export const distanceDrivenVolume = kernel({
  name: 'distance-driven-volume',
  arrays: { volume: 'in-by-band', readings: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: ({ grid, rays }: ScanVolumeParameters) => ({
    shader: 'distance-driven-volume',
    bindings: [
      raysUniform(rays),
      ...halfStepRayTables(rays),
      'readings',
      volumeGridTable(grid),
      volumeBandUniform,
      'volume',
    ],
    workgroups: perValue,
  }),
  // All four edges are known to some 10⁻⁵ of a voxel in single precision.
  agreement: 1e-4,
});
