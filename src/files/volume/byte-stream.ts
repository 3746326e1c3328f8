import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { decompressed, MOST_COMPRESSED_BYTES } from '../bzip2/decompress.ts';
import { Inflating } from '../inflate.ts';

/** How data may be compressed. */
export type Compression = 'gzip' | 'zlib' | 'bzip2';

/** So much is read of a file at a time. */
const PIECE_BYTES = 2 ** 20;

/** The bytes of a file in order, as it stores them or inflated: some for a header, then the rest. */
export class ByteStream {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #left: Uint8Array = new Uint8Array(0);

  constructor(pieces: AsyncIterator<Uint8Array>) {
    this.#pieces = pieces;
  }

  /** The next bytes, fewer at the end. */
  async take(count: number): Promise<Uint8Array> {
    const taken = new Uint8Array(count);
    let length = 0;
    for await (const piece of this.next(count)) {
      taken.set(piece, length);
      length += piece.length;
    }
    return taken.subarray(0, length);
  }

  /** The next bytes piece by piece, `count` of them or fewer at the end; all that is left unless told how many. */
  async *next(count = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
    for (let missing = count; missing >= 1; ) {
      if (this.#left.length === 0) {
        const { value, done } = await this.#pieces.next();
        if (done) return;
        this.#left = value;
      }
      const piece = this.#left.subarray(0, missing);
      this.#left = this.#left.subarray(piece.length);
      missing -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }
}

/** A file as it is. */
export function plainStream(source: ByteSource, start = 0): ByteStream {
  return new ByteStream(piecesOf(source, start));
}

/**
 * A file's compressed data, inflated little by little, so that whoever has enough can stop. The stream rejects with an
 * InputError where they are damaged or cut short.
 */
export function inflatedStream(source: ByteSource, format: Compression, name: string, start = 0): ByteStream {
  return new ByteStream(inflated(source, format, name, start));
}

async function* piecesOf(source: ByteSource, start: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < source.sizeBytes; at += PIECE_BYTES) yield source.read(at, at + PIECE_BYTES);
}

async function* inflated(
  source: ByteSource,
  format: Compression,
  name: string,
  start: number,
): AsyncGenerator<Uint8Array> {
  const damaged = () => new InputError(`${name}: its compressed data are damaged or cut short`);
  if (format === 'bzip2') {
    // Blocks begin between bytes, and are long.
    if (source.sizeBytes - start > MOST_COMPRESSED_BYTES) {
      throw new InputError(`${name}: has more than ${MOST_COMPRESSED_BYTES} bytes in bzip2, the maximum; use gzip`);
    }
    yield* unlessDamaged(decompressed(await source.read(start, source.sizeBytes)), damaged);
    return;
  }
  const inflating = new Inflating(format);
  for await (const piece of piecesOf(source, start)) {
    yield* unlessDamaged(inflating.push(piece), damaged);
  }
  yield* unlessDamaged(inflating.finish(), damaged);
}

/** What inflates says little of what is wrong. */
function* unlessDamaged(pieces: Generator<Uint8Array>, damaged: () => InputError): Generator<Uint8Array> {
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = pieces.next();
    } catch {
      throw damaged();
    }
    if (next.done) return;
    yield next.value;
  }
}
