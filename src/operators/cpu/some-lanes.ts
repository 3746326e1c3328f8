import type { TaskExecutor } from './task-executor.ts';
import type { CpuTaskName, CpuTasks } from './tasks.ts';

/** Not more than so many lanes of another executor: what a machine with fewer cores would have. */
export class SomeLanes implements TaskExecutor {
  readonly lanes: number;
  readonly #executor: TaskExecutor;

  constructor(executor: TaskExecutor, lanes: number) {
    this.#executor = executor;
    this.lanes = Math.min(lanes, executor.lanes);
  }

  // Operators ask for as many tasks at a time as there are lanes.
  run<Name extends CpuTaskName>(name: Name, ...args: Parameters<CpuTasks[Name]>): Promise<ReturnType<CpuTasks[Name]>> {
    return this.#executor.run(name, ...args);
  }

  /** The lanes belong to whoever made them and stay. */
  dispose(): void {}
}
