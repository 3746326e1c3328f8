import { type GpuKernel, perValue, table, uniformTable } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { doubleSpaceRayTables, spaceRayTables } from '../pack-space-rays.ts';
import { raysUniform } from '../rays-uniform.ts';
import { packDoubleSolids } from './pack-double-solids.ts';
import { packSolids } from './pack-solids.ts';
import type { ScanSolidsParameters } from './plain.ts';

export const scanSolids = kernel({
  name: 'scan-solids',
  arrays: { readings: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (parameters: ScanSolidsParameters) =>
    parameters.precision === 'double' ? inDouble(parameters) : inSingle(parameters),
  // Chords of float32 near the edge of a solid, where they are roots of small differences.
  agreement: 1e-4,
});

function inSingle({ phantom, rays }: ScanSolidsParameters): GpuKernel<'readings'> {
  return {
    shader: 'scan-solids',
    bindings: [
      raysUniform(rays),
      ...spaceRayTables(rays),
      'readings',
      uniformTable('phantom of solids', phantom, () => packSolids(phantom).parameters),
      table('solids', phantom, () => packSolids(phantom).solids),
      table('planes of solids', phantom, () => packSolids(phantom).planes),
    ],
    workgroups: perValue,
  };
}

function inDouble({ phantom, rays }: ScanSolidsParameters): GpuKernel<'readings'> {
  return {
    shader: 'scan-solids-double',
    bindings: [
      raysUniform(rays),
      ...doubleSpaceRayTables(rays),
      'readings',
      uniformTable('phantom of solids in double', phantom, () => packDoubleSolids(phantom).parameters),
      table('solids in double', phantom, () => packDoubleSolids(phantom).solids),
      table('planes of solids in double', phantom, () => packDoubleSolids(phantom).planes),
    ],
    workgroups: perValue,
  };
}
