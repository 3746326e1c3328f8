import { InputError } from '../../errors.ts';
import { filesInArchive } from '../../files/archive-entry.ts';
import type { ByteSource } from '../../files/byte-source.ts';
import { shortNames } from '../../files/decoding.ts';
import type { NamedSource } from '../../files/format.ts';
import { sayLeftOut, someOf } from '../../files/left-out.ts';
import { isPlainPicture, type OpenedArray } from './opened-arrays.ts';
import type { OpenedDocument } from './opened-document.ts';
import { SORTING_RULES } from './sorting/registry.ts';
import { type KnownFile, knownFiles, type SortedThing } from './sorting/sorting-rule.ts';

/** A file's name and contents. */
export interface OpenedFile {
  readonly name: string;
  readonly source: ByteSource;
}

/** What opened files turn out to be. */
export type Opened = (
  | OpenedDocument
  /** Things that somebody has to say more about, or choose among. */
  | { readonly kind: 'arrays'; readonly arrays: readonly OpenedArray[] }
) & {
  /** What nothing is made of: sentences. */
  readonly leftOut?: readonly string[];
};

/** The most that is read of one file, before anything is decoded. */
const MAX_FILE_BYTES = 2 ** 30;
/** Of one that is read by ranges. */
const MAX_RANGED_BYTES = 2 ** 40;

/**
 * Tells what opened files are, from their contents: an experiment or a phantom, together with the files it names or
 * alone; an image; things of which one is meant, or arrays that belong together, of which as much is read as it takes to guess
 * what they are. Files of other kinds are left out.
 *
 * @throws InputError (rejects) with one sentence where nothing can be made of them
 */
export async function recogniseFiles(files: readonly OpenedFile[]): Promise<Opened> {
  if (files.length === 0) throw new InputError('No file was opened');
  const unpacked = await withoutArchives(files);
  const known = await knownFiles(unpacked);
  const isAlone = known.length === 1;
  known.forEach(mustBeReadable);
  const { things, strangers, remarks } = await sorted(known, isAlone);
  const experiment = experimentIn(things);
  if (experiment) return experiment;
  const [only, ...others] = things.filter(isWhole);
  if (only && others.length === 0 && isClear(only, things)) {
    const isArchive = files.length === 1 && unpacked !== files && things.length === 1;
    const besides = things.filter((thing) => thing !== only).map(({ array }) => array);
    const opened = openedAs(only.array, isArchive ? files[0]! : null);
    return { ...opened, ...leftOutOf(strangers, remarks, besides) };
  }
  mustBeSomething(files, known, things);
  return { kind: 'arrays', arrays: await pictured(things), ...leftOutOf(strangers, remarks, []) };
}

/** @param besides what might be something where it did not lie beside what is opened */
function leftOutOf(
  strangers: readonly KnownFile[],
  remarks: readonly string[],
  besides: readonly OpenedArray[],
): Pick<Opened, 'leftOut'> {
  const lists = besides
    .filter(({ refused }) => !refused)
    .map(({ name, what }) => ({ name, what: what ?? 'a list of numbers' }));
  const sentences = [...remarks, ...besides.map(({ refused }) => refused), sayLeftOut([...strangers, ...lists])]
    .filter((sentence) => typeof sentence === 'string')
    .map((sentence) => `${sentence.replace(/\.$/, '')}.`);
  return sentences.length > 0 ? { leftOut: sentences } : {};
}

/** Files, those in archives among them by the names that an experiment calls them by. */
async function withoutArchives(files: readonly OpenedFile[]): Promise<readonly NamedSource[]> {
  const found = [];
  for (const file of files) found.push((await filesInArchive(file.source, file.name)) ?? [file]);
  return found.every((inside, i) => inside[0] === files[i]) ? files : found.flat();
}

function mustBeReadable({ name, source, format }: KnownFile): void {
  const isRanged = format?.isReadByRanges ?? false;
  if (source.sizeBytes <= (isRanged ? MAX_RANGED_BYTES : MAX_FILE_BYTES)) return;
  throw new InputError(`${name}: is larger than 1 ${isRanged ? 'TiB' : 'GiB'}, the maximum`);
}

async function sorted(files: readonly KnownFile[], isAlone: boolean) {
  const things: SortedThing[] = [];
  const remarks: string[] = [];
  let strangers = files;
  for (const rule of SORTING_RULES.all) {
    const { things: found, rest, leftOut = [] } = await rule.sort(strangers, isAlone);
    things.push(...found);
    remarks.push(...leftOut);
    strangers = rest;
    // Whatever else there is are files that it may name.
    if (experimentIn(things)) break;
  }
  return { things, strangers, remarks };
}

/** What names files and has come alone, or with those. */
function experimentIn(things: readonly SortedThing[]): OpenedDocument | null {
  const documents = things.flatMap(({ array }) => array.document ?? []);
  const [only] = documents;
  if (documents.length !== 1 || !only) return null;
  const isReference = only.kind === 'phantom' && 'image' in (only.phantom as object);
  return only.kind === 'experiment' || isReference ? only : null;
}

/** Whether something can be opened by itself. */
function isWhole({ array: { only, shape, refused } }: SortedThing): boolean {
  return !refused && only !== 'geometry' && (only !== undefined || shape.length !== 1);
}

/** Whether nothing has to be asked of the only thing that can be opened. */
function isClear({ array, white }: SortedThing, things: readonly SortedThing[]): boolean {
  if (array.document) return true;
  if (array.only) return array.gaps !== undefined && !array.gaps.lacksPixelSize && array.gaps.doubt === null;
  return things.length === 1 && isPlainPicture({ array, white });
}

/** @param archive that holds it and nothing else */
function openedAs({ name, files, document }: OpenedArray, archive: OpenedFile | null): Opened {
  if (document) return document;
  const image = archive?.name ?? files ?? name;
  return { kind: 'phantom', name: archive?.name ?? files?.[0] ?? name, phantom: { image } };
}

/** @throws InputError where nothing that came can be opened */
function mustBeSomething(
  given: readonly OpenedFile[],
  files: readonly KnownFile[],
  things: readonly SortedThing[],
): void {
  if (things.some(({ array }) => !array.refused && array.only !== 'geometry')) return;
  const refused = things.find(({ array }) => array.refused)?.array.refused;
  if (refused) throw new InputError(refused);
  if (!files[0]) throw new InputError(`${given[0]!.name}: the archive holds no files`);
  if (files.length > 1) {
    const what = someOf(files.map((file) => `${file.name} (${file.what})`));
    throw new InputError(`None of these ${files.length} files can be opened: ${what}`);
  }
  const { name, what } = files[0];
  throw new InputError(
    `${name}: is ${what}; the sandbox opens phantoms (${shortNames('document')}), images (${shortNames('image')}) and sinograms (${shortNames('readings')})`,
  );
}

/** Things as they are shown to whoever is to choose. */
async function pictured(things: readonly SortedThing[]): Promise<OpenedArray[]> {
  const arrays: OpenedArray[] = [];
  for (const { array, preview } of things) {
    try {
      const seen = await preview?.();
      arrays.push(seen ? { ...array, preview: seen.thumbnail, seems: seen.values } : array);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      arrays.push({ ...array, refused: error.message });
    }
  }
  return arrays;
}
