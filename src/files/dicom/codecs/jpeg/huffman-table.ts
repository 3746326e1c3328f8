import { CodestreamFault } from '../codec.ts';

/** Codes are at most so long. */
const LONGEST = 16;
/** Codes up to this length are found in one look. */
const QUICK = 9;

export interface FoundCode {
  readonly length: number;
  readonly value: number;
}

/** A Huffman table (ITU-T T.81 annex C and § F.2.2.3): codes of one length follow one another, longer ones after shorter. */
export class HuffmanTable {
  readonly #quick: (FoundCode | undefined)[] = new Array(1 << QUICK);
  /** By length, of 16 bits: the first code that is longer. */
  readonly #limits: number[] = [];
  readonly #codes: readonly (readonly FoundCode[])[];
  readonly #firsts: number[] = [];

  /**
   * @param counts of codes of 1 to 16 bits
   * @param values in the order of the codes
   * @throws CodestreamFault where there are more codes of a length than there can be
   */
  constructor(counts: ArrayLike<number>, values: ArrayLike<number>) {
    let code = 0;
    let index = 0;
    this.#codes = Array.from({ length: LONGEST }, (_, i) => {
      const length = i + 1;
      code <<= 1;
      this.#firsts.push(code);
      const found = Array.from({ length: counts[i]! }, () => ({ length, value: values[index++]! }));
      for (const each of found) {
        if (code >= 1 << length) throw new CodestreamFault();
        if (length <= QUICK) this.#quick.fill(each, code << (QUICK - length), (code + 1) << (QUICK - length));
        code++;
      }
      this.#limits.push(code << (LONGEST - length));
      return found;
    });
  }

  /** The code that 16 bits begin with. @throws CodestreamFault where there is none */
  find(bits: number): FoundCode {
    const quick = this.#quick[bits >> (LONGEST - QUICK)];
    if (quick) return quick;
    for (let i = QUICK; i < LONGEST; i++) {
      if (bits < this.#limits[i]!) return this.#codes[i]![(bits >> (LONGEST - 1 - i)) - this.#firsts[i]!]!;
    }
    throw new CodestreamFault();
  }
}
