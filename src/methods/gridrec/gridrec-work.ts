import { InputError } from '../../errors.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import type { FourierPlan } from '../../operators/contract.ts';
import { filterIsMissing, type MethodWork } from '../method.ts';
import { planGridrec } from './plan-gridrec.ts';

// A fan has been rebinned by now.
export const plan: NonNullable<MethodWork<FourierPlan>['plan']> = ({ scan, grid, settings }) => {
  const { filter = 'none', cutoff = 1, interpolation = 'linear' } = settings;
  if (filter === 'none') throw new InputError(filterIsMissing('gridrec'));
  return planGridrec(scan as ParallelScan, grid, filter, cutoff, interpolation);
};

export const reconstruct: MethodWork<FourierPlan>['reconstruct'] = async function* (run) {
  const { operators, plan, scan, grid, views, image, control } = run;
  await operators.reconstructFourier(plan, views, scan as ParallelScan, grid, image, control);
  yield { done: 1 };
};
