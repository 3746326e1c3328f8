import { conjugateGradients } from '../iterative/conjugate-gradients.ts';
import type { IterativeWork } from '../iterative/problem.ts';
import { leastSquaresOf } from '../iterative/weighted-projector.ts';

/** Each iteration goes to the least ‖b − Ax‖ over all directions that it has gone so far. */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  yield* conjugateGradients(problem, await leastSquaresOf(problem), null);
};
