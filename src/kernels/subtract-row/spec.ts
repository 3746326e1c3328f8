import { uniform } from '../../compute/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { ViewsParameters } from '../../operators/gpu/struct-layouts.ts';
import { plain } from './plain.ts';

export const subtractRow = kernel({
  name: 'subtract-row',
  arrays: { row: 'in-whole', sinogram: 'in-out' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: (_: object) => ({
    shader: 'subtract-row',
    bindings: [
      uniform(ViewsParameters, ({ rows, columns }) => ({ views: rows, channels: columns, share: 1 })),
      'row',
      'sinogram',
    ],
  }),
  agreement: 'bits',
});
