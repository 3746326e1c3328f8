import type { DeviceArray } from '../../compute/device.ts';
import type { Grid } from '../../geometry/grid.ts';
import { imageVariation } from '../../operators/image-variation.ts';
import type { Problem } from '../iterative/problem.ts';

/** What is denoised. */
export type Denoised<A extends DeviceArray> = Pick<
  Problem<A>,
  'operators' | 'algebra' | 'least' | 'most' | 'create'
> & { readonly grid: Grid };

/**
 * Makes an image the least of ½‖x − y‖² + weight·Σ|∇x| within the bounds, by fast gradient projection on the dual field p,
 * |p| ≤ weight, x = P[y + div p], each time from the field that the last time ended with (Beck & Teboulle, IEEE Trans. Image
 * Process. 18:2419, 2009, doi 10.1109/TIP.2009.2028250).
 */
export async function variationDenoiser<A extends DeviceArray>(
  { operators, algebra, grid, least, most, create }: Denoised<A>,
  weight: number,
  steps: number,
) {
  const variation = imageVariation(operators, grid);
  const newField = () => create(...variation.fieldShape);
  const [field, ahead, gradient] = [await newField(), await newField(), await newField()];

  return async (y: A, image: A, scratch: A): Promise<void> => {
    const imageOf = async (dual: A) => {
      await variation.divergence(dual, scratch);
      await algebra.copy(image, y);
      await algebra.addScaled(image, 1, scratch);
      await algebra.clip(image, least, most);
    };
    await algebra.copy(ahead, field);
    for (let [k, t] = [0, 1]; k < steps; k++) {
      await imageOf(ahead);
      await variation.gradient(image, gradient);
      await algebra.addScaled(ahead, 1 / variation.squaredNorm, gradient);
      await variation.shorten(ahead, weight);
      // Now the field of this step; then what lies ahead of it.
      const next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
      const factor = (t - 1) / next;
      t = next;
      await algebra.copy(gradient, field);
      await algebra.copy(field, ahead);
      await algebra.scale(ahead, 1 + factor);
      await algebra.addScaled(ahead, -factor, gradient);
    }
    await imageOf(field);
  };
}
