import type { Remote } from 'comlink';
import { BackendLostError, type RunControl } from '../device.ts';
import type { GivingUp } from './giving-up.ts';
import type { NearTasks } from './near.ts';
import type { TaskExecutor, TaskName, Tasks } from './task-executor.ts';

/** A thread that runs tasks: a worker of the page or of Node. */
export interface Lane<Of extends Tasks> {
  readonly tasks: Remote<Of>;
  /** Where the thread looks while it is at work; left out where no memory is shared. */
  readonly givingUp?: GivingUp | undefined;
  terminate(): void;
}

export interface LaneEvents {
  /** The lane has ended by itself, for this reason. */
  died(reason: string): void;
  /** So much of the task that it runs is done, 0 … 1. */
  progressed(done: number): void;
}

export type LaneStarter<Of extends Tasks> = (events: LaneEvents) => Lane<Of>;

const CLOSED = 'The CPU threads were closed.';
/**
 * A thread whose task is not wanted any more is ended when it is still at it by then, and the next task gets a new one: what
 * is given up ends within a tenth of a second.
 */
const PATIENCE_MS = 80;

interface RunningLane<Of extends Tasks> {
  readonly lane: Lane<Of>;
  /** How many tasks it has been given. */
  tasks: number;
  /** Why it is dead, once it is. */
  death: BackendLostError | null;
  /**
   * Fails the task under way. Belongs to that task alone: one promise of the lane's death for all of them (in
   * `Promise.race`) would keep the result of every task for as long as the lane lives.
   */
  failTask: ((error: BackendLostError) => void) | null;
  onProgress: ((done: number) => void) | null;
}

/**
 * Shares tasks out over threads. Lanes start when first needed; a task waits for a free one. A lane that dies fails
 * the task it had with a sentence, and the next task gets a new lane. A task that is given up fails at once, and its lane
 * is ended unless it is free soon.
 */
export class LaneExecutor<Of extends Tasks> implements TaskExecutor<Of> {
  readonly lanes: number;
  readonly #start: LaneStarter<Of>;
  readonly #near: NearTasks<Of> | null;
  readonly #free: RunningLane<Of>[] = [];
  readonly #all = new Set<RunningLane<Of>>();
  readonly #waiting: (() => void)[] = [];
  #disposed = false;

  /** @param near what this thread runs by itself where it is little work */
  constructor(lanes: number, start: LaneStarter<Of>, near: NearTasks<Of> | null = null) {
    this.lanes = lanes;
    this.#start = start;
    this.#near = near;
  }

  near<Name extends TaskName<Of>>(name: Name) {
    if (this.#disposed) throw new BackendLostError(CLOSED);
    const task = this.#near?.of(name) ?? null;
    return task as ((...args: Parameters<Of[Name]>) => ReturnType<Of[Name]>) | null;
  }

  run<Name extends TaskName<Of>>(name: Name, ...args: Parameters<Of[Name]>): Promise<ReturnType<Of[Name]>> {
    return this.runUnder({}, name, ...args);
  }

  async runUnder<Name extends TaskName<Of>>(
    { signal, onProgress }: RunControl,
    name: Name,
    ...args: Parameters<Of[Name]>
  ): Promise<ReturnType<Of[Name]>> {
    const running = await this.#takeLane(signal);
    const task = running.lane.tasks[name] as unknown as (
      ...args: Parameters<Of[Name]>
    ) => Promise<ReturnType<Of[Name]>>;
    let isOver = false;
    const over = () => {
      isOver = true;
      running.failTask = null;
      running.onProgress = null;
    };
    const result = new Promise<ReturnType<Of[Name]>>((resolve, reject) => {
      if (running.death) throw running.death;
      running.failTask = reject;
      running.onProgress = onProgress ?? null;
      running.tasks++;
      task(...args).then(resolve, reject);
    });
    result.then(over, over);
    const abandoned = signal && whenGiven(signal, () => running.lane.givingUp?.giveUp(running.tasks));
    try {
      return await (abandoned ? Promise.race([result, abandoned.promise]) : result);
    } finally {
      abandoned?.forget();
      if (isOver) this.#giveBack(running);
      else this.#awaitEnd(running, result);
    }
  }

  dispose(): void {
    this.#disposed = true;
    // A closed thread says no more, so its task is told here.
    for (const running of this.#all) this.#end(running, CLOSED);
    this.#free.length = 0;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async #takeLane(signal: AbortSignal | undefined): Promise<RunningLane<Of>> {
    for (;;) {
      if (this.#disposed) throw new BackendLostError(CLOSED);
      if (signal?.aborted) {
        // Whoever waits next has been passed over for this one.
        this.#waiting.shift()?.();
        throw signal.reason;
      }
      const free = this.#free.pop();
      if (free) return free;
      if (this.#all.size < this.lanes) return this.#startLane();
      await this.#untilSomeIsFree(signal);
    }
  }

  /** Resolves when a lane may be free, or when nobody waits for one any more. */
  async #untilSomeIsFree(signal: AbortSignal | undefined): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(wake), 1);
        wake();
      };
      this.#waiting.push(wake);
      signal?.addEventListener('abort', leave);
    });
  }

  #giveBack(running: RunningLane<Of>): void {
    if (this.#all.has(running)) this.#free.push(running);
    this.#waiting.shift()?.();
  }

  /** Nobody waits for the lane's task any more: gives the lane back when it is over, or ends it. */
  #awaitEnd(running: RunningLane<Of>, result: Promise<unknown>): void {
    running.onProgress = null;
    const timer = setTimeout(() => this.#end(running, 'Its task was given up.'), PATIENCE_MS);
    const back = () => {
      clearTimeout(timer);
      this.#giveBack(running);
    };
    result.then(back, back);
  }

  #startLane(): RunningLane<Of> {
    const running: RunningLane<Of> = {
      lane: this.#start({
        died: (reason) => this.#end(running, `A CPU thread stopped: ${reason}.`),
        progressed: (done) => running.onProgress?.(done),
      }),
      tasks: 0,
      death: null,
      failTask: null,
      onProgress: null,
    };
    this.#all.add(running);
    return running;
  }

  #end(running: RunningLane<Of>, sentence: string): void {
    this.#all.delete(running);
    const place = this.#free.indexOf(running);
    if (place >= 0) this.#free.splice(place, 1);
    running.death ??= new BackendLostError(sentence);
    running.failTask?.(running.death);
    running.lane.terminate();
  }
}

/** A promise that rejects with a signal's reason when it is given. @param atOnce is called in that moment */
function whenGiven(signal: AbortSignal, atOnce: () => void): { readonly promise: Promise<never>; forget(): void } {
  let onAbort = () => {};
  const promise = new Promise<never>((_, reject) => {
    onAbort = () => {
      atOnce();
      reject(signal.reason);
    };
  });
  promise.catch(() => undefined);
  signal.addEventListener('abort', onAbort);
  return { promise, forget: () => signal.removeEventListener('abort', onAbort) };
}
