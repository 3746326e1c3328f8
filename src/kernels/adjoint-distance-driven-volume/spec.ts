import { perValue } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { loweredRays } from '../../geometry/lowered-rays.ts';
import type { AdjointVolumeParameters } from '../adjoint-scan-volume/plain.ts';
import { rayGatheringBindings } from '../gather-rays.ts';
import { halfStepRayTables } from '../pack-space-rays.ts';

/** volume += the transpose of the distance-driven projector in space, applied to some views of a scan. */
export const adjointDistanceDrivenVolume = kernel({
  name: 'adjoint-distance-driven-volume',
  arrays: { readings: 'in-by-band', volume: 'in-out' },
  takesRange: false,
  split: 'rows',
  gpu: (parameters: AdjointVolumeParameters) => ({
    shader: 'adjoint-distance-driven-volume',
    bindings: rayGatheringBindings(parameters, halfStepRayTables(loweredRays(parameters.scan))),
    workgroups: perValue,
  }),
  // All four edges are known to some 10⁻⁵ of a voxel in single precision.
  agreement: 3e-5,
});
