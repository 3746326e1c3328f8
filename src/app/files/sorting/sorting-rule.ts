import { headOf } from '../../../files/byte-source.ts';
import { partsNamedIn } from '../../../files/decoding.ts';
import { describeFile, formatOf } from '../../../files/describe-file.ts';
import { splitPart } from '../../../files/file-part.ts';
import type { FileFormat, NamedSource } from '../../../files/format.ts';
import type { SeenImage } from '../array-look.ts';
import type { OpenedArray } from '../opened-arrays.ts';

/** A file and what its first bytes say that it is. */
export interface KnownFile extends NamedSource {
  /** `null` of a kind that is not read. */
  readonly format: FileFormat | null;
  /** As a phrase: `a text file`. */
  readonly what: string;
  /** Of a header whose numbers are in other files: what it calls them. */
  readonly parts: readonly string[];
}

/** Something that files turn out to be. */
export interface SortedThing {
  readonly array: OpenedArray;
  /** Of a picture: what is stored for white. */
  readonly white: number | null;
  /** Looks into it, where somebody is to choose. Rejects with an InputError where it cannot be read after all. */
  readonly preview?: () => Promise<SeenImage | null>;
}

export interface Sorted {
  readonly things: readonly SortedThing[];
  /** What the rule does not know. */
  readonly rest: readonly KnownFile[];
  /** What it knows and leaves out: sentences without an end. */
  readonly leftOut?: readonly string[];
}

/** Knows one kind of things among files that came together. Rules are asked one after the other, each about what is left. */
export interface SortingRule {
  readonly name: string;
  /**
   * @param isAlone whether there was one file: then what is wrong with it is thrown, and else said of it
   * @throws InputError (rejects) where what came cannot be meant
   */
  sort(files: readonly KnownFile[], isAlone: boolean): Promise<Sorted>;
}

/** One after the other: there may be thousands, and no more is kept of each than is told here. */
export async function knownFiles(files: readonly NamedSource[]): Promise<KnownFile[]> {
  const known: KnownFile[] = [];
  for (const file of files) {
    const head = await headOf(file.source);
    known.push({
      ...file,
      format: formatOf(head) ?? null,
      what: describeFile(head),
      // As it is called in an archive.
      parts: partsNamedIn(head, splitPart(file.name).part ?? file.name),
    });
  }
  return known;
}

/** Files of one kind, and the others. */
export function apart(
  files: readonly KnownFile[],
  isOfKind: (file: KnownFile) => boolean,
): { readonly own: readonly KnownFile[]; readonly rest: readonly KnownFile[] } {
  return { own: files.filter(isOfKind), rest: files.filter((file) => !isOfKind(file)) };
}
