import { InputError } from '../errors.ts';
import { fetchedPart } from '../fetched-part.ts';
import { entryNamed } from './archive-entry.ts';
import { type ByteSource, headOf } from './byte-source.ts';
import { arrayNamed } from './contained-array.ts';
import { cutArray, cutShape, mustBeThere } from './cut-array.ts';
import { describeFile, formatOf } from './describe-file.ts';
import { splitPart } from './file-part.ts';
import type {
  ArrayOptions,
  CheckShape,
  ContainedArray,
  DecodedArray,
  Decoder,
  FileFormat,
  Holding,
  NamedSource,
} from './format.ts';
import { sayLeftOut } from './left-out.ts';
import { chosenFiles } from './packed-files.ts';
import { FORMATS } from './registry.ts';
import { volumeOfImages } from './stacked-images.ts';

/** What a file should have been, where it is something else. */
const REFUSALS: Readonly<Record<Holding, (what: string) => string>> = {
  document: (what) => `is ${what}, and should be a ${shortNames('document', ' or ')} file`,
  image: (what) => `is ${what}; an image must be a ${shortNames('image', ' or ')} file`,
  readings: (what) => `expected ${phrases('readings')} of readings, but this is ${what}`,
  angles: (what) => `expected ${phrases('angles')}, but this is ${what}`,
};

/**
 * The numbers of a file that is to be an image or readings.
 *
 * @param besides of a header: the files of its numbers
 * @throws InputError (rejects) where it is something else, damaged or too large
 */
export async function decodeArray(
  given: ByteSource,
  calledBy: string,
  holding: 'image' | 'readings',
  options: ArrayOptions,
  besides: readonly NamedSource[] = [],
): Promise<DecodedArray> {
  const { source, name } = await entryNamed({ source: given, name: calledBy });
  const parts = await Promise.all(besides.map(entryNamed));
  const { decoder, numbers, contained } = await decoderFor(source, name, holding, parts);
  if (decoder.unpack) return decodePacked(await decoder.unpack(numbers, name), name, options);
  const mayBeRead = ofWhatIsLeft(options, name);
  const said = contained && {
    ...contained.about,
    ...(contained.readings && { readings: contained.readings }),
  };
  const place = contained?.cut && options.cut?.(contained.shape);
  if (place) {
    mayBeRead(contained.shape);
    const decoded = await decoder.readArray!(contained.cut!(place), name, {
      mayBeRead: () => {},
      allocate: options.allocate,
    });
    return { ...decoded, ...said, isCut: true };
  }
  const bounded = { ...options, mayBeRead };
  const isInParts = parts.length > 0 && !contained;
  const decoded = isInParts
    ? await decoder.readSeries!([{ name, source }, ...parts], name, bounded)
    : { ...(await decoder.readArray!(numbers, name, bounded)), ...said };
  const cut = decoded.isCut ? null : options.cut?.(decoded.shape);
  return cut ? cutArray(decoded, cut, name) : decoded;
}

/** The check of a whole array's shape, where only what is cut out of it is wanted. */
function ofWhatIsLeft({ mayBeRead, cut }: ArrayOptions, name: string): CheckShape {
  return (shape) => {
    const place = cut?.(shape);
    if (place) mustBeThere(shape, place, name);
    mayBeRead(place ? cutShape(shape, place) : shape);
  };
}

/**
 * The volume that several files make together: the slices of a series, a header and the files that it names, or images one above
 * the other. Other files among them are left out, and it is said.
 *
 * @param name of the whole
 * @throws InputError (rejects) where one is damaged, or they do not fit together
 */
export async function decodeSeries(
  given: readonly NamedSource[],
  name: string,
  options: ArrayOptions,
): Promise<DecodedArray> {
  const files = await Promise.all(given.map(entryNamed));
  if (await isHeader(files[0]!)) return decodeArray(files[0]!.source, files[0]!.name, 'image', options, files.slice(1));
  const { format, slices, leftOut } = await slicesAmong(files);
  const [first, ...others] = slices;
  if (!format || !first) {
    const firstHead = await headOf(files[0]!.source);
    throw new InputError(
      `${files[0]!.name}: is ${describeFile(firstHead)}; several files together must be the slices of a volume`,
    );
  }
  const { readSeries, readArray } = await decoderOf(format, first.name);
  const decoded =
    others.length === 0
      ? await decodeArray(first.source, first.name, 'image', options)
      : readSeries
        ? await readSeries(slices, name, options)
        : await volumeOfImages(slices, readArray!, name, options);
  const said = sayLeftOut(leftOut);
  return said ? { ...decoded, remarks: [`${name}: ${said}.`, ...(decoded.remarks ?? [])] } : decoded;
}

/** Which of some files can be slices together: those of the format that comes in series, or of the most frequent one. */
async function slicesAmong(files: readonly NamedSource[]) {
  const known: (NamedSource & { readonly format: FileFormat | null; readonly what: string })[] = [];
  // One after the other, and only what is said of each is kept: there may be thousands.
  for (const file of files) {
    const head = await headOf(file.source);
    const found = formatOf(head);
    const isImage = found?.holds.includes('image') && !found.isArchive && !partsNamedIn(head, file.name).length;
    known.push({ ...file, format: (isImage && found) || null, what: describeFile(head) });
  }
  const counts = new Map<FileFormat, number>();
  for (const { format } of known) if (format) counts.set(format, (counts.get(format) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  let format = most?.[0] ?? null;
  for (const candidate of counts.keys()) {
    if ((await decoderOf(candidate, files[0]!.name)).groupsOf) format = candidate;
  }
  return {
    format,
    slices: known.filter((file) => file.format === format),
    leftOut: known.filter((file) => file.format !== format),
  };
}

/** What an archive holds, as if it had been opened by itself. */
async function decodePacked(
  packed: readonly NamedSource[],
  name: string,
  options: ArrayOptions,
): Promise<DecodedArray> {
  const { files, remarks } = await chosenFiles(packed, name, decoderOf);
  const [first, ...others] = files;
  const decoded =
    others.length > 0
      ? await decodeSeries(files, name, options)
      : await decodeArray(first!.source, first!.name, 'image', options);
  return { ...decoded, remarks: [...remarks, ...(decoded.remarks ?? [])] };
}

/**
 * The files that hold what a file is the header of, as it calls them, or as they are called beside it; none of a file that has
 * all that belongs to it.
 */
export function partsNamedIn(head: Uint8Array, name: string): readonly string[] {
  return formatOf(head)?.partsOf?.(head, splitPart(name).file) ?? [];
}

/** Whether a file is but the header of what others hold. */
export async function isHeader(file: NamedSource): Promise<boolean> {
  const { source, name } = await entryNamed(file);
  return partsNamedIn(await headOf(source), name).length > 0;
}

/** A file's numbers as it stores them: a picture's greys are 0 … 255 or 0 … 65535. */
export function storedNumbers({ data, white = 1 }: DecodedArray): Float32Array {
  return white === 1 ? data : data.map((grey) => Math.round(grey * white));
}

/**
 * A list of numbers in double precision.
 *
 * @throws InputError (rejects) as `decodeArray` does
 */
export async function decodeAngles(given: ByteSource, calledBy: string, mayBeRead: CheckShape): Promise<Float64Array> {
  return (await decodeAnglesInUnit(given, calledBy, mayBeRead)).data;
}

/** As above, with the unit where the file says it. */
export async function decodeAnglesInUnit(
  given: ByteSource,
  calledBy: string,
  mayBeRead: CheckShape,
): Promise<{ readonly data: Float64Array; readonly unit?: ContainedArray['angleUnit'] }> {
  const { source, name } = await entryNamed({ source: given, name: calledBy });
  const { decoder, numbers, contained } = await decoderFor(source, name, 'angles');
  // Some files of a format that may hold angles are a single thing without any.
  if (!decoder.readList)
    throw new InputError(`${name}: is ${describeFile(await headOf(source))} without angles of views`);
  const { data } = await decoder.readList(numbers, name, mayBeRead);
  return { data, unit: contained?.angleUnit };
}

/** The arrays in a file that may have several; `null` of others. @throws InputError (rejects) where the file is damaged */
export async function arraysIn(
  source: ByteSource,
  name: string,
  parts: readonly NamedSource[] = [],
): Promise<readonly ContainedArray[] | null> {
  const format = formatOf(await headOf(source));
  const decoder = format && (await decoderOf(format, name));
  return decoder?.arraysIn ? decoder.arraysIn(source, name, parts) : null;
}

/** What reads files of a format; `name` is that of the file that needs it. */
export function decoderOf(format: FileFormat, name: string): Promise<Decoder> {
  return fetchedPart(() => format.load(), `${name}: the part that reads such files`);
}

/** What reads a file, or the array in it that the name means, and where its numbers are. */
async function decoderFor(
  source: ByteSource,
  name: string,
  holding: Holding,
  parts: readonly NamedSource[] = [],
): Promise<{ readonly decoder: Decoder; readonly numbers: ByteSource; readonly contained?: ContainedArray }> {
  const head = await headOf(source);
  const format = formatOf(head);
  const { file, part } = splitPart(name);
  if (!format?.holds.includes(holding)) throw new InputError(`${file}: ${REFUSALS[holding](describeFile(head))}`);
  const decoder = await decoderOf(format, file);
  const arrays = await decoder.arraysIn?.(source, file, parts);
  if (arrays) {
    const contained = arrayNamed(name, arrays);
    const { source: numbers } = contained;
    return { decoder: await decoderOf(formatOf(await headOf(numbers))!, name), numbers, contained };
  }
  if (part === null) return { decoder, numbers: source };
  throw new InputError(`${name}: is ${describeFile(head)}, which has no arrays with names; leave out #/${part}`);
}

/** The formats of what holds something: `DICOM, NPY or PNG`. */
export function shortNames(holding: Holding, last = ', '): string {
  return listed(
    holders(holding).map(({ words }) => words.short),
    last,
  );
}

function phrases(holding: Holding): string {
  return listed(
    holders(holding).map(({ words, extensions }) => `${words.phrase} (.${extensions[0]})`),
    ' or ',
  );
}

function holders(holding: Holding): FileFormat[] {
  return FORMATS.all.filter(({ holds }) => holds.includes(holding));
}

function listed(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${last}${names.at(-1)}`;
}
