import { squareGrid } from '../../geometry/image-grid.ts';
import { arcScan } from '../../geometry/parallel-scan.ts';
import type { GpuOperators } from './gpu-operators.ts';
import { BACK_PROJECTION_KERNELS, type BackProjectionKernel } from './symmetric-back-projector.ts';

/** Large enough to fill a GPU, small enough that measuring all kernels is over before anybody notices. */
const PIXELS = 512;
const VIEWS = 256;
const CHANNELS = 736;
const LEAST_MS = 15;
const MOST_RUNS = 8;
/** Exact interpolation is worth this much: the texture units must be faster by as much to be chosen. */
const TEXTURE_ADVANTAGE = 1.2;

/**
 * Runs every back-projection kernel on a small problem and sets the device to the fastest.
 *
 * @returns the time of one run of each in ms, the fastest set
 */
export async function measureBackProjection(
  gpu: GpuOperators,
): Promise<Readonly<Record<BackProjectionKernel, number>>> {
  const grid = squareGrid(PIXELS, 1);
  const startRad = Math.PI / VIEWS / 2;
  const scan = arcScan(
    { views: VIEWS, startRad, arcRad: Math.PI },
    { channels: CHANNELS, channelSpacingMm: 1, offset: 0 },
  );
  const views = await gpu.create(VIEWS, CHANNELS);
  const image = await gpu.create(PIXELS, PIXELS);
  const range = { from: 0, to: VIEWS };
  const times = {} as Record<BackProjectionKernel, number>;
  try {
    for (const kernel of BACK_PROJECTION_KERNELS) {
      gpu.backProjection = kernel;
      // The first run compiles.
      await gpu.backProject(views, scan, grid, image, range);
      const start = await gpu.finished();
      let end = start;
      let runs = 0;
      while (runs < MOST_RUNS && end - start < LEAST_MS) {
        await gpu.backProject(views, scan, grid, image, range);
        await gpu.backProject(views, scan, grid, image, range);
        runs += 2;
        end = await gpu.finished();
      }
      times[kernel] = (end - start) / runs;
    }
  } finally {
    gpu.release(views);
    gpu.release(image);
  }
  gpu.backProjection = fastestKernel(times);
  return times;
}

/** The fastest kernel, in doubt one that interpolates exactly. */
export function fastestKernel(times: Readonly<Record<BackProjectionKernel, number>>): BackProjectionKernel {
  const cost = (kernel: BackProjectionKernel) => times[kernel] * (kernel === 'texture' ? TEXTURE_ADVANTAGE : 1);
  return [...BACK_PROJECTION_KERNELS].sort((a, b) => cost(a) - cost(b))[0]!;
}
