import type { Bits } from './bits.ts';

const MOST_BITS = 20;
/** Codes up to this length are looked up. */
const QUICK_BITS = 10;

/** A canonical Huffman code: of each length the first code, and the symbols by their codes. */
export class HuffmanCode {
  readonly #symbols: Uint16Array;
  readonly #counts = new Uint32Array(MOST_BITS + 1);
  /** By the next bits: the symbol, times 32 and with the length of its code; 0 where that is longer. */
  readonly #quick = new Uint16Array(2 ** QUICK_BITS);

  /** @param lengths in bits of the codes of all symbols, 1 … 20 */
  constructor(lengths: Uint8Array) {
    for (const length of lengths) this.#counts[length]!++;
    const order = Array.from(lengths, (_, symbol) => symbol);
    this.#symbols = Uint16Array.from(order.sort((a, b) => lengths[a]! - lengths[b]! || a - b));
    let next = 0;
    for (const symbol of this.#symbols) {
      const length = lengths[symbol]!;
      const span = 2 ** (QUICK_BITS - length);
      if (length > QUICK_BITS || next + span > this.#quick.length) break;
      this.#quick.fill(symbol * 32 + length, next, next + span);
      next += span;
    }
  }

  /** The symbol that comes next. @throws RangeError where the bits are no code */
  next(bits: Bits): number {
    const quick = this.#quick[bits.peek(QUICK_BITS)]!;
    if (quick > 0) {
      bits.skip(quick & 31);
      return quick >> 5;
    }
    for (let length = 1, code = 0, first = 0, index = 0; length <= MOST_BITS; length++) {
      code = (code << 1) | bits.take(1);
      first <<= 1;
      const count = this.#counts[length]!;
      if (code - first < count) return this.#symbols[index + code - first]!;
      index += count;
      first += count;
    }
    throw new RangeError('no code');
  }
}

/** A code by its lengths, each given by how it differs from the one before. @throws RangeError where one is none */
export function readCode(bits: Bits, symbols: number): HuffmanCode {
  let length = bits.take(5);
  const lengths = Uint8Array.from({ length: symbols }, () => {
    for (;;) {
      if (length < 1 || length > MOST_BITS) throw new RangeError('no length');
      if (bits.take(1) === 0) return length;
      length += bits.take(1) === 0 ? 1 : -1;
    }
  });
  return new HuffmanCode(lengths);
}
