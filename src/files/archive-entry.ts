import { excerpt, InputError } from '../errors.ts';
import { fetchedPart } from '../fetched-part.ts';
import { type ByteSource, headOf } from './byte-source.ts';
import { formatOf } from './describe-file.ts';
import { partName, splitPart } from './file-part.ts';
import type { NamedSource } from './format.ts';
import { openedSource } from './opened-source.ts';

/** What an archive holds, as it was read last: a stack is hundreds of files out of one. */
const directories = new WeakMap<ByteSource, Promise<readonly NamedSource[] | null>>();

/**
 * The files in an archive, by the names that an experiment calls them by: `scan.zip#/flats/1.tiff`. `null` of what is none.
 *
 * @throws InputError (rejects) where it is damaged
 */
export function filesInArchive(source: ByteSource, name: string): Promise<readonly NamedSource[] | null> {
  const known = directories.get(source);
  if (known) return known;
  const files = unpacked(source, name);
  directories.set(source, files);
  return files;
}

async function unpacked(source: ByteSource, name: string): Promise<readonly NamedSource[] | null> {
  const format = formatOf(await headOf(source));
  if (!format?.isArchive) return null;
  const { unpack } = await fetchedPart(() => format.load(), `${name}: the part that reads such files`);
  const files = await unpack!(source, name);
  const prefix = `${name}: `;
  return files.map((file) => ({ name: partName(name, file.name.slice(prefix.length)), source: file.source }));
}

/**
 * The file that a name means where it is one in an archive, by a name of its own in which an array of it may be named; else the
 * file as it is.
 *
 * @throws InputError (rejects) where an archive lacks it or is damaged
 */
export async function entryNamed({ name, source }: NamedSource): Promise<NamedSource> {
  const { file, part } = splitPart(name);
  if (part === null) return { name, source };
  const files = await filesInArchive(source, file);
  const found = files?.find((entry) => name === entry.name || name.startsWith(partName(entry.name, '')));
  if (files && !found) throw new InputError(`${file}: the archive holds no ${excerpt(part, 80)}`);
  if (!found) return { name, source };
  // No mark of a part: what follows it is the name of an array in the entry.
  const own = `${file}: ${name.slice(partName(file, '').length)}`;
  return { name: own, source: await openedSource(found.source, found.name) };
}
