import { turnOfEvents } from './in-slices.ts';
import type { TaskExecutor, TaskName, Tasks } from './task-executor.ts';

/** What takes one thread no longer than this, in ns, is done sooner where it is asked for than by messages, as measured. */
const LITTLE_NS = 1.5e6;

/** The thread does so much without letting events have their turn, in ms: a page stays awake. */
const LONGEST_MS = 8;

/** Whether work is so little that it is not worth sharing out: it goes in one piece, wherever it is done. */
export function isLittle(ns: number): boolean {
  return ns <= LITTLE_NS;
}

let lastTurnMs = 0;

/** Runs a task that is little work on the thread that asks, where that has what it takes, and on a lane elsewhere. */
export async function runNear<Of extends Tasks, Name extends TaskName<Of>>(
  executor: TaskExecutor<Of>,
  name: Name,
  ...args: Parameters<Of[Name]>
): Promise<ReturnType<Of[Name]>> {
  const task = executor.near?.(name);
  if (!task) return executor.run(name, ...args);
  if (performance.now() - lastTurnMs > LONGEST_MS) {
    await turnOfEvents();
    lastTurnMs = performance.now();
    // Whoever had a turn may have given the run up.
    return (executor.near?.(name) ?? task)(...args);
  }
  return task(...args);
}

/** The tasks that the thread which asks has by itself: fetched when the first of them is asked for, by which no one waits. */
export class NearTasks<Of extends Tasks> {
  readonly #fetch: () => Promise<Partial<Of> | null>;
  #tasks: Partial<Of> | null = null;
  #isAsked = false;

  /** @param fetch resolves with `null` where this thread is not to run any */
  constructor(fetch: () => Promise<Partial<Of> | null>) {
    this.#fetch = fetch;
  }

  of<Name extends TaskName<Of>>(name: Name): Of[Name] | null {
    if (!this.#isAsked) {
      this.#isAsked = true;
      // What cannot be had is done by lanes.
      this.#fetch().then(
        (tasks) => {
          this.#tasks = tasks;
        },
        () => undefined,
      );
    }
    return this.#tasks?.[name] ?? null;
  }
}
