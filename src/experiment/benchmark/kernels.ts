import type { DeviceArray, RunControl, ViewRange } from '../../compute/device.ts';
import { pixelCount, type SliceRange } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { ITERATIVE_METHODS, type IterativeMethodName } from '../../methods/registry.ts';
import type { Operators } from '../../operators/contract.ts';
import { projector } from '../../operators/projector.ts';
import type { ProjectorModel } from '../../operators/projector-model.ts';
import type { BenchmarkKernel } from './benchmark-kernel.ts';
import { iterationKernel } from './iteration-kernel.ts';
import type { BenchmarkProblem } from './problem.ts';

/** What the benchmark measures unless told otherwise, in the order of its tables. */
export const BENCHMARK_KERNELS = ['back-project', 'gridrec', 'scan', 'filter', 'scan-image'] as const;
/** What it measures of fans, when asked to: see `backProjection` for what they are given. */
export const FAN_KERNELS = ['arc', 'flat', 'short', 'rebin'] as const;
/** The transpose of `scan-image`, which iterative methods run as often, and the other model of both, when asked to. */
export const PROJECTOR_KERNELS = ['adjoint', 'distance-driven', 'adjoint-distance-driven'] as const;
/** What it measures of volumes, when asked to. */
export const VOLUME_KERNELS = ['cone'] as const;
/** One iteration of each method that iterates, by its name, when asked to. */
export const ITERATION_KERNELS = ITERATIVE_METHODS.map(({ name }) => name);
/** All of them. */
export const ALL_KERNELS = [
  ...BENCHMARK_KERNELS,
  ...FAN_KERNELS,
  ...PROJECTOR_KERNELS,
  ...VOLUME_KERNELS,
  ...ITERATION_KERNELS,
] as const;
export type BenchmarkKernelName = (typeof ALL_KERNELS)[number];

export const benchmarkKernels: Readonly<Record<BenchmarkKernelName, BenchmarkKernel>> = {
  ...(Object.fromEntries(ITERATIVE_METHODS.map((method) => [method.name, iterationKernel(method)])) as Record<
    IterativeMethodName,
    BenchmarkKernel
  >),
  'back-project': backProjection('Back-projection', 'image', ({ scan }) => scan),
  arc: backProjection('Fan, arc', 'arc-image', ({ fans }) => fans.arc),
  flat: backProjection('Fan, flat', 'flat-image', ({ fans }) => fans.flat),
  short: backProjection('Short fan, flat', 'short-image', ({ fans }) => fans.short),
  rebin: {
    title: 'Rebinning of an arc',
    counted: 'readings',
    input: 'sinogram',
    output: 'rebinned',
    backProjected: null,
    growth: 4,
    run: (operators, { rebinning }, input, output, { signal }) =>
      inSteps(operators, 'filter', rebinning.parallel, rebinning.parallel.channels, signal, (range) =>
        operators.rebin(rebinning, input!, output, range),
      ),
  },
  gridrec: {
    title: 'Gridrec, filter included',
    counted: 'readings',
    input: 'sinogram',
    output: 'gridrec-image',
    backProjected: null,
    growth: 4,
    run: (operators, { plan, scan, grid }, input, output, control) =>
      operators.reconstructFourier(plan, input!, scan, grid, output, control),
  },
  scan: {
    title: 'Scan of shapes',
    counted: 'rays',
    input: null,
    output: 'sinogram',
    backProjected: null,
    growth: 4,
    run: (operators, { phantom, scan }, _input, output, { signal }) =>
      inSteps(operators, 'scan', scan, scan.channels * (phantom.shapes.length + 1), signal, (range) =>
        operators.scanShapes(phantom, scan, output, range),
      ),
  },
  filter: {
    title: 'Filter',
    counted: 'readings',
    input: 'sinogram',
    output: 'filtered',
    backProjected: null,
    growth: 4,
    run: (operators, { filter, scan }, input, output, { signal }) =>
      inSteps(operators, 'filter', scan, scan.channels, signal, (range) =>
        operators.filterViews(filter, input!, output, range),
      ),
  },
  'scan-image': forwardProjection('Forward projection (Joseph)', 'sinogram-of-image', 'joseph'),
  adjoint: transposeOf('Transpose (Joseph)', 'adjoint-image', 'joseph'),
  'distance-driven': forwardProjection('Forward, distance-driven', 'distance-driven-sinogram', 'distance-driven'),
  'adjoint-distance-driven': transposeOf(
    'Transpose, distance-driven',
    'adjoint-distance-driven-image',
    'distance-driven',
  ),
  cone: {
    title: 'Cone, flat, a volume',
    counted: 'updates',
    input: 'cone-readings',
    output: 'cone-volume',
    backProjected: { onto: 'volume', scan: ({ cone }) => cone.scan },
    growth: 16,
    run: (operators, problem, input, output, control) => {
      const { grid } = problem.cone;
      return backProjectSlices(operators, problem, input!, output, { from: 0, to: grid.slices }, control);
    },
    judged: {
      rows: ({ cone: { grid, judgedSlice } }) => ({ from: judgedSlice * grid.rows, to: (judgedSlice + 1) * grid.rows }),
      run: (operators, problem, input, output, control) => {
        const { judgedSlice } = problem.cone;
        return backProjectSlices(
          operators,
          problem,
          input!,
          output,
          { from: judgedSlice, to: judgedSlice + 1 },
          control,
        );
      },
    },
  },
};

/**
 * Fans are given the parallel views, of which there are as many with as many channels: how long a kernel takes does not
 * depend on what the numbers are.
 */
function backProjection(
  title: string,
  output: BenchmarkKernel['output'],
  scanOf: (problem: BenchmarkProblem) => Scan,
): BenchmarkKernel {
  return {
    title,
    counted: 'updates',
    input: 'filtered',
    output,
    backProjected: { onto: 'slice', scan: scanOf },
    growth: 8,
    async run(operators, problem, input, image, control) {
      const scan = scanOf(problem);
      await operators.clear(image);
      await operators.backProject(input!, scan, problem.grid, image, allViews(scan), control);
    },
  };
}

/** All views in one go, as iterative methods ask for them. */
function forwardProjection(title: string, output: BenchmarkKernel['output'], model: ProjectorModel): BenchmarkKernel {
  return {
    ...{ title, output, counted: 'rays', input: 'raster', backProjected: null, growth: 8 },
    run: (operators, { scan, grid }, input, out) => projector(operators, scan, grid, model).forward(input!, out),
  };
}

function transposeOf(title: string, output: BenchmarkKernel['output'], model: ProjectorModel): BenchmarkKernel {
  return {
    ...{ title, output, counted: 'rays', input: 'sinogram', backProjected: null, growth: 8 },
    run: (operators, { scan, grid }, input, out) => projector(operators, scan, grid, model).adjoint(input!, out),
  };
}

async function backProjectSlices<A extends DeviceArray>(
  operators: Operators<A>,
  { cone: { scan, grid } }: BenchmarkProblem,
  readings: A,
  volume: A,
  slab: SliceRange,
  control: RunControl,
): Promise<void> {
  await operators.clear(volume);
  await operators.backProjectVolume(
    readings,
    scan,
    grid,
    volume,
    { from: 0, to: scan.anglesRad.length },
    slab,
    control,
  );
}

/** The scan and the grid that a kernel is about. */
export function sizeOf(name: BenchmarkKernelName, { scan, grid, cone }: BenchmarkProblem) {
  return benchmarkKernels[name].output === 'cone-volume' ? cone : { scan, grid };
}

/** How much of what it counts a kernel does in one run. */
export function workOf(name: BenchmarkKernelName, problem: BenchmarkProblem): number {
  const { scan, grid } = sizeOf(name, problem);
  const views = scan.anglesRad.length;
  return benchmarkKernels[name].counted === 'updates' ? views * pixelCount(grid) : views * scan.channels;
}

function allViews(scan: Scan): ViewRange {
  return { from: 0, to: scan.anglesRad.length };
}

/** In parts that drivers and somebody who gives up can bear, as a session does it. */
async function inSteps(
  operators: Pick<Operators, 'viewsPerStep'>,
  stage: 'scan' | 'filter',
  scan: BenchmarkProblem['scan'],
  workPerView: number,
  signal: AbortSignal | undefined,
  step: (range: ViewRange) => Promise<void>,
): Promise<void> {
  const views = scan.anglesRad.length;
  const viewsPerStep = operators.viewsPerStep(stage, workPerView);
  for (let from = 0; from < views; from += viewsPerStep) {
    signal?.throwIfAborted();
    await step({ from, to: Math.min(views, from + viewsPerStep) });
  }
}
