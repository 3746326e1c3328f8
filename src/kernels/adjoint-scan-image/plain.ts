import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { columnCentreMm, type PlacedGrid, rowCentreMm } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { rayTable } from '../ray-table.ts';

export interface AdjointParameters {
  readonly scan: Scan;
  readonly grid: PlacedGrid;
  readonly views: ViewRange;
}

/**
 * Adds to every pixel the readings of the views, each times what its ray counts the pixel for by Joseph's method: the
 * transpose of `scanImage` (kernels/scan-image/plain.ts), which walks over the same samples.
 *
 * @param arrays sinogram [views, channels] of the whole scan, and some rows of the image
 * @param part which rows these are
 */
export function plain(
  { scan, grid, views }: AdjointParameters,
  { sinogram, image }: Readonly<Record<'sinogram' | 'image', HostRows>>,
  part: ViewRange,
): void {
  const { rows, columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  const rays = rayTable(scan);
  const sums = new Float64Array(image.data.length);
  const add = (row: number, column: number, value: number) => {
    if (row >= part.from && row < part.to && column >= 0 && column < columns) {
      sums[(row - part.from) * columns + column]! += value;
    }
  };
  for (let view = views.from; view < views.to; view++) {
    const viewCosine = Math.cos(scan.anglesRad[view]!);
    const viewSine = Math.sin(scan.anglesRad[view]!);
    for (let channel = 0; channel < scan.channels; channel++) {
      // cos(β − γ) and sin(β − γ)
      const cosine = viewCosine * rays.cosine[channel]! + viewSine * rays.sine[channel]!;
      const sine = viewSine * rays.cosine[channel]! - viewCosine * rays.sine[channel]!;
      // From the middle of the grid.
      const uMm = rays.distanceMm[channel]! - (centreXMm * cosine + centreYMm * sine);
      const reading = sinogram.data[view * scan.channels + channel]!;
      if (Math.abs(cosine) >= Math.abs(sine)) {
        const value = (reading * pixelSizeMm) / Math.abs(cosine);
        const start = (uMm - rowCentreMm(grid, 0) * sine) / cosine / pixelSizeMm + (columns - 1) / 2;
        const step = sine / cosine;
        for (let row = part.from; row < part.to; row++) {
          const position = start + row * step;
          const below = Math.floor(position);
          add(row, below, (1 - (position - below)) * value);
          add(row, below + 1, (position - below) * value);
        }
      } else {
        const value = (reading * pixelSizeMm) / Math.abs(sine);
        const start = (rows - 1) / 2 - (uMm - columnCentreMm(grid, 0) * cosine) / sine / pixelSizeMm;
        const step = cosine / sine;
        for (let column = 0; column < columns; column++) {
          const position = start + column * step;
          const below = Math.floor(position);
          add(below, column, (1 - (position - below)) * value);
          add(below + 1, column, (position - below) * value);
        }
      }
    }
  }
  for (const [i, sum] of sums.entries()) image.data[i]! += sum;
}
