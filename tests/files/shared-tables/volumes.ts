import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { headOf } from '../../../src/files/byte-source.ts';
import { arraysIn, decodeArray, decodeSeries, partsNamedIn } from '../../../src/files/decoding.ts';
import { partName } from '../../../src/files/file-part.ts';
import { type ArrayFacts, type ComplexFacts, type FileFacts, type SharedTable, sharedSource } from '../shared-facts.ts';

const SHEARED =
  'the axes of its voxels are not at right angles, as under a tilted gantry; resample it along straight axes first';

/** The file, with that of its voxels where it names one. */
async function read(file: string, source: Parameters<SharedTable['read']>[1]) {
  const parts = partsNamedIn(await headOf(source), file).map((part) => join(dirname(file), part));
  if (parts.length === 0) return { data: await wholeOf(file, source) };
  const files = [{ name: file, source }, ...parts.map((part) => ({ name: part, source: sharedSource(part) }))];
  return decodeSeries(files, file, { mayBeRead: () => {} });
}

/** Of several volumes all, one after the other; of complex numbers the magnitudes. */
async function wholeOf(file: string, source: Parameters<SharedTable['read']>[1]): Promise<Float32Array> {
  const arrays = (await arraysIn(source, file)) ?? [];
  const names = arrays
    .filter(({ part }) => !/(^|\/)(real|imaginary)$/.test(part))
    .map(({ part }) => partName(file, part));
  const pieces: Float32Array[] = [];
  for (const name of names.length > 0 ? names : [file]) {
    pieces.push((await decodeArray(source, name, 'image', { mayBeRead: () => {} })).data);
  }
  const data = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.forEach((piece, i) => {
    data.set(piece, i * piece.length);
  });
  return data;
}

/** What values should be: those of the file, times its slope and with its intercept. */
function valuesOf({ scaled, stored, pixels, payload }: FileFacts): { least?: number; most?: number; mean?: number } {
  const facts = (scaled ?? stored ?? pixels ?? payload) as Partial<ArrayFacts> & Partial<ComplexFacts>;
  if (facts.absmax !== undefined) return { most: facts.absmax, mean: facts.absmean! };
  return { least: facts.min!, most: facts.max!, mean: facts.mean! };
}

export const volumesTable: SharedTable = {
  title: 'volumes',
  covers: /^volumes\/.*\.(nii|nii\.gz|nrrd|nhdr|mha|hdr)$/,
  refused: {
    'volumes/head-phantom-ct-sheared-uint8-scaled.nii.gz': SHEARED,
    'volumes/pynrrd/test2d_ascii.nrrd':
      'its pixels across the axis are 1.046 mm wide and 2 mm high, but only square pixels are read; resample it first',
    'volumes/pynrrd/test_simple4d_raw.nrrd':
      'is an array of 1 1 1 1 values, and only slices and volumes, with two and three axes, are read',
  },
  read,
  check: async (file, source, facts) => {
    const { data } = await read(file, source);
    const counted = [facts.stored, facts.pixels]
      .find((array) => array)
      ?.shape.reduce((product, length) => product * length, 1);
    expect(data).toHaveLength(counted ?? data.length);
    let [least, most, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const value of data) {
      [least, most] = [Math.min(least, value), Math.max(most, value)];
      sum += value;
    }
    const expected: ReturnType<typeof valuesOf> = file.includes('BallBinary')
      ? { least: 0, most: 257, mean: 3_682_296 / 27_000 }
      : valuesOf(facts);
    expect({ least, most, mean: sum / data.length }).toEqual({
      least: expected.least === undefined ? expect.any(Number) : expect.closeTo(expected.least, 3),
      most: expect.closeTo(expected.most!, 3),
      mean: expect.closeTo(expected.mean!, 2),
    });
  },
};
