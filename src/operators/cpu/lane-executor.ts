import type { Remote } from 'comlink';
import { BackendLostError } from '../contract.ts';
import type { TaskExecutor } from './task-executor.ts';
import type { CpuTaskName, CpuTasks } from './tasks.ts';

/** A thread that runs tasks: a worker of the page or of Node. */
export interface Lane {
  readonly tasks: Remote<CpuTasks>;
  terminate(): void;
}

/** Starts a lane; `died` is to be called with a reason when the lane ends by itself. */
export type LaneStarter = (died: (reason: string) => void) => Lane;

const CLOSED = 'The CPU threads were closed.';

interface RunningLane {
  readonly lane: Lane;
  /** Why it is dead, once it is. */
  death: BackendLostError | null;
  /**
   * Fails the task under way. Belongs to that task alone: one promise of the lane's death for all of them (in
   * `Promise.race`) would keep the result of every task for as long as the lane lives.
   */
  failTask: ((error: BackendLostError) => void) | null;
}

/**
 * Shares tasks out over threads. Lanes start when first needed; a task waits for a free one. A lane that dies fails
 * the task it had with a sentence, and the next task gets a new lane.
 */
export class LaneExecutor implements TaskExecutor {
  readonly lanes: number;
  readonly #start: LaneStarter;
  readonly #free: RunningLane[] = [];
  readonly #all = new Set<RunningLane>();
  readonly #waiting: (() => void)[] = [];
  #disposed = false;

  constructor(lanes: number, start: LaneStarter) {
    this.lanes = lanes;
    this.#start = start;
  }

  async run<Name extends CpuTaskName>(
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    const running = await this.#takeLane();
    try {
      const task = running.lane.tasks[name] as unknown as (
        ...args: Parameters<CpuTasks[Name]>
      ) => Promise<ReturnType<CpuTasks[Name]>>;
      return await new Promise((resolve, reject) => {
        if (running.death) throw running.death;
        running.failTask = reject;
        task(...args).then(resolve, reject);
      });
    } finally {
      running.failTask = null;
      if (this.#all.has(running)) this.#free.push(running);
      this.#waiting.shift()?.();
    }
  }

  dispose(): void {
    this.#disposed = true;
    // A closed thread says no more, so its task is told here.
    for (const running of this.#all) {
      end(running, CLOSED);
      running.lane.terminate();
    }
    this.#all.clear();
    this.#free.length = 0;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async #takeLane(): Promise<RunningLane> {
    for (;;) {
      if (this.#disposed) throw new BackendLostError(CLOSED);
      const free = this.#free.pop();
      if (free) return free;
      if (this.#all.size < this.lanes) return this.#startLane();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #startLane(): RunningLane {
    const running: RunningLane = {
      lane: this.#start((reason) => {
        this.#all.delete(running);
        const place = this.#free.indexOf(running);
        if (place >= 0) this.#free.splice(place, 1);
        end(running, `A CPU thread died: ${reason}.`);
      }),
      death: null,
      failTask: null,
    };
    this.#all.add(running);
    return running;
  }
}

function end(running: RunningLane, sentence: string): void {
  running.death ??= new BackendLostError(sentence);
  running.failTask?.(running.death);
}
