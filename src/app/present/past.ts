/** How a value comes about. */
export interface Step {
  /** What follows each other under the same gesture, such as one drag, is one step. */
  readonly gesture: unknown;
  /** While the hand goes on; without it the gesture is over. */
  readonly moving: boolean;
}

/** A step of its own. */
export const WHOLE_STEP: Step = { gesture: null, moving: false };

export interface PastOptions<Value> {
  /** Whether nobody could tell two values apart, so that from one to the other is no step. */
  isSame(one: Value, other: Value): boolean;
  /** What a value keeps in memory, and how many bytes each takes; what several values keep counts once. */
  heldBy(value: Value): Iterable<readonly [object, number]>;
  /** That can be undone; older ones are forgotten. */
  readonly mostSteps?: number;
  /** That values before the present one keep besides what it keeps itself; the oldest are forgotten. */
  readonly mostBytes?: number;
}

const MOST_STEPS = 600;
const MOST_BYTES = 256 * 2 ** 20;

interface Kept<Value> {
  readonly id: number;
  value: Value;
}

/**
 * What has been, is and was undone: values, which must not be changed, each with a number of its own that only grows.
 * Whatever is recorded takes the place of what was undone.
 */
export class Past<Value> {
  readonly #options: PastOptions<Value>;
  #kept: Kept<Value>[] = [];
  /** Where the present value is among those kept. */
  #at = -1;
  #nextId = 1;
  /** What the present step belongs to, while the hand goes on. */
  #gesture: unknown = null;
  /** What was undone before the gesture began, in case nothing comes of it. */
  #undoneBefore: Kept<Value>[] = [];
  #hasForgotten = false;
  /** Something can be undone or redone now that could not before, or the other way round. */
  onChanged: (() => void) | null = null;

  constructor(options: PastOptions<Value>) {
    this.#options = options;
  }

  /** `null` before anything was recorded. */
  get present(): Value | null {
    return this.#kept[this.#at]?.value ?? null;
  }

  /** The number of the present value. */
  get presentId(): number {
    return this.#kept[this.#at]?.id ?? 0;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#kept.length - 1;
  }

  /** Whether there was more to undo than is kept. */
  get hasForgotten(): boolean {
    return this.#hasForgotten;
  }

  record(value: Value, { gesture, moving }: Step = WHOLE_STEP): void {
    const now = this.#kept[this.#at];
    if (now && gesture !== null && gesture === this.#gesture) {
      now.value = value;
      if (!moving) this.#dropIdleStep();
    } else if (now && this.#options.isSame(now.value, value)) {
      now.value = value;
      // What the hand comes to next is not what was there before it began.
      this.#gesture = null;
    } else {
      this.#undoneBefore = this.#kept.splice(this.#at + 1);
      this.#kept.push({ id: this.#nextId++, value });
      this.#at++;
      this.#gesture = gesture;
      this.#forget();
    }
    if (!moving) {
      this.#gesture = null;
      this.#undoneBefore = [];
    }
    this.onChanged?.();
  }

  /** Replaces the present value without a step, for what nobody would want to undo. */
  amend(value: Value): void {
    const now = this.#kept[this.#at];
    if (now) now.value = value;
  }

  /** The value before; `null` where there is none. */
  undo(): Value | null {
    return this.canUndo ? this.#goTo(this.#at - 1) : null;
  }

  redo(): Value | null {
    return this.canRedo ? this.#goTo(this.#at + 1) : null;
  }

  /** The value of that number, undone or redone to; `null` where it is not kept. */
  goTo(id: number): Value | null {
    const at = this.#kept.findIndex((kept) => kept.id === id);
    return at === -1 ? null : this.#goTo(at);
  }

  /** Whether the value of that number has been on the way to the present one. */
  hasLedHere(id: number): boolean {
    const [oldest] = this.#kept;
    if (!oldest || id < oldest.id) return true;
    const at = this.#kept.findIndex((kept) => kept.id === id);
    return at !== -1 && at <= this.#at;
  }

  #goTo(at: number): Value {
    this.#at = at;
    this.#gesture = null;
    this.#undoneBefore = [];
    this.onChanged?.();
    return this.#kept[at]!.value;
  }

  /** A gesture that ends where it began leaves everything as it was, what was undone before it too. */
  #dropIdleStep(): void {
    const before = this.#kept[this.#at - 1];
    if (!before || !this.#options.isSame(before.value, this.#kept[this.#at]!.value)) return;
    this.#kept.splice(this.#at, 1, ...this.#undoneBefore);
    this.#at--;
  }

  #forget(): void {
    const { mostSteps = MOST_STEPS, mostBytes = MOST_BYTES } = this.#options;
    let first = Math.max(0, this.#at - mostSteps);
    const counted = new Set<object>();
    for (const [held] of this.#options.heldBy(this.#kept[this.#at]!.value)) counted.add(held);
    let bytes = 0;
    for (let at = this.#at - 1; at >= first; at--) {
      for (const [held, size] of this.#options.heldBy(this.#kept[at]!.value)) {
        if (!counted.has(held)) bytes += size;
        counted.add(held);
      }
      if (bytes > mostBytes) first = at + 1;
    }
    if (first === 0) return;
    this.#kept.splice(0, first);
    this.#at -= first;
    this.#hasForgotten = true;
  }
}
