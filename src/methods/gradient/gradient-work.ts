import type { DeviceArray } from '../../compute/device.ts';
import { NORM_MARGIN, squaredNormOf } from '../iterative/operator-norm.ts';
import type { IterativeWork, Problem } from '../iterative/problem.ts';
import { normOf, residualOf } from '../iterative/residual.ts';
import { leastSquaresOf } from '../iterative/weighted-projector.ts';

/**
 * x ← P[z + (1/‖A‖²)·Aᵀ(b − Az)], P the bounds, with z = x, or with Nesterov's momentum z = x + (t − 1)/t'·(x − x before),
 * t' = (1 + √(1 + 4t²))/2. A is weighted where readings are. A is linear: what it makes of z follows from what it has made of
 * both images, so that an iteration is one projection there and one back.
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { operators, algebra, image, settings, least, most, create } = problem;
  const { matrix, readings } = await leastSquaresOf(problem);
  const hasMomentum = settings.momentum === 'nesterov';
  const residual = await create(readings.rows, readings.columns);
  const step = await create(image.rows, image.columns);
  const ahead = hasMomentum ? await aheadOf(problem) : null;

  const squaredNorm = () => squaredNormOf(operators, algebra, matrix, step, residual);
  const norm = NORM_MARGIN * (await problem.remember('‖A‖²', squaredNorm));
  const length = norm > 0 ? 1 / norm : 0;

  const observe = async () => {
    await residualOf(algebra, matrix, readings, image, residual);
    return { residual: await normOf(algebra, residual) };
  };
  yield await observe();
  if (ahead) {
    await algebra.copy(ahead.image, image);
    await algebra.copy(ahead.residual, residual);
  }
  for (let t = 1; ; ) {
    await matrix.adjoint(ahead ? ahead.residual : residual, step);
    if (!ahead) {
      await algebra.addScaled(image, length, step);
      await algebra.clip(image, least, most);
      yield await observe();
      continue;
    }
    // x' = P[z + step]; then z' = x' + f·(x' − x), and the residual of z' likewise.
    await algebra.addScaled(ahead.image, length, step);
    await algebra.clip(ahead.image, least, most);
    const next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
    const factor = (t - 1) / next;
    t = next;
    await algebra.copy(step, image);
    await algebra.copy(image, ahead.image);
    await algebra.scale(ahead.image, 1 + factor);
    await algebra.addScaled(ahead.image, -factor, step);
    await algebra.copy(ahead.residual, residual);
    const figures = await observe();
    await algebra.scale(ahead.residual, -factor);
    await algebra.addScaled(ahead.residual, 1 + factor, residual);
    yield figures;
  }
};

/** z, and b − Az. */
async function aheadOf<A extends DeviceArray>({ image, readings, create }: Problem<A>) {
  return {
    image: await create(image.rows, image.columns),
    residual: await create(readings.rows, readings.columns),
  };
}
