/** What a task ends with that nobody wants any more; its lane is free for the next. */
export class GivenUpError extends Error {
  override readonly name = 'GivenUpError';

  constructor() {
    super('the task was given up');
  }
}

let isGivenUp: (() => boolean) | null = null;

/** @param isUnwanted whether nobody wants this thread's present task any more; `null`: somebody always does */
export function heedGivingUp(isUnwanted: (() => boolean) | null): void {
  isGivenUp = isUnwanted;
}

/** For a task that takes its time, some milliseconds apart: ends it where nobody wants it any more. */
export function throwIfGivenUp(): void {
  if (isGivenUp?.()) throw new GivenUpError();
}

/**
 * A word in memory that a lane and whoever asks it see alike. A lane at work hears no message: it looks here for the number
 * of the task that is not wanted any more, counted from its first.
 */
export class GivingUp {
  readonly memory: SharedArrayBuffer;
  readonly #word: Int32Array;

  constructor(memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#word = new Int32Array(memory);
  }

  giveUp(task: number): void {
    Atomics.store(this.#word, 0, task);
  }

  isGivenUp(task: number): boolean {
    return Atomics.load(this.#word, 0) === task;
  }
}
