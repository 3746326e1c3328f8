import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ImageGaps } from '../format.ts';
import { DirectoryOfDisc } from './encoding.ts';
import { type DicomPlace, placeOfFrame } from './frame-place.ts';
import { meaningOfStored, mustBeMeant, type SaidValues, valuesOfPixels } from './frame-values.ts';
import { framesOf, mustBeOneFrame } from './frames-of.ts';
import { opened, type Walked } from './open-dicom.ts';
import { checkPicture, isOverview, valueKind } from './picture-kind.ts';
import { readPixelData } from './pixel-data.ts';
import { pixelElement, readPixelFormat } from './pixel-format.ts';
import { readPixelSizeMm } from './pixel-size.ts';
import { TAG } from './tags.ts';
import { missingTransformation } from './value-transformation.ts';

/** A slice, row-major from the top left of the picture. */
export interface DicomSlice {
  readonly rows: number;
  readonly columns: number;
  /** Hounsfield units, unless somebody said that they are something else. */
  readonly values: Float32Array<ArrayBuffer>;
  /** `null` where the file does not say. */
  readonly pixelSizeMm: number | null;
}

/**
 * Reads one CT slice from a DICOM file (PS3.10), with or without the 132 bytes that such files begin with: implicit or
 * explicit VR little endian, deflated, explicit VR big endian, or run-length encoded; one frame of 8, 16 or 32 bits per
 * pixel. Pixel padding becomes air (−1000 HU; 0 where values are said to be others).
 *
 * MONOCHROME1 is read like MONOCHROME2: it says that a picture is to be shown inverted, not that its Hounsfield units
 * are (PS3.3 § C.7.6.3.1.2).
 *
 * @param file the whole file, or where it lies
 * @param name the file's name, which begins every message
 * @param said what somebody says that the values are
 * @throws InputError (rejects) where the file is not such a slice, does not hold Hounsfield units (unless others were
 *   said to be meant), is larger than 4096 × 4096, has pixels that are not square, is damaged or is cut short
 */
export async function readDicomSlice(
  file: Uint8Array | ByteSource,
  name: string,
  said?: SaidValues,
): Promise<DicomSlice> {
  return opened(file, name, (walked) => readSlice(walked, name, said));
}

/**
 * Looks at what stands before the pixels for what the file leaves open.
 *
 * @throws InputError (rejects) as `readDicomSlice` does, for what nobody can mend by saying something
 */
export function dicomGaps(file: Uint8Array | ByteSource, name: string): Promise<ImageGaps> {
  return opened(file, name, async ({ dataSet }) => {
    checkPicture(dataSet, name);
    framesOf(dataSet, name);
    const kind = valueKind(dataSet);
    if (!kind.hounsfield && kind.certain) throw new InputError(`${name}: ${kind.why}`);
    return {
      lacksPixelSize: readPixelSizeMm(dataSet, name) === null,
      doubt: kind.hounsfield ? missingTransformation(dataSet) : kind.why,
    };
  });
}

/** What a file is beside others. */
export interface DicomKind {
  /** Identifies its series; `null` where it does not say. */
  readonly series: string | null;
  /** The list of what is on a disc. */
  readonly isDirectory: boolean;
  readonly hasPicture: boolean;
  /** A localizer (scout view). */
  readonly isOverview: boolean;
}

/** Looks at what stands before the pixels. @throws InputError (rejects) where the file is damaged */
export async function dicomKind(file: Uint8Array | ByteSource, name: string): Promise<DicomKind> {
  try {
    return await opened(file, name, async ({ dataSet }) => ({
      series: dataSet.text(TAG.series) ?? null,
      isDirectory: false,
      hasPicture: pixelElement(dataSet) !== undefined,
      isOverview: isOverview(dataSet),
    }));
  } catch (error) {
    if (!(error instanceof DirectoryOfDisc)) throw error;
    return { series: null, isDirectory: true, hasPicture: false, isOverview: false };
  }
}

/** Which series a file belongs to, a picture or not; `null` where it does not say. @throws InputError (rejects) where it is damaged */
export function dicomSeries(file: Uint8Array | ByteSource, name: string): Promise<string | null> {
  return opened(file, name, async ({ dataSet }) => dataSet.text(TAG.series) ?? null);
}

/**
 * Looks at what stands before the pixels for where a slice lies.
 *
 * @throws InputError (rejects) as `readDicomSlice` does, and where the file does not say
 */
export function dicomPlace(file: Uint8Array | ByteSource, name: string): Promise<DicomPlace> {
  return opened(file, name, async ({ dataSet }) => {
    checkPicture(dataSet, name);
    mustBeOneFrame(dataSet, name);
    return placeOfFrame(dataSet, name);
  });
}

async function readSlice(walked: Walked, name: string, said: SaidValues): Promise<DicomSlice> {
  const { source, form, dataSet } = walked;
  checkPicture(dataSet, name);
  mustBeOneFrame(dataSet, name);
  mustBeMeant(dataSet, said, name);
  const format = readPixelFormat(dataSet, name);
  const pixelSizeMm = readPixelSizeMm(dataSet, name);
  const meaningOf = meaningOfStored(dataSet, format, said, name);
  const bytes = await readPixelData(source, pixelElement(dataSet)!, form.packing, format, name);
  const { rows, columns } = format;
  return { rows, columns, values: valuesOfPixels(walked, dataSet, bytes, format, meaningOf, said, name), pixelSizeMm };
}
