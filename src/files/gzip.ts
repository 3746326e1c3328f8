import { InputError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { Inflating } from './inflate.ts';
import { isGzip, isNiftiInOnePiece } from './nifti/is-nifti.ts';

/** As much as is inflated of a file and held in memory. */
const MOST_BYTES = 2 ** 30;
/** So much is read of the compressed file at a time. */
const PIECE_BYTES = 2 ** 18;
/** Enough to tell a NIfTI volume, which is read as it is inflated and need not be held. */
const MARK_BYTES = 512;
const MOST_SHRUNK = 1032;
/** Of what compresses nothing. */
const LEAST_BYTES = 20;

/**
 * A file as what is in it, where it is compressed by gzip; others as they are. Of its beginning as much is inflated as is asked
 * for; the whole once more is.
 *
 * @throws InputError (rejects) where it is damaged or inflates to too much; so does reading it
 */
export async function unpackedSource(source: ByteSource, name: string): Promise<ByteSource> {
  if (!isGzip(await source.read(0, 2))) return source;
  const damaged = () => new InputError(`${name}: its gzip data are damaged or cut short`);
  const mark = await inflated(source, MARK_BYTES, damaged);
  if (isNiftiInOnePiece(mark)) return source;
  // Its last four bytes say how many there are before they were compressed (RFC 1952).
  const end = await source.read(source.sizeBytes - 4, source.sizeBytes);
  if (source.sizeBytes < LEAST_BYTES) throw damaged();
  const sizeBytes = new DataView(end.buffer, end.byteOffset, 4).getUint32(0, true);
  if (sizeBytes < mark.length || sizeBytes > MOST_SHRUNK * source.sizeBytes) throw damaged();
  if (sizeBytes > MOST_BYTES)
    throw new InputError(`${name}: inflates to more than 1 GiB, the maximum; unpack it first`);
  let whole: Promise<Uint8Array> | null = null;
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      if (!whole && end < Math.min(sizeBytes, 2 * PIECE_BYTES)) {
        return (await inflated(source, end, damaged)).subarray(start);
      }
      whole ??= all();
      return (await whole).subarray(start, end);
    },
  };

  async function all(): Promise<Uint8Array> {
    // One byte more tells whether there is more than is said.
    const bytes = await inflated(source, sizeBytes + 1, damaged);
    if (bytes.length !== sizeBytes) {
      throw new InputError(`${name}: its gzip data are damaged, or of several parts; unpack it first`);
    }
    return bytes;
  }
}

/** The first bytes of what is in it, fewer where there are no more. */
async function inflated(source: ByteSource, wanted: number, damaged: () => InputError): Promise<Uint8Array> {
  const bytes = new Uint8Array(wanted);
  const inflating = new Inflating('gzip');
  let length = 0;
  const take = (pieces: Generator<Uint8Array>) => {
    for (const piece of pieces) {
      bytes.set(piece.subarray(0, wanted - length), length);
      length = Math.min(wanted, length + piece.length);
      if (length === wanted) return;
    }
  };
  for (let at = 0; at < source.sizeBytes && length < wanted; at += PIECE_BYTES) {
    const piece = await source.read(at, at + PIECE_BYTES);
    unlessDamaged(() => take(inflating.push(piece)), damaged);
  }
  if (length < wanted) unlessDamaged(() => take(inflating.finish()), damaged);
  return bytes.subarray(0, length);
}

/** What inflates says little of what is wrong. */
function unlessDamaged(inflate: () => void, damaged: () => InputError): void {
  try {
    inflate();
  } catch {
    throw damaged();
  }
}
