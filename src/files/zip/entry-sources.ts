import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { crc32 } from '../crc32.ts';
import { Inflating } from '../inflate.ts';
import type { ZipEntry } from './directory.ts';

const HEADER = 0x04034b50;
const HEADER_BYTES = 30;
/** So much is read of the archive at a time. */
const PIECE_BYTES = 2 ** 16;
/** A stored entry of up to this size is read whole, for its checksum, when anything behind its beginning is asked for. */
const MOST_WHOLE_BYTES = 2 ** 20;

/**
 * Entries of an archive as files. Of a deflated one as much is inflated as is asked for from its beginning; the whole of one
 * is kept until the whole of another is asked for, so that one at a time is in memory. Of a large stored one no more is read
 * than is asked for, such as a row of a stack; its checksum is looked at where all of it has been read in order.
 */
export class EntrySources {
  readonly #archive: ByteSource;
  #kept: { readonly entry: ZipEntry; readonly bytes: Uint8Array } | null = null;

  constructor(archive: ByteSource) {
    this.#archive = archive;
  }

  /** @param name of the entry in sentences; reading it rejects with an InputError where it is damaged */
  of(entry: ZipEntry, name: string): ByteSource {
    const { sizeBytes, isDeflated, checksum } = entry;
    const mustBeSound = soundnessOf(entry, name);
    return {
      sizeBytes,
      read: async (from, to) => {
        const end = Math.min(to, sizeBytes);
        const start = Math.min(from, end);
        if (this.#kept?.entry === entry) return this.#kept.bytes.subarray(start, end);
        const dataAt = await this.#dataAt(entry, name);
        if (!isDeflated && sizeBytes > MOST_WHOLE_BYTES) {
          const bytes = await this.#archive.read(dataAt + start, dataAt + end);
          mustBeSound(bytes, start);
          return bytes;
        }
        const isBeginning = end < sizeBytes && (isDeflated || start === 0);
        if (isBeginning) return (await this.#unpacked(entry, dataAt, end, name)).subarray(start);
        const bytes = await this.#unpacked(entry, dataAt, sizeBytes, name);
        if (crc32(bytes, 0, bytes.length) !== checksum) throw damaged(name);
        this.#kept = { entry, bytes };
        return bytes.subarray(start, end);
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
  async #unpacked(entry: ZipEntry, dataAt: number, wanted: number, name: string): Promise<Uint8Array> {
    const { packedBytes, isDeflated } = entry;
    if (!isDeflated) return this.#archive.read(dataAt, dataAt + wanted);
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

/** Looks at the checksum once all bytes have come in order; those that come otherwise are passed over. */
function soundnessOf({ sizeBytes, checksum }: ZipEntry, name: string): (bytes: Uint8Array, start: number) => void {
  let [seenBytes, sum] = [0, 0];
  return (bytes, start) => {
    const end = start + bytes.length;
    if (start <= seenBytes && seenBytes < end) {
      sum = crc32(bytes, seenBytes - start, bytes.length, sum);
      seenBytes = end;
    }
    if (seenBytes === sizeBytes && sum !== checksum) throw damaged(name);
  };
}

function damaged(name: string): InputError {
  return new InputError(`${name}: is damaged or cut short in the ZIP archive`);
}
