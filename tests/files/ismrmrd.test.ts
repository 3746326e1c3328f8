import { expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { guessRoles, roleGuesses } from '../../src/app/files/role-guesses.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeArray } from '../../src/files/decoding.ts';
import { sentenceOf } from '../support/sentences.ts';
import { outcomeOf } from './outcome.ts';
import { ISMRMRD, tinyIsmrmrd } from './tiny-ismrmrd.ts';

const read = (bytes: Uint8Array, name: string) =>
  decodeArray(bytesInMemory(bytes), name, 'readings', { mayBeRead: () => {} });

test('k-space as [acquisitions, coils, samples], without acquisitions of noise', async () => {
  const arrays = await arraysIn(bytesInMemory(ISMRMRD), 'a.h5');
  expect(arrays?.map(({ part, shape, role }) => [part, shape, role])).toEqual([
    ['kspace/magnitude', [2, 2, 3], 'k-space'],
    ['kspace/real', [2, 2, 3], 'k-space'],
    ['kspace/imaginary', [2, 2, 3], 'k-space'],
  ]);
  const { data, remarks } = await read(ISMRMRD, 'a.h5');
  expect([...data]).toEqual([
    5,
    0,
    1,
    1,
    2,
    3,
    5,
    13,
    10,
    ...[2, 8, 18].map((square) => Math.fround(Math.sqrt(square))),
  ]);
  expect(remarks).toEqual([
    'a.h5: its numbers are complex, and their magnitude is read unless another array is named (#/kspace/real, #/kspace/imaginary).',
    'a.h5: k-space of magnetic resonance can be looked at here, but is not reconstructed; an image made of it elsewhere opens by its magnitude.',
    'a.h5: 1 of its 3 acquisitions are of noise, of navigators or of another length, and left out.',
  ]);
  expect([...(await read(ISMRMRD, 'a.h5#/kspace/imaginary')).data.slice(6)]).toEqual([-4, 12, 6, 1, 2, 3]);
});

test('k-space is taken for nothing unless a hand says so, and why is said', async () => {
  const opened = await recogniseFiles([{ name: 'a.h5', source: bytesInMemory(ISMRMRD) }]);
  if (opened.kind !== 'arrays') throw new Error(opened.kind);
  const guesses = roleGuesses(opened.arrays.filter(({ name }) => name.includes('kspace')));
  const why = 'measured by magnetic resonance, and not reconstructed here; as an image it can only be looked at';
  expect(guesses).toEqual(Array(3).fill({ role: 'unused', why }));
  expect(guessRoles(opened.arrays).every((role) => role === 'unused')).toBe(true);
});

test('of one coil there is no axis of coils', async () => {
  const { shape, data } = await read(tinyIsmrmrd([{ channels: 1, numbers: [3, 4, 6, 8] }]), 'a.h5#/kspace/magnitude');
  expect([shape, [...data]]).toEqual([
    [1, 2],
    [5, 10],
  ]);
});

test('lines between which others were left out, whatever part of them is asked for', async () => {
  const line = (from: number) => ({ channels: 1, numbers: [from, 0, from + 1, 0] });
  const noise = { flags: 2 ** 18, channels: 1, numbers: [9, 9, 9, 9] };
  const bytes = tinyIsmrmrd([line(1), noise, line(3), line(5), noise, line(7)]);
  expect([...(await read(bytes, 'a.h5#/kspace/real')).data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const { source } = (await arraysIn(bytesInMemory(bytes), 'a.h5'))!.find(({ part }) => part === 'kspace/real')!;
  const end = source.sizeBytes;
  for (const [from, to] of [
    [end - 28, end - 8],
    [end - 20, end - 16],
    [end - 4, end],
  ] as const) {
    const part = await source.read(from, to);
    const numbers = new Float32Array(part.slice().buffer);
    expect([...numbers]).toEqual([1, 2, 3, 4, 5, 6, 7, 8].slice(8 - (end - from) / 4, 8 - (end - to) / 4));
  }
});

test('noise alone is no image', async () => {
  const noise = tinyIsmrmrd([{ flags: 2 ** 18, channels: 1, numbers: [9, 9] }]);
  expect(await sentenceOf(() => read(noise, 'a.h5'))).toBe('a.h5: holds no acquisition of an image');
});

test('whatever byte is another one, it is read or refused with a sentence', async () => {
  for (let at = 0; at < ISMRMRD.length; at += at < 1300 || at > 5100 ? 29 : 307) {
    const bytes = ISMRMRD.with(at, ISMRMRD[at]! ^ 0xff);
    await outcomeOf('a.h5', () => read(bytes, 'a.h5'));
  }
});
