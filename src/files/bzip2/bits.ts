/** Bits of some bytes in their order, the highest of each byte first. */
export class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** What was begun, in the lowest `#count` bits. */
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether there is another byte behind those that were begun. */
  get hasMore(): boolean {
    return this.#at - (this.#count >> 3) < this.#bytes.length;
  }

  /** The next few bits, at most 24. @throws RangeError where there are no more */
  take(count: number): number {
    const bits = this.peek(count);
    this.skip(count);
    return bits;
  }

  /** The next few bits, at most 24, which stay; zeros behind the end. */
  peek(count: number): number {
    while (this.#count < count) {
      // Never more than 31 are held, so that they are a whole number without a sign.
      this.#held = ((this.#held << 8) | (this.#bytes[this.#at++] ?? 0)) & 0x7fffffff;
      this.#count += 8;
    }
    return (this.#held >>> (this.#count - count)) & (2 ** count - 1);
  }

  /** Leaves out bits that were looked at. @throws RangeError where they are behind the end */
  skip(count: number): void {
    this.#count -= count;
    if (8 * this.#at - this.#count > 8 * this.#bytes.length) throw new RangeError('no more bits');
  }

  /** Leaves out what is left of a byte that was begun. */
  toByte(): void {
    this.#count -= this.#count % 8;
  }
}
