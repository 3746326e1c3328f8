/** Safari takes a hundred changes of the address in half a minute and throws at the next one; others take more. */
const MOST_AT_ONCE = 20;
const PAUSE_MS = 500;
/** While a hand moves the address follows now and then. */
const MOVING_MS = 300;

/** What it needs of a clock. */
export interface Clock {
  now(): number;
  after(delayMs: number, act: () => void): void;
}

const CLOCK: Clock = { now: () => performance.now(), after: (delayMs, act) => void setTimeout(act, delayMs) };

/**
 * When the address is written: at once, so that nothing is lost by a reload, but no more often than browsers take. The
 * last change is always written, sooner or later.
 */
export class AddressPace {
  readonly #write: () => void;
  readonly #clock: Clock;
  /** How many times it may still be written without a pause, as of then. */
  #left = MOST_AT_ONCE;
  #asOf: number;
  #isPlanned = false;

  constructor(write: () => void, clock = CLOCK) {
    this.#write = write;
    this.#clock = clock;
    this.#asOf = clock.now();
  }

  /** Something has changed for good. */
  changed(): void {
    const now = this.#clock.now();
    this.#left = Math.min(MOST_AT_ONCE, this.#left + (now - this.#asOf) / PAUSE_MS);
    this.#asOf = now;
    if (this.#left < 1) {
      this.#plan((1 - this.#left) * PAUSE_MS);
      return;
    }
    this.#left--;
    this.#write();
  }

  /** Something is being changed. */
  moving(): void {
    this.#plan(MOVING_MS);
  }

  #plan(delayMs: number): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#clock.after(Math.ceil(delayMs), () => {
      this.#isPlanned = false;
      this.changed();
    });
  }
}
