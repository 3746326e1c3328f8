import { imageVariation } from '../../operators/image-variation.ts';
import type { IterativeWork } from '../iterative/problem.ts';
import { normOf, residualOf } from '../iterative/residual.ts';
import { sartSweep } from '../sart/sart-sweep.ts';

/** By how much the steps down the total variation become shorter (α_red), and when (r_max). */
const SHORTENING = 0.95;
const MOST_RATIO = 0.95;

/** Below this gradient, as a part of water, the total variation is smooth. */
const SMOOTHING = 1e-3;

/**
 * One sweep of SART over all views, within the bounds, moves the image by d_p. Then steps of equal length down the total
 * variation, by its smoothed gradient −div(∇x/√(|∇x|² + ε²)), move it by d_g. Their length is at first a share of the first
 * d_p, and less after an iteration in which d_g > 0.95·d_p although the residual is above that of
 * filtered back-projection, times the tolerance.
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { operators, algebra, projector, readings, image, settings, least, most, waterValue, create } = problem;
  const { relaxation, decay, descentSteps, descentShare, tolerance } = settings as unknown as Settings;
  const variation = imageVariation(operators, projector.grid);
  const sweep = await sartSweep(problem, settings.subsets as number);
  const { residual, step } = sweep;
  const before = await create(image.rows, image.columns);
  const field = await create(...variation.fieldShape);
  const ofFiltered = async () => {
    const filtered = await problem.filtered();
    try {
      await residualOf(algebra, projector, readings, filtered, residual);
      return await normOf(algebra, residual);
    } finally {
      operators.release(filtered);
    }
  };
  // ε of the paper.
  const allowed = tolerance * (await problem.remember('residual of filtered back-projection', ofFiltered));

  const observe = async () => {
    await residualOf(algebra, projector, readings, image, residual);
    return { residual: await normOf(algebra, residual), objective: await variation.total(image, step) };
  };
  const moved = async () => {
    await algebra.addScaled(before, -1, image);
    return normOf(algebra, before);
  };
  yield await observe();
  let length: number | null = null;
  for (let factor = relaxation; ; factor *= decay) {
    await algebra.copy(before, image);
    await sweep.run(factor);
    const byReadings = await moved();
    await residualOf(algebra, projector, readings, image, residual);
    const isMet = (await normOf(algebra, residual)) <= allowed;
    length ??= descentShare * byReadings;

    await algebra.copy(before, image);
    for (let k = 0; k < descentSteps; k++) {
      await variation.gradient(image, field);
      await variation.direct(field, SMOOTHING * waterValue);
      await variation.divergence(field, step);
      const size = await normOf(algebra, step);
      if (size === 0) break;
      await algebra.addScaled(image, length / size, step);
    }
    await algebra.clip(image, least, most);
    if ((await moved()) > MOST_RATIO * byReadings && !isMet) length *= SHORTENING;
    yield await observe();
  }
};

interface Settings {
  readonly relaxation: number;
  readonly decay: number;
  readonly descentSteps: number;
  readonly descentShare: number;
  readonly tolerance: number;
}
