/** Changes between two pictures in one place, by itself or by hand. Where motion is unwelcome it changes by hand alone. */
export class Blinker {
  readonly #isStill: () => boolean;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #rate = 0;
  #isPaused = false;
  #isFlipped = false;

  constructor(isStill: () => boolean, changed: () => void) {
    this.#isStill = isStill;
    this.#changed = changed;
  }

  /** Whether the second picture is seen. */
  get isFlipped(): boolean {
    return this.#isFlipped;
  }

  get isBlinking(): boolean {
    return this.#timer !== null;
  }

  get isStill(): boolean {
    return this.#isStill();
  }

  /** @param isWanted whether there are two pictures to blink, and they are to be seen */
  set(isWanted: boolean, changesPerSecond: number): void {
    const rate = isWanted && !this.#isPaused && !this.#isStill() ? changesPerSecond : 0;
    if (rate === this.#rate) return;
    this.#rate = rate;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = rate === 0 ? null : setInterval(() => this.#turn(), 1000 / rate);
  }

  /** Shows the other one, and goes on from there by hand. */
  flip(): void {
    this.#isPaused = true;
    this.#turn();
  }

  /** Begins to change by itself, or ends that. The owner sets it anew. */
  toggle(): void {
    this.#isPaused = !this.#isPaused;
  }

  /** Nobody looks any more; the next time it begins with the first. */
  rest(): void {
    this.set(false, 0);
    this.#isFlipped = false;
    this.#isPaused = false;
  }

  #turn(): void {
    // The system may have been told so meanwhile.
    if (this.#timer !== null && this.#isStill()) this.set(false, 0);
    else this.#isFlipped = !this.#isFlipped;
    this.#changed();
  }
}
