import type { DeviceArray, RunControl, ViewRange } from '../../compute/device.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { IterativeMethodName } from '../../methods/registry.ts';
import type { Operators } from '../../operators/contract.ts';
import type { BenchmarkProblem } from './problem.ts';

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
  | 'distance-driven-sinogram'
  | 'adjoint-distance-driven-image'
  | 'arc-image'
  | 'flat-image'
  | 'short-image'
  | 'rebinned'
  | 'cone-readings'
  | 'cone-volume'
  | `iterate of ${IterativeMethodName}`;

export interface BenchmarkKernel {
  /** For people. */
  readonly title: string;
  readonly counted: CountedWork;
  /** The array it reads; `null` where it begins with the phantom's shapes. */
  readonly input: 'raster' | 'sinogram' | 'filtered' | 'cone-readings' | null;
  readonly output: Exclude<BenchmarkArray, 'raster' | 'cone-readings'>;
  /** What it back-projects, whose views; `null` for other kernels. */
  readonly backProjected: { readonly onto: 'slice' | 'volume'; scan(problem: BenchmarkProblem): Scan } | null;
  /** How much longer it takes on N × N pixels than on half as many each way. */
  readonly growth: number;
  run<A extends DeviceArray>(
    operators: Operators<A>,
    problem: BenchmarkProblem,
    input: A | null,
    output: A,
    control: RunControl,
  ): Promise<void>;
  /** Gives back what runs have kept for the next one into the same output. */
  end?<A extends DeviceArray>(operators: Operators<A>, output: A): void;
  /** Where the whole would take plain TypeScript minutes: a part of the output's rows, which alone are compared. */
  readonly judged?: {
    rows(problem: BenchmarkProblem): ViewRange;
    readonly run: BenchmarkKernel['run'];
  };
}
