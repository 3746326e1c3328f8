import { inPlaceTaskName, kernelTasks, twinTasks } from '../../compute/cpu/lane-task.ts';
import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import { simd as elementWise } from '../../kernels/element-wise/simd.ts';
import { plain as huberPrior } from '../../kernels/huber-prior/plain.ts';
import { simd as huberPriorSimd } from '../../kernels/huber-prior/simd.ts';
import type { CpuTasks } from './cpu-tasks.ts';
import { shareTasks } from './share-tasks.ts';

/**
 * The tasks that may be so little work that the thread which asks does them itself, those of iterations in a slice, and what it
 * changes in place.
 */
const NEAR_TASKS: Partial<CpuTasks> = {
  ...twinTasks(shareTasks),
  ...kernelTasks({ 'huber-prior': { plain: huberPrior, simd: huberPriorSimd } }),
  ...{ [inPlaceTaskName('element-wise')]: elementWise },
};

/** `null` where this thread has no SIMD, as lanes may: bits are to be the same. */
export function nearTasks(): Partial<CpuTasks> | null {
  return wasmKernels() ? NEAR_TASKS : null;
}
