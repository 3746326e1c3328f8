import type { DeviceArray, ViewRange } from '../compute/device.ts';
import type { PlacedGrid } from '../geometry/grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { Operators } from './contract.ts';

/**
 * The matrix A of a scan and a grid, and its transpose: what iterative methods are written over. A(ray, pixel) is what
 * Joseph's method counts the pixel for in the ray's line integral, in mm (IEEE Trans. Med. Imaging 1:192, 1982, doi
 * 10.1109/TMI.1982.4307572). Neither of the two weighs anything: ⟨Ax, y⟩ = ⟨x, Aᵀy⟩ but for rounding.
 */
export interface Projector<A extends DeviceArray = DeviceArray> {
  readonly scan: Scan;
  readonly grid: PlacedGrid;
  /**
   * sinogram = A·image, in the views of the range alone; all of them where it is left out.
   *
   * @param sinogram [views, channels] of the whole scan
   */
  forward(image: A, sinogram: A, range?: ViewRange): Promise<void>;
  /**
   * image = Aᵀ·sinogram, the sum over the views of the range alone; what stood in the image is overwritten. What is to be
   * added to an image is added by `Operators.adjointScanImage`, which this goes by, without another array.
   */
  adjoint(sinogram: A, image: A, range?: ViewRange): Promise<void>;
}

/** @param grid of the image; it may stand elsewhere than about the axis */
export function projector<A extends DeviceArray>(operators: Operators<A>, scan: Scan, grid: PlacedGrid): Projector<A> {
  const all: ViewRange = { from: 0, to: scan.anglesRad.length };
  return {
    scan,
    grid,
    forward: (image, sinogram, range = all) => operators.scanImage(image, grid, scan, sinogram, range),
    async adjoint(sinogram, image, range = all) {
      await operators.clear(image);
      await operators.adjointScanImage(sinogram, scan, grid, image, range);
    },
  };
}
