import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { DivergenceParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { gradientComponents, type PixelLayout } from '../pixel-layout.ts';
import { plain } from './plain.ts';

/** A field may lie in several buffers: each adds what it holds of a sum. */
export const imageDivergence = kernel({
  name: 'image-divergence',
  arrays: { field: 'in-by-band', image: 'out' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: (layout: PixelLayout) => ({
    shader: 'image-divergence',
    bindings: [
      uniform(DivergenceParameters, ({ from, to, bands }) => ({
        columns: layout.columns,
        sliceRows: layout.rows,
        allRows: layout.rows * layout.slices,
        components: gradientComponents(layout),
        sliceSpacing: layout.sliceSpacing,
        firstRow: from,
        endRow: to,
        writtenRow: bands.image!.firstRow,
        firstReadRow: bands.field!.firstRow,
        endReadRow: bands.field!.firstRow + bands.field!.rows,
      })),
      'field',
      'image',
    ],
  }),
  // A sum of up to six values, in another order.
  agreement: 1e-6,
});
