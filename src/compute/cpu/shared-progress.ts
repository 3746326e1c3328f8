import type { RunControl } from '../device.ts';

/** How far a job is that is shared out in parts of about the same size. */
export class SharedProgress {
  readonly #done: Float64Array;
  readonly #tell: ((done: number) => void) | undefined;

  constructor(parts: number, tell: ((done: number) => void) | undefined) {
    this.#done = new Float64Array(parts);
    this.#tell = tell;
  }

  /** What the task of a part is run under. */
  of(part: number, signal: AbortSignal | undefined): RunControl {
    return { signal, onProgress: (done) => this.#set(part, done) };
  }

  ended(part: number): void {
    this.#set(part, 1);
  }

  #set(part: number, done: number): void {
    this.#done[part] = done;
    this.#tell?.(this.#done.reduce((sum, each) => sum + each, 0) / this.#done.length);
  }
}
