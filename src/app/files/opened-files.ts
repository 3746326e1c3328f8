import { InputError } from '../../errors.ts';
import { type ExperimentInput, isImageReference, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { AngleUnitGuess } from '../../experiment/guess-angles.ts';
import { decoder, readPicture } from '../../experiment/named-files.ts';
import { type ByteSource, headOf, wholeOf } from '../../files/byte-source.ts';
import type { DicomGaps } from '../../files/dicom.ts';
import { describeForeignFile, type FileKind, fileKind } from '../../files/file-kind.ts';
import { readNpyFloat64, readNpyHeader } from '../../files/npy.ts';
import { sampleNpy } from '../../files/npy-sample.ts';
import { parsePhantomFile } from '../../phantom/phantom-file.ts';
import { parseJson } from '../../validation.ts';
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
  /** Something to put in the place of the present phantom, from the file of this name. */
  | { readonly kind: 'phantom'; readonly name: string; readonly phantom: unknown }
  /** A slice whose file leaves something open that somebody has to say. */
  | { readonly kind: 'slice'; readonly name: string; readonly gaps: DicomGaps }
  /** Arrays that somebody has to say more about. */
  | { readonly kind: 'arrays'; readonly arrays: readonly OpenedArray[] };

export interface OpenedArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** Of two axes: what is seen in it. `null` for others, and where it is too large to be anything that is opened. */
  readonly look: ArrayLook | null;
  /** Of a list of numbers: what unit they are in as angles. */
  readonly angles: AngleUnitGuess | null;
}

/** The most that is read of one file, before anything is decoded. */
const MAX_FILE_BYTES = 2 ** 30;
/** Larger than any experiment with a phantom in place, and than any phantom; files they name have bounds of their own. */
const MAX_JSON_BYTES = 8 * 2 ** 20;
/** Longer than the angles of any scan. */
const MAX_LIST_VALUES = 2 ** 20;

/**
 * Tells what opened files are, from their contents: an experiment or a phantom, together with the files it names or
 * alone; an image; arrays, of which as much is read as it takes to guess what they are.
 *
 * @throws InputError (rejects) with one sentence for a damaged or foreign file
 */
export async function recogniseFiles(files: readonly OpenedFile[]): Promise<Opened> {
  const [first] = files;
  if (!first) throw new InputError('No file was opened');
  const tooLarge = files.find(({ source }) => source.sizeBytes > MAX_FILE_BYTES);
  if (tooLarge) throw new InputError(`${tooLarge.name}: has more than 1 GiB, the most that is read`);
  const heads = await Promise.all(files.map(({ source }) => headOf(source)));
  const kinds = heads.map(fileKind);
  const documents = files.filter((_, i) => kinds[i] === 'json');
  if (documents.length > 1) {
    throw new InputError(
      `${documents.map(({ name }) => name).join(' and ')} are JSON files; open one experiment or phantom at a time, with the files that it names`,
    );
  }
  if (documents[0]) return recogniseJson(documents[0]);
  if (files.length === 1 && kinds[0] === 'dicom') return sliceOf(first);
  mustBeArrays(files, heads, kinds);
  const arrays = await Promise.all(files.map((file, i) => arrayOf(file, heads[i]!, kinds[i]!)));
  const [only] = arrays;
  if (arrays.length === 1 && kinds[0] === 'png' && isPlainPicture(only!)) return imageOf(first);
  return { kind: 'arrays', arrays: arrays.map(({ array }) => array) };
}

function imageOf({ name }: OpenedFile): Opened {
  return { kind: 'phantom', name, phantom: { image: name } };
}

async function sliceOf(file: OpenedFile): Promise<Opened> {
  const { dicomGaps } = await decoder(file.name, import('../../files/dicom.ts'));
  const gaps = await dicomGaps(file.source, file.name);
  return gaps.lacksPixelSize || gaps.doubt !== null ? { kind: 'slice', name: file.name, gaps } : imageOf(file);
}

function mustBeArrays(files: readonly OpenedFile[], heads: readonly Uint8Array[], kinds: readonly FileKind[]): void {
  const stranger = kinds.findIndex((kind) => kind !== 'npy' && kind !== 'png');
  if (stranger < 0) return;
  const { name } = files[stranger]!;
  const what = describeForeignFile(heads[stranger]!);
  throw new InputError(
    files.length > 1
      ? `${name}: is ${what}; several files together must be an experiment with the files it names, or the arrays (NPY, PNG) of one measurement`
      : `${name}: is ${what}; the sandbox opens phantoms (JSON), images (PNG, NPY, DICOM) and sinograms (NPY, PNG)`,
  );
}

interface SeenArray {
  readonly array: OpenedArray;
  /** What is stored for white, of a picture. */
  readonly white: number;
}

/** Eight bits and no sinogram to the eye: a picture, and nothing has to be asked. */
function isPlainPicture({ array, white }: SeenArray): boolean {
  return white <= 255 && !array.look?.isLikeSinogram;
}

async function arrayOf({ name, source }: OpenedFile, head: Uint8Array, kind: FileKind): Promise<SeenArray> {
  if (kind === 'png') {
    const { rows, columns, values, white } = await readPicture(name, source);
    const stored = values.map((value) => Math.round(value * white));
    return { array: { name, shape: [rows, columns], look: lookAtArray(stored, rows, columns), angles: null }, white };
  }
  const header = readNpyHeader(head, source.sizeBytes, name);
  const { shape } = header;
  const count = shape.reduce((product, length) => product * length, 1);
  const isList = count === Math.max(1, ...shape) && count <= MAX_LIST_VALUES;
  const list = isList ? readNpyFloat64(await wholeOf(source), name).data : null;
  const sample = shape.length === 2 ? await sampleNpy(source, header, name) : null;
  const look = sample && lookAtArray(sample.data, sample.shape[0]!, sample.shape[1]!);
  return { array: { name, shape, look, angles: list && lookAtList(list) }, white: 1 };
}

/** Experiments, phantoms and references to images are all JSON objects: a phantom has shapes, a reference an image. */
async function recogniseJson({ name, source }: OpenedFile): Promise<Opened> {
  if (source.sizeBytes > MAX_JSON_BYTES) {
    throw new InputError(`${name}: has more than 8 MiB, and an experiment or a phantom has at most that`);
  }
  const json = parseJson(new TextDecoder().decode(await wholeOf(source)), name);
  if (typeof json === 'object' && json !== null && 'shapes' in json) {
    return { kind: 'phantom', name, phantom: parsePhantomFile(json, name) };
  }
  if (isImageReference(json)) {
    return { kind: 'phantom', name, phantom: parseExperimentInput({ phantom: json }, name).phantom };
  }
  return { kind: 'experiment', name, input: parseExperimentInput(json, name) };
}
