import type { IterativeWork } from '../iterative/problem.ts';
import { normOf, residualOf } from '../iterative/residual.ts';
import { largestPixelLengths, scratchBySize, subsetsOf } from '../iterative/subsets.ts';

/**
 * For one subset S of the views after the other, x ← P[x + λ·D·Aₛᵀ·Mₛ·(bₛ − Aₛx)], with Mₛ = 1/(Aₛ1), P the bounds and λ
 * the relaxation, less after every iteration. D = 1/max Aₛᵀ1 over all subsets, so that one array serves them all and no step is
 * longer than with the subset's own. With a single subset it is SIRT.
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { algebra, projector, readings, image, settings, least, most, create } = problem;
  const { relaxation, decay, subsets: count = Number.POSITIVE_INFINITY } = settings as unknown as Settings;
  const subsets = await subsetsOf(problem, count);
  const scratchOf = await scratchBySize(subsets, create);
  const residual = subsets.length === 1 ? scratchOf(subsets[0]!) : await create(readings.rows, readings.columns);
  const step = await create(image.rows, image.columns);
  const pixelLengths = await create(image.rows, image.columns);

  await largestPixelLengths(problem, subsets, scratchOf, step, pixelLengths);
  await algebra.fill(step, 1);
  const parts = [];
  for (const subset of subsets) {
    const rayLengths = await create(subset.readings.rows, subset.readings.columns);
    await subset.projector.forward(step, rayLengths);
    parts.push({ ...subset, rayLengths, scratch: scratchOf(subset) });
  }

  const observe = async () => {
    await residualOf(algebra, projector, readings, image, residual);
    return { residual: await normOf(algebra, residual) };
  };
  yield await observe();
  for (let factor = relaxation; ; factor *= decay) {
    for (const { projector: part, readings: own, rayLengths, scratch } of parts) {
      await residualOf(algebra, part, own, image, scratch);
      await algebra.divide(scratch, rayLengths);
      await part.adjoint(scratch, step);
      await algebra.divide(step, pixelLengths);
      await algebra.addScaled(image, factor, step);
      await algebra.clip(image, least, most);
    }
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
