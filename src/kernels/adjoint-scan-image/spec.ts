import { kernel } from '../../compute/kernel.ts';
import { gatheringBindings, perPixel } from '../gather-channels.ts';
import type { AdjointParameters } from './plain.ts';

/** image += the transpose of Joseph's projector, applied to some views of a sinogram. */
export const adjointScanImage = kernel({
  name: 'adjoint-scan-image',
  arrays: { sinogram: 'in-by-band', image: 'in-out' },
  takesRange: false,
  split: 'rows',
  gpu: (parameters: AdjointParameters) => ({
    shader: 'adjoint-scan-image',
    bindings: gatheringBindings(parameters),
    workgroups: perPixel,
  }),
  // Places in single precision are known to some 10⁻⁵ of a pixel.
  agreement: 1e-5,
});
