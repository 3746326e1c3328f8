import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { ViewsParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
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
