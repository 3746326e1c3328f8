import { InputError } from '../errors.ts';
import type { ArrayOptions, DecodedArray, Decoder, NamedSource } from './format.ts';

/**
 * The volume that images make which are its slices, the first one the lowest: nothing in such files says how far apart they
 * are.
 *
 * @param name of the whole
 * @throws InputError (rejects) where one is no image, or not of the size of the first
 */
export async function volumeOfImages(
  files: readonly NamedSource[],
  readArray: NonNullable<Decoder['readArray']>,
  name: string,
  { mayBeRead, said }: ArrayOptions,
): Promise<DecodedArray> {
  const [first] = files;
  let shape: readonly number[] | null = null;
  const mayBeSlice = (file: string) => (given: readonly number[]) => {
    if (given.length !== 2) {
      throw new InputError(
        `${file}: its shape is ${given.join(' × ')}; several files together must be the slices of a volume, one each`,
      );
    }
    if (!shape) mayBeRead([files.length, ...given]);
    else if (given.join() !== shape.join()) {
      throw new InputError(
        `${file}: has ${given.join(' × ')} pixels, but ${first!.name}, another slice of ${name}, has ${shape.join(' × ')}`,
      );
    }
    shape ??= given;
  };
  const parts: DecodedArray[] = [];
  let data = new Float32Array(0);
  // One after the other: only one is in memory besides the volume.
  for (const [i, { source, name: file }] of files.entries()) {
    const part = await readArray(source, file, { mayBeRead: mayBeSlice(file), said });
    mayBeSlice(file)(part.shape);
    if (i === 0) data = new Float32Array(files.length * part.data.length);
    if (part.white !== parts[0]?.white && i > 0) {
      throw new InputError(`${file}: is not stored with as many bits as ${first!.name}, another slice of ${name}`);
    }
    data.set(part.data, i * part.data.length);
    parts.push({ ...part, data: new Float32Array(0) });
  }
  const { white, pixelSize } = parts[0]!;
  const remarks = [...new Set(parts.flatMap((part) => part.remarks ?? []))];
  return {
    shape: [files.length, ...shape!],
    data,
    ...(white !== undefined && { white }),
    ...(pixelSize && { pixelSize }),
    ...(remarks.length > 0 && { remarks }),
  };
}
