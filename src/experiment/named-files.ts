import { InputError } from '../errors.ts';
import { type ByteSource, bytesInMemory, wholeOf } from '../files/byte-source.ts';
import { describeForeignFile, fileKind } from '../files/file-kind.ts';

/** Brings a file that an experiment names. Rejects with an InputError where there is none. */
export type FileReader = (name: string) => Promise<Uint8Array | ByteSource>;

export async function sourceOf(name: string, readFile: FileReader): Promise<ByteSource> {
  const file = await readFile(name);
  return file instanceof Uint8Array ? bytesInMemory(file) : file;
}

/** All of a file that an experiment names. */
export async function bytesOf(name: string, readFile: FileReader): Promise<Uint8Array> {
  return wholeOf(await sourceOf(name, readFile));
}

/** Decoders come when a file needs them: most visits open none. */
export function decoder<Part>(name: string, part: Promise<Part>): Promise<Part> {
  return part.catch(() => {
    throw new InputError(
      `${name}: what reads such files could not be fetched; it is needed from the place the page came from, which does not answer`,
    );
  });
}

/** Numbers as a file stores them: an array, or a picture's stored greys. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The numbers of an NPY or PNG file, as they are stored: a picture's greys are 0 … 255 or 0 … 65535.
 *
 * @throws InputError (rejects) where it is neither
 */
export async function readStoredArray(name: string, readFile: FileReader): Promise<StoredArray> {
  const bytes = await bytesOf(name, readFile);
  if (fileKind(bytes) === 'png') {
    const { readStoredPng } = await decoder(name, import('../files/png.ts'));
    const { rows, columns, values, white } = readStoredPng(bytes, name);
    return { shape: [rows, columns], data: values.map((value) => Math.round(value * white)) };
  }
  const { readNpy } = await decoder(name, import('../files/npy.ts'));
  if (fileKind(bytes) !== 'npy') {
    throw new InputError(
      `${name}: expected a NumPy array (.npy) or a PNG picture of readings, but this is ${describeForeignFile(bytes)}`,
    );
  }
  return readNpy(bytes, name);
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
