import { InputError } from '../errors.ts';
import { headOf } from './byte-source.ts';
import { describeFile, formatOf } from './describe-file.ts';
import type { Decoder, FileFormat, NamedSource } from './format.ts';

/** What is read of an archive. */
export interface ChosenFiles {
  /** One file, or those that make a volume together. */
  readonly files: readonly NamedSource[];
  /** What of it is left out, sentences. */
  readonly remarks: readonly string[];
}

/** The list of what is on a disc, beside the series on it. */
const DISC_DIRECTORY = /(^|[/\s])DICOMDIR$/i;
/** So many names tell what there is. */
const NAMES_SHOWN = 3;

/**
 * Which of the files in an archive make an image or a volume: the largest series, a header with the files that it names, or
 * the only image there is.
 *
 * @param decoderOf fetches what reads a format
 * @throws InputError (rejects) where there is none, or no telling which is meant
 */
export async function chosenFiles(
  packed: readonly NamedSource[],
  name: string,
  decoderOf: (format: FileFormat, name: string) => Promise<Decoder>,
): Promise<ChosenFiles> {
  const images: (NamedSource & { readonly format: FileFormat; readonly parts: readonly string[] })[] = [];
  // One after the other: each is inflated in its turn.
  for (const file of packed) {
    if (DISC_DIRECTORY.test(file.name)) continue;
    const head = await headOf(file.source);
    const format = formatOf(head);
    if (!format?.holds.includes('image')) continue;
    const parts = format.partsOf?.(head, bareName(file.name)) ?? [];
    images.push({ ...file, format, parts });
  }
  const [first] = images;
  if (!first) {
    const [some] = packed;
    const what = some ? `, but ${some.name} is ${describeFile(await headOf(some.source))}` : '';
    throw new InputError(`${name}: the archive should hold an image or the slices of a DICOM series${what}`);
  }
  for (const { format } of images) {
    const { seriesOf } = await decoderOf(format, name);
    if (seriesOf)
      return largestSeries(
        images.filter((image) => image.format === format),
        seriesOf,
        name,
      );
  }
  if (images.length === 1) return { files: [first, ...partsAmong(packed, first, name)], remarks: [] };
  const shown = images.slice(0, NAMES_SHOWN).map((image) => bareName(image.name));
  throw new InputError(
    `${name}: the archive holds ${images.length} images (${shown.join(', ')}${images.length > NAMES_SHOWN ? ', …' : ''}); unpack it, and open one of them`,
  );
}

async function largestSeries(
  images: readonly NamedSource[],
  seriesOf: NonNullable<Decoder['seriesOf']>,
  name: string,
): Promise<ChosenFiles> {
  const groups = new Map<string, NamedSource[]>();
  for (const image of images) {
    const series = (await seriesOf(image.source, image.name)) ?? '';
    groups.set(series, [...(groups.get(series) ?? []), image]);
  }
  // Archives have files in any order; a stack that does not say where its images lie is in that of their names.
  const files = [...groups.values()]
    .reduce((most, group) => (group.length > most.length ? group : most))
    .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  if (groups.size === 1) return { files, remarks: [] };
  return {
    files,
    remarks: [`${name}: the archive holds ${groups.size} series; the largest, of ${files.length} images, is read.`],
  };
}

/** The files of an archive that a header in it names. */
function partsAmong(
  packed: readonly NamedSource[],
  header: NamedSource & { readonly parts: readonly string[] },
  name: string,
): NamedSource[] {
  return header.parts.map((part) => {
    const found = packed.find((file) => file !== header && bareName(file.name) === bareName(part));
    if (!found) throw new InputError(`${header.name}: also needs ${part}, which the archive ${name} lacks`);
    return found;
  });
}

/** Without folders and the archive's name. */
function bareName(path: string): string {
  return path.replace(/^.*(?:[/\\]|: )/s, '');
}
