import { InputError } from '../errors.ts';
import { type ByteSource, bytesInMemory } from '../files/byte-source.ts';
import { splitPart } from '../files/file-part.ts';
import { openedSource } from '../files/opened-source.ts';

/** Brings a file that an experiment names. Rejects with an InputError where there is none. */
export type FileReader = (name: string) => Promise<Uint8Array | ByteSource>;

/** The file itself, where a name means an array in it. */
export async function sourceOf(name: string, readFile: FileReader): Promise<ByteSource> {
  const { file } = splitPart(name);
  const read = await readFile(file);
  return openedSource(read instanceof Uint8Array ? bytesInMemory(read) : read, file);
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
