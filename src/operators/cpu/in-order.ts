/**
 * Takes up what several lanes make in the order of its numbers, whoever is first: a float32 sum depends on its order, and
 * the same experiment is to have the same bits each time.
 */
export class InOrder<Value> {
  readonly #take: (value: Value) => void;
  readonly #most: number;
  readonly #early = new Map<number, Value>();
  #next = 0;
  #waiting: (() => void)[] = [];

  /** @param most how many values may wait for one before them */
  constructor(most: number, take: (value: Value) => void) {
    this.#most = most;
    this.#take = take;
  }

  /** Resolves when the value of this number may be made: not many of those before it are still missing. */
  async room(number: number): Promise<void> {
    while (number - this.#next > this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  put(number: number, value: Value): void {
    this.#early.set(number, value);
    for (let next = this.#early.get(this.#next); next !== undefined; next = this.#early.get(this.#next)) {
      this.#early.delete(this.#next++);
      this.#take(next);
    }
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
