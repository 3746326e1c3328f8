import { type GpuPart, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { RescaleParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain, type RescaleParameters } from './plain.ts';

export const rescaleField = kernel({
  name: 'rescale-field',
  arrays: { field: 'in-out' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: ({ components, to, length }: RescaleParameters) => ({
    shader: 'rescale-field',
    bindings: [
      uniform(Layout, ({ from, to: end, columns, bands }) => ({
        columns: columns / components,
        components,
        firstRow: from - bands.field!.firstRow,
        endRow: end - bands.field!.firstRow,
        shortens: to === 'shorten' ? 1 : 0,
        length,
      })),
      'field',
    ],
    workgroups: ({ rows, columns }: GpuPart) => [Math.ceil(columns / components / 64), rows],
  }),
  // A root and a division in single precision.
  agreement: 2e-6,
});
