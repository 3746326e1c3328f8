import { InputError } from '../../errors.ts';
import { type ExperimentInput, isImageReference, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { type ByteSource, headOf } from '../../files/byte-source.ts';
import { decoderOf, partsNamedIn, shortNames } from '../../files/decoding.ts';
import { describeFile, formatOf } from '../../files/describe-file.ts';
import type { FileFormat, ImageGaps } from '../../files/format.ts';
import { parsePhantomFile } from '../../phantom/phantom-file.ts';
import { isSolidFile, parseSolidFile } from '../../phantom/solids/solid-file.ts';
import { matchFiles } from './match-files.ts';
import { isPlainPicture, type OpenedArray, recogniseArrays } from './opened-arrays.ts';

/** A file's name and contents. */
export interface OpenedFile {
  readonly name: string;
  readonly source: ByteSource;
}

/** What opened files turn out to be. */
export type Opened =
  /** A whole experiment, from the file of this name; the other files are those that it may name. */
  | { readonly kind: 'experiment'; readonly name: string; readonly input: ExperimentInput }
  /** Something to replace the present phantom, from the file of this name. */
  | { readonly kind: 'phantom'; readonly name: string; readonly phantom: unknown }
  /** A list of slides, from the file of this name, not yet checked. */
  | { readonly kind: 'lecture'; readonly name: string; readonly json: unknown }
  /** A slice whose file leaves something open that somebody has to say. */
  | { readonly kind: 'slice'; readonly name: string; readonly gaps: ImageGaps }
  /** Arrays that somebody has to say more about. */
  | { readonly kind: 'arrays'; readonly arrays: readonly OpenedArray[] };

/** The most that is read of one file, before anything is decoded. */
const MAX_FILE_BYTES = 2 ** 30;
/** Of one that is read by ranges. */
const MAX_RANGED_BYTES = 2 ** 40;

/**
 * Tells what opened files are, from their contents: an experiment or a phantom, together with the files it names or
 * alone; an image; arrays, of which as much is read as it takes to guess what they are.
 *
 * @throws InputError (rejects) with one sentence for a damaged or foreign file
 */
export async function recogniseFiles(files: readonly OpenedFile[]): Promise<Opened> {
  const [first] = files;
  if (!first) throw new InputError('No file was opened');
  const heads = await Promise.all(files.map(({ source }) => headOf(source)));
  const formats = heads.map(formatOf);
  files.forEach(({ name, source }, i) => {
    const isRanged = formats[i]?.isReadByRanges ?? false;
    if (source.sizeBytes <= (isRanged ? MAX_RANGED_BYTES : MAX_FILE_BYTES)) return;
    throw new InputError(`${name}: is larger than 1 ${isRanged ? 'TiB' : 'GiB'}, the maximum`);
  });
  const documents = files.filter((_, i) => formats[i]?.holds.includes('document'));
  if (documents.length > 1) {
    throw new InputError(
      `${documents.map(({ name }) => name).join(' and ')} are ${shortNames('document')} files; open one experiment or phantom at a time, with the files that it names`,
    );
  }
  if (documents[0]) return recogniseDocument(documents[0], formats[files.indexOf(documents[0])]!);
  const headers = files.filter((_, i) => partsNamedIn(heads[i]!, files[i]!.name).length > 0);
  if (headers.length > 1) {
    throw new InputError(
      `${headers.map(({ name }) => name).join(' and ')} are volumes; open one at a time, with the file of its voxels`,
    );
  }
  if (headers[0]) return inParts(headers[0], files, heads, formats);
  const [format] = formats;
  if (files.length === 1 && format && isImageAlone(format)) return sliceOf(first, format);
  if (files.length > 1 && format && isImageAlone(format) && formats.every((other) => other === format)) {
    const { readSeries } = await decoderOf(format, first.name);
    if (readSeries) return seriesOf(files);
  }
  mustBeArrays(files, heads, formats);
  const arrays = await recogniseArrays(files, formats as readonly FileFormat[]);
  const [only] = arrays;
  if (arrays.length === 1 && isPlainPicture(only!)) return imageOf(first);
  return { kind: 'arrays', arrays: arrays.map(({ array }) => array) };
}

/** Whether such a file can be nothing but an image. */
function isImageAlone({ holds }: FileFormat): boolean {
  return holds.includes('image') && !holds.includes('readings');
}

function imageOf({ name }: OpenedFile): Opened {
  return { kind: 'phantom', name, phantom: { image: name } };
}

/** A header with the files that it names, and those opened with them: arrays, or an image. */
async function inParts(
  header: OpenedFile,
  files: readonly OpenedFile[],
  heads: readonly Uint8Array[],
  formats: readonly (FileFormat | undefined)[],
): Promise<Opened> {
  const at = files.indexOf(header);
  const names = partsNamedIn(heads[at]!, header.name);
  const { found } = matchFiles(names, new Map(files.map((file) => [file.name, file])));
  const parts = names.flatMap((name) => found.get(name) ?? []);
  const decoder = await decoderOf(formats[at]!, header.name);
  if (!(await decoder.arraysIn?.(header.source, header.name, parts))) return volumeInParts(header, names);
  const missing = names.find((name) => !found.has(name));
  if (missing !== undefined) {
    throw new InputError(`${header.name}: its numbers are in another file, ${missing}; open both together`);
  }
  const isLeft = (_: unknown, i: number) => i !== at && !parts.includes(files[i]!);
  const [others, otherFormats] = [files.filter(isLeft), formats.filter(isLeft)];
  mustBeArrays(others, heads.filter(isLeft), otherFormats);
  const seen = await recogniseArrays(
    [{ ...header, parts }, ...others],
    [formats[at]!, ...(otherFormats as readonly FileFormat[])],
  );
  return { kind: 'arrays', arrays: seen.map(({ array }) => array) };
}

/** A header, and the files that it names: what is not at hand is waited for. */
function volumeInParts({ name }: OpenedFile, parts: readonly string[]): Opened {
  return { kind: 'phantom', name, phantom: { image: [name, ...parts] } };
}

/** The slices of a series, which are sorted where they are loaded; by name they are named. */
function seriesOf(files: readonly OpenedFile[]): Opened {
  const image = files.map(({ name }) => name).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return { kind: 'phantom', name: image[0]!, phantom: { image } };
}

async function sliceOf(file: OpenedFile, format: FileFormat): Promise<Opened> {
  const { gapsOf, arraysIn } = await decoderOf(format, file.name);
  if (await arraysIn?.(file.source, file.name)) {
    const seen = await recogniseArrays([file], [format]);
    return { kind: 'arrays', arrays: seen.map(({ array }) => array) };
  }
  const gaps = await gapsOf?.(file.source, file.name);
  return gaps && (gaps.lacksPixelSize || gaps.doubt !== null)
    ? { kind: 'slice', name: file.name, gaps }
    : imageOf(file);
}

function mustBeArrays(
  files: readonly OpenedFile[],
  heads: readonly Uint8Array[],
  formats: readonly (FileFormat | undefined)[],
): void {
  const stranger = formats.findIndex((format) => !format?.holds.includes('readings'));
  if (stranger < 0) return;
  const { name } = files[stranger]!;
  const what = describeFile(heads[stranger]!);
  throw new InputError(
    files.length > 1
      ? `${name}: is ${what}; several files together must be an experiment with the files it names, or the arrays (${shortNames('readings')}) of one measurement`
      : `${name}: is ${what}; the sandbox opens phantoms (${shortNames('document')}), images (${shortNames('image')}) and sinograms (${shortNames('readings')})`,
  );
}

/** Experiments, phantoms and references to images are all objects: a phantom has shapes or solids, a reference an image. */
async function recogniseDocument({ name, source }: OpenedFile, format: FileFormat): Promise<Opened> {
  const decoder = await decoderOf(format, name);
  const json = await decoder.readDocument!(source, name);
  if (typeof json === 'object' && json !== null && 'shapes' in json) {
    return { kind: 'phantom', name, phantom: parsePhantomFile(json, name) };
  }
  if (typeof json === 'object' && json !== null && 'slides' in json) return { kind: 'lecture', name, json };
  if (isSolidFile(json)) return { kind: 'phantom', name, phantom: parseSolidFile(json, name) };
  if (isImageReference(json)) {
    return { kind: 'phantom', name, phantom: parseExperimentInput({ phantom: json }, name).phantom };
  }
  return { kind: 'experiment', name, input: parseExperimentInput(json, name) };
}
