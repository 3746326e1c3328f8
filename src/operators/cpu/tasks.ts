import { tasksOfKernels } from '../../kernels/registry.ts';
import { hostTasks } from './host-tasks.ts';
import { operatorTasks } from './operator-tasks.ts';

/**
 * The pure functions that lanes of a {@link TaskExecutor} run. Each takes and returns values that can be copied to
 * another thread, and holds no state but kept tables.
 */
export const cpuTasks = { ...tasksOfKernels, ...operatorTasks, ...hostTasks };

export type CpuTasks = typeof cpuTasks;

export type CpuTaskName = keyof CpuTasks;
