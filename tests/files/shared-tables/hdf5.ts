import { expect } from 'vitest';
import { arraysIn, decodeArray } from '../../../src/files/decoding.ts';
import { readNpyFloat64From } from '../../../src/files/npy/npy.ts';
import { sentenceOf } from '../../support/sentences.ts';
import { type ComplexFacts, comparable, factsOf, type SharedTable } from '../shared-facts.ts';
import { checkComplex } from './complex.ts';

/** Arrays that other programs read and that are refused here, by their names. */
const REFUSED_ARRAYS: Readonly<Record<string, string>> = {
  'projections-hdf5/hdf5-gzip-shuffle-szip-scaleoffset.h5#/szip':
    'is compressed with szip, which is not read; save it with gzip, for instance with h5repack -f GZIP=4',
};

/** Every array that facts know, by whichever of its names. */
export const hdf5Table: SharedTable = {
  title: 'HDF5',
  covers: /\.(h5|nxs)$/,
  refused: {},
  read: (file, source) => decodeArray(source, file, 'readings', { mayBeRead: () => {} }),
  check: async (file, source, { datasets, kspace }) => {
    if (kspace) return checkComplex(file, source, kspace as ComplexFacts, 'kspace/');
    const arrays = (await arraysIn(source, file)) ?? [];
    expect(Object.keys(datasets!).length).toBeGreaterThan(0);
    for (const [part, facts] of Object.entries(datasets!)) {
      const found = arrays.find((array) => array.part === part || array.otherNames?.includes(part));
      expect(found?.shape, part).toEqual(facts.shape);
      const name = `${file}#/${part}`;
      const sentence = REFUSED_ARRAYS[name];
      if (sentence) {
        expect(await sentenceOf(() => readNpyFloat64From(found!.source, name))).toBe(`${name}: ${sentence}`);
        continue;
      }
      const { data } = await readNpyFloat64From(found!.source, name);
      expect(factsOf(data, facts.shape, facts.dtype), part).toEqual({
        ...comparable(facts),
        mean: expect.closeTo(facts.mean, 8),
      });
    }
  },
};
