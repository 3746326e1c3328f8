// What gridrec stands for, summed up term by term in double precision: slow, and without grid, kernel and fast
// transforms. f = Σ_v w_v·q_v(x·cosθ_v + y·sinθ_v), q_v the view, padded with zeros, filtered, and interpolated linearly;
// of whose Fourier series the terms up to the first zero of sinc² are taken.

import type { ImageGrid } from '../../src/geometry/grid.ts';
import type { ParallelScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { rampAt } from './direct-fbp.ts';

/** Ram-Lak, at every pixel within a radius of the axis; others are 0. */
export function directGridrec(
  sinogram: ArrayLike<number>,
  scan: ParallelScan,
  grid: ImageGrid,
  radiusMm: number,
): Float64Array {
  const { channels, channelSpacingMm: spacing, offset } = scan;
  const axis = (channels - 1) / 2 + offset;
  const farthest = Math.max(axis, channels - 1 - axis) + 1;
  const length = Math.max(2, 2 ** Math.ceil(Math.log2(2 * Math.max(channels, Math.ceil(farthest)) - 1)));
  const ramp = Float64Array.from({ length }, (_, k) => {
    let sum = 0;
    for (let n = -length / 2; n < length / 2; n++) sum += rampAt(n, spacing) * Math.cos((2 * Math.PI * k * n) / length);
    return spacing * sum;
  });
  const image = new Float64Array(grid.rows * grid.columns);
  scan.anglesRad.forEach((angle, view) => {
    const real = new Float64Array(length);
    const imaginary = new Float64Array(length);
    for (let k = 0; k < length; k++) {
      const sinc = k === 0 ? 1 : Math.sin((Math.PI * k) / length) / ((Math.PI * k) / length);
      const gain = ((k === 0 ? 1 : 2) * ramp[k]! * sinc ** 2 * scan.viewWeightsRad[view]!) / length;
      for (let j = 0; j < channels; j++) {
        const turn = (2 * Math.PI * ((k * j) % length)) / length;
        real[k]! += gain * sinogram[view * channels + j]! * Math.cos(turn);
        imaginary[k]! -= gain * sinogram[view * channels + j]! * Math.sin(turn);
      }
    }
    for (let i = 0; i < image.length; i++) {
      const x = ((i % grid.columns) - (grid.columns - 1) / 2) * grid.pixelSizeMm;
      const y = ((grid.rows - 1) / 2 - Math.floor(i / grid.columns)) * grid.pixelSizeMm;
      if (Math.hypot(x, y) > radiusMm) continue;
      const turn = (2 * Math.PI * ((x * Math.cos(angle) + y * Math.sin(angle)) / spacing + axis)) / length;
      for (let k = 0; k < length; k++) {
        image[i]! += real[k]! * Math.cos(k * turn) - imaginary[k]! * Math.sin(k * turn);
      }
    }
  });
  return image;
}
