import { type GpuPart, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { ScatterSumParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';

export const scatterOfRows = kernel({
  name: 'scatter-of-rows',
  arrays: { signals: 'in', steps: 'out-whole' },
  takesRange: false,
  split: 'rows',
  gpu: (_: object) => ({
    shader: 'scatter-of-rows',
    bindings: [
      uniform(Layout, ({ from, columns, bands }) => ({
        firstRow: from,
        rowsBefore: from - bands.signals!.firstRow,
        channels: columns,
        zero: 0,
      })),
      'signals',
      'steps',
    ],
    workgroups: ({ rows }: GpuPart) => [rows],
  }),
  agreement: 'bits',
});
