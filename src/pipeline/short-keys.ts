/** So many texts are known at the most, some hundred characters each. */
const MOST_TEXTS = 8192;

/**
 * Short keys for long ones. What a result is made of names all that it needs, and that all that it needs in turn; looking
 * such a text up takes as long as it is. Each text gets a number of its own instead, and what needs the result names the
 * number.
 *
 * No number is given twice. A text that has been forgotten gets another one, so that what is not in use may be made once
 * more, and nothing is ever taken for something else.
 */
export class ShortKeys {
  readonly #isInUse: (key: string) => boolean;
  readonly #most: number;
  readonly #known = new Map<string, string>();
  #count = 0;

  /** @param isInUse whether there is a result under a key: its text is not forgotten */
  constructor(isInUse: (key: string) => boolean, most = MOST_TEXTS) {
    this.#isInUse = isInUse;
    this.#most = most;
  }

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#most) this.#forgetOldest();
    const key = String(++this.#count);
    this.#known.set(text, key);
    return key;
  }

  #forgetOldest(): void {
    for (const [text, key] of this.#known) {
      if (this.#known.size <= this.#most / 2) return;
      if (!this.#isInUse(key)) this.#known.delete(text);
    }
  }
}
