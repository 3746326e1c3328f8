/** What has been and what was undone. Values are kept as they are given, so they must not be changed. */
export class EditHistory<Value> {
  readonly #mostSteps: number;
  #past: Value[] = [];
  #present: Value;
  #future: Value[] = [];
  /** What the present step belongs to; the next edit of the same gesture takes its place. */
  #gesture: object | null = null;

  /** @param mostSteps that can be undone; older ones are forgotten */
  constructor(start: Value, mostSteps = 200) {
    this.#present = start;
    this.#mostSteps = mostSteps;
  }

  get present(): Value {
    return this.#present;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** @param gesture edits that follow each other under the same gesture, such as one drag, are one step */
  record(value: Value, gesture: object | null = null): void {
    if (gesture === null || gesture !== this.#gesture) {
      this.#past.push(this.#present);
      if (this.#past.length > this.#mostSteps) this.#past.shift();
    }
    this.#present = value;
    this.#future = [];
    this.#gesture = gesture;
  }

  /** Replaces the present without a step, for what nobody would want to undo. */
  amend(value: Value): void {
    this.#present = value;
  }

  /** Back to before the gesture, as if it had never begun. */
  abandon(gesture: object): void {
    if (gesture !== this.#gesture) return;
    this.#present = this.#past.pop()!;
    this.#gesture = null;
  }

  undo(): void {
    const before = this.#past.pop();
    if (before === undefined) return;
    this.#future.push(this.#present);
    this.#present = before;
    this.#gesture = null;
  }

  redo(): void {
    const after = this.#future.pop();
    if (after === undefined) return;
    this.#past.push(this.#present);
    this.#present = after;
    this.#gesture = null;
  }
}
