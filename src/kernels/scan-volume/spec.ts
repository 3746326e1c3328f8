import { perValue } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { spaceRayTables } from '../pack-space-rays.ts';
import { raysUniform } from '../rays-uniform.ts';
import { volumeBandUniform } from '../volume-band.ts';
import { volumeGridTable } from '../volume-grid-table.ts';
import type { ScanVolumeParameters } from './plain.ts';

/** A ray may go through all buffers of a volume: each adds what it holds of it. */
export const scanVolume = kernel({
  name: 'scan-volume',
  arrays: { volume: 'in-by-band', readings: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: ({ grid, rays }: ScanVolumeParameters) => ({
    shader: 'scan-volume',
    bindings: [
      raysUniform(rays),
      ...spaceRayTables(rays),
      'readings',
      volumeGridTable(grid),
      volumeBandUniform,
      'volume',
    ],
    workgroups: perValue,
  }),
  // Places in single precision are known to some 10⁻⁵ of a voxel.
  agreement: 1e-4,
});
