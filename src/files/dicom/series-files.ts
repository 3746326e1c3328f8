import type { NamedSource } from '../format.ts';
import { type DicomKind, dicomKind } from './dicom.ts';

/** What is read of files that were given together. */
export interface SliceFiles {
  readonly files: readonly NamedSource[];
  /** What is left out: sentences without an end. */
  readonly remarks: readonly string[];
}

type SeenFile = NamedSource & { readonly kind: DicomKind };

/** So many names are said. */
const NAMES_SHOWN = 3;

/**
 * Which of some DICOM files are the slices of a series, as a disc or a folder holds them: not the directory of the disc, not
 * localizers beside slices, not what has no picture, and of several series the one that is larger than each other.
 *
 * @throws InputError (rejects) where a file is damaged
 */
export async function sliceFiles(given: readonly NamedSource[]): Promise<SliceFiles> {
  const seen: SeenFile[] = [];
  // One after the other: a series may have a thousand files.
  for (const file of given) seen.push({ ...file, kind: await dicomKind(file.source, file.name) });
  const remarks: string[] = [];
  const without = (
    files: readonly SeenFile[],
    left: (kind: DicomKind) => boolean,
    what: Words,
  ): readonly SeenFile[] => {
    const others = files.filter(({ kind }) => !left(kind));
    if (others.length === 0 || others.length === files.length) return files;
    remarks.push(
      leftOut(
        files.filter(({ kind }) => left(kind)).map(({ name }) => name),
        what,
      ),
    );
    return others;
  };
  let files: readonly SeenFile[] = seen;
  files = without(files, ({ isDirectory }) => isDirectory, ['the directory of a disc', 'directories of discs']);
  files = without(files, ({ hasPicture }) => !hasPicture, ['a file without an image', 'files without an image']);
  files = without(files, ({ isOverview }) => isOverview, ['a localizer (scout view)', 'localizers (scout views)']);
  const series = new Map<string | null, SeenFile[]>();
  for (const file of files) series.set(file.kind.series, [...(series.get(file.kind.series) ?? []), file]);
  const [largest, next] = [...series.values()].sort((one, other) => other.length - one.length);
  if (next && largest!.length > next.length) {
    const images = largest!.length === 1 ? 'one image' : `${largest!.length} images`;
    remarks.push(`the files are of ${series.size} series; the largest, of ${images}, is read`);
    files = largest!;
  }
  return { files, remarks };
}

type Words = readonly [one: string, several: string];

function leftOut(names: readonly string[], [one, several]: Words): string {
  if (names.length === 1) return `${names[0]} is ${one} and is left out`;
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  return `${names.length} ${several} are left out: ${shown}${more}`;
}
