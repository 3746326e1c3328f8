import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { ViewsParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';

export const bridgeTrace = kernel({
  name: 'bridge-trace',
  arrays: { sinogram: 'in', trace: 'in', out: 'out' },
  takesRange: false,
  split: 'rows',
  gpu: (_: object) => ({
    shader: 'bridge-trace',
    bindings: [
      uniform(ViewsParameters, ({ rows, columns }) => ({ views: rows, channels: columns, share: 1 })),
      'sinogram',
      'trace',
      'out',
    ],
  }),
  agreement: 1e-6,
});
