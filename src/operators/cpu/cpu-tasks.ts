import type { TaskExecutor, TaskName } from '../../compute/cpu/task-executor.ts';
import { tasksOfKernels } from '../../kernels/registry.ts';
import { firstTasks } from './first-tasks.ts';
import { hostTasks } from './host-tasks.ts';
import { operatorTasks } from './operator-tasks.ts';

/** All that lanes run: the one table of their tasks. */
export const cpuTasks = { ...firstTasks, ...tasksOfKernels, ...operatorTasks, ...hostTasks };

export type CpuTasks = typeof cpuTasks;

export type CpuTaskName = TaskName<CpuTasks>;

/** Whoever runs them. */
export type CpuExecutor = TaskExecutor<CpuTasks>;
