// fflate is what fast-png itself deflates with.
import { Gunzip, Inflate, Unzlib } from 'fflate';

/** Deflate never shrinks data more than 1032-fold, so a piece of this size yields at most 8 MiB. */
const PIECE_BYTES = 8192;

export type CompressedFormat = 'zlib' | 'raw' | 'gzip';

/**
 * Inflates a little at a time, so that the caller can stop at a size of its choosing: a few kilobytes can be made to
 * inflate to gigabytes. What comes in small bits is gathered first, since every step of fflate costs as much as 32 KiB.
 * All methods throw whatever fflate throws where the data is damaged or cut short.
 */
export class Inflating {
  readonly #pieces: Uint8Array[] = [];
  readonly #inflator: Inflate | Unzlib | Gunzip;
  /** What has come and is not inflated yet. */
  #waiting: Uint8Array<ArrayBuffer> = new Uint8Array(PIECE_BYTES);
  #waitingBytes = 0;
  #hasBegun = false;

  /** @param format a zlib stream (RFC 1950), raw deflate data (RFC 1951) or a gzip file (RFC 1952) */
  constructor(format: CompressedFormat) {
    const keep = (piece: Uint8Array) => {
      this.#pieces.push(piece);
    };
    const inflators = { zlib: Unzlib, raw: Inflate, gzip: Gunzip };
    this.#inflator = new inflators[format](keep);
  }

  /** Takes compressed bytes; gives what can be inflated by now. */
  *push(compressed: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < compressed.length; ) {
      // There is always something left for the end, which must be known to be it.
      if (this.#waitingBytes === PIECE_BYTES) yield* this.#inflate(false);
      const count = Math.min(compressed.length - at, PIECE_BYTES - this.#waitingBytes);
      this.#waiting.set(compressed.subarray(at, at + count), this.#waitingBytes);
      this.#waitingBytes += count;
      at += count;
    }
  }

  /** Gives what is left. Nothing at all is no damaged data. */
  *finish(): Generator<Uint8Array> {
    if (this.#hasBegun || this.#waitingBytes > 0) yield* this.#inflate(true);
  }

  *#inflate(isLast: boolean): Generator<Uint8Array> {
    this.#hasBegun = true;
    this.#inflator.push(this.#waiting.subarray(0, this.#waitingBytes), isLast);
    // The inflator may keep some of what it was given.
    this.#waiting = new Uint8Array(PIECE_BYTES);
    this.#waitingBytes = 0;
    yield* this.#pieces.splice(0);
  }
}

/** Inflates all of some data, a little at a time. @throws what `Inflating` does */
export function* inflatePieces(compressed: Uint8Array, format: CompressedFormat): Generator<Uint8Array> {
  const inflating = new Inflating(format);
  yield* inflating.push(compressed);
  yield* inflating.finish();
}
