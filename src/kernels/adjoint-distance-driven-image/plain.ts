import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { AdjointParameters } from '../adjoint-scan-image/plain.ts';
import { eachCovered, Strips } from '../strip.ts';

/**
 * Adds to every pixel the readings of the views, each times what its channel counts the pixel for by the distance-driven
 * method: the transpose of kernels/distance-driven-image/plain.ts, which goes over the same strips.
 *
 * @param arrays sinogram [views, channels] of the whole scan, and some rows of the image
 * @param part which rows these are
 */
export function plain(
  { scan, grid, views }: AdjointParameters,
  { sinogram, image }: Readonly<Record<'sinogram' | 'image', HostRows>>,
  part: ViewRange,
): void {
  const { rows, columns } = grid;
  const strips = new Strips(scan, grid);
  const sums = new Float64Array(image.data.length);
  for (let view = views.from; view < views.to; view++) {
    strips.place(view);
    for (let channel = 0; channel < scan.channels; channel++) {
      const strip = strips.of(channel);
      const value = sinogram.data[view * scan.channels + channel]! * strip.lengthMm;
      if (value === 0) continue;
      if (strip.alongRows) {
        for (let row = part.from; row < part.to; row++) {
          const at = (row - part.from) * columns;
          eachCovered(strip, row, columns, (column, covered) => {
            sums[at + column]! += covered * value;
          });
        }
      } else {
        for (let column = 0; column < columns; column++) {
          eachCovered(strip, column, rows, (row, covered) => {
            if (row >= part.from && row < part.to) sums[(row - part.from) * columns + column]! += covered * value;
          });
        }
      }
    }
  }
  for (const [i, sum] of sums.entries()) image.data[i]! += sum;
}
