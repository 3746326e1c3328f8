import { imageVariation } from '../../operators/image-variation.ts';
import { NORM_MARGIN, squaredNormOf } from '../iterative/operator-norm.ts';
import { priorScale } from '../iterative/prior-scale.ts';
import type { IterativeWork } from '../iterative/problem.ts';
import { residualOf } from '../iterative/residual.ts';
import { variationDenoiser } from '../iterative/variation-denoiser.ts';
import { variationWeight } from '../iterative/variation-strength.ts';
import { leastSquaresOf } from '../iterative/weighted-projector.ts';

/**
 * x ← prox[z + Aᵀ(b − Az)/‖A‖²], z = x + (t − 1)/t'·(x − x before), t' = (1 + √(1 + 4t²))/2, where prox(y) is the least of
 * ½‖x − y‖² + (λ/‖A‖²)·Σ|∇x| within the bounds. Where the objective rises, the momentum begins anew (O’Donoghue & Candès,
 * Found. Comput. Math. 15:715, 2015, doi 10.1007/s10208-013-9150-3).
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { operators, algebra, projector, image, settings, waterValue, create } = problem;
  const { tvStrength: strength, innerSteps } = settings as unknown as Settings;
  const { matrix, readings } = await leastSquaresOf(problem);
  const variation = imageVariation(operators, projector.grid);
  const newImage = () => create(image.rows, image.columns);
  const residual = await create(readings.rows, readings.columns);
  const residualAhead = await create(readings.rows, readings.columns);
  const [step, ahead, before] = [await newImage(), await newImage(), await newImage()];

  const norm = () => squaredNormOf(operators, algebra, matrix, step, residual);
  const squaredNorm = NORM_MARGIN * (await problem.remember('‖A‖²', norm));
  const length = squaredNorm > 0 ? 1 / squaredNorm : 0;
  const weight = variationWeight(strength, waterValue, await priorScale(problem, matrix, step, residual));
  const denoise = await variationDenoiser({ ...problem, grid: projector.grid }, weight * length, innerSteps);

  const observe = async () => {
    await residualOf(algebra, matrix, readings, image, residual);
    const squares = await algebra.squaredNorm(residual);
    return {
      residual: Math.sqrt(squares),
      objective: squares / 2 + weight * (await variation.total(image, step)),
    };
  };
  let figures = await observe();
  yield figures;
  await algebra.copy(ahead, image);
  await algebra.copy(residualAhead, residual);
  for (let t = 1; ; ) {
    await matrix.adjoint(residualAhead, step);
    await algebra.addScaled(ahead, length, step);
    await algebra.copy(before, image);
    await denoise(ahead, image, step);

    await algebra.copy(residualAhead, residual);
    const { objective } = figures;
    figures = await observe();
    const next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
    const rises = figures.objective > objective;
    const factor = rises ? 0 : (t - 1) / next;
    t = rises ? 1 : next;
    await algebra.copy(ahead, image);
    await algebra.scale(ahead, 1 + factor);
    await algebra.addScaled(ahead, -factor, before);
    await algebra.scale(residualAhead, -factor);
    await algebra.addScaled(residualAhead, 1 + factor, residual);
    yield figures;
  }
};

interface Settings {
  readonly tvStrength: number;
  readonly innerSteps: number;
}
