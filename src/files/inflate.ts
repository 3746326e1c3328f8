// fflate is what fast-png itself inflates with.
import { Inflate, Unzlib } from 'fflate';

/** Deflate never shrinks data more than 1032-fold, so a piece of this size yields at most 8 MiB. */
const PIECE_BYTES = 8192;

/**
 * Inflates a little at a time, so that the caller can stop at a size of its choosing: a few kilobytes can be made to
 * inflate to gigabytes.
 *
 * @param compressed a zlib stream (RFC 1950), or raw deflate data (RFC 1951)
 * @throws whatever fflate throws where the data is damaged or cut short
 */
export function* inflatePieces(compressed: Uint8Array, format: 'zlib' | 'raw'): Generator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const keep = (piece: Uint8Array) => {
    pieces.push(piece);
  };
  const inflator = format === 'zlib' ? new Unzlib(keep) : new Inflate(keep);
  for (let start = 0; start < compressed.length; start += PIECE_BYTES) {
    const end = start + PIECE_BYTES;
    inflator.push(compressed.subarray(start, end), end >= compressed.length);
    yield* pieces.splice(0);
  }
}
