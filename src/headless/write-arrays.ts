import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceArray } from '../compute/device.ts';
import { npzEntries, type RunToWrite, writtenRun } from '../experiment/written-run.ts';
import { uidOf } from '../files/dicom/uid.ts';
import { captureFile } from '../files/dicom/write-capture.ts';
import { type NpzEntry, npzPieces } from '../files/npz/write-npz.ts';
import type { ArrayFormat } from '../files/writing/array-format.ts';
import { ARRAY_FORMATS } from '../files/writing/registry.ts';
import type { WritingNow, WrittenArray } from '../files/writing/written-array.ts';

/** All arrays of a run in one file. */
const NPZ = 'npz';
/** The picture of the slice, as `reconstruction.png` has it, for archives of pictures. */
const CAPTURE = 'dicom-picture';

/** What arrays may be written as: each in a file of its own, or all in one; and the slice as a picture. */
export const WRITTEN_FORMATS = [...ARRAY_FORMATS.all.map(({ name }) => name), NPZ, CAPTURE] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** The arrays of a run, whoever computed it. */
export interface ArraysOfRun {
  readonly arrays: readonly WrittenArray[];
  npz(): readonly NpzEntry[];
}

/** The slice as it is shown, a byte of grey for each pixel. */
export interface GreyPicture {
  readonly grey: Uint8Array;
  readonly pixels: number;
  readonly pixelSizeMm: number;
}

export function arraysOf<A extends DeviceArray>(run: RunToWrite<A>): ArraysOfRun {
  const { phantom, readings, reconstruction } = writtenRun(run);
  return {
    arrays: [phantom, readings, reconstruction].filter((array) => array !== null),
    npz: () => npzEntries(run),
  };
}

/**
 * Writes the arrays of a run, one file after the other and each piece by piece, since a volume may take a quarter of the
 * memory there is.
 *
 * @param formats left open, NPY, and NIfTI of a volume
 * @param say told of each array that a format has no place for
 */
export async function writeArrays(
  folder: string,
  { arrays, npz }: ArraysOfRun,
  picture: GreyPicture,
  formats: readonly WrittenFormat[] | null,
  say: (sentence: string) => void,
): Promise<void> {
  const now: WritingNow = { date: new Date(), newUid: () => uidOf(crypto.getRandomValues(new Uint8Array(16))) };
  for (const name of formats ?? ['npy']) {
    if (name === NPZ) await writeFile(join(folder, 'run.npz'), npzPieces(npz()));
    else if (name === CAPTURE)
      await writeFile(join(folder, 'reconstruction-picture.dcm'), captured(arrays, picture, now));
    else for (const array of arrays) await writeOne(folder, array, ARRAY_FORMATS.get(name), now, say);
  }
  const volume = arrays.find(({ name, shape }) => name === 'reconstruction' && shape.length > 2);
  if (!formats && volume) await writeOne(folder, volume, ARRAY_FORMATS.get('nifti'), now, say);
}

function captured(arrays: readonly WrittenArray[], { grey, pixels, pixelSizeMm }: GreyPicture, now: WritingNow) {
  const { title, description, origin } = arrays.at(-1)!;
  const words = { title: `Reconstruction: ${title}`, description, origin, ...now };
  return captureFile({ ...words, rows: pixels, columns: pixels, pixels: grey, colours: 'grey', pixelSizeMm });
}

async function writeOne(
  folder: string,
  array: WrittenArray,
  format: ArrayFormat,
  now: WritingNow,
  say: (sentence: string) => void,
): Promise<void> {
  const reason = format.whyNot(array);
  if (reason === null) await writeFile(join(folder, `${array.name}${format.ending(array)}`), format.pieces(array, now));
  else say(`${array.name} is not written as ${format.words.short}: ${reason}`);
}
