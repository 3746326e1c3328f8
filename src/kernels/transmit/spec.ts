import { table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { TransmitParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { TransmitParameters } from './plain.ts';

export const transmit = kernel({
  name: 'transmit',
  arrays: { paths: 'in-list', signals: 'in-out' },
  takesRange: true,
  split: 'rows',
  gpu: ({ plan, share }: TransmitParameters) => ({
    shader: 'transmit',
    bindings: [
      uniform(Layout, ({ from, rows, columns, bands, listed }) => ({
        firstView: from - bands.signals!.firstRow,
        endView: from - bands.signals!.firstRow + rows,
        channels: columns,
        materials: listed,
        bins: plan.weights.length,
        share,
        zero: 0,
      })),
      table('beam', plan, () => Float32Array.of(...plan.weights, ...plan.muPerMm)),
      'paths',
      'signals',
    ],
  }),
  agreement: 'bits',
});
