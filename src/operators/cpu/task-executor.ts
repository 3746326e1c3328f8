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
  /** The same for a task that may be given up, which rejects at once with the signal's reason, or tells how far it is. */
  runUnder?<Name extends CpuTaskName>(
    control: TaskControl,
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>>;
  /** From now on whatever `run` is asked for is given up when the signal is given. */
  follow?(signal: AbortSignal | undefined): void;
  dispose(): void;
}

export interface TaskControl {
  readonly signal?: AbortSignal | undefined;
  /** Told how far the task is, 0 … 1, where it says so. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Runs a task under control where an executor can, and simply runs it elsewhere. */
export function runUnder<Name extends CpuTaskName>(
  executor: TaskExecutor,
  control: TaskControl,
  name: Name,
  ...args: Parameters<CpuTasks[Name]>
): Promise<ReturnType<CpuTasks[Name]>> {
  return executor.runUnder ? executor.runUnder(control, name, ...args) : executor.run(name, ...args);
}

/** The lanes of another executor for one run at a time, whose signal gives up all that it has asked for. */
export class RunExecutor implements TaskExecutor {
  readonly lanes: number;
  readonly #executor: TaskExecutor;
  #signal: AbortSignal | undefined;

  constructor(executor: TaskExecutor) {
    this.#executor = executor;
    this.lanes = executor.lanes;
  }

  follow(signal: AbortSignal | undefined): void {
    this.#signal = signal;
  }

  run<Name extends CpuTaskName>(name: Name, ...args: Parameters<CpuTasks[Name]>): Promise<ReturnType<CpuTasks[Name]>> {
    return this.runUnder({}, name, ...args);
  }

  runUnder<Name extends CpuTaskName>(
    { signal = this.#signal, onProgress }: TaskControl,
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    return runUnder(this.#executor, { signal, onProgress }, name, ...args);
  }

  /** The lanes belong to whoever made them and stay. */
  dispose(): void {}
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
