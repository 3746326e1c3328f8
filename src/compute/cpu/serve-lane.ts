import { type Endpoint, expose, transfer } from 'comlink';
import type { Tasks } from './task-executor.ts';
import { tellProgressTo } from './task-progress.ts';

/** What a lane says by itself, besides answering. */
export interface LaneMessage {
  /** How far its task is, 0 … 1. */
  readonly laneProgress: number;
}

/** A task tells how far it is no more often than this. */
const PROGRESS_PAUSE_MS = 100;

/** Finds a task by its name, or fetches it. */
export type TaskFinder = (name: string) => Tasks[string] | Promise<Tasks[string]>;

/**
 * Makes a thread a lane: it serves tasks over an endpoint and hands their results over instead of copying them.
 *
 * @param endpoint where the thread's own messages do not come by themselves
 */
export function serveLane(taskOf: TaskFinder, say: (message: LaneMessage) => void, endpoint?: Endpoint): void {
  let said = 0;
  tellProgressTo((done) => {
    const now = performance.now();
    if (now - said < PROGRESS_PAUSE_MS) return;
    said = now;
    say({ laneProgress: done });
  });
  const serve =
    (name: string) =>
    async (...args: never[]) => {
      const task = await taskOf(name);
      return handOver(task(...args));
    };
  expose(new Proxy({}, { get: (_, name) => serve(String(name)) }), endpoint);
}

/** The progress in a message of a lane; `null` where it is an answer. */
export function progressIn(message: unknown): number | null {
  const isProgress = typeof message === 'object' && message !== null && 'laneProgress' in message;
  return isProgress ? (message as LaneMessage).laneProgress : null;
}

/** Tasks return an array, or an object with arrays in it, or numbers. */
function handOver(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const arrays = [result, ...Object.values(ArrayBuffer.isView(result) ? {} : result)].filter(ArrayBuffer.isView);
  const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  return buffers.length > 0 ? transfer(result, buffers) : result;
}
