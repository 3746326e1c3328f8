import type { DeviceArray } from '../../compute/device.ts';
import type { Algebra } from '../../operators/algebra.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Matrix } from '../../operators/projector.ts';

/** It comes from below: what is certainly as much is this many times what was found. */
export const NORM_MARGIN = 1.05;

const MOST_STEPS = 40;
const FEWEST_STEPS = 4;
/** Iterations end when the norm grows by no more than this part of it. */
const SMALL_GROWTH = 1e-3;

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
  const start = await operators.upload(positiveNoise(image.rows * image.columns), image.rows, image.columns);
  try {
    await algebra.copy(image, start);
  } finally {
    operators.release(start);
  }
  let found = 0;
  let length = Math.sqrt(await algebra.squaredNorm(image));
  for (let step = 0; step < MOST_STEPS; step++) {
    await algebra.scale(image, 1 / length);
    await matrix.forward(image, readings);
    await matrix.adjoint(readings, image);
    length = Math.sqrt(await algebra.squaredNorm(image));
    if (length === 0) return 0;
    const growth = length - found;
    found = Math.max(found, length);
    if (step >= FEWEST_STEPS && growth <= SMALL_GROWTH * found) break;
  }
  return found;
}

/** 0.5 … 1.5, by Knuth's multiplicative hashing of the places. */
function positiveNoise(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => 0.5 + (Math.imul(i + 1, 2_654_435_761) >>> 0) / 2 ** 32);
}
