import { InputError } from '../../errors.ts';
import type { NamedSource } from '../format.ts';
import { someOf } from '../left-out.ts';
import { type DicomKind, dicomKind } from './dicom.ts';

/** What is read of files that were given together. */
export interface SliceFiles {
  readonly files: readonly NamedSource[];
  /** What is left out: sentences without an end. */
  readonly remarks: readonly string[];
}

export type SeenFile = NamedSource & { readonly kind: DicomKind };

/** Files that may be slices, by their series. */
export interface SlicesBySeries {
  readonly series: readonly (readonly SeenFile[])[];
  /** What is left out: sentences without an end. */
  readonly remarks: readonly string[];
}

/**
 * Which of some DICOM files are the slices of a series, as a disc or a folder holds them: of several series the one that is
 * larger than each other.
 *
 * @throws InputError (rejects) where a file is damaged
 */
export async function sliceFiles(given: readonly NamedSource[]): Promise<SliceFiles> {
  const { series, remarks } = await slicesBySeries(given);
  const [largest, next] = [...series].sort((one, other) => other.length - one.length);
  if (!next || largest!.length === next.length) return { files: series.flat(), remarks };
  const images = largest!.length === 1 ? 'one image' : `${largest!.length} images`;
  return {
    files: largest!,
    remarks: [...remarks, `the files are of ${series.length} series; the largest, of ${images}, is read`],
  };
}

/**
 * The slices of each series: not the directory of a disc, not localizers beside slices, not what has no picture.
 *
 * @param onDamaged told of a file that cannot be read, which is left out then
 * @throws InputError (rejects) where a file is damaged and nobody is told
 */
export async function slicesBySeries(
  given: readonly NamedSource[],
  onDamaged?: (fault: InputError) => void,
): Promise<SlicesBySeries> {
  const seen: SeenFile[] = [];
  // One after the other: a series may have a thousand files.
  for (const file of given) {
    try {
      seen.push({ ...file, kind: await dicomKind(file.source, file.name) });
    } catch (error) {
      if (!onDamaged || !(error instanceof InputError)) throw error;
      onDamaged(error);
    }
  }
  const remarks: string[] = [];
  let files: readonly SeenFile[] = seen;
  const leave = (isLeft: (kind: DicomKind) => boolean, what: Words): void => {
    const others = files.filter(({ kind }) => !isLeft(kind));
    if (others.length === 0 || others.length === files.length) return;
    const names = files.filter(({ kind }) => isLeft(kind)).map(({ name }) => name);
    remarks.push(leftOut(names, what));
    files = others;
  };
  leave(({ isDirectory }) => isDirectory, ['the directory of a disc', 'directories of discs']);
  leave(({ hasPicture }) => !hasPicture, ['a file without an image', 'files without an image']);
  leave(({ isOverview }) => isOverview, ['a localizer (scout view)', 'localizers (scout views)']);
  const series = new Map<string | null, SeenFile[]>();
  for (const file of files) series.set(file.kind.series, [...(series.get(file.kind.series) ?? []), file]);
  return { series: [...series.values()], remarks };
}

type Words = readonly [one: string, several: string];

function leftOut(names: readonly string[], [one, several]: Words): string {
  if (names.length === 1) return `${names[0]} is ${one} and is left out`;
  return `${names.length} ${several} are left out: ${someOf(names)}`;
}
