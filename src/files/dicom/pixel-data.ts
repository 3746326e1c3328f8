import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Element } from './data-set.ts';
import type { Packing } from './encoding.ts';
import { type PixelFormat, pixelBytes } from './pixel-format.ts';
import { decodeRunLengths } from './run-lengths.ts';

const ITEM = 0xe000fffe;
const ITEMS_END = 0xe0ddfffe;

/** Brings the bytes of one frame's pixels. */
export type FramePixels = (frame: number) => Promise<Uint8Array>;

/** The bytes of a picture's pixels. @throws InputError (rejects) as `readFramePixels` does */
export async function readPixelData(
  source: ByteSource,
  element: Element,
  packing: Packing,
  format: PixelFormat,
  name: string,
): Promise<Uint8Array> {
  return (await readFramePixels(source, element, packing, { ...format, frames: 1 }, name))(0);
}

/**
 * Looks at where the pixels of all frames are, and brings those of one frame after the other.
 *
 * @throws InputError (rejects) where there are more or fewer than the header states
 */
export async function readFramePixels(
  source: ByteSource,
  { start, end }: Element,
  packing: Packing,
  format: PixelFormat & { readonly frames: number },
  name: string,
): Promise<FramePixels> {
  const { rows, columns, bytesPerPixel, frames } = format;
  const perFrame = pixelBytes(format);
  const expected = frames * perFrame;
  const pixelSize = bytesPerPixel === 1 ? '1 byte' : `${bytesPerPixel} bytes`;
  const promise = `${name}: the header states ${frames > 1 ? `${frames} frames of ` : ''}${rows} × ${columns} pixels of ${pixelSize}`;
  if (packing === 'plain') {
    // A value's length is even: an odd number of bytes has one more.
    const length = end === undefined ? undefined : end - start;
    if (length !== expected && length !== expected + (expected % 2)) {
      const actual = length === undefined ? 'the pixel data are in fragments' : `the pixels take ${length} bytes`;
      throw new InputError(`${promise}, but ${actual}`);
    }
    if (start + expected > source.sizeBytes) {
      throw new InputError(`${promise}, but the file ends after ${source.sizeBytes - start} bytes of them`);
    }
    return (frame) => source.read(start + frame * perFrame, start + (frame + 1) * perFrame);
  }
  // Packed bytes take a little more than plain ones at the worst; what comes after is not looked at.
  const most = Math.ceil(expected * 1.01) + 2 ** 16 * frames;
  const pieces = end === undefined ? piecesOf(await source.read(start, start + most)) : null;
  if (!pieces) throw new InputError(`${name}: the fragments of the pixel data are damaged`);
  if (packing === 'pieces') {
    const plain = joined(pieces);
    if (plain.length !== expected && plain.length !== expected + (expected % 2)) {
      throw new InputError(`${promise}, but the pixels take ${plain.length} bytes`);
    }
    return async (frame) => plain.subarray(frame * perFrame, (frame + 1) * perFrame);
  }
  // Of several frames each is one fragment (PS3.5 § A.4.2 and G.2).
  if (frames > 1 && pieces.length !== frames) {
    throw new InputError(`${promise}, but the pixels are in ${pieces.length} fragments`);
  }
  return async (frame) => {
    const packed = frames > 1 ? pieces[frame]! : joined(pieces);
    const unpacked = decodeRunLengths(packed, rows * columns, bytesPerPixel);
    if (!unpacked) throw new InputError(`${promise}, but their run-length encoding is damaged or too short`);
    return unpacked;
  };
}

/** What the items of encapsulated pixels hold, but for the first, which is a table of contents (PS3.5 § A.4). */
function piecesOf(bytes: Uint8Array): readonly Uint8Array[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Uint8Array[] = [];
  let at = 0;
  let isTable = true;
  while (at + 8 <= bytes.length) {
    const tag = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    if (tag === ITEMS_END) return pieces;
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
