import { CodestreamFault } from '../codec.ts';
import type { HuffmanTable } from './huffman-table.ts';

/**
 * Bits of an entropy-coded segment (ITU-T T.81 § F.2.2.5), the highest of each byte first. A byte 255 of data is followed by
 * a 0; with anything else it is a marker, and no bits come after it.
 */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #bits = 0;
  #count = 0;
  /** Of the bits at hand: made up beyond the end of the segment, and not to be taken. */
  #madeUp = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The next value of a code. @throws CodestreamFault where there is none */
  code(table: HuffmanTable): number {
    this.#fill();
    const { length, value } = table.find((this.#bits >>> (this.#count - 16)) & 0xffff);
    this.#take(length);
    return value;
  }

  /** A number of as many bits, at most 16, of which a first bit of 0 means a negative one (§ F.2.2.1, EXTEND). */
  number(bits: number): number {
    if (bits === 0) return 0;
    this.#fill();
    const value = (this.#bits >>> (this.#count - bits)) & ((1 << bits) - 1);
    this.#take(bits);
    return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
  }

  /** Passes over the end of an interval and the marker after it. @throws CodestreamFault where that is another one */
  restart(number: number): void {
    if (this.#count - this.#madeUp >= 8) throw new CodestreamFault();
    // More bytes of 255 may stand before a marker (§ B.1.1.2).
    while (this.#bytes[this.#at + 1] === 0xff && this.#bytes[this.#at] === 0xff) this.#at++;
    if (this.#bytes[this.#at] !== 0xff || this.#bytes[this.#at + 1] !== 0xd0 + (number & 7))
      throw new CodestreamFault();
    this.#at += 2;
    this.#bits = 0;
    this.#count = 0;
    this.#madeUp = 0;
  }

  /** At least 16 bits at hand. */
  #fill(): void {
    while (this.#count < 16) {
      let byte = this.#bytes[this.#at];
      if (byte === undefined || (byte === 0xff && this.#bytes[this.#at + 1] !== 0)) {
        byte = 0;
        this.#madeUp += 8;
      } else {
        this.#at += byte === 0xff ? 2 : 1;
      }
      this.#bits = ((this.#bits & 0xffff) << 8) | byte;
      this.#count += 8;
    }
  }

  #take(count: number): void {
    this.#count -= count;
    if (this.#count < this.#madeUp) throw new CodestreamFault();
  }
}
