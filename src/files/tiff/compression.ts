import { Inflating } from '../inflate.ts';
import { lzwDecoded } from './lzw.ts';
import { unpackedBits } from './pack-bits.ts';

/** How a block's bytes are made smaller. */
export interface Compression {
  /**
   * The first `wanted` of the bytes, fewer where there are no more. Throws anything where the data are damaged.
   */
  readonly decode: (bytes: Uint8Array, wanted: number) => Uint8Array;
  /** So many times at most are data larger when they are decoded. */
  readonly mostGrowth: number;
}

export const UNCOMPRESSED: Compression = { decode: (bytes, wanted) => bytes.subarray(0, wanted), mostGrowth: 1 };

const deflate: Compression = { decode: inflated, mostGrowth: 1032 };

/** By the number that the tag Compression has. */
export const COMPRESSIONS: Readonly<Record<number, Compression>> = {
  1: UNCOMPRESSED,
  // A string of 4096 bytes at most for each code of nine bits or more.
  5: { decode: lzwDecoded, mostGrowth: 4096 },
  8: deflate,
  32946: deflate,
  32773: { decode: unpackedBits, mostGrowth: 64 },
};

export const OTHER_COMPRESSIONS: Readonly<Record<number, string>> = {
  2: 'CCITT Huffman coding',
  3: 'CCITT fax coding, group 3',
  4: 'CCITT fax coding, group 4',
  6: 'JPEG of the old style',
  7: 'JPEG',
  32771: 'CCITT coding in words',
  33003: 'JPEG 2000',
  33005: 'JPEG 2000',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
};

function inflated(bytes: Uint8Array, wanted: number): Uint8Array {
  const inflating = new Inflating('zlib');
  const result = new Uint8Array(wanted);
  let length = 0;
  const take = (pieces: Iterable<Uint8Array>) => {
    for (const piece of pieces) {
      result.set(piece.subarray(0, wanted - length), length);
      length = Math.min(wanted, length + piece.length);
      if (length === wanted) return;
    }
  };
  take(inflating.push(bytes));
  if (length < wanted) take(inflating.finish());
  return result.subarray(0, length);
}
