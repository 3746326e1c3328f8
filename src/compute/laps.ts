/** Whatever can tell when it was done with all that it was asked for. */
interface Finishing {
  /** Resolves with the time (`performance.now()`, ms). */
  finished(): Promise<number>;
}

/** Times what is asked of a device, lap by lap. */
export interface LapTimer {
  /** Waits until everything asked for so far is done; resolves with what it took since the lap before, in ms. */
  lap(): Promise<number>;
}

/** Laps by the clock on the wall. */
export class WallLaps implements LapTimer {
  readonly #timed: Finishing;
  #start = performance.now();

  constructor(timed: Finishing) {
    this.#timed = timed;
  }

  async lap(): Promise<number> {
    const elapsedMs = (await this.#timed.finished()) - this.#start;
    // Not from when the work was done: a device may tell of it late.
    this.#start = performance.now();
    return Math.max(0, elapsedMs);
  }
}

/** Laps by the best clock that there is for what is timed, from now on. */
export function startLaps(timed: Finishing & { startLaps?(): LapTimer }): LapTimer {
  return timed.startLaps?.() ?? new WallLaps(timed);
}
