import type { ArrayFormat } from '../writing/array-format.ts';
import { bytesOf } from '../writing/written-array.ts';
import { npyHeader } from './write-header.ts';

export const npy: ArrayFormat = {
  name: 'npy',
  words: {
    short: 'NPY array',
    keeps: ({ unit }) =>
      `Every value as it is computed, float32 in ${unit}; no sizes and no places. For Python: numpy.load(…).`,
  },
  ending: () => '.npy',
  type: 'application/octet-stream',
  whyNot: () => null,
  pieces: async function* ({ shape, planes }) {
    yield npyHeader(shape);
    for await (const some of planes()) yield* bytesOf(some);
  },
};
