import { InputError } from '../../errors.ts';
import type { DataSet, Element } from './data-set.ts';
import { TAG } from './tags.ts';

/** The largest number of rows and columns that is read. */
const MAX_SIDE = 4096;

/** How a pixel is stored (PS3.5 § 8.1.1). */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly bytesPerPixel: 1 | 2 | 4 | 8;
  /** Floating-point numbers, of 32 or 64 bits. */
  readonly isFloat: boolean;
  readonly bitsStored: number;
  /** Bits below the stored ones. */
  readonly shift: number;
  readonly signed: boolean;
}

/** Where pixels are, of whichever kind; `undefined` where there are none. */
export function pixelElement(dataSet: DataSet): Element | undefined {
  return [TAG.pixelData, TAG.floatPixelData, TAG.doublePixelData]
    .map((tag) => dataSet.element(tag))
    .find((element) => element !== undefined);
}

/** @throws InputError where pixels are not 8, 16 or 32 bits wide, or there are none or too many of them */
export function readPixelFormat(dataSet: DataSet, name: string): PixelFormat {
  const rows = readSide(dataSet, TAG.rows, 'rows', name);
  const columns = readSide(dataSet, TAG.columns, 'columns', name);
  if (!dataSet.element(TAG.pixelData)) {
    const bytesPerPixel = dataSet.element(TAG.floatPixelData) ? 4 : 8;
    return { rows, columns, bytesPerPixel, isFloat: true, bitsStored: 8 * bytesPerPixel, shift: 0, signed: true };
  }
  const bitsAllocated = dataSet.word(TAG.bitsAllocated);
  if (bitsAllocated !== 8 && bitsAllocated !== 16 && bitsAllocated !== 32) {
    throw new InputError(`${name}: a pixel must take 8, 16 or 32 bits, got ${bitsAllocated ?? 'none'}`);
  }
  const bitsStored = dataSet.word(TAG.bitsStored) ?? bitsAllocated;
  const highBit = dataSet.word(TAG.highBit) ?? bitsStored - 1;
  if (bitsStored < 1 || highBit >= bitsAllocated || highBit < bitsStored - 1) {
    const stored = `${bitsStored} bits up to bit ${highBit}`;
    throw new InputError(`${name}: ${stored} do not fit into the ${bitsAllocated} bits of a pixel`);
  }
  const representation = dataSet.word(TAG.pixelRepresentation);
  if (representation !== 0 && representation !== 1) {
    throw new InputError(
      `${name}: the DICOM file does not state whether its values are signed (no PixelRepresentation)`,
    );
  }
  return {
    rows,
    columns,
    bytesPerPixel: (bitsAllocated / 8) as 1 | 2 | 4,
    isFloat: false,
    bitsStored,
    shift: highBit + 1 - bitsStored,
    signed: representation === 1,
  };
}

function readSide(dataSet: DataSet, tag: number, what: string, name: string): number {
  const side = dataSet.word(tag);
  if (side === undefined || side < 1 || side > MAX_SIDE) {
    throw new InputError(`${name}: the number of ${what} must be between 1 and ${MAX_SIDE}, got ${side ?? 'none'}`);
  }
  return side;
}

/** Bytes of all pixels. */
export function pixelBytes({ rows, columns, bytesPerPixel }: PixelFormat): number {
  return rows * columns * bytesPerPixel;
}
