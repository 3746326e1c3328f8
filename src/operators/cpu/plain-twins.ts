import { plainTaskName } from '../../compute/lane-task.ts';
import type { TaskExecutor } from './task-executor.ts';
import type { CpuTaskName, CpuTasks } from './tasks.ts';

/** The lanes of another executor, running the plain twin of whatever operators ask for: what the others are compared with. */
export class PlainTwins implements TaskExecutor {
  readonly #executor: TaskExecutor;

  constructor(executor: TaskExecutor) {
    this.#executor = executor;
  }

  get lanes(): number {
    return this.#executor.lanes;
  }

  async run<Name extends CpuTaskName>(
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    // Twins take and give the same.
    const twin = plainTaskName(name) as CpuTaskName as Name;
    return this.#executor.run(twin, ...args);
  }

  /** The lanes belong to whoever made them and stay. */
  dispose(): void {}
}
