import { ARRAY_FORMATS } from '../../files/writing/registry.ts';
import { valuesIn, type WrittenArray } from '../../files/writing/written-array.ts';
import { blobOf } from './blob-of.ts';
import type { SaveWay } from './saveable.ts';
import { writingNow } from './writing-now.ts';

/**
 * The ways to save an array as its values.
 *
 * @param find the array as it is when it is saved, and what is to be called when it is; rejects where it is not there any more
 */
export function arrayWays(
  array: WrittenArray,
  find: () =>
    | Promise<{ readonly array: WrittenArray; release(): void }>
    | { readonly array: WrittenArray; release(): void },
): SaveWay[] {
  return ARRAY_FORMATS.all.map((format) => ({
    ...{ name: format.name, label: format.words.short, keeps: format.words.keeps(array) },
    whyNot: format.whyNot(array),
    fileName: `${array.name}${format.ending(array)}`,
    file: async (_, onProgress) => {
      const { array: found, release } = await find();
      try {
        return await blobOf(format.pieces(counted(found, format.passes ?? 1, onProgress), writingNow()), format.type);
      } finally {
        release();
      }
    },
  }));
}

/** An array that tells how much of it has been taken. @param passes how often it is read */
export function counted<A extends Pick<WrittenArray, 'shape' | 'planes'>>(
  array: A,
  passes: number,
  onProgress: (done: number) => void,
): A {
  const all = passes * valuesIn(array);
  let taken = 0;
  return {
    ...array,
    planes: async function* () {
      for await (const some of array.planes()) {
        yield some;
        taken += some.length;
        onProgress(taken / all);
      }
    },
  };
}
