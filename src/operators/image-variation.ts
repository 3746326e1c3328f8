import type { DeviceArray } from '../compute/device.ts';
import { type Grid, gridShape } from '../geometry/grid.ts';
import { imageDivergence } from '../kernels/image-divergence/spec.ts';
import { imageGradient } from '../kernels/image-gradient/spec.ts';
import { gradientComponents, pixelLayout } from '../kernels/pixel-layout.ts';
import { rescaleField } from '../kernels/rescale-field/spec.ts';
import { variation } from '../kernels/variation/spec.ts';
import { algebra } from './algebra.ts';
import type { Operators } from './contract.ts';

/**
 * The gradient of images on a grid, by differences with the next pixel and, in space, the next slice, per pixel; its
 * transpose; and what methods that go by total variation do with fields, whose vectors have their components beside one
 * another: [slices · rows, components · columns].
 */
export interface ImageVariation<A extends DeviceArray = DeviceArray> {
  /** Rows and columns of a field. */
  readonly fieldShape: readonly [rows: number, columns: number];
  /** What ‖∇‖² is at the most. */
  readonly squaredNorm: number;
  /** field = ∇ image */
  gradient(image: A, field: A): Promise<void>;
  /** image = div field = −∇ᵀ field */
  divergence(field: A, image: A): Promise<void>;
  /** field = the nearest field none of whose vectors is longer */
  shorten(field: A, most: number): Promise<void>;
  /** field = field / √(|field|² + smoothing²), pixel by pixel */
  direct(field: A, smoothing: number): Promise<void>;
  /**
   * Σ|∇ image|, per pixel and in the image's unit.
   *
   * @param scratch another array of the image's size
   * @throws (rejects) InputError where a GPU has the image in several buffers
   */
  total(image: A, scratch: A): Promise<number>;
}

export function imageVariation<A extends DeviceArray>(operators: Operators<A>, grid: Grid): ImageVariation<A> {
  const layout = pixelLayout(grid);
  const components = gradientComponents(layout);
  const [columns, rows, slices] = gridShape(grid);
  return {
    fieldShape: [slices * rows, components * columns],
    // (a − b)² ≤ 2a² + 2b², and each pixel stands in two differences of a kind.
    squaredNorm: 8 + (components === 3 ? 4 / layout.sliceSpacing ** 2 : 0),
    gradient: (image, field) => operators.run(imageGradient, layout, { image, field }),
    divergence: (field, image) => operators.run(imageDivergence, layout, { field, image }),
    shorten: async (field, most) => {
      if (most === 0) await operators.clear(field);
      else await operators.run(rescaleField, { components, to: 'shorten', length: most }, { field });
    },
    direct: (field, smoothing) =>
      operators.run(rescaleField, { components, to: 'direct', length: smoothing }, { field }),
    async total(image, scratch) {
      await operators.run(variation, layout, { image, lengths: scratch });
      return algebra(operators).sum(scratch);
    },
  };
}
