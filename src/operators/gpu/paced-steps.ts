import type { RunControl } from '../../compute/device.ts';

/** What a long step may take of a device, and how many times as long as others it may be. */
const LONG_STEP_MS = 10;
const MOST_TIMES = 16;

/** What the steps wait for. */
export interface PacedDevice {
  /** Whether work is gathered to be timed: waiting would be timed too, and drivers are content with work in parts. */
  readonly isTiming: boolean;
  sendOff(): void;
  /** Resolves when the device has done all that was asked of it, with when that was, in ms. */
  finished(): Promise<number>;
}

/** Cuts sums into parts that drivers, and somebody who gives up, can bear. */
export class PacedSteps {
  /** Updates that may be asked of the device at a time: some ten milliseconds of a small one. */
  readonly workPerStep: number;
  readonly #device: PacedDevice;
  /** Updates since the device was last waited for. */
  #queued = 0;
  /** When it began with them. */
  #since = 0;
  #updatesPerMs = 0;

  constructor(workPerStep: number, device: PacedDevice) {
    this.workPerStep = workPerStep;
    this.#device = device;
  }

  /**
   * Updates at a time where it makes no difference to the result how many: as many as this device has been seen to make in
   * some milliseconds, since short dispatches do not fill a fast one.
   */
  get longStep(): number {
    return Math.max(this.workPerStep, Math.min(MOST_TIMES * this.workPerStep, LONG_STEP_MS * this.#updatesPerMs));
  }

  /** Of one sum; the function is told the updates of each step. @param all updates in all */
  stepsOf(all: number, { onProgress, signal }: RunControl): (updates: number) => Promise<void> {
    if (this.#queued === 0) this.#since = performance.now();
    let done = 0;
    return async (updates) => {
      done += updates;
      if (done < all) await this.breathe(updates);
      onProgress?.(done / all);
      signal?.throwIfAborted();
    };
  }

  /** Lets the device catch up after two steps, so that a run given up leaves little behind in its queue. */
  async breathe(updates: number): Promise<void> {
    this.#queued += updates;
    if (this.#queued < 2 * Math.max(this.workPerStep, updates)) return;
    if (this.#device.isTiming) {
      this.#device.sendOff();
      this.#begin(performance.now());
      return;
    }
    const doneAt = await this.#device.finished();
    this.#updatesPerMs = this.#queued / Math.max(1e-3, doneAt - this.#since);
    this.#begin(doneAt);
  }

  #begin(at: number): void {
    this.#queued = 0;
    this.#since = at;
  }
}
