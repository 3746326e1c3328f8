import { CodestreamFault } from '../codec.ts';

/**
 * Bits of a JPEG-LS scan (ITU-T T.87 § 9.1), the highest of each byte first. Of the byte after one of 255 the highest bit is
 * 0 and means nothing; where it is 1 there is a marker, and no bits come after it.
 */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #byte = 0;
  #left = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** A number of as many bits, at most 16. @throws CodestreamFault where there are fewer */
  bits(count: number): number {
    let value = 0;
    for (let missing = count; missing > 0; ) {
      if (this.#left === 0) this.#next();
      const taken = Math.min(missing, this.#left);
      this.#left -= taken;
      missing -= taken;
      value = (value << taken) | ((this.#byte >> this.#left) & ((1 << taken) - 1));
    }
    return value;
  }

  /** How many zeros stand before the next one, which is taken too. @throws CodestreamFault where there are more than `most` */
  zeros(most: number): number {
    for (let count = 0; count <= most; count++) if (this.bits(1) === 1) return count;
    throw new CodestreamFault();
  }

  #next(): void {
    const isAfterFull = this.#byte === 0xff;
    const byte = this.#bytes[this.#at++];
    if (byte === undefined || (isAfterFull && byte >= 0x80)) throw new CodestreamFault();
    this.#byte = byte;
    this.#left = isAfterFull ? 7 : 8;
  }
}
