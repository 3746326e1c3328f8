// One decoder for browsers and for the command, so that a picture has the same greys in both.
import { InputError } from '../../errors.ts';
import { wholeOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { luminance } from '../luminance.ts';
import { damagedWebp, readWebpHeader } from './header.ts';
import { decodedWebp } from './library.ts';

/** Of a picture of the largest size that any compression needs. */
const MOST_BYTES = 2 ** 26;
const MOST_PIXELS = 2 ** 24;
const WHITE = 255;

/**
 * A picture as greys: colours as Rec. 709 luminance, transparent ones laid over black, and neither gamma nor a colour profile
 * applied. What is black all over is read by its opacity, as PNG is.
 */
export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead }) => {
  if (source.sizeBytes > MOST_BYTES) {
    throw new InputError(`${name}: has ${source.sizeBytes} bytes; WebP images may have at most ${MOST_BYTES}`);
  }
  const bytes = await wholeOf(source);
  const { rows, columns } = readWebpHeader(bytes, name);
  mayBeRead([rows, columns]);
  if (rows * columns > MOST_PIXELS) {
    throw new InputError(`${name}: has ${columns} × ${rows} pixels, but at most ${MOST_PIXELS} are read`);
  }
  const picture = await decodedWebp(bytes);
  if (picture?.width !== columns || picture.height !== rows) throw damagedWebp(name);
  const { data: colours } = picture;
  const opacity = Float32Array.from({ length: rows * columns }, (_, i) => colours[4 * i + 3]! / WHITE);
  const data = opacity.map(
    (alpha, i) => (alpha * luminance(colours[4 * i]!, colours[4 * i + 1]!, colours[4 * i + 2]!)) / WHITE,
  );
  const isDrawnInAlpha =
    data.every((grey) => grey === 0) && opacity.some((alpha) => alpha < 0.5) && opacity.some((alpha) => alpha > 0.5);
  if (!isDrawnInAlpha) return { shape: [rows, columns], data, white: WHITE };
  const remarks = [`${name} is black on transparent: what is drawn is read as 1, what is transparent as 0.`];
  return { shape: [rows, columns], data: opacity, white: WHITE, remarks };
};
