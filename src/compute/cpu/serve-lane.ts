import { type Endpoint, expose, transfer } from 'comlink';
import type { LaneEvents } from './lane-executor.ts';
import type { Tasks } from './task-executor.ts';
import { tellProgressTo } from './task-progress.ts';

/** What a lane says by itself, besides answering: how far its task is, 0 … 1, or why it cannot do it. */
export type LaneMessage = { readonly laneProgress: number } | { readonly laneFault: string };

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
  const served = async (name: string, args: never[]) => {
    let task: Tasks[string];
    try {
      task = await taskOf(name);
    } catch (error) {
      // A lane that lacks a task is of no use: whoever hears of it ends it, and with it what it was asked for.
      say({ laneFault: error instanceof Error ? error.message : String(error) });
      return new Promise<never>(() => {});
    }
    return handOver(task(...args));
  };
  const everyName = {
    get:
      (_: object, name: string) =>
      (...args: never[]) =>
        served(name, args),
  };
  expose(new Proxy({}, everyName), endpoint);
}

/** Tells what a message of a lane says, where it is no answer. */
export function hearLane(message: unknown, { died, progressed }: LaneEvents): void {
  if (typeof message !== 'object' || message === null) return;
  const said = message as Partial<{ laneProgress: number; laneFault: string }>;
  if (said.laneProgress !== undefined) progressed(said.laneProgress);
  if (said.laneFault !== undefined) died(said.laneFault);
}

/** Tasks return an array, or an object with arrays in it, or numbers. */
function handOver(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const arrays = [result, ...Object.values(ArrayBuffer.isView(result) ? {} : result)].filter(ArrayBuffer.isView);
  const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  return buffers.length > 0 ? transfer(result, buffers) : result;
}
