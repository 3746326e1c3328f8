import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { roleGuesses } from '../../src/app/files/role-guesses.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeArray } from '../../src/files/decoding.ts';
import { sentenceOf } from '../support/sentences.ts';
import { LATEST, OLDEST } from './hdf5-layout-files.ts';

const valuesOf = async (bytes: Uint8Array, part: string) => {
  const { data } = await decodeArray(bytesInMemory(bytes), `a.h5#/${part}`, 'readings', { mayBeRead: () => {} });
  return [...data];
};

const ASKED = 'save it as ordinary numbers, for instance of 32 bits';
const NOT_IEEE = 'not as IEEE 754 has them';
const PARTLY = 'has numbers of 12 bits in 2 bytes, which are read only from the lowest bit on and without a sign';

describe.each([
  ['headers of version 1', OLDEST],
  ['headers of version 2', LATEST],
])('%s', (_, bytes) => {
  test.each([
    ['turned', [0, 1.5, 3, 4.5]],
    ['half', [0, 1.5, 3, 4.5]],
    ['many', [0, 1.5, 3, 4.5]],
    ['truths', [0, 0, 1, 1]],
    ['plainNamed', [0, 1, 3, 4]],
    ['low', [0, 1, 2, 3]],
  ])('%s is read', async (part, values) => {
    expect(await valuesOf(bytes, part)).toEqual(values);
  });

  test.each([
    ['brain', `has floating-point numbers of 2 bytes, ${NOT_IEEE} but as bfloat16, which are not read`],
    ['named', `has floating-point numbers of 2 bytes, ${NOT_IEEE} but as bfloat16, which are not read`],
    [
      'bias',
      `has floating-point numbers of 4 bytes, ${NOT_IEEE} but with 8 bits of exponent with a bias of 120, 23 of fraction, which are not read`,
    ],
    ['shifted', PARTLY],
    ['signed', PARTLY],
  ])('%s is refused', async (part, why) => {
    expect(await sentenceOf(() => valuesOf(bytes, part))).toBe(`a.h5#/${part}: ${why}; ${ASKED}`);
  });

  test('what is refused is listed all the same', async () => {
    const parts = (await arraysIn(bytesInMemory(bytes), 'a.h5'))!.map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(['brain', 'shifted', 'half']));
  });
});

test('why one cannot be read stands beside it before it is chosen', async () => {
  const opened = await recogniseFiles([{ name: 'a.h5', source: bytesInMemory(LATEST) }]);
  if (opened.kind !== 'arrays') throw new Error(opened.kind);
  const guesses = roleGuesses(opened.arrays);
  const at = opened.arrays.findIndex(({ name }) => name === 'a.h5#/shifted');
  expect(guesses[at]).toEqual({ role: 'unused', why: `${PARTLY}; ${ASKED}` });
});

test('packed by N-bit', async () => {
  expect(await valuesOf(OLDEST, 'packed')).toEqual([0, 1, 2, 3]);
  expect(await sentenceOf(() => valuesOf(OLDEST, 'packedSigned'))).toBe(`a.h5#/packedSigned: ${PARTLY}; ${ASKED}`);
});
