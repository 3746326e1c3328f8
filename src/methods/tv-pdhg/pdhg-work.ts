import { imageVariation } from '../../operators/image-variation.ts';
import { NORM_MARGIN, squaredNormOf } from '../iterative/operator-norm.ts';
import { priorScale } from '../iterative/prior-scale.ts';
import type { IterativeWork } from '../iterative/problem.ts';
import { residualOf } from '../iterative/residual.ts';
import { variationWeight } from '../iterative/variation-strength.ts';
import { leastSquaresOf } from '../iterative/weighted-projector.ts';

/** σ = τ: with both blocks of K scaled to a norm of 1, ‖K‖² ≤ 2 and σ·τ·‖K‖² ≤ 1. */
const STEP = Math.SQRT1_2;

/**
 * With K = [A/‖A‖; ∇/‖∇‖], x̄ = 2x − x before, and P the bounds:
 *
 * p ← (p + σ·(A·x̄ − b)/‖A‖)/(1 + σ), q ← q + σ·∇x̄/‖∇‖ shortened to a ball, x ← P[x − τ·(Aᵀp/‖A‖ − div q/‖∇‖)].
 *
 * The ball's radius is λ·‖∇‖/‖A‖². Where Ax is to equal b, p is not divided, and the radius is a mere number of the method: it
 * says how far total variation may carry a pixel in one iteration. A is linear, so that A·x̄ follows from what it has made of
 * two images, and an iteration is one projection there and one back.
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { operators, algebra, projector, image, settings, least, most, waterValue, create } = problem;
  const { tvStrength: strength, dataTerm } = settings as unknown as Settings;
  const { matrix, readings } = await leastSquaresOf(problem);
  const variation = imageVariation(operators, projector.grid);
  const newReadings = () => create(readings.rows, readings.columns);
  const [residual, residualBefore, p] = [await newReadings(), await newReadings(), await newReadings()];
  const [step, ahead] = [await create(image.rows, image.columns), await create(image.rows, image.columns)];
  const [q, gradient] = [await create(...variation.fieldShape), await create(...variation.fieldShape)];

  const norm = () => squaredNormOf(operators, algebra, matrix, step, residual);
  const squaredNorm = NORM_MARGIN * (await problem.remember('‖A‖²', norm));
  const ofMatrix = squaredNorm > 0 ? STEP / Math.sqrt(squaredNorm) : 0;
  const ofGradient = STEP / Math.sqrt(variation.squaredNorm);
  const isEquality = dataTerm === 'equality';
  const weight = variationWeight(strength, waterValue, await priorScale(problem, matrix, step, residual));
  const radius = isEquality
    ? (strength / 1000) * waterValue
    : squaredNorm > 0
      ? (weight * Math.sqrt(variation.squaredNorm)) / squaredNorm
      : 0;

  const observe = async () => {
    await residualOf(algebra, matrix, readings, image, residual);
    const squares = await algebra.squaredNorm(residual);
    const total = await variation.total(image, step);
    return { residual: Math.sqrt(squares), objective: isEquality ? total : squares / 2 + weight * total };
  };
  yield await observe();
  await algebra.copy(ahead, image);
  await algebra.copy(residualBefore, residual);
  for (;;) {
    await algebra.addScaled(p, -2 * ofMatrix, residual);
    await algebra.addScaled(p, ofMatrix, residualBefore);
    if (!isEquality) await algebra.scale(p, 1 / (1 + STEP));
    await variation.gradient(ahead, gradient);
    await algebra.addScaled(q, ofGradient, gradient);
    await variation.shorten(q, radius);

    await algebra.copy(ahead, image);
    await matrix.adjoint(p, step);
    await algebra.addScaled(image, -ofMatrix, step);
    await variation.divergence(q, step);
    await algebra.addScaled(image, ofGradient, step);
    await algebra.clip(image, least, most);

    await algebra.scale(ahead, -1);
    await algebra.addScaled(ahead, 2, image);
    await algebra.copy(residualBefore, residual);
    yield await observe();
  }
};

interface Settings {
  readonly tvStrength: number;
  readonly dataTerm: 'least-squares' | 'equality';
}
