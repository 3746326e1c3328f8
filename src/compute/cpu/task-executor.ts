import type { RunControl } from '../device.ts';

/**
 * The pure functions that lanes run, by name. Each takes and returns values that can be copied to another thread, and
 * holds no state but kept tables. Some write their result where they are told to instead, in memory that threads share.
 */
export type Tasks = Readonly<Record<string, (...args: never[]) => unknown>>;

export type TaskName<Of extends Tasks> = keyof Of & string;

/**
 * Runs {@link Tasks}, possibly several at a time. In the page the lanes are workers, in Node threads; tests and tools may
 * run in place. Whoever does not know the table of tasks asks for them by name alone.
 */
export interface TaskExecutor<Of extends Tasks = Tasks> {
  /** How many tasks can run at the same time. */
  readonly lanes: number;
  /**
   * Runs one task on whichever lane is free first. Rejects with the task's own error, or with a
   * {@link BackendLostError} where the lane dies; the next task then finds a new one.
   */
  run<Name extends TaskName<Of>>(name: Name, ...args: Parameters<Of[Name]>): Promise<ReturnType<Of[Name]>>;
  /** The same for a task that may be given up, which rejects at once with the signal's reason, or tells how far it is. */
  runUnder?<Name extends TaskName<Of>>(
    control: RunControl,
    name: Name,
    ...args: Parameters<Of[Name]>
  ): Promise<ReturnType<Of[Name]>>;
  /** From now on whatever `run` is asked for is given up when the signal is given. */
  follow?(signal: AbortSignal | undefined): void;
  /**
   * A task as the thread that asks can run it by itself, for what is less work than a message; `null` where it cannot, or not
   * yet. It throws the reason of a signal that gives up what is asked for.
   */
  near?<Name extends TaskName<Of>>(name: Name): ((...args: Parameters<Of[Name]>) => ReturnType<Of[Name]>) | null;
  /** The same lanes for what is asked of a run that is over, which no later run’s signal gives up; left out where none does. */
  readonly beyondRuns?: TaskExecutor<Of>;
  dispose(): void;
}

/** Runs a task under control where an executor can, and simply runs it elsewhere. */
export function runUnder<Of extends Tasks, Name extends TaskName<Of>>(
  executor: TaskExecutor<Of>,
  control: RunControl,
  name: Name,
  ...args: Parameters<Of[Name]>
): Promise<ReturnType<Of[Name]>> {
  return executor.runUnder ? executor.runUnder(control, name, ...args) : executor.run(name, ...args);
}

/** The lanes of another executor for one run at a time, whose signal gives up all that it has asked for. */
export class RunExecutor<Of extends Tasks> implements TaskExecutor<Of> {
  readonly lanes: number;
  readonly #executor: TaskExecutor<Of>;
  #signal: AbortSignal | undefined;

  constructor(executor: TaskExecutor<Of>) {
    this.#executor = executor;
    this.lanes = executor.lanes;
  }

  follow(signal: AbortSignal | undefined): void {
    this.#signal = signal;
  }

  get beyondRuns(): TaskExecutor<Of> {
    return this.#executor;
  }

  run<Name extends TaskName<Of>>(name: Name, ...args: Parameters<Of[Name]>): Promise<ReturnType<Of[Name]>> {
    return this.runUnder({}, name, ...args);
  }

  runUnder<Name extends TaskName<Of>>(
    { signal = this.#signal, onProgress }: RunControl,
    name: Name,
    ...args: Parameters<Of[Name]>
  ): Promise<ReturnType<Of[Name]>> {
    return runUnder(this.#executor, { signal, onProgress }, name, ...args);
  }

  near<Name extends TaskName<Of>>(name: Name) {
    this.#signal?.throwIfAborted();
    return this.#executor.near?.(name) ?? null;
  }

  /** The lanes belong to whoever made them and stay. */
  dispose(): void {}
}

/** Runs tasks where they are asked for, one after the other. */
export class InPlaceExecutor<Of extends Tasks> implements TaskExecutor<Of> {
  readonly lanes = 1;
  readonly #tasks: Of;

  constructor(tasks: Of) {
    this.#tasks = tasks;
  }

  async run<Name extends TaskName<Of>>(name: Name, ...args: Parameters<Of[Name]>): Promise<ReturnType<Of[Name]>> {
    const task = this.#tasks[name] as unknown as (...args: Parameters<Of[Name]>) => ReturnType<Of[Name]>;
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
