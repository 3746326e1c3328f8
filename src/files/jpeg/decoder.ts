// One decoder for browsers and for the command, so that a picture has the same greys in both.
import decode from 'jpeg-js/lib/decoder.js';
import { InputError } from '../../errors.ts';
import { wholeOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { luminance } from '../luminance.ts';
import { damagedJpeg, readJpegHeader } from './header.ts';

/** Of a picture of the largest size that any compression needs. */
const MOST_BYTES = 2 ** 26;
const MOST_PIXELS = 2 ** 24;
const WHITE = 255;

/** A picture as greys: colours as Rec. 709 luminance, and neither gamma nor a colour profile applied. */
export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead }) => {
  if (source.sizeBytes > MOST_BYTES) {
    throw new InputError(`${name}: has ${source.sizeBytes} bytes; JPEG images may have at most ${MOST_BYTES}`);
  }
  const bytes = await wholeOf(source);
  const { rows, columns, isRgb } = readJpegHeader(bytes, name);
  mayBeRead([rows, columns]);
  if (rows * columns > MOST_PIXELS) {
    throw new InputError(`${name}: has ${columns} × ${rows} pixels, but at most ${MOST_PIXELS} are read`);
  }
  const { width, height, data: colours } = decoded(bytes, isRgb, name);
  if (width !== columns || height !== rows || colours.length !== 4 * rows * columns) throw damagedJpeg(name);
  const data = new Float32Array(rows * columns);
  for (let i = 0; i < data.length; i++) {
    data[i] = luminance(colours[4 * i]!, colours[4 * i + 1]!, colours[4 * i + 2]!) / WHITE;
  }
  return { shape: [rows, columns], data, white: WHITE };
};

function decoded(bytes: Uint8Array, isRgb: boolean, name: string) {
  const bounds = { tolerantDecoding: false, maxResolutionInMP: 20, maxMemoryUsageInMB: 768 };
  try {
    return decode(bytes, { useTArray: true, ...bounds, ...(isRgb && { colorTransform: false }) });
  } catch {
    // Its own sentences are for programmers.
    throw damagedJpeg(name);
  }
}
