import { InputError } from '../../errors.ts';
import { type ByteSource, bytesInMemory, wholeOf } from '../byte-source.ts';
import { decompressed, MOST_COMPRESSED_BYTES } from './decompress.ts';

/** As much as is held in memory. */
const MOST_BYTES = 2 ** 30;

/**
 * What is in a file that is compressed by bzip2: all of it, since nothing says how much there is.
 *
 * @throws InputError (rejects) where it is damaged or too much
 */
export async function unpackedBzip2(source: ByteSource, name: string): Promise<ByteSource> {
  const tooMuch = (what: string) => new InputError(`${name}: ${what}, the maximum; unpack it first`);
  if (source.sizeBytes > MOST_COMPRESSED_BYTES) throw tooMuch(`has more than ${MOST_COMPRESSED_BYTES} bytes in bzip2`);
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  const compressed = await wholeOf(source);
  try {
    for (const piece of decompressed(compressed)) {
      sizeBytes += piece.length;
      if (sizeBytes > MOST_BYTES) throw tooMuch('holds more than 1 GiB');
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${name}: its bzip2 data are damaged or cut short`);
  }
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of pieces.splice(0)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytesInMemory(bytes);
}
