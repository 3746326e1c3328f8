import { InputError } from '../../errors.ts';
import { crc32 } from '../crc32.ts';

/** The kinds of part that pixels depend on. */
export type ChunkType = 'IHDR' | 'PLTE' | 'tRNS' | 'IDAT' | 'IEND';

/** One part of a PNG file, its checksum found right. */
export interface Chunk {
  readonly type: ChunkType;
  readonly content: Uint8Array;
}

const SIGNATURE_BYTES = 8;

const codeOf = (type: string) => Array.from(type).reduce((code, letter) => code * 256 + letter.charCodeAt(0), 0);
const TYPES: ReadonlyMap<number, ChunkType> = new Map(
  (['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'] as const).map((type) => [codeOf(type), type]),
);

/**
 * The parts of a PNG file that its pixels depend on, one after the other, up to its end; the others are passed over, even
 * faulty ones. Nothing is kept of them, so that millions of empty ones cost no memory.
 *
 * @throws InputError where the file is cut short or damaged, or has a part that no reader may pass over
 */
export function* pngChunks(bytes: Uint8Array, name: string): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = SIGNATURE_BYTES; ; ) {
    // A chunk is its length, a type of four letters, the content and a checksum.
    const end = start + 12 <= bytes.length ? start + 12 + view.getUint32(start) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) {
      throw new InputError(`${name}: the PNG image is truncated: the file ends after ${bytes.length} bytes`);
    }
    const type = TYPES.get(view.getUint32(start + 4));
    if (type) {
      if (crc32(bytes, start + 4, end - 4) !== view.getUint32(end - 4)) throw damagedPng(name);
      yield { type, content: bytes.subarray(start + 8, end - 4) };
      if (type === 'IEND') return;
    } else {
      const letters = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
      // A capital letter marks a part that no reader may skip (PNG specification § 5.4).
      if (/^[A-Z][A-Za-z]{3}$/.test(letters)) {
        throw new InputError(`${name}: the PNG image has an unknown critical chunk, “${letters}”`);
      }
    }
    start = end;
  }
}

export function damagedPng(name: string): InputError {
  return new InputError(`${name}: the PNG image is damaged and cannot be decoded`);
}
