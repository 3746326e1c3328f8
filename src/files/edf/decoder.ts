import type { ByteSource } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import * as npy from '../npy/decoder.ts';
import { type EdfFrames, readFrames } from './frames.ts';

/** What files hold, for as long as they are kept: what one is, is looked at before it is loaded. */
const files = new WeakMap<ByteSource, Promise<EdfFrames>>();

function framesIn(source: ByteSource, name: string): Promise<EdfFrames> {
  const known = files.get(source);
  if (known) return known;
  const frames = readFrames(source, name);
  files.set(source, frames);
  return frames;
}

export const readArray: Decoding<'readArray'> = async (source, name, options) => {
  const { numbers, remarks, widthMm, isSquare } = await framesIn(source, name);
  return {
    ...(await npy.readArray(numbers, name, options)),
    ...(widthMm !== null && { readings: { channelSpacingMm: widthMm } }),
    ...(widthMm !== null && isSquare && { pixelSize: { mm: widthMm } }),
    remarks,
  };
};

export const lookAt: Decoding<'lookAt'> = async (source, name) => {
  const { numbers, widthMm, isSquare } = await framesIn(source, name);
  return { ...(await npy.lookAt(numbers, name)), ...(widthMm !== null && isSquare && { pixelSizeMm: widthMm }) };
};
