import { table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { SmoothParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { StarvationPlan } from '../../physics/starvation-plan.ts';

export const smoothStarved = kernel({
  name: 'smooth-starved',
  arrays: { lineIntegrals: 'in', out: 'out' },
  takesRange: false,
  split: 'rows',
  gpu: (plan: StarvationPlan) => ({
    shader: 'smooth-starved',
    bindings: [
      uniform(SmoothParameters, ({ rows, columns }) => ({
        views: rows,
        channels: columns,
        thresholdCount: plan.thresholds.length,
      })),
      table('thresholds', plan, () => plan.thresholds),
      'lineIntegrals',
      'out',
    ],
  }),
  // A sum of up to 17 values in float32.
  agreement: 1e-6,
});
