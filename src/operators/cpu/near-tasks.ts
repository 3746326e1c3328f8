import { kernelTasks, twinTasks } from '../../compute/cpu/lane-task.ts';
import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import { plain as huberPrior } from '../../kernels/huber-prior/plain.ts';
import { simd as huberPriorSimd } from '../../kernels/huber-prior/simd.ts';
import type { CpuTasks } from './cpu-tasks.ts';
import { fastScanGroups } from './fast/fast-scan-groups.ts';
import { fastSpreadGroups } from './fast/fast-spread-groups.ts';
import { scanGroups, spreadGroups } from './scan-groups.ts';

/** The tasks that may be so little work that the thread which asks does them itself: those of iterations in a slice. */
const NEAR_TASKS: Partial<CpuTasks> = {
  ...twinTasks({
    scanGroups: { plain: scanGroups, simd: fastScanGroups },
    spreadGroups: { plain: spreadGroups, simd: fastSpreadGroups },
  }),
  ...kernelTasks({ 'huber-prior': { plain: huberPrior, simd: huberPriorSimd } }),
};

/** `null` where this thread has no SIMD, as lanes may: bits are to be the same. */
export function nearTasks(): Partial<CpuTasks> | null {
  return wasmKernels() ? NEAR_TASKS : null;
}
