import { InputError } from '../errors.ts';
import { fetchedPart } from '../fetched-part.ts';
import { type ByteSource, bytesInMemory, headOf, wholeOf } from '../files/byte-source.ts';
import { describeForeignFile, fileKind } from '../files/file-kind.ts';
import type { StoredPicture } from '../files/png.ts';

/** Brings a file that an experiment names. Rejects with an InputError where there is none. */
export type FileReader = (name: string) => Promise<Uint8Array | ByteSource>;

export async function sourceOf(name: string, readFile: FileReader): Promise<ByteSource> {
  const file = await readFile(name);
  return file instanceof Uint8Array ? bytesInMemory(file) : file;
}

async function boundedWholeOf(source: ByteSource, mostBytes: number, name: string): Promise<Uint8Array> {
  if (source.sizeBytes > mostBytes) {
    throw new InputError(`${name}: has ${source.sizeBytes} bytes, and at most ${mostBytes} are read of a picture`);
  }
  return wholeOf(source);
}

/**
 * A PNG picture and how it is stored.
 *
 * @throws InputError (rejects) as `readPng` does, and where the file is larger than any picture that is read
 */
export function readPicture(name: string, source: ByteSource): Promise<StoredPicture> {
  const known = pictures.get(source);
  if (known) return known;
  const picture = decodePng(name, source);
  pictures.set(source, picture);
  return picture;
}

/** Pictures by where they lie, for as long as that is kept: what one is, is looked at before it is loaded. */
const pictures = new WeakMap<ByteSource, Promise<StoredPicture>>();

async function decodePng(name: string, source: ByteSource): Promise<StoredPicture> {
  const { MAX_PNG_BYTES, readStoredPng } = await decoder(name, import('../files/png.ts'));
  return readStoredPng(await boundedWholeOf(source, MAX_PNG_BYTES, name), name);
}

/** Decoders come when a file needs them: most visits open none. */
export function decoder<Part>(name: string, part: Promise<Part>): Promise<Part> {
  return fetchedPart(() => part, `${name}: what reads such files`);
}

/** Numbers as a file stores them: an array, or a picture's stored greys. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The numbers of an NPY or PNG file, as they are stored: a picture's greys are 0 … 255 or 0 … 65535.
 *
 * @param mayBeRead is given the shape, of an array before any of its values is read, and throws where it will not do
 * @throws InputError (rejects) where it is neither
 */
export async function readStoredArray(
  name: string,
  readFile: FileReader,
  mayBeRead: (shape: readonly number[]) => void,
): Promise<StoredArray> {
  const source = await sourceOf(name, readFile);
  const head = await headOf(source);
  if (fileKind(head) === 'png') {
    const { rows, columns, values, white } = await readPicture(name, source);
    mayBeRead([rows, columns]);
    return { shape: [rows, columns], data: values.map((value) => Math.round(value * white)) };
  }
  const { readNpyFrom } = await decoder(name, import('../files/npy.ts'));
  if (fileKind(head) !== 'npy') {
    throw new InputError(
      `${name}: expected a NumPy array (.npy) or a PNG picture of readings, but this is ${describeForeignFile(head)}`,
    );
  }
  return readNpyFrom(source, name, mayBeRead);
}

/** The lengths of an array's two axes. */
export function twoDimensions(
  shape: readonly number[],
  name: string,
  what: string,
  [first, second]: readonly [string, string],
): [number, number] {
  const [rows, columns] = shape;
  if (shape.length !== 2 || !rows || !columns) {
    throw new InputError(
      `${name}: ${what} must be an array [${first}, ${second}], but its shape is [${shape.join(', ')}]`,
    );
  }
  return [rows, columns];
}
