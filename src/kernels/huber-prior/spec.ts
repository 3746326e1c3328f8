import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { HuberParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { neighbourWeights } from './neighbour-weights.ts';
import type { HuberParameters, HuberQuantity } from './plain.ts';

const QUANTITIES: readonly HuberQuantity[] = ['gradient', 'curvature', 'energy'];

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
        quantity: QUANTITIES.indexOf(quantity),
        threshold,
      })),
      'image',
      'out',
    ],
  }),
  // A sum of up to 26 terms in single precision.
  agreement: 3e-6,
});
