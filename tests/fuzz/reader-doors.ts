// A door for each reader of files: what is brought there is read in every way there is.

import { bytesInMemory } from '../../src/files/byte-source.ts';
import type { NamedSource } from '../../src/files/format.ts';
import type { Choices } from './choices.ts';
import type { Door } from './door.ts';
import { mutatedBytes } from './mutate-bytes.ts';
import { readInEveryWay } from './read-in-every-way.ts';
import { READER_FILES, type ReaderFiles } from './reader-files.ts';

/** Some files of a reader, one of which is changed: mostly the first, which is the header of the others. */
export function mutatedFiles({ files, structured }: ReaderFiles, choices: Choices): NamedSource[] {
  const all = choices.of(files);
  const at = choices.chance(0.8) ? 0 : choices.below(all.length);
  return all.map(({ name, source }, i) => {
    if (i !== at) return { name, source };
    const whole = source.readSync!(0, source.sizeBytes);
    const isStructured = structured && i === 0 && choices.chance(0.5);
    return { name, source: bytesInMemory(isStructured ? structured(whole, choices) : mutatedBytes(whole, choices)) };
  });
}

/** What reads is fetched with the first file of its kind, and is no part of what a file takes. */
async function begin(reader: ReaderFiles): Promise<void> {
  for (const files of reader.files) await readInEveryWay(files).catch(() => {});
}

export const READER_DOORS: readonly Door[] = READER_FILES.map((reader) => ({
  name: reader.name,
  begin: () => begin(reader),
  bring: (choices) => {
    const files = mutatedFiles(reader, choices);
    return () => readInEveryWay(files);
  },
}));
