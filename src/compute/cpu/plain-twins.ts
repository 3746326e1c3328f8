import { plainTaskName } from './lane-task.ts';
import type { TaskExecutor, TaskName, Tasks } from './task-executor.ts';

/** The lanes of another executor, running the plain twin of whatever operators ask for: what the others are compared with. */
export class PlainTwins<Of extends Tasks> implements TaskExecutor<Of> {
  readonly #executor: TaskExecutor<Of>;

  constructor(executor: TaskExecutor<Of>) {
    this.#executor = executor;
  }

  get lanes(): number {
    return this.#executor.lanes;
  }

  async run<Name extends TaskName<Of>>(name: Name, ...args: Parameters<Of[Name]>): Promise<ReturnType<Of[Name]>> {
    // Twins take and give the same.
    const twin = plainTaskName(name) as string as Name;
    return this.#executor.run(twin, ...args);
  }

  near<Name extends TaskName<Of>>(name: Name) {
    return this.#executor.near?.(plainTaskName(name) as string as Name) ?? null;
  }

  /** The lanes belong to whoever made them and stay. */
  dispose(): void {}
}
