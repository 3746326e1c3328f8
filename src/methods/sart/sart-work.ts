import type { IterativeWork } from '../iterative/problem.ts';
import { normOf, residualOf } from '../iterative/residual.ts';
import { sartSweep } from './sart-sweep.ts';

/** Sweeps over all views, with less relaxation after every one. With a single subset it is SIRT. */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { algebra, projector, readings, image, settings } = problem;
  const { relaxation, decay, subsets = Number.POSITIVE_INFINITY } = settings as unknown as Settings;
  const { residual, run } = await sartSweep(problem, subsets);
  const observe = async () => {
    await residualOf(algebra, projector, readings, image, residual);
    return { residual: await normOf(algebra, residual) };
  };
  yield await observe();
  for (let factor = relaxation; ; factor *= decay) {
    await run(factor);
    yield await observe();
  }
};

interface Settings {
  readonly relaxation: number;
  /** What the relaxation is multiplied by after each iteration. */
  readonly decay: number;
  /** Left out, each view is one. */
  readonly subsets?: number;
}
