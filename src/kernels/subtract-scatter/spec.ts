import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { ScatterParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { ScatterPlan } from '../../physics/scatter-plan.ts';

export const subtractScatter = kernel({
  name: 'subtract-scatter',
  arrays: { lineIntegrals: 'in', out: 'out' },
  takesRange: false,
  split: 'rows',
  gpu: (plan: ScatterPlan) => ({
    shader: 'subtract-scatter',
    bindings: [
      uniform(ScatterParameters, ({ rows, columns }) => ({ views: rows, channels: columns, ...plan })),
      'lineIntegrals',
      'out',
    ],
  }),
  // A logarithm of what is left of signals less scatter of their size.
  agreement: 1e-4,
});
