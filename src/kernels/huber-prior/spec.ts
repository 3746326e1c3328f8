import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { HuberParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { neighbourWeights } from './neighbour-weights.ts';
import { HUBER_QUANTITIES, type HuberParameters } from './plain.ts';

export const huberPrior = kernel({
  name: 'huber-prior',
  arrays: { image: 'in-whole', out: 'out' },
  takesRange: false,
  split: 'rows',
  gpu: ({ layout, threshold, quantity }: HuberParameters) => ({
    shader: 'huber-prior',
    bindings: [
      uniform(Layout, ({ from, to, bands }) => ({
        ...neighbourWeights(layout),
        columns: layout.columns,
        sliceRows: layout.rows,
        slices: layout.slices,
        firstRow: from,
        endRow: to,
        writtenRow: bands.out!.firstRow,
        quantity: HUBER_QUANTITIES.indexOf(quantity),
        threshold,
      })),
      'image',
      'out',
    ],
  }),
  // As the lanes' twin takes for a pixel and a slice of its neighbours.
  takesNs: ({ layout: { columns, rows, slices } }) => 6 * columns * rows * slices * (slices > 1 ? 3 : 1),
  // A sum of up to 26 terms in single precision.
  agreement: 3e-6,
});
