import { kernel } from '../../compute/kernel.ts';
import type { AdjointParameters } from '../adjoint-scan-image/plain.ts';
import { gatheringBindings, perPixel } from '../gather-channels.ts';
import { channelEdgeTable } from '../scan-tables.ts';

/** image += the transpose of the distance-driven projector, applied to some views of a sinogram. */
export const adjointDistanceDrivenImage = kernel({
  name: 'adjoint-distance-driven-image',
  arrays: { sinogram: 'in-by-band', image: 'in-out' },
  takesRange: false,
  split: 'rows',
  gpu: (parameters: AdjointParameters) => ({
    shader: 'adjoint-distance-driven-image',
    bindings: [...gatheringBindings(parameters), channelEdgeTable(parameters.scan)],
    workgroups: perPixel,
  }),
  // Both edges are known to some 10⁻⁵ of a pixel in single precision.
  agreement: 2e-5,
});
