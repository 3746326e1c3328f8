/** Before so long nobody can tell. */
const PATIENCE_MS = 1000;

/** How long something will go on, by how fast it has come so far. */
export class TimeToGo {
  readonly #now: () => number;
  #of: object | null = null;
  #began = 0;
  /** What was done when it was first told: it may have been there before. */
  #first = 0;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /**
   * @param of what goes on; of another one nothing is known yet
   * @param done 0 … 1
   * @returns `about 8 s to go`; `null` where nobody can tell yet
   */
  text(of: object, done: number): string | null {
    const now = this.#now();
    if (of !== this.#of) {
      this.#of = of;
      this.#began = now;
      this.#first = done;
    }
    const [spent, progress] = [now - this.#began, done - this.#first];
    if (spent < PATIENCE_MS || progress <= 0) return null;
    const seconds = Math.max(1, Math.round((spent * (1 - done)) / progress / 1000));
    return `about ${seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`} to go`;
  }
}
