import { firstWasmKernels } from '../../compute/cpu/first-wasm-kernels.ts';
import { PlainTwins } from '../../compute/cpu/plain-twins.ts';
import { SomeLanes } from '../../compute/cpu/some-lanes.ts';
import type { BackendDescription } from '../../compute/device.ts';
import type { Grid, ImageGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Operators } from '../../operators/contract.ts';
import { CpuOperators } from '../../operators/cpu/cpu-operators.ts';
import type { CpuExecutor, CpuTasks } from '../../operators/cpu/cpu-tasks.ts';
import {
  BACK_PROJECTION_KERNELS,
  type BackProjectionKernel,
  VOLUME_BACK_PROJECTIONS,
  type VolumeBackProjection,
} from '../../operators/gpu/back-projection-kernels.ts';
import type { GpuOperators } from '../../operators/gpu/gpu-operators.ts';

/**
 * Ways to back-project. On the CPU `symmetric` takes four views at a time by SIMD and `plain` is the formula in
 * TypeScript; on the GPU `texture` and `tile` take four views at a time and `plain` takes one. Of volumes on the GPU, `texture`
 * takes four where it can, and `gather` one.
 */
export type BackProjectionVariant = 'symmetric' | BackProjectionKernel | VolumeBackProjection;
type Onto = 'slice' | 'volume';

/** Whoever takes part in a benchmark. */
export interface BenchmarkContender {
  readonly operators: Operators;
  readonly description: BackendDescription;
  /** Threads of the CPU; `null` for a GPU. */
  readonly threads: number | null;
  /** The plain twins, which the others are compared with: they are measured at the smallest size alone. */
  readonly isReference: boolean;
  /** `null` stands for the one way that there is. */
  readonly backProjections: Readonly<Record<Onto, readonly (BackProjectionVariant | null)[]>>;
  /** Makes the operators back-project one way. Returns the way they really take for this scan and grid. */
  take(
    variant: BackProjectionVariant,
    onto: Onto,
    scan: Scan,
    grid: Grid,
  ): BackProjectionVariant | Promise<BackProjectionVariant>;
  /** How late the end of work is told, in ms; left out where at once. */
  readonly idleLatencyMs?: number;
  /** Runs work and resolves with the device's own time of it in ms, or `null`. Left out where there is no such clock. */
  readonly timeOnDevice?: (work: () => Promise<void>) => Promise<number | null>;
}

export interface CpuContenderOptions {
  readonly threads: number;
  readonly sharesMemory?: boolean;
}

/** The CPU as runs use it, with so many of an executor's lanes. */
export function cpuContender(
  executor: CpuExecutor,
  { threads, sharesMemory = false }: CpuContenderOptions,
): BenchmarkContender {
  const operators = new CpuOperators(new SomeLanes(executor, threads), { sharesMemory });
  const variant: BackProjectionVariant = firstWasmKernels() ? 'symmetric' : 'plain';
  return {
    operators: operators as unknown as Operators,
    description: operators.description,
    threads: Math.min(threads, executor.lanes),
    isReference: false,
    backProjections: { slice: [variant], volume: [null] },
    take: () => variant,
  };
}

/** The plain twins on one of an executor's lanes. */
export function referenceContender(executor: CpuExecutor, sharesMemory = false): BenchmarkContender {
  const operators = new CpuOperators(new PlainTwins<CpuTasks>(new SomeLanes(executor, 1)), { sharesMemory });
  return {
    operators: operators as unknown as Operators,
    description: { ...operators.description, name: `${operators.description.name}, plain TypeScript` },
    threads: 1,
    isReference: true,
    backProjections: { slice: ['plain'], volume: [null] },
    take: () => 'plain',
  };
}

/** A GPU with all its kernels for back-projection. Those that are set are others afterwards. */
export function gpuContender(operators: GpuOperators): BenchmarkContender {
  return {
    operators: operators as unknown as Operators,
    description: operators.description,
    threads: null,
    isReference: false,
    backProjections: { slice: BACK_PROJECTION_KERNELS, volume: VOLUME_BACK_PROJECTIONS },
    take: (variant, onto, scan, grid) => {
      if (onto === 'volume') {
        const kernel = VOLUME_BACK_PROJECTIONS.find((known) => known === variant);
        if (kernel) operators.volumeBackProjection = kernel;
        return operators.volumeBackProjectionOf(scan, grid);
      }
      const kernel = BACK_PROJECTION_KERNELS.find((known) => known === variant);
      if (kernel) operators.backProjection = kernel;
      return operators.backProjectionOf(scan, grid as ImageGrid);
    },
    idleLatencyMs: operators.idleLatencyMs,
    timeOnDevice: (work) => operators.timeOnDevice(work),
  };
}
