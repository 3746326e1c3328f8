import type { DeviceArray } from '../../compute/device.ts';
import type { Algebra } from '../../operators/algebra.ts';
import type { Operators } from '../../operators/contract.ts';
import type { ImageVariation } from '../../operators/image-variation.ts';
import type { Matrix } from '../../operators/projector.ts';

/** It comes from below: what is certainly as much is this many times what was found. */
export const NORM_MARGIN = 1.05;

const MOST_STEPS = 40;
const FEWEST_STEPS = 4;
/** Iterations end when the norm grows by no more than this part of it. */
const SMALL_GROWTH = 1e-3;
/** Where a rough number is enough, and the margin that it needs. */
const ROUGH_GROWTH = 2e-2;
const ROUGH_MARGIN = 1.1;

/**
 * ‖A‖² as nearly as the power method has it: the largest eigenvalue of AᵀA, from below. It begins with what is positive
 * everywhere and random, the same whenever it is asked, so that no eigenvector is at right angles to it: that of the largest
 * value has no negative pixel, since A has none.
 *
 * @param image of the image's size, written over @param readings of the readings' size, written over
 */
export async function squaredNormOf<A extends DeviceArray>(
  operators: Operators<A>,
  algebra: Algebra<A>,
  matrix: Matrix<A>,
  image: A,
  readings: A,
): Promise<number> {
  await fillWithNoise(operators, algebra, image, 0.5);
  return largestEigenvalue(algebra, image, SMALL_GROWTH, async () => {
    await matrix.forward(image, readings);
    await matrix.adjoint(readings, image);
  });
}

/**
 * ‖K‖², at the most, of K = [A/‖A‖; ∇/‖∇‖]: it is between 1 and 2, and near to 1, since A has most to say of what is the same
 * far and wide, and ∇ of what changes from pixel to pixel. The power method begins with noise about 0, which has little of
 * the former.
 *
 * @param squaredNorm ‖A‖² @param image of the image's size, written over, and so are all others
 */
export async function squaredNormWithGradient<A extends DeviceArray>(
  operators: Operators<A>,
  algebra: Algebra<A>,
  matrix: Matrix<A>,
  variation: ImageVariation<A>,
  squaredNorm: number,
  { image, step, readings, field }: { readonly image: A; readonly step: A; readonly readings: A; readonly field: A },
): Promise<number> {
  await fillWithNoise(operators, algebra, image, -0.5);
  const found = await largestEigenvalue(algebra, image, ROUGH_GROWTH, async () => {
    await matrix.forward(image, readings);
    await variation.gradient(image, field);
    await matrix.adjoint(readings, image);
    await algebra.scale(image, squaredNorm > 0 ? 1 / squaredNorm : 0);
    // ∇ᵀ = −div
    await variation.divergence(field, step);
    await algebra.addScaled(image, -1 / variation.squaredNorm, step);
  });
  return Math.min(2, Math.max(NORM_MARGIN, ROUGH_MARGIN * found));
}

/** The largest eigenvalue of a matrix BᵀB, from below, by the power method. @param image what to begin with @param apply changes it */
async function largestEigenvalue<A extends DeviceArray>(
  algebra: Algebra<A>,
  image: A,
  smallGrowth: number,
  apply: () => Promise<void>,
): Promise<number> {
  let found = 0;
  let length = Math.sqrt(await algebra.squaredNorm(image));
  for (let step = 0; step < MOST_STEPS; step++) {
    await algebra.scale(image, 1 / length);
    await apply();
    length = Math.sqrt(await algebra.squaredNorm(image));
    if (length === 0) return 0;
    const growth = length - found;
    found = Math.max(found, length);
    if (step >= FEWEST_STEPS && growth <= smallGrowth * found) break;
  }
  return found;
}

/** image = `least` … `least` + 1, by Knuth's multiplicative hashing of the places. */
async function fillWithNoise<A extends DeviceArray>(
  operators: Operators<A>,
  algebra: Algebra<A>,
  image: A,
  least: number,
): Promise<void> {
  const { rows, columns } = image;
  const noise = Float32Array.from(
    { length: rows * columns },
    (_, i) => least + (Math.imul(i + 1, 2_654_435_761) >>> 0) / 2 ** 32,
  );
  const start = await operators.upload(noise, rows, columns);
  try {
    await algebra.copy(image, start);
  } finally {
    operators.release(start);
  }
}
