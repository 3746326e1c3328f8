import type { DataSet } from './data-set.ts';
import type { PixelFormat } from './pixel-format.ts';
import { TAG } from './tags.ts';

/** Stored values, worked out when they are asked for, and which pixels the picture does not cover. */
export interface StoredValues {
  at(pixel: number): number;
  isPadding(pixel: number): boolean;
}

/**
 * The stored values of a picture's pixels. What stands above and below the stored bits (an overlay, in old files) falls
 * off; but padding is looked for in whole pixels too, since its value may lie beyond the stored bits.
 *
 * @param bytes of all pixels
 */
export function readStoredValues(
  dataSet: DataSet,
  bytes: Uint8Array,
  littleEndian: boolean,
  { bytesPerPixel, isFloat, bitsStored, shift, signed }: PixelFormat,
): StoredValues {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isFloat) {
    const at = (pixel: number) =>
      bytesPerPixel === 4 ? view.getFloat32(4 * pixel, littleEndian) : view.getFloat64(8 * pixel, littleEndian);
    return { at, isPadding: () => false };
  }
  const wholeAt = (pixel: number): number => {
    if (bytesPerPixel === 1) return view.getUint8(pixel);
    return bytesPerPixel === 2 ? view.getUint16(2 * pixel, littleEndian) : view.getUint32(4 * pixel, littleEndian);
  };
  // The shift to the left drops what stands above, the one to the right what stands below, and brings the sign.
  const number = (bits: number, left: number, right: number) =>
    signed ? (bits << left) >> right : (bits << left) >>> right;
  const at = (pixel: number) => number(wholeAt(pixel), 32 - bitsStored - shift, 32 - bitsStored);
  const padding = readPadding(dataSet, signed);
  if (!padding) return { at, isPadding: () => false };
  const unused = 32 - 8 * bytesPerPixel;
  const isWithin = (value: number) => value >= padding.low && value <= padding.high;
  return { at, isPadding: (pixel) => isWithin(at(pixel)) || isWithin(number(wholeAt(pixel), unused, unused)) };
}

/** The values that mean “outside the picture” (PS3.3 § C.7.5.1.1.2): one, a range, or none. */
function readPadding(dataSet: DataSet, signed: boolean): { low: number; high: number } | null {
  const read = (tag: number) => {
    const word = dataSet.word(tag);
    return word !== undefined && signed ? (word << 16) >> 16 : word;
  };
  const padding = read(TAG.pixelPadding);
  if (padding === undefined) return null;
  const limit = read(TAG.pixelPaddingLimit) ?? padding;
  return { low: Math.min(padding, limit), high: Math.max(padding, limit) };
}
