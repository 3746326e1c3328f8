import { imageVariation } from '../../operators/image-variation.ts';
import { conjugateGradients } from '../iterative/conjugate-gradients.ts';
import { priorScale } from '../iterative/prior-scale.ts';
import type { IterativeWork } from '../iterative/problem.ts';
import { leastSquaresOf } from '../iterative/weighted-projector.ts';

/**
 * The least of ½‖b − Ax‖² + ½β‖∇x‖² by CGLS on the matrix [A; √β·∇], ∇ the differences from pixel to pixel. What belongs to
 * the lower part follows from the image itself, so that it needs no array from step to step.
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { operators, algebra, projector, image, settings, create } = problem;
  const leastSquares = await leastSquaresOf(problem);
  const variation = imageVariation(operators, projector.grid);
  const field = await create(...variation.fieldShape);
  const divergence = await create(image.rows, image.columns);
  const scratch = await create(leastSquares.readings.rows, leastSquares.readings.columns);
  const scale = await priorScale(problem, leastSquares.matrix, divergence, scratch);
  const beta = (settings.strength as number) * scale;

  yield* conjugateGradients(problem, leastSquares, {
    async squared(of) {
      await variation.gradient(of, field);
      return beta * (await algebra.squaredNorm(field));
    },
    async subtractGradient(values, of) {
      await variation.gradient(of, field);
      // ∇ᵀ = −div
      await variation.divergence(field, divergence);
      await algebra.addScaled(values, beta, divergence);
    },
  });
};
