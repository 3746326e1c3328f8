// Files that have several arrays, each with a name.

import { InputError } from '../../src/errors.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeArray } from '../../src/files/decoding.ts';
import { partName } from '../../src/files/file-part.ts';
import { exchangeFile, matlabFile, tomoFile } from '../files/tiny-hdf5.ts';
import { bigEndianMatlab, COMPRESSED_STRUCT, OTHER_CLASSES } from '../files/tiny-matlab.ts';
import type { Choices } from './choices.ts';
import { mutatedBytes } from './mutate-bytes.ts';

const HDF5S = await Promise.all([exchangeFile(), tomoFile(), matlabFile()]);
const MATLABS = [COMPRESSED_STRUCT, OTHER_CLASSES, bigEndianMatlab()];

export const hdf5 = (choices: Choices) => mutatedBytes(choices.of(HDF5S), choices);
export const matlab = (choices: Choices) => mutatedBytes(choices.of(MATLABS), choices);

const MOST_VALUES = 2 ** 20;

function mustBeSmall(shape: readonly number[]): void {
  if (shape.reduce((product, length) => product * length, 1) > MOST_VALUES) throw new InputError('a.mat: is too large');
}

/** Every array that a file has: one that cannot be read is refused, and no reason to leave the others out. */
export async function readAllArrays(bytes: Uint8Array): Promise<void> {
  const source = bytesInMemory(bytes);
  const arrays = await arraysIn(source, 'a.mat');
  if (!arrays) throw new InputError('a.mat: is another file');
  let fault: unknown = null;
  for (const { part } of arrays) {
    const read = decodeArray(source, partName('a.mat', part), 'readings', { mayBeRead: mustBeSmall });
    await read.catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      fault ??= error;
    });
  }
  if (fault) throw fault;
}
