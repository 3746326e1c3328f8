import type { CountedWork } from './benchmark-kernel.ts';
import type { BackProjectionVariant } from './contender.ts';
import type { BenchmarkKernelName } from './kernels.ts';

/** One line of a benchmark: one kernel of one backend at one size. */
export interface BenchmarkRow {
  readonly backend: 'cpu' | 'gpu';
  /** For people: "CPU, 4 threads", or the GPU's name. */
  readonly device: string;
  /** A GPU emulated in software, whose times say nothing about GPUs: its row has times and no speed. */
  readonly isSoftware: boolean;
  /** The plain twins that the others are compared with. */
  readonly isReference: boolean;
  readonly threads: number | null;
  readonly kernel: BenchmarkKernelName;
  /** The way to back-project; `null` for other kernels. */
  readonly variant: BackProjectionVariant | null;
  /** What makes results differ from exact f32 by more than rounding, in words. */
  readonly approximation: string | null;
  readonly pixels: number;
  readonly views: number;
  readonly channels: number;

  /** RMS of the difference to the plain twin's result over the RMS of that. */
  readonly relativeDifference: number;
  /** Less than this is right. */
  readonly gate: number;
  readonly isRight: boolean;

  /** How often it was timed. A wrong result is not, and has no times. */
  readonly runs: number;
  /** Time on the wall of one go, queueing and waiting included. */
  readonly medianMs: number | null;
  readonly bestMs: number | null;
  /** Median time of one go by the GPU's own clock; `null` without one. */
  readonly gpuMs: number | null;

  /** What `gigaPerSecond` counts. */
  readonly counted: CountedWork;
  /** 10⁹ of these per second, by the GPU's own clock where it has one, else by the median time on the wall. */
  readonly gigaPerSecond: number | null;
  /** The most that the path taken can reach, in 10⁹ updates per second; `null` with `whyNoCeiling` where not known. */
  readonly ceilingGigaPerSecond: number | null;
  readonly ceilingBoundBy: string | null;
  readonly whyNoCeiling: string | null;
  readonly fractionOfCeiling: number | null;
}
