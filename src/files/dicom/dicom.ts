import { InputError } from '../../errors.ts';
import { type ByteSource, bytesInMemory, headOf } from '../byte-source.ts';
import type { ImageGaps } from '../format.ts';
import { inflatePieces } from '../inflate.ts';
import { DamagedDataSet, type DataSet, MoreBytesNeeded, walkDataSet } from './data-set.ts';
import { type DicomForm, dicomForm } from './encoding.ts';
import { isDicom } from './is-dicom.ts';
import { checkPicture, valueKind } from './picture-kind.ts';
import { readPixelData } from './pixel-data.ts';
import { readPixelFormat } from './pixel-format.ts';
import { readPixelSizeMm } from './pixel-size.ts';
import { readStoredValues } from './stored-values.ts';
import { TAG } from './tags.ts';
import { missingTransformation, valueTransformation } from './value-transformation.ts';

/** A slice, row-major from the top left of the picture. */
export interface DicomSlice {
  readonly rows: number;
  readonly columns: number;
  /** Hounsfield units, unless somebody said that they are something else. */
  readonly values: Float32Array<ArrayBuffer>;
  /** `null` where the file does not say. */
  readonly pixelSizeMm: number | null;
}

/** What somebody says that a slice's values are; by itself it must be known to hold Hounsfield units. */
export type SaidValues = 'hounsfield' | 'other' | undefined;

/** All but the pixels: some kilobytes, in objects of many frames some megabytes. */
const MOST_HEADER_BYTES = 2 ** 26;
/** 4096 × 4096 pixels of four bytes, and what stands before them. */
const MAX_INFLATED_BYTES = 2 ** 26 + 2 ** 20;
const AIR_HOUNSFIELD = -1000;

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
    const kind = valueKind(dataSet);
    if (!kind.hounsfield && kind.certain) throw new InputError(`${name}: ${kind.why}`);
    return {
      lacksPixelSize: readPixelSizeMm(dataSet, name) === null,
      doubt: kind.hounsfield ? missingTransformation(dataSet) : kind.why,
    };
  });
}

async function opened<Found>(
  file: Uint8Array | ByteSource,
  name: string,
  read: (walked: Walked) => Promise<Found>,
): Promise<Found> {
  const source = file instanceof Uint8Array ? bytesInMemory(file) : file;
  const head = await headOf(source);
  if (!isDicom(head)) throw new InputError(`${name}: is not a DICOM file`);
  try {
    return await read(await unwrapped(source, head, name));
  } catch (error) {
    if (error instanceof DamagedDataSet) throw new InputError(`${name}: the DICOM file ${error.message}`);
    throw error;
  }
}

interface Walked {
  readonly source: ByteSource;
  readonly form: DicomForm;
  readonly dataSet: DataSet;
}

/** The data set up to the pixels, inflated where it was deflated; as much is read of the file as that takes. */
async function unwrapped(source: ByteSource, head: Uint8Array, name: string): Promise<Walked> {
  const form = await walked(source, head, name, (bytes) => dicomForm(bytes, source.sizeBytes, name));
  const inflated = form.deflated ? await inflatedFrom(source, form.start, name) : null;
  const plain = inflated ? bytesInMemory(inflated) : source;
  const start = inflated ? 0 : form.start;
  const { dataSet } = await walked(plain, inflated ?? head, name, (bytes) =>
    walkDataSet(bytes, plain.sizeBytes, start, form.encoding),
  );
  return { source: plain, form, dataSet };
}

/** Walks in what was read of a file, and in twice as much as long as that is not enough. */
async function walked<Found>(
  source: ByteSource,
  head: Uint8Array,
  name: string,
  walk: (bytes: Uint8Array) => Found,
): Promise<Found> {
  for (let bytes = head; ; ) {
    try {
      return walk(bytes);
    } catch (error) {
      if (!(error instanceof MoreBytesNeeded)) throw error;
      if (error.upTo > MOST_HEADER_BYTES) {
        throw new InputError(`${name}: more than ${MOST_HEADER_BYTES} bytes stand before the picture`);
      }
      bytes = await source.read(0, Math.max(2 * bytes.length, error.upTo));
    }
  }
}

async function inflatedFrom(source: ByteSource, start: number, name: string): Promise<Uint8Array> {
  if (source.sizeBytes > MAX_INFLATED_BYTES) {
    throw new InputError(`${name}: the DICOM file inflates to more than ${MAX_INFLATED_BYTES} bytes`);
  }
  const compressed = await source.read(start, source.sizeBytes);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (const piece of inflatePieces(compressed, 'raw')) {
      parts.push(piece);
      length += piece.length;
      if (length > MAX_INFLATED_BYTES) break;
    }
  } catch {
    throw new DamagedDataSet();
  }
  if (length > MAX_INFLATED_BYTES) {
    throw new InputError(`${name}: the DICOM file inflates to more than ${MAX_INFLATED_BYTES} bytes`);
  }
  const inflated = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    inflated.set(part, offset);
    offset += part.length;
  }
  return inflated;
}

async function readSlice({ source, form, dataSet }: Walked, name: string, said: SaidValues): Promise<DicomSlice> {
  checkPicture(dataSet, name);
  const kind = valueKind(dataSet);
  if (!kind.hounsfield && said !== 'other' && (said === undefined || kind.certain)) {
    throw new InputError(`${name}: ${kind.why}`);
  }
  const format = readPixelFormat(dataSet, name);
  const pixelSizeMm = readPixelSizeMm(dataSet, name);
  const meaningOf = valueTransformation(dataSet, said === undefined, format.signed, name);
  const bytes = await readPixelData(source, dataSet.element(TAG.pixelData)!, form.packing, format, name);
  const littleEndian = form.packing === 'run-lengths' || form.encoding.littleEndian;
  if (!littleEndian && format.bytesPerPixel === 1 && dataSet.element(TAG.pixelData)!.representation === 'OW') {
    throw new InputError(
      `${name}: 8-bit pixels in big-endian words are not read: save the slice as little endian first`,
    );
  }
  const stored = readStoredValues(dataSet, bytes, littleEndian, format);
  const outside = said === 'other' ? 0 : AIR_HOUNSFIELD;
  const { rows, columns } = format;
  const values = new Float32Array(rows * columns);
  for (let pixel = 0; pixel < values.length; pixel++) {
    values[pixel] = stored.isPadding(pixel) ? outside : meaningOf(stored.at(pixel));
  }
  return { rows, columns, values, pixelSizeMm };
}
