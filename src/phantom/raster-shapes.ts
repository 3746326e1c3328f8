import { columnCentreMm, type ImageGrid, rowCentreMm } from '../geometry/grid.ts';
import type { ShapePhantom } from './phantom.ts';
import { RayProfile } from './ray-profile.ts';

/** Samples along each side of a pixel; docs/conventions.md states its figures against 8 × 8. */
const SAMPLES_PER_SIDE = 8;

/**
 * The phantom averaged over each pixel by 8 × 8 point samples: float32 [rowTo − rowFrom, columns], in the phantom's
 * unit. Each line of samples is a horizontal ray, and the ray's stretches say which samples are inside, so the cost
 * follows the boundaries and not the number of samples.
 */
export function rasterShapes(phantom: ShapePhantom, grid: ImageGrid, rowFrom: number, rowTo: number): Float32Array {
  const profile = new RayProfile(phantom);
  const image = new Float32Array((rowTo - rowFrom) * grid.columns);
  // Sums of one row of pixels in double precision; `step` holds what changes at a pixel and lasts to the row's end.
  const partial = new Float64Array(grid.columns);
  const step = new Float64Array(grid.columns + 1);
  const samples = SAMPLES_PER_SIDE * grid.columns;
  const sampleSpacingMm = grid.pixelSizeMm / SAMPLES_PER_SIDE;
  const firstSampleXMm = columnCentreMm(grid, 0) - grid.pixelSizeMm / 2 + sampleSpacingMm / 2;
  const ray = { originXMm: firstSampleXMm, originYMm: 0, directionX: 1, directionY: 0 };

  const addStretch = (enterMm: number, exitMm: number, value: number) => {
    // Samples s with enter ≤ s·spacing < exit.
    const first = Math.max(0, Math.ceil(enterMm / sampleSpacingMm));
    const end = Math.min(samples, Math.ceil(exitMm / sampleSpacingMm));
    if (end <= first) return;
    const firstPixel = Math.floor(first / SAMPLES_PER_SIDE);
    const lastPixel = Math.floor((end - 1) / SAMPLES_PER_SIDE);
    if (firstPixel === lastPixel) {
      partial[firstPixel]! += value * (end - first);
      return;
    }
    partial[firstPixel]! += value * ((firstPixel + 1) * SAMPLES_PER_SIDE - first);
    partial[lastPixel]! += value * (end - lastPixel * SAMPLES_PER_SIDE);
    step[firstPixel + 1]! += value * SAMPLES_PER_SIDE;
    step[lastPixel]! -= value * SAMPLES_PER_SIDE;
  };

  for (let row = rowFrom; row < rowTo; row++) {
    partial.fill(0);
    step.fill(0);
    for (let line = 0; line < SAMPLES_PER_SIDE; line++) {
      ray.originYMm = rowCentreMm(grid, row) + grid.pixelSizeMm * (0.5 - (line + 0.5) / SAMPLES_PER_SIDE);
      profile.visit(ray, addStretch);
    }
    let running = 0;
    const offset = (row - rowFrom) * grid.columns;
    for (let column = 0; column < grid.columns; column++) {
      running += step[column]!;
      image[offset + column] = (running + partial[column]!) / (SAMPLES_PER_SIDE * SAMPLES_PER_SIDE);
    }
  }
  return image;
}
