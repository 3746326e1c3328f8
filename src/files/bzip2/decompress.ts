import { Bits } from './bits.ts';
import { blockBytes } from './block.ts';

/** So much is in memory besides what is made of it. */
export const MOST_COMPRESSED_BYTES = 2 ** 28;

const BLOCK = [0x314159, 0x265359] as const;
const END = [0x177245, 0x385090] as const;
const STEP_BYTES = 100_000;
/** So many equal bytes are followed by how many more there are. */
const RUN = 4;
const PIECE_BYTES = 2 ** 16;

/**
 * What data of bzip2 hold, piece by piece, so that the caller can stop at a size of its choosing: a block of some 40 bytes can
 * hold 46 MB.
 *
 * @throws RangeError where they are damaged or cut short
 */
export function* decompressed(compressed: Uint8Array): Generator<Uint8Array> {
  const bits = new Bits(compressed);
  // Several may stand one after the other.
  do {
    if (bits.take(24) !== 0x425a68) throw new RangeError('no bzip2 data');
    const level = bits.take(8) - 0x30;
    if (level < 1 || level > 9) throw new RangeError('no level');
    let combined = 0;
    for (;;) {
      const mark = [bits.take(24), bits.take(24)];
      const checksum = ((bits.take(16) << 16) | bits.take(16)) >>> 0;
      if (mark[0] === END[0] && mark[1] === END[1]) {
        if (checksum !== combined) throw new RangeError('another checksum');
        break;
      }
      if (mark[0] !== BLOCK[0] || mark[1] !== BLOCK[1]) throw new RangeError('no block');
      if ((yield* withRuns(blockBytes(bits, level * STEP_BYTES))) !== checksum)
        throw new RangeError('another checksum');
      combined = (((combined << 1) | (combined >>> 31)) ^ checksum) >>> 0;
    }
    bits.toByte();
  } while (bits.hasMore);
}

/** A block with its runs as they were. @returns the checksum of it */
function* withRuns(bytes: Uint8Array): Generator<Uint8Array, number> {
  let piece = new Uint8Array(PIECE_BYTES);
  let length = 0;
  let crc = 0xffffffff;
  let [last, equal] = [-1, 0];
  for (const byte of bytes) {
    const isCount = equal === RUN;
    const times = isCount ? byte : 1;
    const value = isCount ? last : byte;
    equal = isCount ? 0 : byte === last ? equal + 1 : 1;
    last = isCount ? -1 : byte;
    for (let i = 0; i < times; i++) {
      crc = (crc << 8) ^ CRC[(crc >>> 24) ^ value]!;
      piece[length++] = value;
      if (length < PIECE_BYTES) continue;
      yield piece;
      piece = new Uint8Array(PIECE_BYTES);
      length = 0;
    }
  }
  if (length > 0) yield piece.subarray(0, length);
  return ~crc >>> 0;
}

/** Of the polynomial of CRC-32 from the highest bit on, unlike that of gzip. */
const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  return crc;
});
