import { InputError } from '../../errors.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { type ByteSource, headOf, wholeOf } from '../../files/byte-source.ts';
import { describeForeignFile, fileKind } from '../../files/file-kind.ts';
import { readNpyHeader } from '../../files/npy.ts';
import { parsePhantomFile } from '../../phantom/phantom-file.ts';
import { parseJson } from '../../validation.ts';

/** A file's name and contents. */
export interface OpenedFile {
  readonly name: string;
  readonly source: ByteSource;
}

/** What opened files turn out to be. */
export type Opened =
  /** A whole experiment. */
  | { readonly kind: 'experiment'; readonly input: ExperimentInput }
  /** Something to put in the place of the present phantom. */
  | { readonly kind: 'phantom'; readonly phantom: unknown }
  /** Arrays that somebody has to say more about. */
  | { readonly kind: 'arrays'; readonly arrays: readonly OpenedArray[] };

export interface OpenedArray {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The most that is read of one file, before anything is decoded. */
const MAX_FILE_BYTES = 2 ** 30;
/** Larger than any experiment with a phantom in place, and than any phantom; files they name have bounds of their own. */
const MAX_JSON_BYTES = 8 * 2 ** 20;

/**
 * Tells what opened files are, from their contents. Arrays are known by their headers alone.
 *
 * @throws InputError (rejects) with one sentence for a damaged or foreign file
 */
export async function recogniseFiles(files: readonly OpenedFile[]): Promise<Opened> {
  const [first] = files;
  if (!first) throw new InputError('No file was opened');
  const tooLarge = files.find(({ source }) => source.sizeBytes > MAX_FILE_BYTES);
  if (tooLarge) throw new InputError(`${tooLarge.name}: has more than 1 GiB, the most that is read`);
  const heads = await Promise.all(files.map(({ source }) => headOf(source)));
  if (files.length === 1) {
    const kind = fileKind(heads[0]!);
    if (kind === 'json') return recogniseJson(first);
    if (kind === 'png' || kind === 'dicom') return { kind: 'phantom', phantom: { image: first.name } };
  }
  const stranger = heads.findIndex((head) => fileKind(head) !== 'npy');
  if (stranger >= 0) {
    const { name } = files[stranger]!;
    const what = describeForeignFile(heads[stranger]!);
    throw new InputError(
      files.length > 1
        ? `${name}: is ${what}; several files together must be the NPY arrays of one measurement`
        : `${name}: is ${what}; the sandbox opens phantoms (JSON), images (PNG, NPY, DICOM) and sinograms (NPY)`,
    );
  }
  return {
    kind: 'arrays',
    arrays: files.map(({ name, source }, i) => ({
      name,
      shape: readNpyHeader(heads[i]!, source.sizeBytes, name).shape,
    })),
  };
}

/** An experiment and a phantom are both JSON objects; only a phantom has shapes. */
async function recogniseJson({ name, source }: OpenedFile): Promise<Opened> {
  if (source.sizeBytes > MAX_JSON_BYTES) {
    throw new InputError(`${name}: has more than 8 MiB, and an experiment or a phantom has at most that`);
  }
  const json = parseJson(new TextDecoder().decode(await wholeOf(source)), name);
  if (typeof json === 'object' && json !== null && 'shapes' in json) {
    return { kind: 'phantom', phantom: parsePhantomFile(json, name) };
  }
  return { kind: 'experiment', input: parseExperimentInput(json, name) };
}

/** What an array may be in a measurement. */
export type ArrayRole = 'sinogram' | 'white' | 'dark' | 'anglesDeg' | 'image' | 'unused';

/** A first guess from names and shapes, for a person to correct. */
export function guessRoles(arrays: readonly OpenedArray[]): ArrayRole[] {
  const roles = arrays.map(({ name, shape }): ArrayRole | null => {
    if (/angle|theta|deg/i.test(name) || shape.length === 1) return /white|flat|dark/i.test(name) ? null : 'anglesDeg';
    return null;
  });
  arrays.forEach(({ name }, i) => {
    if (roles[i]) return;
    if (/white|flat|open|bright/i.test(name)) roles[i] = 'white';
    else if (/dark/i.test(name)) roles[i] = 'dark';
  });
  const left = arrays.map((_, i) => i).filter((i) => !roles[i] && arrays[i]!.shape.length === 2);
  const largest = left.sort((a, b) => size(arrays[b]!) - size(arrays[a]!))[0];
  if (largest !== undefined) {
    const { name, shape } = arrays[largest]!;
    const looksLikeImage = arrays.length === 1 && (/image|slice|phantom|recon/i.test(name) || shape[0] === shape[1]);
    roles[largest] = looksLikeImage && !/sino/i.test(name) ? 'image' : 'sinogram';
  }
  return roles.map((role) => role ?? 'unused');
}

function size({ shape }: OpenedArray): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Gathers what roles and numbers say into an experiment's phantom or measurement. Throws an InputError where they do not fit. */
export function experimentFromRoles(
  arrays: readonly OpenedArray[],
  roles: readonly ArrayRole[],
  numbers: { readonly spacingMm: number; readonly offset: number },
): ExperimentInput {
  const named = (role: ArrayRole) => {
    const names = arrays.filter((_, i) => roles[i] === role).map(({ name }) => name);
    if (names.length > 1) throw new InputError(`${names.join(' and ')} cannot both be the ${role}; choose one`);
    return names[0];
  };
  const image = named('image');
  const sinogram = named('sinogram');
  if (image && sinogram) throw new InputError('Choose either an image to scan or a sinogram to reconstruct, not both');
  if (image) return parseExperimentInput({ phantom: { image, pixelSizeMm: numbers.spacingMm } });
  if (!sinogram) throw new InputError('None of the files is a sinogram or an image yet; choose which one is');
  const white = named('white');
  const dark = named('dark');
  const anglesDeg = named('anglesDeg');
  if ((white === undefined) !== (dark === undefined)) {
    throw new InputError('Raw transmission needs both white and dark readings; choose the missing one');
  }
  const { shape } = arrays.find(({ name }) => name === sinogram)!;
  // A grid that just covers the detector, in its own spacing.
  const pixels = Math.min(1024, Math.max(16, 2 * Math.ceil((shape[1] ?? 512) / 2)));
  return parseExperimentInput({
    measurement: {
      sinogram,
      kind: white ? 'transmission' : 'line-integrals',
      ...(white && { white, dark }),
      ...(anglesDeg && { anglesDeg }),
    },
    scan: { channelSpacingMm: numbers.spacingMm, offset: numbers.offset },
    reconstruction: { pixels, pixelSizeMm: (numbers.spacingMm * (shape[1] ?? pixels)) / pixels },
  });
}
