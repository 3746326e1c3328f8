import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { VariationParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { PixelLayout } from '../pixel-layout.ts';
import { plain } from './plain.ts';

export const variation = kernel({
  name: 'variation',
  arrays: { image: 'in-whole', lengths: 'out' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: (layout: PixelLayout) => ({
    shader: 'variation',
    bindings: [
      uniform(VariationParameters, ({ from, to, bands }) => ({
        columns: layout.columns,
        sliceRows: layout.rows,
        allRows: layout.rows * layout.slices,
        sliceSpacing: layout.sliceSpacing,
        firstRow: from,
        endRow: to,
        writtenRow: bands.lengths!.firstRow,
      })),
      'image',
      'lengths',
    ],
  }),
  agreement: 1e-6,
});
