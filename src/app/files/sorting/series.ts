import { InputError } from '../../../errors.ts';
import { decoderOf } from '../../../files/decoding.ts';
import type { Decoder, FileFormat, FileGroup, ImageGaps } from '../../../files/format.ts';
import { nameOfAll } from '../file-stacks.ts';
import { imageThing } from './image-thing.ts';
import type { KnownFile, SortedThing, SortingRule } from './sorting-rule.ts';

/** Files of formats that come in series, as DICOM does: each series, apart where it is no volume. */
export const series: SortingRule = {
  name: 'series',
  sort: async (files, isAlone) => {
    const things: SortedThing[] = [];
    const leftOut: string[] = [];
    let rest = files;
    for (const format of new Set(files.map((file) => file.format))) {
      if (!format || !isImageAlone(format)) continue;
      const decoder = await decoderOf(format, files[0]!.name);
      if (!decoder.groupsOf) continue;
      const own = files.filter((file) => file.format === format);
      rest = rest.filter((file) => file.format !== format);
      const { groups, remarks, faults } = await groupsIn(own, decoder, isAlone);
      for (const group of groups) things.push(await thingOf(group, format, decoder, isAlone));
      leftOut.push(...remarks, ...faults);
    }
    return { things, rest, leftOut };
  },
};

/** Whether such a file can be nothing but an image. */
export function isImageAlone({ holds, isArchive }: FileFormat): boolean {
  return holds.includes('image') && !holds.includes('readings') && !isArchive;
}

async function groupsIn(files: readonly KnownFile[], decoder: Decoder, isAlone: boolean) {
  const given = files.map(({ name, source }) => ({ name, source }));
  // One file is what it is, whatever would be left out beside others.
  if (isAlone) return { groups: [{ files: given as [KnownFile], why: null }], remarks: [], faults: [] };
  return decoder.groupsOf!(given);
}

async function thingOf(group: FileGroup, format: FileFormat, decoder: Decoder, isAlone: boolean): Promise<SortedThing> {
  const { files, why } = group;
  const [first] = files;
  const names = files.map(({ name }) => name);
  let gaps: ImageGaps | undefined;
  let refused: string | undefined;
  try {
    gaps = await decoder.gapsOf?.(first.source, first.name);
  } catch (error) {
    if (isAlone || !(error instanceof InputError)) throw error;
    refused = error.message;
  }
  const { short } = format.words;
  return imageThing({
    ...{ files, names, why, pictured: files[files.length >> 1]! },
    name: nameOfAll(names),
    what: files.length === 1 ? `a ${short} image` : `a ${short} series of ${files.length} images`,
    ...(gaps && { gaps }),
    ...(refused && { refused }),
  });
}
