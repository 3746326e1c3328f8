import { InputError } from '../../../errors.ts';
import { decoderOf } from '../../../files/decoding.ts';
import { recogniseArrays } from '../opened-arrays.ts';
import { imageThing } from './image-thing.ts';
import { apart, type KnownFile, type SortedThing, type SortingRule } from './sorting-rule.ts';

/** A header and the files of its numbers, which it names: of a volume, where what is not at hand is waited for, or arrays. */
export const volumesInParts: SortingRule = {
  name: 'volumes in parts',
  sort: async (files, isAlone) => {
    const { own, rest } = apart(files, ({ parts }) => parts.length > 0);
    const taken = new Set<KnownFile>();
    const things: SortedThing[] = [];
    for (const header of own) {
      const found = header.parts.map((part) => fileCalled(part, header, files));
      for (const file of found) if (file) taken.add(file);
      things.push(...(await thingsOf(header, found, isAlone || own.length === 1)));
    }
    return { things, rest: rest.filter((file) => !taken.has(file)) };
  },
};

/** @param isOnly whether no other header came: then what is wrong with it is thrown */
async function thingsOf(
  header: KnownFile,
  found: readonly (KnownFile | null)[],
  isOnly: boolean,
): Promise<readonly SortedThing[]> {
  const { name, source } = header;
  const format = header.format!;
  const parts = found.filter((file) => file !== null);
  const missing = header.parts.filter((_, i) => !found[i]);
  const decoder = await decoderOf(format, name);
  const given = {
    ...{ files: [header, ...parts], name, what: format.words.phrase },
    names: [name, ...header.parts.map((part, i) => found[i]?.name ?? part)],
  };
  try {
    if (!(await decoder.arraysIn?.(source, name, parts))) {
      return [imageThing({ ...given, ...(missing.length > 0 && { lacks: missing }) })];
    }
    if (missing[0]) throw new InputError(`${name}: its numbers are in another file, ${missing[0]}; open both together`);
    return await recogniseArrays([{ name, source, parts }], [format]);
  } catch (error) {
    if (isOnly || !(error instanceof InputError)) throw error;
    return [imageThing({ ...given, refused: error.message })];
  }
}

/** The file that a header means: of that name, beside it rather than in another folder, in whatever capitals. */
function fileCalled(part: string, header: KnownFile, files: readonly KnownFile[]): KnownFile | null {
  const others = files.filter((file) => file !== header);
  const folder = header.name.slice(0, header.name.length - bareName(header.name).length);
  const beside = others.find(({ name }) => name === folder + bareName(part));
  if (beside) return beside;
  for (const spelt of [bareName, (name: string) => bareName(name).normalize('NFC').toLowerCase()]) {
    const called = others.filter((file) => spelt(file.name) === spelt(part));
    if (called.length === 1) return called[0]!;
  }
  return null;
}

function bareName(path: string): string {
  return path.replace(/^.*[/\\]/s, '');
}
