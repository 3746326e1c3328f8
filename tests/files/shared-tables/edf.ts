import { expect } from 'vitest';
import { decodeArray } from '../../../src/files/decoding.ts';
import { comparable, factsOf, type SharedTable } from '../shared-facts.ts';

export const edfTable: SharedTable = {
  title: 'EDF',
  covers: /\.edf$/,
  refused: {},
  read: (file, source) => decodeArray(source, file, 'readings', { mayBeRead: () => {} }),
  check: async (file, source, facts) => {
    const { shape, data } = await decodeArray(source, file, 'readings', { mayBeRead: () => {} });
    // A single frame has no axis for frames.
    const pixels = { ...facts.pixels!, shape: facts.pixels!.shape.filter((length, axis) => axis > 0 || length > 1) };
    expect(factsOf(data, shape, pixels.dtype)).toEqual(comparable(pixels));
  },
};
