import { table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { MixParameters, MixTerm } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { ViewMix } from './view-mix.ts';

/** The terms of a view stand in views far apart: every buffer of the sinogram adds its own. */
export const mixViews = kernel({
  name: 'mix-views',
  arrays: { sinogram: 'in-by-band', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (mix: ViewMix) => ({
    shader: 'mix-views',
    bindings: [
      uniform(MixParameters, ({ from, to, columns, bands: { sinogram, out } }) => ({
        firstView: from,
        endView: to,
        firstRow: out!.firstRow,
        channels: columns,
        firstReadingRow: sinogram!.firstRow,
        endReadingRow: sinogram!.firstRow + sinogram!.rows,
      })),
      table('first terms of a mix', mix, () => mix.firstTerm.buffer),
      table('terms of a mix', mix, () =>
        MixTerm.pack(Array.from(mix.views, (view, term) => ({ view, share: mix.shares[term]! }))),
      ),
      'sinogram',
      'out',
    ],
  }),
  agreement: 1e-6,
});
