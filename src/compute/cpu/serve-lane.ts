import { type Endpoint, expose, transfer } from 'comlink';
import { GivingUp, heedGivingUp } from './giving-up.ts';
import type { LaneEvents } from './lane-executor.ts';
import type { Tasks } from './task-executor.ts';
import { tellProgressTo } from './task-progress.ts';

/** What a lane says by itself, besides answering: how far its task is, 0 … 1, or why it cannot do it. */
export type LaneMessage = { readonly laneProgress: number } | { readonly laneFault: string };

/** Before the first task: where the lane is to look whether its task is still wanted. */
export interface LookWhileAtWork {
  readonly givingUp: SharedArrayBuffer;
}

/** A task tells how far it is no more often than this. */
const PROGRESS_PAUSE_MS = 100;

/** Finds a task by its name, or fetches it. */
export type TaskFinder = (name: string) => Tasks[string] | Promise<Tasks[string]>;

/** Tells what a message to a lane says, where it is no task. */
export function lookedAt(message: unknown): GivingUp | null {
  if (typeof message !== 'object' || message === null || !('givingUp' in message)) return null;
  return new GivingUp((message as LookWhileAtWork).givingUp);
}

/**
 * Makes a thread a lane: it serves tasks over an endpoint and hands their results over instead of copying them.
 *
 * @param givingUp where it looks while it is at work; `null` where no memory is shared
 * @param endpoint where the thread's own messages do not come by themselves
 */
export function serveLane(
  taskOf: TaskFinder,
  say: (message: LaneMessage) => void,
  givingUp: () => GivingUp | null,
  endpoint?: Endpoint,
): void {
  let said = 0;
  let tasks = 0;
  heedGivingUp(() => givingUp()?.isGivenUp(tasks) ?? false);
  tellProgressTo((done) => {
    const now = performance.now();
    if (now - said < PROGRESS_PAUSE_MS) return;
    said = now;
    say({ laneProgress: done });
  });
  const served = async (name: string, args: never[]) => {
    tasks++;
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
