import type { IterativeWork } from '../iterative/problem.ts';
import { normOf } from '../iterative/residual.ts';
import { largestPixelLengths, scratchBySize, subsetsOf } from '../iterative/subsets.ts';

/** What is measured over what is expected, at the most: a quotient by next to nothing is no number. */
const MOST_RATIO = 1e15;
/** A start from elsewhere is this part of the mean at least: what is 0 stays so. */
const LEAST_START = 0.01;

/**
 * x ← x·(Aₛᵀ(bₛ/(Aₛx)))/(Aₛᵀ1), one subset S of the views after the other, as x ← x + (x/D)·Aₛᵀ(bₛ/(Aₛx) − 1) with D = max
 * Aₛᵀ1 over all subsets: with a single one that is the same, with more it leaves what a subset does not see as it was, and one
 * array serves them all. Readings below 0 count as 0. No pixel is ever below 0, and with a single subset the sum of A·x over all
 * rays is that of the readings after every iteration. The objective is Kullback's and Leibler's, Σ Ax − b + b·ln(b/Ax).
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { algebra, projector, readings, image, settings, isStarted, create } = problem;
  const counts = await create(readings.rows, readings.columns);
  await algebra.copy(counts, readings);
  await algebra.clip(counts, 0, Number.POSITIVE_INFINITY);
  const subsets = await subsetsOf(problem, (settings.subsets as number | undefined) ?? 1, counts);
  const scratchOf = await scratchBySize(subsets, create);
  const onesOf = await scratchBySize(subsets, create);
  const expectedOf = await scratchBySize(subsets, create);
  const [expected, ratio] = [
    await create(readings.rows, readings.columns),
    await create(readings.rows, readings.columns),
  ];
  const step = await create(image.rows, image.columns);
  const pixelLengths = await create(image.rows, image.columns);

  await largestPixelLengths(problem, subsets, scratchOf, step, pixelLengths);
  for (const subset of subsets) await algebra.fill(onesOf(subset), 1);

  await algebra.fill(step, 1);
  await projector.forward(step, expected);
  const all = await algebra.sum(counts);
  const lengths = await algebra.sum(expected);
  const mean = lengths > 0 ? all / lengths : 0;
  if (isStarted) await algebra.clip(image, LEAST_START * mean, Number.POSITIVE_INFINITY);
  else await algebra.fill(image, mean);
  // 0 where no ray comes by.
  await algebra.copy(step, pixelLengths);
  await algebra.divide(step, pixelLengths);
  await algebra.multiply(image, step);

  const observe = async () => {
    await projector.forward(image, expected);
    await algebra.copy(ratio, counts);
    await algebra.divide(ratio, expected);
    await algebra.clip(ratio, 0, MOST_RATIO);
    await algebra.logarithm(ratio);
    const objective = (await algebra.sum(expected)) - all + (await algebra.dot(counts, ratio));
    await algebra.addScaled(expected, -1, readings);
    return { residual: await normOf(algebra, expected), objective };
  };
  yield await observe();
  for (;;) {
    for (const subset of subsets) {
      const [ratios, sums] = [scratchOf(subset), expectedOf(subset)];
      await subset.projector.forward(image, sums);
      await algebra.copy(ratios, subset.readings);
      await algebra.divide(ratios, sums);
      await algebra.clip(ratios, 0, MOST_RATIO);
      await algebra.addScaled(ratios, -1, onesOf(subset));
      await subset.projector.adjoint(ratios, step);
      await algebra.divide(step, pixelLengths);
      await algebra.multiply(step, image);
      await algebra.addScaled(image, 1, step);
      // But for rounding it is never less.
      await algebra.clip(image, 0, Number.POSITIVE_INFINITY);
    }
    yield await observe();
  }
};
