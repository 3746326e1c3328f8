/** What the device has been asked for and not done yet may take about so long: a run given up leaves no more behind. */
const MOST_QUEUED_MS = 40;

/** Lets the device catch up with projections that are asked of it one after the other, by the speed that it has been seen to have. */
export class QueuePace {
  readonly #finished: () => Promise<number>;
  readonly #now: () => number;
  #workPerMs: number;
  #queued = 0;
  #since = 0;

  /** @param workPerMs before anything was seen @param finished resolves when the device has done all, with when that was, in ms */
  constructor(workPerMs: number, finished: () => Promise<number>, now = () => performance.now()) {
    this.#workPerMs = workPerMs;
    this.#finished = finished;
    this.#now = now;
  }

  /** So much more has been asked for. Waits for the device where its queue is long. */
  async asked(work: number): Promise<void> {
    if (this.#queued === 0) this.#since = this.#now();
    this.#queued += work;
    if (this.#queued < MOST_QUEUED_MS * this.#workPerMs) return;
    const queued = this.#queued;
    // Whoever asks meanwhile waits for what is asked from here on.
    this.#queued = 0;
    const doneAt = await this.#finished();
    this.#workPerMs = queued / Math.max(1e-3, doneAt - this.#since);
  }
}
