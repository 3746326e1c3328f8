import { type CpuTaskName, type CpuTasks, cpuTasks } from './tasks.ts';

/**
 * Runs {@link CpuTasks}, possibly several at a time. In the page the lanes are workers, in Node threads; tests and
 * tools may run in place.
 */
export interface TaskExecutor {
  /** How many tasks can run at the same time. */
  readonly lanes: number;
  /**
   * Runs one task on whichever lane is free first. Rejects with the task's own error, or with a
   * {@link BackendLostError} where the lane dies; the next task then finds a new one.
   */
  run<Name extends CpuTaskName>(name: Name, ...args: Parameters<CpuTasks[Name]>): Promise<ReturnType<CpuTasks[Name]>>;
  dispose(): void;
}

/** Runs tasks where they are asked for, one after the other. */
export class InPlaceExecutor implements TaskExecutor {
  readonly lanes = 1;
  readonly #tasks: CpuTasks;

  constructor(tasks: CpuTasks = cpuTasks) {
    this.#tasks = tasks;
  }

  async run<Name extends CpuTaskName>(
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    const task = this.#tasks[name] as unknown as (...args: Parameters<CpuTasks[Name]>) => ReturnType<CpuTasks[Name]>;
    return task(...args);
  }

  dispose(): void {}
}

/** Cuts [0, total) into at most `parts` ranges of nearly equal length, none empty. */
export function split(from: number, to: number, parts: number): { from: number; to: number }[] {
  const total = to - from;
  const count = Math.min(parts, total);
  return Array.from({ length: count }, (_, i) => ({
    from: from + Math.floor((i * total) / count),
    to: from + Math.floor(((i + 1) * total) / count),
  }));
}
