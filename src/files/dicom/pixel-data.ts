import { InputError } from '../../errors.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { ByteSource } from '../byte-source.ts';
import { CodestreamFault } from './codecs/codec.ts';
import type { Element } from './data-set.ts';
import type { Packing } from './encoding.ts';
import { fragmentsIn, framesOfFragments, joined } from './fragments.ts';
import { type PixelFormat, pixelBytes } from './pixel-format.ts';
import { decodeRunLengths } from './run-lengths.ts';

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
  const fragments = end === undefined ? fragmentsIn(await source.read(start, start + most)) : null;
  if (!fragments) throw new InputError(`${name}: the fragments of the pixel data are damaged`);
  if (packing === 'pieces') {
    const plain = joined(fragments.pieces);
    if (plain.length !== expected && plain.length !== expected + (expected % 2)) {
      throw new InputError(`${promise}, but the pixels take ${plain.length} bytes`);
    }
    return async (frame) => plain.subarray(frame * perFrame, (frame + 1) * perFrame);
  }
  const packed = framesOfFragments(fragments, frames);
  if (!packed) {
    throw new InputError(`${promise}, but the pixels are in ${fragments.pieces.length} fragments of other frames`);
  }
  if (packing === 'run-lengths') {
    return async (frame) => {
      const unpacked = decodeRunLengths(joined(packed[frame]!), rows * columns, bytesPerPixel);
      if (!unpacked) throw new InputError(`${promise}, but their run-length encoding is damaged or too short`);
      return unpacked;
    };
  }
  const decode = await fetchedPart(() => packing.load(), `${name}: the part that reads ${packing.words}`);
  return async (frame) => {
    try {
      return await decode(joined(packed[frame]!), format);
    } catch (error) {
      if (!(error instanceof CodestreamFault)) throw error;
      const which = frames > 1 ? ` of frame ${frame + 1}` : '';
      throw new InputError(`${name}: the ${packing.words} data${which} ${error.message}`);
    }
  };
}
