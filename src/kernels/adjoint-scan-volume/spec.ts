import { perValue } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { loweredRays } from '../../geometry/lowered-rays.ts';
import { rayGatheringBindings } from '../gather-rays.ts';
import { spaceRayTables } from '../pack-space-rays.ts';
import type { AdjointVolumeParameters } from './plain.ts';

/** volume += the transpose of Joseph's projector in space, applied to some views of a scan. */
export const adjointScanVolume = kernel({
  name: 'adjoint-scan-volume',
  arrays: { readings: 'in-by-band', volume: 'in-out' },
  takesRange: false,
  split: 'rows',
  gpu: (parameters: AdjointVolumeParameters) => ({
    shader: 'adjoint-scan-volume',
    bindings: rayGatheringBindings(parameters, spaceRayTables(loweredRays(parameters.scan))),
    workgroups: perValue,
  }),
  // Places in single precision are known to some 10⁻⁵ of a voxel.
  agreement: 1e-5,
});
