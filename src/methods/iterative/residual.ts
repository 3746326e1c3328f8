import type { DeviceArray } from '../../compute/device.ts';
import type { Algebra } from '../../operators/algebra.ts';
import type { Matrix } from '../../operators/projector.ts';

/** out = readings − A·image */
export async function residualOf<A extends DeviceArray>(
  algebra: Algebra<A>,
  matrix: Pick<Matrix<A>, 'forward'>,
  readings: A,
  image: A,
  out: A,
): Promise<void> {
  await matrix.forward(image, out);
  await algebra.subtractFrom(out, readings);
}

export async function normOf<A extends DeviceArray>(algebra: Algebra<A>, values: A): Promise<number> {
  return Math.sqrt(await algebra.squaredNorm(values));
}
