/**
 * Takes up what several lanes make in the order of its numbers, whoever is first: a float32 sum depends on its order, and
 * the same experiment is to have the same bits each time.
 */
export class InOrder<Value> {
  readonly #take: (value: Value) => Promise<void>;
  readonly #most: number;
  readonly #early = new Map<number, Value>();
  #next = 0;
  #taking: Promise<void> = Promise.resolve();
  #waiting: (() => void)[] = [];

  /** @param most how many values may wait for one before them */
  constructor(most: number, take: (value: Value) => Promise<void>) {
    this.#take = take;
    this.#most = most;
  }

  /** Resolves when the value of this number may be made: not many of those before it are still missing. */
  async room(number: number): Promise<void> {
    while (number - this.#next > this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  put(number: number, value: Value): void {
    this.#early.set(number, value);
    this.#taking = this.#taking.then(() => this.#takeUp());
    this.#taking.catch(() => undefined);
  }

  /** Resolves when all that has been put, and lacks nothing before it, is taken up. */
  async taken(): Promise<void> {
    await this.#taking;
  }

  async #takeUp(): Promise<void> {
    for (let next = this.#early.get(this.#next); next !== undefined; next = this.#early.get(this.#next)) {
      this.#early.delete(this.#next);
      await this.#take(next);
      this.#next++;
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}
