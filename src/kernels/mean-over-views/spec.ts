import { perColumn, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { ViewsParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain } from './plain.ts';

export const meanOverViews = kernel({
  name: 'mean-over-views',
  arrays: { sinogram: 'in', means: 'sum' },
  takesRange: false,
  split: 'whole',
  here: plain,
  gpu: (_: object) => ({
    shader: 'mean-over-views',
    bindings: [
      uniform(ViewsParameters, ({ rows, columns, allRows }) => ({
        views: rows,
        channels: columns,
        share: 1 / allRows,
      })),
      'sinogram',
      'means',
    ],
    workgroups: perColumn,
  }),
  agreement: 1e-6,
});
