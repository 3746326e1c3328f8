import { InputError } from '../../../errors.ts';
import { decoderOf } from '../../../files/decoding.ts';
import { stacksOf } from '../file-stacks.ts';
import { areAlike, recogniseArrays, stackOf } from '../opened-arrays.ts';
import { imageThing } from './image-thing.ts';
import { isImageAlone } from './series.ts';
import { apart, type KnownFile, type SortedThing, type SortingRule } from './sorting-rule.ts';

/**
 * Images and volumes in files of formats that hold nothing else, or several of them, which have names; numbered pictures of one
 * size are the slices of one.
 */
export const images: SortingRule = {
  name: 'images',
  sort: async (files, isAlone) => {
    const { own, rest } = apart(files, ({ format }) => format !== null && isImageAlone(format));
    const things: SortedThing[] = [];
    for (const stack of stacksOf<KnownFile>(own, areAlike)) {
      const [{ format, name }] = stack;
      const decoder = await decoderOf(format!, name);
      const stacked = stack.length > 1 ? await stackOf(stack, decoder) : null;
      if (stacked) things.push({ ...stacked, array: { ...stacked.array, only: 'image' } });
      else for (const file of stack) things.push(...(await thingsOf(file, isAlone)));
    }
    return { things, rest };
  },
};

async function thingsOf(file: KnownFile, isAlone: boolean): Promise<readonly SortedThing[]> {
  const { name, source } = file;
  const format = file.format!;
  const decoder = await decoderOf(format, name);
  const given = { files: [file], name, names: [name], what: format.words.phrase };
  try {
    if (await decoder.arraysIn?.(source, name)) return await recogniseArrays([{ name, source }], [format]);
    const gaps = await decoder.gapsOf?.(source, name);
    return [imageThing({ ...given, ...(gaps && { gaps }) })];
  } catch (error) {
    if (isAlone || !(error instanceof InputError)) throw error;
    return [imageThing({ ...given, refused: error.message })];
  }
}
