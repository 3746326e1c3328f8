import { InputError } from '../../errors.ts';
import type { DataSet } from './data-set.ts';
import type { Walked } from './open-dicom.ts';
import { valueKind } from './picture-kind.ts';
import type { PixelFormat } from './pixel-format.ts';
import { readStoredValues } from './stored-values.ts';
import { TAG } from './tags.ts';
import { type ValueTransformation, valueTransformation } from './value-transformation.ts';

/** What somebody says that a slice's values are; by itself it must be known to hold Hounsfield units. */
export type SaidValues = 'hounsfield' | 'other' | undefined;

const AIR_HOUNSFIELD = -1000;

/** What is where there is no picture: air, or 0 where values are said to be others than Hounsfield units. */
export function outsideOf(said: SaidValues): number {
  return said === 'other' ? 0 : AIR_HOUNSFIELD;
}

/** @throws InputError where values are not those that are asked for */
export function mustBeMeant(dataSet: DataSet, said: SaidValues, name: string): void {
  const kind = valueKind(dataSet);
  if (!kind.hounsfield && said !== 'other' && (said === undefined || kind.certain)) {
    throw new InputError(`${name}: ${kind.why}`);
  }
}

/** @throws InputError as `valueTransformation` does */
export function meaningOfStored(
  dataSet: DataSet,
  { signed }: PixelFormat,
  said: SaidValues,
  name: string,
): ValueTransformation {
  return valueTransformation(dataSet, said === undefined, signed, name);
}

/**
 * The values of a picture whose pixels have been read; those that it does not cover are air, or 0 where values are said to be
 * others than Hounsfield units.
 */
export function valuesOfPixels(
  { form }: Walked,
  dataSet: DataSet,
  bytes: Uint8Array,
  format: PixelFormat,
  meaningOf: ValueTransformation,
  said: SaidValues,
  name: string,
): Float32Array<ArrayBuffer> {
  // What was unpacked is little endian, whatever the rest of the file is.
  const isUnpacked = form.packing !== 'plain' && form.packing !== 'pieces';
  const littleEndian = isUnpacked || form.encoding.littleEndian;
  if (!littleEndian && format.bytesPerPixel === 1 && dataSet.element(TAG.pixelData)!.representation === 'OW') {
    throw new InputError(
      `${name}: 8-bit pixels in big-endian words are not read: save the slice as little endian first`,
    );
  }
  if (format.isFloat && form.packing !== 'plain') {
    throw new InputError(`${name}: the pixels are floating-point numbers, which are not compressed in DICOM`);
  }
  const stored = readStoredValues(dataSet, bytes, littleEndian, format);
  const outside = outsideOf(said);
  const values = new Float32Array(format.rows * format.columns);
  for (let pixel = 0; pixel < values.length; pixel++) {
    values[pixel] = stored.isPadding(pixel) ? outside : meaningOf(stored.at(pixel));
    if (!Number.isFinite(values[pixel])) {
      const at = `[${Math.floor(pixel / format.columns)}, ${pixel % format.columns}]`;
      throw new InputError(
        `${name}: the pixel ${at} (counting from 0) is ${stored.at(pixel)}, but only finite numbers can be used`,
      );
    }
  }
  return values;
}
