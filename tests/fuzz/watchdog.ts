import { Worker } from 'node:worker_threads';

/** Ends the process where one thing does not end by itself, and says which it was and where the program was. */
export class Watchdog {
  readonly #turns = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;

  /** @param mostMs no machine is so busy that anything takes longer */
  constructor(mostMs: number) {
    const workerData = { turns: this.#turns, mostMs };
    this.#worker = new Worker(new URL('./watching.mjs', import.meta.url), { workerData });
  }

  /** Now comes the one with this number. */
  begin(number: number): void {
    Atomics.store(this.#turns, 1, number);
    Atomics.add(this.#turns, 0, 1);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
