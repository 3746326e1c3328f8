import { squareGrid } from '../../geometry/grid.ts';
import { arcScan } from '../../geometry/parallel/parallel-scan.ts';
import { BACK_PROJECTION_KERNELS, type BackProjectionKernel } from './back-projection-kernels.ts';
import type { GpuOperators } from './gpu-operators.ts';

/** Large enough to fill a GPU, small enough that measuring all kernels is over before anybody notices. */
const PIXELS = 512;
const VIEWS = 256;
const CHANNELS = 736;
const LEAST_MS = 15;
const MOST_RUNS = 8;
/** So many times as long as the browser is late is timed to a fifth; more runs than this would be a nuisance. */
const LATENCIES = 5;
const MOST_RUNS_OF_COARSE_CLOCK = 256;
/** Exact interpolation is worth this much: the texture units must be faster by as much to be chosen. */
const TEXTURE_ADVANTAGE = 1.2;

/** What measuring needs of a GPU's operators. */
export type MeasuredOperators = TimedOperators &
  Pick<GpuOperators, 'backProjection' | 'create' | 'release' | 'backProject'>;
type TimedOperators = Pick<GpuOperators, 'finished' | 'timeOnDevice' | 'idleLatencyMs'>;

/**
 * Runs every back-projection kernel on a small problem and sets the device to the fastest: by the device's own clock
 * where it has one, else by the clock on the wall, for long enough that the browser's lateness matters little.
 *
 * @returns the time of one run of each in ms, the fastest set
 */
export async function measureBackProjection(
  gpu: MeasuredOperators,
): Promise<Readonly<Record<BackProjectionKernel, number>>> {
  const grid = squareGrid(PIXELS, 1);
  const startRad = Math.PI / VIEWS / 2;
  const scan = arcScan(
    { views: VIEWS, startRad, arcRad: Math.PI },
    { channels: CHANNELS, channelSpacingMm: 1, offset: 0 },
  );
  const views = await gpu.create(VIEWS, CHANNELS);
  const image = await gpu.create(PIXELS, PIXELS);
  try {
    const run = () => gpu.backProject(views, scan, grid, image, { from: 0, to: VIEWS });
    const times = await timesOf(gpu, BACK_PROJECTION_KERNELS, async (kernel) => {
      gpu.backProjection = kernel;
      await run();
    });
    gpu.backProjection = fastestKernel(times);
    return times;
  } finally {
    gpu.release(views);
    gpu.release(image);
  }
}

/**
 * The time of one run of each kernel in ms: by the device's own clock where it has one, else by the clock on the wall.
 *
 * @param run by a kernel, which stays set
 */
export async function timesOf<Kernel extends string>(
  gpu: TimedOperators,
  kernels: readonly Kernel[],
  run: (kernel: Kernel) => Promise<void>,
  mostRunsByOwnClock = MOST_RUNS,
): Promise<Record<Kernel, number>> {
  const times = {} as Record<Kernel, number>;
  const repeated = (kernel: Kernel) => async (runs: number) => {
    for (let i = 0; i < runs; i++) await run(kernel);
  };
  let hasOwnClock = true;
  for (const kernel of kernels) {
    // The first run compiles.
    await run(kernel);
    await gpu.finished();
    const onDevice = (runs: number) => gpu.timeOnDevice(() => repeated(kernel)(runs));
    if (hasOwnClock) times[kernel] = await msPerRun(onDevice, LEAST_MS, mostRunsByOwnClock);
    // Times by two clocks are not to be compared.
    if (Number.isNaN(times[kernel])) hasOwnClock = false;
  }
  if (!hasOwnClock) {
    const leastMs = Math.max(LEAST_MS, LATENCIES * gpu.idleLatencyMs);
    const mostRuns = gpu.idleLatencyMs > 0 ? MOST_RUNS_OF_COARSE_CLOCK : MOST_RUNS;
    for (const kernel of kernels) {
      const onWall = (runs: number) => onTheWall(gpu, () => repeated(kernel)(runs));
      times[kernel] = await msPerRun(onWall, leastMs, mostRuns);
    }
  }
  return times;
}

/** Runs twice, four times, … until that lasts long enough; NaN where the clock says nothing. */
async function msPerRun(
  time: (runs: number) => Promise<number | null>,
  leastMs: number,
  mostRuns: number,
): Promise<number> {
  for (let runs = 2; ; runs *= 2) {
    const elapsedMs = await time(runs);
    if (elapsedMs === null) return Number.NaN;
    if (elapsedMs >= leastMs || runs >= mostRuns) return elapsedMs / runs;
  }
}

async function onTheWall(gpu: Pick<TimedOperators, 'finished'>, work: () => Promise<void>): Promise<number> {
  await gpu.finished();
  const start = performance.now();
  await work();
  return Math.max(0, (await gpu.finished()) - start);
}

/** The fastest kernel, in doubt one that interpolates exactly. */
export function fastestKernel<Kernel extends string>(times: Readonly<Record<Kernel, number>>): Kernel {
  const cost = (kernel: Kernel) => times[kernel] * (kernel === 'texture' ? TEXTURE_ADVANTAGE : 1);
  const isExact = (kernel: Kernel) => (kernel === 'texture' ? 1 : 0);
  return (Object.keys(times) as Kernel[]).sort((a, b) => cost(a) - cost(b) || isExact(a) - isExact(b))[0]!;
}
