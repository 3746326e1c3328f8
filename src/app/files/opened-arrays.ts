import { InputError } from '../../errors.ts';
import { median } from '../../experiment/array-facts.ts';
import { type AngleUnitGuess, guessFirstView } from '../../experiment/guess-angles.ts';
import type { ImageValuesGuess } from '../../experiment/guess-image-values.ts';
import { headOf } from '../../files/byte-source.ts';
import { decoderOf, storedNumbers } from '../../files/decoding.ts';
import { formatOf } from '../../files/describe-file.ts';
import { partName } from '../../files/file-part.ts';
import type {
  ArrayRoleHint,
  ContainedArray,
  Decoder,
  FileFormat,
  ImageGaps,
  NamedSource,
  SaidOfReadings,
  SeenNumbers,
} from '../../files/format.ts';
import type { GeometryFile } from '../../files/geometry/geometry-file.ts';
import { type ArrayLook, lookAtArray, lookAtList, type Thumbnail } from './array-look.ts';
import { nameOfAll, stacksOf } from './file-stacks.ts';
import type { OpenedDocument } from './opened-document.ts';

export interface OpenedArray {
  readonly name: string;
  /** Of views that lie in a file each: the names of these, in their order. */
  readonly files?: readonly string[];
  readonly shape: readonly number[];
  /** Of two axes, or of a volume's three: what is seen in it. `null` for others, and where it is too large to be anything that is opened. */
  readonly look: ArrayLook | null;
  /** Of a list of numbers: what unit they are in as angles. */
  readonly angles: AngleUnitGuess | null;
  /** Likewise: which of them is the first view's, where it has more than there are views. */
  readonly firstView?: number;
  /** Of a list of numbers: whether they can be an image key, which says what each view of a stack is. */
  readonly isKey?: boolean;
  /** Likewise: the middle one of them by size. */
  readonly median?: number;
  /** Of pictures: what is stored for white. */
  readonly white?: number;
  /** What the file that it is in says of it. */
  readonly role?: ArrayRoleHint;
  readonly angleUnit?: 'degrees' | 'radians';
  readonly isTurnGuessed?: boolean;
  readonly readings?: SaidOfReadings;
  /** How large a pixel is, where the file says so. */
  readonly pixelSizeMm?: number;
  /** How far apart slices are, likewise. */
  readonly sliceSpacingMm?: number;
  /** Of an array in a header: the files that its numbers are in. */
  readonly parts?: readonly string[];
  /** What it is, as a phrase, where its shape does not tell: `a DICOM series of 5 images`. */
  readonly what?: string;
  /** Of what can be nothing else. */
  readonly only?: 'image' | 'document' | 'geometry';
  /** Of an image whose format says how large it is and what its values are: what its file leaves open of that. */
  readonly gaps?: ImageGaps;
  /** Of something that says something of its own, and may name files. */
  readonly document?: OpenedDocument;
  /** Of a file that says how a scan was set up. */
  readonly geometry?: GeometryFile;
  /** Of what is not looked into otherwise: a small picture of it. */
  readonly preview?: Thumbnail;
  /** Likewise: what its values look like. */
  readonly seems?: ImageValuesGuess;
  /** Why others like it are not part of it, as a sentence without an end. */
  readonly why?: string;
  /** Of one of several arrays in a file: why it cannot be read, as a sentence without an end. */
  readonly unread?: string;
  /** The files that it names and that are not at hand. */
  readonly lacks?: readonly string[];
  /** Why it cannot be opened, a sentence. */
  readonly refused?: string;
}

/** What an experiment names where it means an array. */
export function filesOfArray({ name, files, parts }: OpenedArray): string | readonly string[] {
  return files ?? (parts ? [name, ...parts] : name);
}

export interface SeenArray {
  readonly array: OpenedArray;
  /** What is stored for white; `null` where it is no picture. */
  readonly white: number | null;
}

/** Eight bits and no sinogram to the eye: a picture, and nothing has to be asked. */
export function isPlainPicture({ array, white }: SeenArray): boolean {
  return !array.files && white !== null && white <= 255 && !array.look?.isLikeSinogram;
}

/** So many of the arrays in a file are looked into, the largest first; the others can be chosen too. */
const MOST_LOOKED_AT = 24;
/** Of files that are numbered like the views of a scan, only these are looked into. */
const LOOKED_AT_OF_STACK = (files: number) => [...new Set([0, files >> 1, files - 1])];

/**
 * The arrays in files, of which as much is read as it takes to guess what they are; numbered files of one size are one stack.
 *
 * @param formats of the files
 * @throws InputError (rejects) with one sentence for a damaged file that is alone; of one among others it is said
 */
export async function recogniseArrays(
  files: readonly FileInParts[],
  formats: readonly FileFormat[],
): Promise<SeenArray[]> {
  const known = files.map((file, i) => ({ ...file, format: formats[i]! }));
  const seen: SeenArray[] = [];
  // One after the other: a folder may have hundreds of large files.
  for (const stack of stacksOf(known, areAlike)) {
    const decoder = await decoderOf(stack[0].format, stack[0].name);
    const stacked = stack.length > 1 ? await stackOf(stack, decoder) : null;
    if (stacked) seen.push(stacked);
    else for (const file of stack) seen.push(...(await arraysOrFault(file, files.length === 1)));
  }
  return seen;
}

async function arraysOrFault(file: KnownFile, isAlone: boolean): Promise<readonly SeenArray[]> {
  try {
    return await arraysOf(file);
  } catch (error) {
    if (isAlone || !(error instanceof InputError)) throw error;
    const { name } = file;
    return [{ array: { name, shape: [], look: null, angles: null, refused: error.message }, white: null }];
  }
}

/** Whether two numbered files may be parts of one stack, for all that is known of them: pictures of one size, packed, differ. */
export function areAlike(one: FormattedFile, other: FormattedFile): boolean {
  const [bytes, others] = [one.source.sizeBytes, other.source.sizeBytes];
  return one.format === other.format && Math.max(bytes, others) <= 4 * Math.min(bytes, others);
}

/** An opened file, and of a header the files that it names, as far as they are at hand. */
export interface FileInParts extends NamedSource {
  readonly parts?: readonly NamedSource[];
}

type FormattedFile = Pick<NamedSource, 'source'> & { readonly format: FileFormat | null };

type KnownFile = FileInParts & { readonly format: FileFormat };

/**
 * One array [views, rows, channels] of files that are [rows, channels], or [slices, rows, columns] of a volume's; `null` where
 * they are not, and each is something of its own.
 */
export async function stackOf(files: readonly NamedSource[], decoder: Decoder): Promise<SeenArray | null> {
  const looks: SeenNumbers[] = [];
  try {
    for (const i of decoder.arraysIn ? [] : LOOKED_AT_OF_STACK(files.length)) {
      looks.push(await lookAtPlane(files[i]!, decoder));
    }
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
  const [first, middle] = looks;
  const isStack = first?.shape.length === 2 && looks.every(({ shape }) => shape.join() === first.shape.join());
  if (!isStack) return null;
  const samples = looks.map(({ sample }) => sample).filter((sample) => sample !== null);
  const array: OpenedArray = {
    name: nameOfAll(files.map(({ name }) => name)),
    files: files.map(({ name }) => name),
    shape: [files.length, ...first.shape],
    look: samples.length === looks.length ? lookBelowEachOther(samples, middle!.sample!) : null,
    angles: null,
    ...(first.white !== null && { white: first.white }),
    ...(first.pixelSizeMm !== undefined && { pixelSizeMm: first.pixelSizeMm }),
  };
  return { array, white: first.white };
}

/** What is seen of one of a stack; of a format that is looked into no other way all of it is read. */
async function lookAtPlane({ source, name }: NamedSource, decoder: Decoder): Promise<SeenNumbers> {
  if (decoder.lookAt) return decoder.lookAt(source, name);
  const decoded = await decoder.readArray!(source, name, {
    said: 'other',
    mayBeRead: (shape) => {
      if (shape.length !== 2) throw new InputError(`${name}: is no slice`);
    },
  });
  const { shape, white = null } = decoded;
  return { shape, sample: { shape, data: storedNumbers(decoded) }, list: null, white };
}

/** Some planes of a stack as one array, and one of them as its picture. */
function lookBelowEachOther(samples: readonly Sample[], plane: Sample): ArrayLook {
  const columns = samples[0]!.shape[1]!;
  const data = new Float32Array(samples.reduce((length, sample) => length + sample.data.length, 0));
  let at = 0;
  for (const sample of samples) {
    data.set(sample.data, at);
    at += sample.data.length;
  }
  return lookAtArray(data, data.length / columns, columns, plane);
}

type Sample = NonNullable<SeenNumbers['sample']>;

async function arraysOf({ name, source, format, parts = [] }: KnownFile): Promise<SeenArray[]> {
  const decoder = await decoderOf(format, name);
  const arrays = await decoder.arraysIn?.(source, name, parts);
  if (!arrays) return [await arrayOf({ name, source }, decoder)];
  if (arrays.length === 0) throw new InputError(`${name}: contains no arrays of numbers`);
  const bySize = [...arrays].sort((one, other) => valuesIn(other) - valuesIn(one));
  const looked = new Set(bySize.filter(isLookedAt).slice(0, MOST_LOOKED_AT));
  const seen: SeenArray[] = [];
  let fault: unknown = null;
  const lookAt = async (named: NamedSource, { shape }: ContainedArray): Promise<SeenArray> => {
    try {
      return await arrayOf(named, await decoderOf(formatOf(await headOf(named.source))!, name));
    } catch (error) {
      // Of one that cannot be read the others are not the worse.
      if (!(error instanceof InputError)) throw error;
      fault ??= error;
      const prefix = `${named.name}: `;
      const unread = error.message.startsWith(prefix) ? error.message.slice(prefix.length) : error.message;
      return { array: { name: named.name, shape, look: null, angles: null, unread }, white: null };
    }
  };
  // One after the other: each may have to be unpacked.
  for (const array of arrays) {
    const named = { name: partName(name, array.part), source: array.source };
    const { role, angleUnit, isTurnGuessed, readings, about } = array;
    const said = {
      ...(role && { role }),
      ...(angleUnit && { angleUnit }),
      ...(isTurnGuessed && { isTurnGuessed }),
      ...(readings && { readings }),
      ...(about?.pixelSize && 'mm' in about.pixelSize && { pixelSizeMm: about.pixelSize.mm }),
      ...(about?.sliceSpacingMm && { sliceSpacingMm: about.sliceSpacingMm }),
      // Angles are in the header itself.
      ...(parts.length > 0 && role !== 'angles' && { parts: parts.map((part) => part.name) }),
    };
    const { array: one, white } = (looked.has(array) && (await lookAt(named, array))) || {
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

async function arrayOf({ name, source }: NamedSource, decoder: Decoder): Promise<SeenArray> {
  const { shape, sample, plane, list, white, ...sizes } = await decoder.lookAt!(source, name);
  const look = sample && lookAtArray(sample.data, sample.shape[0]!, sample.shape[1]!, plane);
  const isKey = list !== null && isImageKey(list);
  const firstView = list ? guessFirstView(list) : 0;
  return {
    array: {
      ...{ name, shape, look, angles: list && lookAtList(list), ...sizes },
      ...(firstView > 0 && { firstView }),
      ...(isKey && { isKey }),
      ...(list && { median: median(list) }),
    },
    white,
  };
}

/** Zeros (projections) and ones or twos (white and dark readings) alone, as NXtomo has it. */
function isImageKey(list: Float64Array): boolean {
  return list.includes(0) && (list.includes(1) || list.includes(2)) && list.every((key) => [0, 1, 2, 3].includes(key));
}
