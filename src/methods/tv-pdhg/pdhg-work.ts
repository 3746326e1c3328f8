import { imageVariation } from '../../operators/image-variation.ts';
import { NORM_MARGIN, squaredNormOf, squaredNormWithGradient } from '../iterative/operator-norm.ts';
import { priorScale } from '../iterative/prior-scale.ts';
import type { IterativeWork } from '../iterative/problem.ts';
import { residualOf } from '../iterative/residual.ts';
import { variationWeight } from '../iterative/variation-strength.ts';
import { leastSquaresOf } from '../iterative/weighted-projector.ts';

/**
 * ρ, how far each iteration goes along what it has found: with less than 2 it comes to rest (Condat, J. Optim. Theory Appl.
 * 158:460, 2013, doi 10.1007/s10957-012-0245-9, algorithm 3.2).
 */
const OVER_RELAXATION = 1.5;

/**
 * With K = [A/‖A‖; ∇/‖∇‖], σ = τ = 1/‖K‖ and P the bounds:
 *
 * p' = (p + σ·(A·x − b)/‖A‖)/(1 + σ), q' = q + σ·∇x/‖∇‖ shortened to a ball,
 * x' = P[x − τ·(Aᵀ(2p' − p)/‖A‖ − div(2q' − q)/‖∇‖)], and all three go ρ times as far: x ← x + ρ·(x' − x) and so on.
 *
 * x' is the image that is shown. The ball's radius is λ·‖∇‖/‖A‖². Where Ax is to equal b, p is not divided, and the radius is
 * a mere number of the method: it says how far total variation may carry a pixel in one iteration. A is linear, so that A·x
 * follows from what it has made of the images, and an iteration is one projection there and one back.
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { operators, algebra, projector, image, settings, least, most, waterValue, create } = problem;
  const { tvStrength: strength, dataTerm } = settings as unknown as Settings;
  const { matrix, readings } = await leastSquaresOf(problem);
  const variation = imageVariation(operators, projector.grid);
  const newReadings = () => create(readings.rows, readings.columns);
  const newField = () => create(...variation.fieldShape);
  const [residual, residualOfX] = [await newReadings(), await newReadings()];
  const [step, x] = [await create(image.rows, image.columns), await create(image.rows, image.columns)];
  const [p, nextP, q, nextQ] = [await newReadings(), await newReadings(), await newField(), await newField()];

  const norm = () => squaredNormOf(operators, algebra, matrix, step, residual);
  const squaredNorm = NORM_MARGIN * (await problem.remember('‖A‖²', norm));
  const ofBoth = () => {
    const scratch = { image: x, step, readings: residual, field: q };
    return squaredNormWithGradient(operators, algebra, matrix, variation, squaredNorm, scratch);
  };
  const length = 1 / Math.sqrt(await problem.remember('‖[A/‖A‖; ∇/‖∇‖]‖²', ofBoth));
  await algebra.fill(q, 0);
  const ofMatrix = squaredNorm > 0 ? length / Math.sqrt(squaredNorm) : 0;
  const ofGradient = length / Math.sqrt(variation.squaredNorm);
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
  /** values = share · values + otherShare · others */
  const mixed = async (values: typeof image, share: number, others: typeof image, otherShare: number) => {
    await algebra.scale(values, share);
    await algebra.addScaled(values, otherShare, others);
  };
  /** values = 2 · next − values */
  const ahead = (values: typeof image, next: typeof image) => mixed(values, -1, next, 2);
  yield await observe();
  await algebra.copy(x, image);
  await algebra.copy(residualOfX, residual);
  for (;;) {
    await algebra.copy(nextP, p);
    await algebra.addScaled(nextP, -ofMatrix, residualOfX);
    if (!isEquality) await algebra.scale(nextP, 1 / (1 + length));
    await variation.gradient(x, nextQ);
    await algebra.scale(nextQ, ofGradient);
    await algebra.addScaled(nextQ, 1, q);
    await variation.shorten(nextQ, radius);

    await algebra.copy(image, x);
    await ahead(p, nextP);
    await matrix.adjoint(p, step);
    await algebra.addScaled(image, -ofMatrix, step);
    await ahead(q, nextQ);
    await variation.divergence(q, step);
    await algebra.addScaled(image, ofGradient, step);
    await algebra.clip(image, least, most);
    const figures = await observe();

    // p + ρ·(p' − p) = (ρ − 1)·(2p' − p) + (2 − ρ)·p'
    await mixed(p, OVER_RELAXATION - 1, nextP, 2 - OVER_RELAXATION);
    await mixed(q, OVER_RELAXATION - 1, nextQ, 2 - OVER_RELAXATION);
    await mixed(x, 1 - OVER_RELAXATION, image, OVER_RELAXATION);
    await mixed(residualOfX, 1 - OVER_RELAXATION, residual, OVER_RELAXATION);
    yield figures;
  }
};

interface Settings {
  readonly tvStrength: number;
  readonly dataTerm: 'least-squares' | 'equality';
}
