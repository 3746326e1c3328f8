import { table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { DetectorParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { type DetectorPlan, detectorConstants } from '../../physics/detector-plan.ts';

export const detect = kernel({
  name: 'detect',
  arrays: { signals: 'in', scatter: 'in-whole', lineIntegrals: 'out', starved: 'out-whole' },
  takesRange: true,
  split: 'rows',
  gpu: (plan: DetectorPlan) => ({
    shader: 'detect',
    bindings: [
      uniform(DetectorParameters, ({ from, bands }) => ({
        ...detectorConstants(plan),
        firstRow: from,
        rowsBefore: from - bands.signals!.firstRow,
        channels: plan.channels,
        detectorRows: plan.rows,
        seed: plan.seed,
        zero: 0,
      })),
      table('gains', plan, () => plan.gains),
      'scatter',
      'signals',
      'lineIntegrals',
      'starved',
    ],
    workgroups: ({ rows }) => [rows],
  }),
  agreement: 'bits',
});
