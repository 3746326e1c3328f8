import { table } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import type { CompletionPlan } from './completion-plan.ts';
import {
  packCompletionChannels,
  packCompletionOrder,
  packCompletionParameters,
  packCompletionStops,
  packCompletionViews,
} from './pack.ts';

/** The other side of a line stands in a view far off: every buffer of the sinogram adds its own. */
export const completeViews = kernel({
  name: 'complete-views',
  arrays: { sinogram: 'in-by-band', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (plan: CompletionPlan) => ({
    shader: 'complete-views',
    bindings: [
      { uniform: 'CompletionParameters', pack: (part) => packCompletionParameters(plan, part) },
      table('views to complete', plan, () => packCompletionViews(plan)),
      table('stops of the views', plan, () => packCompletionStops(plan)),
      table('views in order', plan, () => packCompletionOrder(plan)),
      table('channels to complete', plan, () => packCompletionChannels(plan)),
      'sinogram',
      'out',
    ],
  }),
  agreement: 1e-4,
});
