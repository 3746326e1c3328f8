import type { DeviceArray } from '../../compute/device.ts';
import type { Matrix } from '../../operators/projector.ts';
import type { Problem } from './problem.ts';

/**
 * What the strength of a quadratic prior is counted in: the mean over all pixels of AᵀA1, of what the readings say of each.
 * β = strength · this makes a strength a plain number, which means the same with other pixels, views, units of length and, where
 * A is weighted, photons.
 *
 * @param matrix A, weighted where the method weighs
 * @param image of the image's size, written over @param readings of the readings' size, written over
 */
export async function priorScale<A extends DeviceArray>(
  { algebra, remember }: Pick<Problem<A>, 'algebra' | 'remember'>,
  matrix: Matrix<A>,
  image: A,
  readings: A,
): Promise<number> {
  return remember('scale of priors', async () => {
    await algebra.fill(image, 1);
    await matrix.forward(image, readings);
    // Σ AᵀA1 = ‖A1‖².
    return (await algebra.squaredNorm(readings)) / (image.rows * image.columns);
  });
}
