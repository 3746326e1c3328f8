import type { TaskExecutor, TaskName, Tasks } from './task-executor.ts';

/** Not more than so many lanes of another executor: what a machine with fewer cores would have. */
export class SomeLanes<Of extends Tasks> implements TaskExecutor<Of> {
  readonly lanes: number;
  readonly #executor: TaskExecutor<Of>;

  constructor(executor: TaskExecutor<Of>, lanes: number) {
    this.#executor = executor;
    this.lanes = Math.min(lanes, executor.lanes);
  }

  // Operators ask for as many tasks at a time as there are lanes.
  run<Name extends TaskName<Of>>(name: Name, ...args: Parameters<Of[Name]>): Promise<ReturnType<Of[Name]>> {
    return this.#executor.run(name, ...args);
  }

  near<Name extends TaskName<Of>>(name: Name) {
    return this.#executor.near?.(name) ?? null;
  }

  /** The lanes belong to whoever made them and stay. */
  dispose(): void {}
}
