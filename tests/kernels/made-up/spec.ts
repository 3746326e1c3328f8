import { table, uniform } from '../../../src/compute/gpu/gpu-kernel.ts';
import { StructLayout } from '../../../src/compute/gpu/struct-layout.ts';
import { kernel } from '../../../src/compute/kernel.ts';
import code from './fade-channels.wgsl?raw';
import type { FadePlan } from './plain.ts';

const FadeParameters = new StructLayout('FadeParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  added: 'f32',
});

export const fadeChannels = kernel({
  name: 'fade-channels',
  arrays: { readings: 'in', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (plan: FadePlan) => ({
    shader: { name: 'fade-channels', code },
    bindings: [
      uniform(FadeParameters, ({ from, to, columns, bands }) => ({
        firstView: from,
        endView: to,
        firstRow: bands.out!.firstRow,
        channels: columns,
        added: plan.added,
      })),
      table('shares of channels', plan, () => plan.shares),
      'readings',
      'out',
    ],
  }),
  agreement: 1e-6,
});
