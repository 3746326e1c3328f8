import { InputError } from '../../errors.ts';
import type { Decoding, FileGroup, NamedSource } from '../format.ts';
import { dicomPlace } from './dicom.ts';
import type { DicomPlace } from './frame-place.ts';
import { slicesBySeries } from './series-files.ts';
import { areAtOneHeight, byHeights, whyNotTogether } from './stacked-places.ts';
import { slicesAboveGaps } from './uneven-slices.ts';

type PlacedFile = NamedSource & DicomPlace;
type FileAtHeight = PlacedFile & { readonly heightMm: number };

/**
 * Which of some DICOM files make volumes together: the slices of each series, apart from one another where they lie another
 * way, have other pixels, are at the same place as others or beyond a gap that is too large to be interpolated.
 */
export const groupsOf: Decoding<'groupsOf'> = async (given) => {
  const faults: string[] = [];
  const { series, remarks } = await slicesBySeries(given, ({ message }) => faults.push(message));
  const groups: FileGroup[] = [];
  for (const files of series) groups.push(...(await groupsOfSeries(files)));
  return { groups, remarks, faults };
};

async function groupsOfSeries(files: readonly NamedSource[]): Promise<FileGroup[]> {
  if (files.length === 1) return [group(files, null)];
  const placed: PlacedFile[] = [];
  const others: FileGroup[] = [];
  for (const { name, source } of files) {
    try {
      placed.push({ ...(await dicomPlace(source, name)), name, source });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // Several frames, or a picture that does not say where it lies: something of its own.
      others.push(group([{ name, source }], null));
    }
  }
  const alike: PlacedFile[][] = [];
  for (const file of placed) {
    const fitting = alike.find(([first]) => whyNotTogether(first!, file) === null);
    if (fitting) fitting.push(file);
    else alike.push([file]);
  }
  return [...alike.flatMap(stacksOf), ...others];
}

/** Slices that lie the same way, apart where there are several of a place or none. */
function stacksOf(files: readonly PlacedFile[]): FileGroup[] {
  const copies: FileAtHeight[][] = [];
  let [copy, below] = [0, null as FileAtHeight | null];
  for (const slice of byHeights(byName(files))) {
    copy = below && areAtOneHeight(below, slice) ? copy + 1 : 0;
    if (copy === 0) below = slice;
    copies[copy] = [...(copies[copy] ?? []), slice];
  }
  const why = copies.length > 1 ? `${copies.length} images of its series lie at the same place` : null;
  return copies.flatMap((slices) => withoutGaps(slices, why));
}

/** What is left of a stack may be more even than the whole, so that a smaller gap is one. */
function withoutGaps(slices: readonly FileAtHeight[], why: string | null): FileGroup[] {
  const gaps = slicesAboveGaps(slices);
  if (gaps.length === 0) return [group(slices, why)];
  const cuts = [0, ...gaps, slices.length];
  const isApart = 'the next slice of its series is too far away for what lies between to be interpolated';
  return cuts.slice(1).flatMap((end, i) => withoutGaps(slices.slice(cuts[i], end), isApart));
}

function group(files: readonly NamedSource[], why: string | null): FileGroup {
  const named = byName(files).map(({ name, source }) => ({ name, source }));
  return { files: named as [NamedSource, ...NamedSource[]], why };
}

function byName<File extends NamedSource>(files: readonly File[]): File[] {
  return [...files].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}
