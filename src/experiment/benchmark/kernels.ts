import type { DeviceArray, RunControl, ViewRange } from '../../compute/device.ts';
import { pixelCount } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Operators } from '../../operators/contract.ts';
import { projector } from '../../operators/projector.ts';
import type { BenchmarkProblem } from './problem.ts';

/** What the benchmark measures unless told otherwise, in the order of its tables. */
export const BENCHMARK_KERNELS = ['back-project', 'gridrec', 'scan', 'filter', 'scan-image'] as const;
/** What it measures of fans, when asked to: see `backProjection` for what they are given. */
export const FAN_KERNELS = ['arc', 'flat', 'short', 'rebin'] as const;
/** The transpose of `scan-image`, which iterative methods run as often, when asked to. */
export const PROJECTOR_KERNELS = ['adjoint'] as const;
export type BenchmarkKernelName = (typeof BENCHMARK_KERNELS | typeof FAN_KERNELS | typeof PROJECTOR_KERNELS)[number];

/** What a kernel's speed counts: pixels × views, rays (views × channels), or readings of a sinogram. */
export type CountedWork = 'updates' | 'rays' | 'readings';

/** Arrays that kernels read and write. */
export type BenchmarkArray =
  | 'raster'
  | 'sinogram'
  | 'filtered'
  | 'image'
  | 'gridrec-image'
  | 'adjoint-image'
  | 'sinogram-of-image'
  | 'arc-image'
  | 'flat-image'
  | 'short-image'
  | 'rebinned';

export interface BenchmarkKernel {
  /** For people. */
  readonly title: string;
  readonly counted: CountedWork;
  /** The array it reads; `null` where it begins with the phantom's shapes. */
  readonly input: 'raster' | 'sinogram' | 'filtered' | null;
  readonly output: Exclude<BenchmarkArray, 'raster'>;
  /** The scan whose views it back-projects; `null` for other kernels. */
  readonly backProjected: ((problem: BenchmarkProblem) => Scan) | null;
  /** How much longer it takes on N × N pixels than on half as many each way. */
  readonly growth: number;
  run<A extends DeviceArray>(
    operators: Operators<A>,
    problem: BenchmarkProblem,
    input: A | null,
    output: A,
    control: RunControl,
  ): Promise<void>;
}

export const benchmarkKernels: Readonly<Record<BenchmarkKernelName, BenchmarkKernel>> = {
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
  'scan-image': {
    title: 'Scan of an image (Joseph)',
    counted: 'rays',
    input: 'raster',
    output: 'sinogram-of-image',
    backProjected: null,
    growth: 8,
    run: (operators, { scan, grid }, input, output, { signal }) =>
      inSteps(operators, 'scan', scan, (scan.channels * grid.rows) / 4, signal, (range) =>
        operators.scanImage(input!, grid, scan, output, range),
      ),
  },
  adjoint: {
    title: 'Transpose of the scan of an image',
    counted: 'rays',
    input: 'sinogram',
    output: 'adjoint-image',
    backProjected: null,
    growth: 8,
    run: (operators, { scan, grid }, input, output) => projector(operators, scan, grid).adjoint(input!, output),
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
    backProjected: scanOf,
    growth: 8,
    async run(operators, problem, input, image, control) {
      const scan = scanOf(problem);
      await operators.clear(image);
      await operators.backProject(input!, scan, problem.grid, image, allViews(scan), control);
    },
  };
}

/** How much of what it counts a kernel does in one run. */
export function workOf(name: BenchmarkKernelName, { scan, grid }: BenchmarkProblem): number {
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
