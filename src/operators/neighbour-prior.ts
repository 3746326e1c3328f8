import type { DeviceArray } from '../compute/device.ts';
import type { Grid } from '../geometry/grid.ts';
import type { HuberQuantity } from '../kernels/huber-prior/plain.ts';
import { huberPrior } from '../kernels/huber-prior/spec.ts';
import { pixelLayout } from '../kernels/pixel-layout.ts';
import { algebra } from './algebra.ts';
import type { Operators } from './contract.ts';

/**
 * Huber's prior R on the differences of neighbours, of images on a grid (kernels/huber-prior/plain.ts): all neighbours of a
 * pixel together count 1. On a GPU an image is in one buffer.
 */
export interface NeighbourPrior<A extends DeviceArray = DeviceArray> {
  /** out = ∇R(image) */
  gradient(image: A, out: A): Promise<void>;
  /** out = curvature of the parabola above R that touches it at the image, pixel by pixel; 2 at the most */
  curvature(image: A, out: A): Promise<void>;
  /** R(image). @param scratch another array of the image's size */
  energy(image: A, scratch: A): Promise<number>;
}

/** @param threshold in the image's unit: up to which a difference counts by its square */
export function neighbourPrior<A extends DeviceArray>(
  operators: Operators<A>,
  grid: Grid,
  threshold: number,
): NeighbourPrior<A> {
  const layout = pixelLayout(grid);
  const run = (quantity: HuberQuantity, image: A, out: A) =>
    operators.run(huberPrior, { layout, threshold, quantity }, { image, out });
  return {
    gradient: (image, out) => run('gradient', image, out),
    curvature: (image, out) => run('curvature', image, out),
    async energy(image, scratch) {
      await run('energy', image, scratch);
      return algebra(operators).sum(scratch);
    },
  };
}
