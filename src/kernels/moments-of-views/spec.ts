import { perRow, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { MomentsParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain } from './plain.ts';

export const momentsOfViews = kernel({
  name: 'moments-of-views',
  arrays: { sinogram: 'in', moments: 'out-whole' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: (_: object) => ({
    shader: 'moments-of-views',
    bindings: [
      uniform(MomentsParameters, ({ from, rows, columns }) => ({ views: rows, channels: columns, firstView: from })),
      'sinogram',
      'moments',
    ],
    workgroups: perRow,
  }),
  agreement: 1e-5,
});
