import { InputError } from '../../errors.ts';
import { type ByteSource, bytesInMemory, headOf } from '../byte-source.ts';
import { inflatePieces } from '../inflate.ts';
import { DamagedDataSet, type DataSet, MoreBytesNeeded, walkDataSet } from './data-set.ts';
import { type DicomForm, dicomForm } from './encoding.ts';
import { isDicom } from './is-dicom.ts';

/** All but the pixels: some kilobytes, in objects of many frames some megabytes. */
const MOST_HEADER_BYTES = 2 ** 26;
/** 4096 × 4096 pixels of four bytes, and what stands before them. */
const MAX_INFLATED_BYTES = 2 ** 26 + 2 ** 20;

/**
 * Opens a DICOM file up to its pixels and does something with it.
 *
 * @throws InputError (rejects) where it is none, or damaged
 */
export async function opened<Found>(
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

/** An opened file. */
export interface Walked {
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
        throw new InputError(`${name}: more than ${MOST_HEADER_BYTES} bytes precede the image`);
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
