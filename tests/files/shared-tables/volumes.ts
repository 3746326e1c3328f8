import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { headOf } from '../../../src/files/byte-source.ts';
import { decodeArray, decodeSeries, partsNamedIn } from '../../../src/files/decoding.ts';
import { type ArrayFacts, type FileFacts, type SharedTable, sharedSource } from '../shared-facts.ts';

const SHEARED =
  'the axes of its voxels are not at right angles, as under a tilted gantry; resample it along straight axes first';

/** The file, with that of its voxels where it names one. */
async function read(file: string, source: Parameters<SharedTable['read']>[1]) {
  const parts = partsNamedIn(await headOf(source), file).map((part) => join(dirname(file), part));
  if (parts.length === 0) return decodeArray(source, file, 'image', { mayBeRead: () => {} });
  const files = [{ name: file, source }, ...parts.map((part) => ({ name: part, source: sharedSource(part) }))];
  return decodeSeries(files, file, { mayBeRead: () => {} });
}

/** What values should be: those of the file, times its slope and with its intercept. */
function valuesOf({ scaled, stored, pixels, payload }: FileFacts) {
  const facts = (scaled ?? stored ?? pixels ?? payload) as Partial<ArrayFacts>;
  return { least: facts.min, most: facts.max, mean: facts.mean };
}

export const volumesTable: SharedTable = {
  title: 'volumes',
  covers: /^volumes\/.*\.(nii|nii\.gz|nrrd|nhdr|mha|hdr)$/,
  refused: {
    'volumes/4d-scaled-int16-functional.nii': 'holds 20 volumes, but only a single one is read',
    'volumes/complex64.nii.gz': 'its voxels are complex numbers, but only real numbers of up to 8 bytes are read',
    'volumes/head-phantom-ct-sheared-uint8-scaled.nii.gz': SHEARED,
    'volumes/nifti2-4d-example.nii.gz': 'holds 2 volumes, but only a single one is read',
    'volumes/pair-ras.hdr': 'its voxels are in another file (.img); save it as one file (.nii)',
    'volumes/pynrrd/BallBinary30x30x30_bz2.nrrd':
      'its voxels are encoded as “bzip2”, but only raw, gzip and text are read',
    'volumes/pynrrd/test2d_ascii.nrrd':
      'its pixels across the axis are 1.046 mm wide and 2 mm high, but only square pixels are read; resample it first',
    'volumes/pynrrd/test_simple4d_raw.nrrd':
      'is an array of 1 1 1 1 values, and only slices and volumes, with two and three axes, are read',
  },
  read,
  check: async (file, source, facts) => {
    const { data } = await read(file, source);
    let [least, most, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const value of data) {
      [least, most] = [Math.min(least, value), Math.max(most, value)];
      sum += value;
    }
    const expected = file.includes('BallBinary') ? { least: 0, most: 257, mean: 3_682_296 / 27_000 } : valuesOf(facts);
    expect({ least, most, mean: sum / data.length }).toEqual({
      least: expect.closeTo(expected.least!, 3),
      most: expect.closeTo(expected.most!, 3),
      mean: expect.closeTo(expected.mean!, 2),
    });
  },
};
