import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { guessRoles } from '../../src/app/files/role-guesses.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { namedFilesOf } from '../../src/experiment/named-files-of.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeAngles, decodeArray } from '../../src/files/decoding.ts';
import { partName, splitPart } from '../../src/files/file-part.ts';
import { cutNpy } from '../../src/files/npy/cut-npy.ts';
import { readNpyFrom } from '../../src/files/npy/npy.ts';
import { npyHeaderOf } from '../../src/files/npy/write-header.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';

const counting = (length: number) => Float32Array.from({ length }, (_, i) => i);
const anything = { mayBeRead: () => {} };

describe('a name', () => {
  test('may have that of an array behind it', () => {
    expect(splitPart('scan.h5#/exchange/data')).toEqual({ file: 'scan.h5', part: 'exchange/data' });
    expect(splitPart('scan #2.npy')).toEqual({ file: 'scan #2.npy', part: null });
    expect(splitPart(partName('a.npz', 'b#/c'))).toEqual({ file: 'a.npz', part: 'b#/c' });
  });

  test('means the file that is looked for', () => {
    const { measurement } = parseExperimentInput({
      measurement: { sinogram: 'a.npz#/data', kind: 'transmission', white: 'a.npz#/white', dark: 'b.npy' },
    });
    expect(namedFilesOf({ measurement })).toEqual(['a.npz', 'b.npy']);
  });
});

describe('a cut of an array', () => {
  const shape = [4, 3, 5];
  const stored = npyBytes(counting(60), shape);

  test.each([
    [0, 2, [3, 5], (i: number, j: number) => 30 + 5 * i + j],
    [1, 1, [4, 5], (i: number, j: number) => 15 * i + 5 + j],
    [2, 4, [4, 3], (i: number, j: number) => 15 * i + 5 * j + 4],
  ])('of axis %i has one axis less', async (axis, index, expected, valueAt) => {
    const { shape, data } = await readNpyFrom(await cutNpy(bytesInMemory(stored), { axis, index }, 'a.npy'), 'a.npy');
    expect(shape).toEqual(expected);
    const [rows, columns] = expected as [number, number];
    const values = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => valueAt(i, j)));
    expect([...data]).toEqual(values.flat());
  });

  // np.asfortranarray(np.arange(24, dtype='>u2').reshape(2, 3, 4)): the first axis is the fastest.
  test('is the same of an array in Fortran order, of the other byte order', async () => {
    const head = npyHeaderOf([2, 3, 4], '>u2', true);
    const bytes = new Uint8Array(head.length + 48);
    bytes.set(head);
    for (let i = 0, k = 0; k < 4; k++) {
      for (let j = 0; j < 3; j++) {
        for (let first = 0; first < 2; first++, i++) bytes[head.length + 2 * i + 1] = 12 * first + 4 * j + k;
      }
    }
    const cut = async (axis: number, index: number) =>
      readNpyFrom(await cutNpy(bytesInMemory(bytes), { axis, index }, 'a'), 'a');
    expect(await cut(1, 2)).toEqual({ shape: [2, 4], data: Float32Array.of(8, 9, 10, 11, 20, 21, 22, 23) });
    expect(await cut(0, 1)).toEqual({ shape: [3, 4], data: counting(12).map((value) => value + 12) });
  });

  test('reads no more of a large file than it needs', async () => {
    const [views, rows, channels] = [40, 2048, 2560];
    const head = npyHeaderOf([views, rows, channels], '<u2', false);
    let read = 0;
    const source = {
      sizeBytes: head.length + 2 * views * rows * channels,
      read: async (start: number, end: number) => {
        const bytes = new Uint8Array(Math.max(0, end - start));
        if (start < head.length) bytes.set(head.subarray(start, end));
        else read += bytes.length;
        return bytes;
      },
    };
    const options = { ...anything, cut: () => ({ axis: 1, index: 700 }) };
    expect((await decodeArray(source, 'a.npy', 'readings', options)).shape).toEqual([views, channels]);
    // The header is looked for in the first 128 KiB, more than once; the whole is 400 MiB.
    expect(read).toBeLessThan(2 * views * channels + 2 ** 19);
  });

  test('that is not there is refused', async () => {
    const at = (axis: number, index: number) =>
      sentenceOf(() =>
        decodeArray(bytesInMemory(stored), 'a.npy', 'readings', { ...anything, cut: () => ({ axis, index }) }),
      );
    expect(await at(3, 0)).toBe('a.npy: has 3 axes, and no axis 3 (counting from 0) to choose a place of');
    expect(await at(1, 3)).toBe(
      'a.npy: axis 1 of its shape [4, 3, 5] ends at 2 (counting from 0), and 3 was asked for',
    );
  });
});

describe('a NumPy archive', () => {
  const archive = zipSync({
    'data.npy': npyBytes(counting(6), [2, 3]),
    'theta.npy': npyBytes(Float32Array.of(0, 90), [2]),
    'names.npy': npyHeaderOf([0], '<U3', false),
  });
  const source = bytesInMemory(archive);

  test('has its arrays by their names', async () => {
    const { shape, data } = await decodeArray(source, 'a.npz#/data', 'readings', anything);
    expect({ shape, data }).toEqual({ shape: [2, 3], data: counting(6) });
    expect(await decodeAngles(source, 'a.npz#/theta', () => {})).toEqual(Float64Array.of(0, 90));
  });

  test('of one array needs no name', async () => {
    const one = bytesInMemory(zipSync({ 'x.npy': npyBytes(counting(4), [2, 2]) }));
    expect((await decodeArray(one, 'a.npz', 'image', anything)).data).toEqual(counting(4));
  });

  test('of several does, and says which there are', async () => {
    expect(await sentenceOf(() => decodeArray(source, 'a.npz', 'readings', anything))).toBe(
      'a.npz: contains 2 arrays; name one: a.npz#/data of 2 × 3, a.npz#/theta of 2',
    );
    expect(await sentenceOf(() => decodeArray(source, 'a.npz#/x', 'readings', anything))).toBe(
      'a.npz#/x: there is no such array: a.npz#/data of 2 × 3, a.npz#/theta of 2',
    );
    const npy = bytesInMemory(npyBytes(counting(4), [2, 2]));
    expect(await sentenceOf(() => decodeArray(npy, 'a.npy#/x', 'image', anything))).toBe(
      'a.npy#/x: is a NumPy array, which has no arrays with names; leave out #/x',
    );
  });

  test('is opened as the arrays in it, each with a guess of what it is', async () => {
    const opened = await recogniseFiles([{ name: 'a.npz', source }]);
    if (opened.kind !== 'arrays') throw new Error(opened.kind);
    expect(opened.arrays.map(({ name, shape }) => [name, shape])).toEqual([
      ['a.npz#/data', [2, 3]],
      ['a.npz#/theta', [2]],
    ]);
    expect(guessRoles(opened.arrays)).toEqual(['sinogram', 'anglesDeg']);
  });

  test('is a measurement with its angles', async () => {
    const input = parseExperimentInput({
      measurement: { sinogram: 'a.npz#/data', anglesDeg: 'a.npz#/theta', transpose: false },
    });
    const subject = await loadSubject(input, async (name) => {
      expect(name).toBe('a.npz');
      return archive;
    });
    expect(subject).toMatchObject({ views: 2, channels: 3, anglesDeg: Float64Array.of(0, 90) });
  });
});
