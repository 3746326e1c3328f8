import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { crc32 } from '../crc32.ts';
import { Inflating } from '../inflate.ts';
import type { ZipEntry } from './directory.ts';

const HEADER = 0x04034b50;
const HEADER_BYTES = 30;
/** So much is read of the archive at a time. */
const PIECE_BYTES = 2 ** 16;

/**
 * Entries of an archive as files. Of a deflated one as much is inflated as is asked for from its beginning; the whole of one
 * is kept until the whole of another is asked for, so that one at a time is in memory.
 */
export class EntrySources {
  readonly #archive: ByteSource;
  #kept: { readonly entry: ZipEntry; readonly bytes: Uint8Array } | null = null;

  constructor(archive: ByteSource) {
    this.#archive = archive;
  }

  /** @param name of the entry in sentences; reading it rejects with an InputError where it is damaged */
  of(entry: ZipEntry, name: string): ByteSource {
    return {
      sizeBytes: entry.sizeBytes,
      read: async (from, to) => {
        const end = Math.min(to, entry.sizeBytes);
        const start = Math.min(from, end);
        if (this.#kept?.entry === entry) return this.#kept.bytes.subarray(start, end);
        const dataAt = await this.#dataAt(entry, name);
        if (!entry.isDeflated) return this.#archive.read(dataAt + start, dataAt + end);
        if (end < entry.sizeBytes) return (await this.#inflated(entry, dataAt, end, name)).subarray(start);
        const bytes = await this.#inflated(entry, dataAt, entry.sizeBytes, name);
        if (crc32(bytes, 0, bytes.length) !== entry.checksum) throw damaged(name);
        this.#kept = { entry, bytes };
        return bytes.subarray(start);
      },
    };
  }

  /** Behind the entry's own header, which may be longer than the directory's. */
  async #dataAt({ headerAt, packedBytes }: ZipEntry, name: string): Promise<number> {
    const bytes = await this.#archive.read(headerAt, headerAt + HEADER_BYTES);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== HEADER) throw damaged(name);
    const dataAt = headerAt + HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
    if (dataAt + packedBytes > this.#archive.sizeBytes) throw damaged(name);
    return dataAt;
  }

  /** The first bytes of an entry, never more than are stated, whatever there is. */
  async #inflated({ packedBytes }: ZipEntry, dataAt: number, wanted: number, name: string): Promise<Uint8Array> {
    const bytes = new Uint8Array(wanted);
    const inflating = new Inflating('raw');
    let length = 0;
    const take = (pieces: Generator<Uint8Array>) => {
      for (const piece of pieces) {
        bytes.set(piece.subarray(0, wanted - length), length);
        length = Math.min(wanted, length + piece.length);
        if (length === wanted) return;
      }
    };
    try {
      for (let at = 0; at < packedBytes && length < wanted; at += PIECE_BYTES) {
        const end = Math.min(packedBytes, at + PIECE_BYTES);
        take(inflating.push(await this.#archive.read(dataAt + at, dataAt + end)));
      }
      if (length < wanted) take(inflating.finish());
    } catch (error) {
      throw error instanceof InputError ? error : damaged(name);
    }
    if (length < wanted) throw damaged(name);
    return bytes;
  }
}

function damaged(name: string): InputError {
  return new InputError(`${name}: is damaged or cut short in the ZIP archive`);
}
