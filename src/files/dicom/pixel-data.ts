import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Element } from './data-set.ts';
import type { Packing } from './encoding.ts';
import { type PixelFormat, pixelBytes } from './pixel-format.ts';
import { decodeRunLengths } from './run-lengths.ts';

const ITEM = 0xe000fffe;
const ITEMS_END = 0xe0ddfffe;

/**
 * Brings the bytes of a picture's pixels.
 *
 * @throws InputError (rejects) where there are more or fewer than the header promises
 */
export async function readPixelData(
  source: ByteSource,
  { start, end }: Element,
  packing: Packing,
  format: PixelFormat,
  name: string,
): Promise<Uint8Array> {
  const { rows, columns, bytesPerPixel } = format;
  const expected = pixelBytes(format);
  const pixelSize = bytesPerPixel === 1 ? '1 byte' : `${bytesPerPixel} bytes`;
  const promise = `${name}: the header promises ${rows} × ${columns} pixels of ${pixelSize}`;
  if (packing === 'plain') {
    // A value's length is even: an odd number of bytes has one more.
    const length = end === undefined ? undefined : end - start;
    if (length !== expected && length !== expected + (expected % 2)) {
      const actual = length === undefined ? 'the pixels are in pieces' : `the pixels take ${length} bytes`;
      throw new InputError(`${promise}, but ${actual}`);
    }
    if (start + expected > source.sizeBytes) {
      throw new InputError(`${promise}, but the file ends after ${source.sizeBytes - start} bytes of them`);
    }
    return source.read(start, start + expected);
  }
  // Packed bytes take a little more than plain ones at the worst; what comes after is not looked at.
  const most = Math.ceil(expected * 1.01) + 2 ** 16;
  const pieces = end === undefined ? piecesOf(await source.read(start, start + most)) : null;
  if (!pieces) throw new InputError(`${name}: the pieces that the pixels come in are damaged`);
  if (packing === 'pieces') {
    if (pieces.length !== expected && pieces.length !== expected + (expected % 2)) {
      throw new InputError(`${promise}, but the pixels take ${pieces.length} bytes`);
    }
    return pieces.subarray(0, expected);
  }
  const unpacked = decodeRunLengths(pieces, rows * columns, bytesPerPixel);
  if (!unpacked) throw new InputError(`${promise}, but their run-length encoding is damaged or holds fewer`);
  return unpacked;
}

/** What the items of encapsulated pixels hold, but for the first, which is a table of contents (PS3.5 § A.4). */
function piecesOf(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Uint8Array[] = [];
  let at = 0;
  let isTable = true;
  while (at + 8 <= bytes.length) {
    const tag = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    if (tag === ITEMS_END) return joined(pieces);
    if (tag !== ITEM || at + 8 + length > bytes.length) return null;
    if (!isTable) pieces.push(bytes.subarray(at + 8, at + 8 + length));
    isTable = false;
    at += 8 + length;
  }
  return null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
