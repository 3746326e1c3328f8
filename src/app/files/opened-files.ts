import { InputError } from '../../errors.ts';
import { type ExperimentInput, isImageReference, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { AngleUnitGuess } from '../../experiment/guess-angles.ts';
import { type ByteSource, headOf } from '../../files/byte-source.ts';
import { decoderOf, partsNamedIn, shortNames } from '../../files/decoding.ts';
import { describeFile, formatOf } from '../../files/describe-file.ts';
import { partName } from '../../files/file-part.ts';
import type { ArrayRoleHint, ContainedArray, Decoder, FileFormat, ImageGaps } from '../../files/format.ts';
import { parsePhantomFile } from '../../phantom/phantom-file.ts';
import { isSolidFile, parseSolidFile } from '../../phantom/solids/solid-file.ts';
import { type ArrayLook, lookAtArray, lookAtList } from './array-look.ts';

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

export interface OpenedArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** Of two axes, or of a volume's three: what is seen in it. `null` for others, and where it is too large to be anything that is opened. */
  readonly look: ArrayLook | null;
  /** Of a list of numbers: what unit they are in as angles. */
  readonly angles: AngleUnitGuess | null;
  /** What the file that it is in says of it. */
  readonly role?: ArrayRoleHint;
  readonly angleUnit?: 'degrees' | 'radians';
}

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
  const headers = files.filter((_, i) => partsNamedIn(heads[i]!).length > 0);
  if (headers.length > 1) {
    throw new InputError(
      `${headers.map(({ name }) => name).join(' and ')} are volumes; open one at a time, with the file of its voxels`,
    );
  }
  if (headers[0]) return volumeInParts(headers[0], partsNamedIn(heads[files.indexOf(headers[0])]!));
  const [format] = formats;
  if (files.length === 1 && format && isImageAlone(format)) return sliceOf(first, format);
  if (files.length > 1 && format && isImageAlone(format) && formats.every((other) => other === format)) {
    const { readSeries } = await decoderOf(format, first.name);
    if (readSeries) return seriesOf(files);
  }
  mustBeArrays(files, heads, formats);
  const arrays = (await Promise.all(files.map((file, i) => arraysOf(file, formats[i]!)))).flat();
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
  const { gapsOf } = await decoderOf(format, file.name);
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

interface SeenArray {
  readonly array: OpenedArray;
  /** What is stored for white; `null` where it is no picture. */
  readonly white: number | null;
}

/** Eight bits and no sinogram to the eye: a picture, and nothing has to be asked. */
function isPlainPicture({ array, white }: SeenArray): boolean {
  return white !== null && white <= 255 && !array.look?.isLikeSinogram;
}

/** So many of the arrays in a file are looked into, the largest first; the others can be chosen too. */
const MOST_LOOKED_AT = 24;

async function arraysOf({ name, source }: OpenedFile, format: FileFormat): Promise<SeenArray[]> {
  const decoder = await decoderOf(format, name);
  if (!decoder.arraysIn) return [await arrayOf({ name, source }, decoder)];
  const arrays = await decoder.arraysIn(source, name);
  if (arrays.length === 0) throw new InputError(`${name}: contains no arrays of numbers`);
  const bySize = [...arrays].sort((one, other) => valuesIn(other) - valuesIn(one));
  const looked = new Set(bySize.filter(isLookedAt).slice(0, MOST_LOOKED_AT));
  const seen: SeenArray[] = [];
  let fault: unknown = null;
  const lookAt = async (named: OpenedFile): Promise<SeenArray | null> => {
    try {
      return await arrayOf(named, await decoderOf(formatOf(await headOf(named.source))!, name));
    } catch (error) {
      // Of one that cannot be read the others are not the worse; whoever chooses it is told.
      if (!(error instanceof InputError)) throw error;
      fault ??= error;
      return null;
    }
  };
  // One after the other: each may have to be unpacked.
  for (const array of arrays) {
    const named = { name: partName(name, array.part), source: array.source };
    const said = { ...(array.role && { role: array.role }), ...(array.angleUnit && { angleUnit: array.angleUnit }) };
    const { array: one, white } = (looked.has(array) && (await lookAt(named))) || {
      array: { name: named.name, shape: array.shape, look: null, angles: null },
      white: null,
    };
    seen.push({ array: { ...one, ...said }, white });
  }
  if (fault && seen.every(({ array }) => !array.look && !array.angles)) throw fault;
  return seen;
}

function valuesIn({ shape }: ContainedArray): number {
  return shape.reduce((product, length) => product * length, 1);
}

function isLookedAt({ shape }: ContainedArray): boolean {
  return shape.length >= 1 && shape.length <= 3;
}

async function arrayOf({ name, source }: OpenedFile, decoder: Decoder): Promise<SeenArray> {
  const { shape, sample, plane, list, white } = await decoder.lookAt!(source, name);
  const look = sample && lookAtArray(sample.data, sample.shape[0]!, sample.shape[1]!, plane);
  return { array: { name, shape, look, angles: list && lookAtList(list) }, white };
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
