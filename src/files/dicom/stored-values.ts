import type { DataSet } from './data-set.ts';
import type { PixelFormat } from './pixel-format.ts';
import { TAG } from './tags.ts';

/** Stored values, and which pixels the picture does not cover. */
export interface StoredValues {
  readonly values: Float64Array | Int32Array | Uint32Array;
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
  { rows, columns, bytesPerPixel, bitsStored, shift, signed }: PixelFormat,
): StoredValues {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = rows * columns;
  const wholes = new Uint32Array(count);
  for (let pixel = 0; pixel < count; pixel++) {
    wholes[pixel] =
      bytesPerPixel === 1
        ? view.getUint8(pixel)
        : bytesPerPixel === 2
          ? view.getUint16(2 * pixel, littleEndian)
          : view.getUint32(4 * pixel, littleEndian);
  }
  const values = signed ? new Int32Array(count) : new Uint32Array(count);
  // The shift to the right brings the sign.
  const left = 32 - bitsStored - shift;
  const right = 32 - bitsStored;
  for (let pixel = 0; pixel < count; pixel++) {
    const bits = wholes[pixel]! << left;
    values[pixel] = signed ? bits >> right : bits >>> right;
  }
  const padding = readPadding(dataSet, signed);
  if (!padding) return { values, isPadding: () => false };
  const unusedBits = 32 - 8 * bytesPerPixel;
  const whole = (pixel: number) => (signed ? (wholes[pixel]! << unusedBits) >> unusedBits : wholes[pixel]!);
  const { low, high } = padding;
  const isWithin = (value: number) => value >= low && value <= high;
  return { values, isPadding: (pixel) => isWithin(values[pixel]!) || isWithin(whole(pixel)) };
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
