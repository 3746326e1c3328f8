import type { DeviceArray } from '../../compute/device.ts';
import type { IterationFigures, Problem } from './problem.ts';
import { residualOf } from './residual.ts';
import type { LeastSquares } from './weighted-projector.ts';

/** β‖Rx‖², a quadratic penalty beside the readings. */
export interface QuadraticPenalty<A extends DeviceArray> {
  /** β‖R·image‖² */
  squared(image: A): Promise<number>;
  /** values = values − β·RᵀR·image */
  subtractGradient(values: A, image: A): Promise<void>;
}

/** So often the residual is made of the image itself: what is carried along from step to step drifts from it by rounding. */
const STEPS_ON_TRUST = 10;

/**
 * Conjugate gradients for ½‖b − Ax‖² + ½β‖Rx‖², each step the best in all directions so far. Begins with what the image holds.
 *
 * @param penalty `null` where readings are all that counts
 */
export async function* conjugateGradients<A extends DeviceArray>(
  { algebra, image, create }: Pick<Problem<A>, 'algebra' | 'image' | 'create'>,
  { matrix, readings }: LeastSquares<A>,
  penalty: QuadraticPenalty<A> | null,
): AsyncGenerator<IterationFigures, void, void> {
  const residual = await create(readings.rows, readings.columns);
  const projected = await create(readings.rows, readings.columns);
  const gradient = await create(image.rows, image.columns);
  const direction = await create(image.rows, image.columns);

  const descend = async () => {
    await matrix.adjoint(residual, gradient);
    await penalty?.subtractGradient(gradient, image);
    return algebra.squaredNorm(gradient);
  };
  const figures = async (): Promise<IterationFigures> => {
    const squared = await algebra.squaredNorm(residual);
    if (!penalty) return { residual: Math.sqrt(squared) };
    return { residual: Math.sqrt(squared), objective: (squared + (await penalty.squared(image))) / 2 };
  };

  await residualOf(algebra, matrix, readings, image, residual);
  yield await figures();
  let steepness = await descend();
  await algebra.copy(direction, gradient);
  for (let made = 1; ; made++) {
    await matrix.forward(direction, projected);
    const curvature = (await algebra.squaredNorm(projected)) + ((await penalty?.squared(direction)) ?? 0);
    // Both are 0 at the solution.
    const length = curvature > 0 ? steepness / curvature : 0;
    await algebra.addScaled(image, length, direction);
    if (made % STEPS_ON_TRUST === 0) await residualOf(algebra, matrix, readings, image, residual);
    else await algebra.addScaled(residual, -length, projected);
    yield await figures();
    const before = steepness;
    steepness = await descend();
    await algebra.scale(direction, before > 0 ? steepness / before : 0);
    await algebra.addScaled(direction, 1, gradient);
  }
}
