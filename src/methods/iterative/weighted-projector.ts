import type { DeviceArray } from '../../compute/device.ts';
import { InputError } from '../../errors.ts';
import type { Matrix } from '../../operators/projector.ts';
import type { Problem } from './problem.ts';
import { NOTHING_COUNTED, weighsByCounts } from './weights-setting.ts';

/**
 * weights = what each reading counts for: 1/variance, as a part of that of the open beam without the electronics' noise. With
 * s = e^(−c·p) of the open beam's N₀ photons and the electronics' standard deviation σ, that is s²/(s + σ²/N₀), or s where the
 * photons are not known.
 *
 * @throws InputError (rejects) where the readings do not say what was counted
 */
export async function countWeights<A extends DeviceArray>(
  { algebra, readings, counting }: Pick<Problem<A>, 'algebra' | 'readings' | 'counting' | 'create'>,
  weights: A,
  scratch: A,
): Promise<void> {
  const { photons, electronicNoise, signalFactor } = counting;
  if (signalFactor === null) throw new InputError(NOTHING_COUNTED);
  await algebra.copy(weights, readings);
  await algebra.exponential(weights, -signalFactor);
  if (photons === null || electronicNoise === 0) return;
  // s·(s/(s + r))
  await algebra.fill(scratch, electronicNoise ** 2 / photons);
  await algebra.addScaled(scratch, 1, weights);
  const signals = weights;
  await algebra.divide(scratch, signals);
  await algebra.divide(signals, scratch);
}

/** A problem of least squares, weighed where its settings say so: ½‖√W·(b − A·x)‖². */
export interface LeastSquares<A extends DeviceArray = DeviceArray> {
  /** √W·A. Its transpose leaves readings as they are. */
  readonly matrix: Matrix<A>;
  /** √W·b; stay as they are. */
  readonly readings: A;
}

/** The problem as least squares: a method need not know whether readings are weighed. */
export async function leastSquaresOf<A extends DeviceArray>(problem: Problem<A>): Promise<LeastSquares<A>> {
  const { algebra, projector, readings, settings, create } = problem;
  if (!weighsByCounts(settings)) return { matrix: projector, readings };
  const roots = await create(readings.rows, readings.columns);
  const weighted = await create(readings.rows, readings.columns);
  await countWeights(problem, roots, weighted);
  await algebra.squareRoot(roots);
  const own = await create(readings.rows, readings.columns);
  await algebra.copy(own, readings);
  await algebra.multiply(own, roots);
  return {
    readings: own,
    matrix: {
      async forward(image, into) {
        await projector.forward(image, into);
        await algebra.multiply(into, roots);
      },
      async adjoint(given, image) {
        await algebra.copy(weighted, given);
        await algebra.multiply(weighted, roots);
        await projector.adjoint(weighted, image);
      },
    },
  };
}
