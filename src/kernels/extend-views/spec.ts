import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { ExtensionParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { ExtensionPlan } from './extension-plan.ts';

export const extendViews = kernel({
  name: 'extend-views',
  arrays: { sinogram: 'in', out: 'out' },
  takesRange: false,
  split: 'rows',
  gpu: (plan: ExtensionPlan) => ({
    shader: 'extend-views',
    bindings: [
      uniform(ExtensionParameters, ({ from, rows, columns, bands }) => ({
        ...plan,
        views: rows,
        channels: columns - plan.before - plan.after,
        firstSourceRow: from - bands.sinogram!.firstRow,
        firstRow: from - bands.out!.firstRow,
      })),
      'sinogram',
      'out',
    ],
  }),
  // A root of what is left of squares of up to 31 is out by √(31·10⁻⁷) where next to nothing is left.
  agreement: 1e-3,
});
