import { table } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { packRebinChannels, packRebinParameters, packRebinShifts, packRebinViews } from './pack.ts';
import type { RebinPlan } from './rebin-plan.ts';

/** A line's readings stand in views far apart: every buffer of the sinogram adds its own. */
export const rebin = kernel({
  name: 'rebin',
  arrays: { sinogram: 'in-by-band', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (plan: RebinPlan) => ({
    shader: 'rebin',
    bindings: [
      { uniform: 'RebinParameters', pack: (part) => packRebinParameters(plan, part) },
      table('views to rebin to', plan, () => packRebinViews(plan)),
      table('channels to rebin to', plan, () => packRebinChannels(plan)),
      table('shifts of the channels', plan, () => packRebinShifts(plan)),
      'sinogram',
      'out',
    ],
  }),
  agreement: 1e-4,
});
