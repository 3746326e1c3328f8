import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { RefinementParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';

export const refineViews = kernel({
  name: 'refine-views',
  arrays: { views: 'in', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (_: object) => ({
    shader: 'refine-views',
    bindings: [
      uniform(RefinementParameters, ({ from, rows, columns, bands }) => ({
        views: rows,
        channels: (columns - 1) / 2,
        firstSourceRow: from - bands.views!.firstRow,
        firstRow: from - bands.out!.firstRow,
      })),
      'views',
      'out',
    ],
  }),
  agreement: 1e-6,
});
