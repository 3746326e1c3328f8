import { beforeAll, describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { guessRoles } from '../../src/app/files/role-guesses.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeAngles, decodeArray } from '../../src/files/decoding.ts';
import { describeFile } from '../../src/files/describe-file.ts';
import { withHdf5 } from '../../src/files/hdf5/library.ts';
import { slabsOf } from '../../src/files/hdf5/slabs.ts';
import { sentenceOf } from '../support/sentences.ts';
import { counting, exchangeFile, matlabFile, tinyHdf5, tomoFile } from './tiny-hdf5.ts';

const anything = { mayBeRead: () => {} };

async function listOf(bytes: Uint8Array, name: string) {
  const arrays = await arraysIn(bytesInMemory(bytes), name);
  return arrays!.map(({ part, shape, role, angleUnit }) => [part, shape, role, angleUnit]);
}

const valuesOf = async (bytes: Uint8Array, name: string) => {
  const { shape, data } = await decodeArray(bytesInMemory(bytes), name, 'readings', anything);
  return { shape, data: [...data] };
};

describe('Data Exchange', () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await exchangeFile();
  });

  test('says what its arrays are', async () => {
    expect(await listOf(bytes, 'scan.h5')).toEqual([
      ['exchange/data', [5, 3, 4], 'projections', undefined],
      ['exchange/data_dark', [1, 3, 4], 'dark', undefined],
      ['exchange/data_white', [2, 3, 4], 'white', undefined],
      ['exchange/theta', [5], 'angles', 'degrees'],
    ]);
    const opened = await recogniseFiles([{ name: 'scan.h5', source: bytesInMemory(bytes) }]);
    if (opened.kind !== 'arrays') throw new Error(opened.kind);
    expect(guessRoles(opened.arrays)).toEqual(['row', 'dark', 'white', 'anglesDeg']);
  });

  test('has its values, whole, one row of all views, one view', async () => {
    const stack = counting(60).map((value) => 500 + value);
    expect(await valuesOf(bytes, 'scan.h5#/exchange/data')).toEqual({ shape: [5, 3, 4], data: stack });
    const cut = async (axis: number, index: number) => {
      const options = { ...anything, cut: () => ({ axis, index }) };
      return decodeArray(bytesInMemory(bytes), 'scan.h5#/exchange/data', 'readings', options);
    };
    const value = (view: number, row: number, channel: number) => 500 + 12 * view + 4 * row + channel;
    const row = await cut(1, 2);
    expect(row).toMatchObject({ shape: [5, 4], isCut: true });
    expect([...row.data]).toEqual(counting(20).map((i) => value(Math.floor(i / 4), 2, i % 4)));
    expect([...(await cut(0, 3)).data]).toEqual(counting(12).map((i) => 536 + i));
    expect([...(await cut(2, 1)).data]).toEqual(counting(15).map((i) => 501 + 4 * i));
    expect(await sentenceOf(() => cut(1, 3))).toBe(
      'scan.h5#/exchange/data: axis 1 of its shape [5, 3, 4] ends at 2 (counting from 0), and 3 was asked for',
    );
    expect(await decodeAngles(bytesInMemory(bytes), 'scan.h5#/exchange/theta', () => {})).toEqual(
      Float64Array.of(0, 36, 72, 108, 144),
    );
  });

  test('is read where only promises of its bytes can be had', async () => {
    const { sizeBytes, read } = bytesInMemory(bytes);
    const { shape } = await decodeArray({ sizeBytes, read }, 'scan.h5#/exchange/data_white', 'readings', anything);
    expect(shape).toEqual([2, 3, 4]);
    const large = { sizeBytes: 2 ** 31, read };
    expect(await sentenceOf(() => arraysIn(large, 'scan.h5'))).toBe(
      'scan.h5: is larger than 1 GiB, and parts of a file cannot be read here; open it in a browser that has workers',
    );
  });

  test('compressed in an unknown way is refused by the name of that, and its other arrays are read', async () => {
    // "deflate" stands behind the number of the filter, that of its letters, flags and the count of parameters.
    const at = new TextDecoder('latin1').decode(bytes).indexOf('deflate\0') - 8;
    const blosc = bytes.slice();
    new DataView(blosc.buffer).setUint16(at, 32001, true);
    expect(await sentenceOf(() => valuesOf(blosc, 'scan.h5#/exchange/data'))).toBe(
      'scan.h5#/exchange/data: is compressed with Blosc, which is not read; save it with gzip, for instance with h5repack -f GZIP=4',
    );
    expect((await valuesOf(blosc, 'scan.h5#/exchange/data_dark')).shape).toEqual([1, 3, 4]);
    const opened = await recogniseFiles([{ name: 'scan.h5', source: bytesInMemory(blosc) }]);
    expect(opened).toMatchObject({ kind: 'arrays', arrays: [{ shape: [5, 3, 4], look: null }, {}, {}, {}] });
  });

  test('cut short is refused, and the next file is read', async () => {
    expect(await sentenceOf(() => listOf(bytes.subarray(0, bytes.length - 1000), 'scan.h5'))).toBe(
      'scan.h5: the HDF5 file is damaged, or cut short',
    );
    expect(await listOf(bytes, 'scan.h5')).toHaveLength(4);
  });
});

describe('NXtomo', () => {
  test('says what its arrays are, each of them once', async () => {
    const bytes = await tomoFile();
    expect(await listOf(bytes, 'a.nxs')).toEqual([
      ['entry1/tomo_entry/data/data', [3, 3, 4], 'projections', undefined],
      ['entry1/tomo_entry/sample/rotation_angle', [3], 'angles', 'radians'],
      ['entry1/tomo_entry/sample/x_translation', [3], undefined, undefined],
      ['entry1/tomo_entry/instrument/detector/image_key', [3], 'image-key', undefined],
      ['entry1/tomo_entry/data/elsewhere', [], undefined, undefined],
    ]);
    const named = await valuesOf(bytes, 'a.nxs#/entry1/tomo_entry/instrument/detector/data');
    expect(named).toEqual({ shape: [3, 3, 4], data: counting(36) });
    expect(await sentenceOf(() => valuesOf(bytes, 'a.nxs#/entry1/tomo_entry/data/elsewhere'))).toBe(
      'a.nxs#/entry1/tomo_entry/data/elsewhere: is a link to another file (other.h5), which is not read; open that file itself',
    );
    const opened = await recogniseFiles([{ name: 'a.nxs', source: bytesInMemory(bytes) }]);
    if (opened.kind !== 'arrays') throw new Error(opened.kind);
    expect(guessRoles(opened.arrays)).toEqual(['row', 'anglesDeg', 'unused', 'imageKey', 'unused']);
  });
});

describe('MATLAB 7.3', () => {
  test('has shapes as MATLAB has them, and numbers only', async () => {
    const bytes = await matlabFile();
    expect(describeFile(bytes)).toBe('a MATLAB file (version 7.3)');
    expect(await listOf(bytes, 'a.mat')).toEqual([
      ['CtDataFull/sinogram', [2, 3], 'sinogram', undefined],
      ['CtDataFull/parameters/angles', [2], 'angles', undefined],
      ['CtDataFull/parameters/distanceSourceOrigin', [], undefined, undefined],
      ['A', [], undefined, undefined],
    ]);
    expect(await valuesOf(bytes, 'a.mat#/CtDataFull/sinogram')).toEqual({ shape: [2, 3], data: [0, 1, 2, 10, 11, 12] });
    const options = { ...anything, cut: () => ({ axis: 0, index: 1 }) };
    const view = await decodeArray(bytesInMemory(bytes), 'a.mat#/CtDataFull/sinogram', 'readings', options);
    expect([...view.data]).toEqual([10, 11, 12]);
    expect(await decodeAngles(bytesInMemory(bytes), 'a.mat#/CtDataFull/parameters/angles', () => {})).toEqual(
      Float64Array.of(0, 0.5),
    );
    expect(await sentenceOf(() => valuesOf(bytes, 'a.mat#/A'))).toBe(
      'a.mat#/A: is a sparse matrix, which is not read; save full() of it in MATLAB',
    );
  });
});

describe('any other file', () => {
  test('has what is an array of numbers, of up to four axes', async () => {
    const bytes = await tinyHdf5((file) => {
      file.create_dataset({ name: 'five', data: new Float32Array(32), shape: [2, 2, 2, 2, 2] });
      file.create_dataset({ name: 'four', data: Float32Array.from(counting(16)), shape: [2, 2, 2, 2] });
      file.create_dataset({ name: 'large', data: BigInt64Array.of(-3n, 2n ** 40n) });
      file.create_dataset({ name: 'one', data: 3.5, dtype: '<f8' });
      file.create_dataset({ name: 'words', data: ['a', 'bc'] });
    });
    expect((await listOf(bytes, 'a.h5')).map(([part, shape]) => [part, shape])).toEqual([
      ['four', [2, 2, 2, 2]],
      ['large', [2]],
      ['one', []],
    ]);
    expect((await valuesOf(bytes, 'a.h5#/four')).data).toEqual(counting(16));
    expect((await valuesOf(bytes, 'a.h5#/large')).data).toEqual([-3, 2 ** 40]);
    expect((await valuesOf(bytes, 'a.h5#/one')).data).toEqual([3.5]);
  });

  test('without one is refused', async () => {
    const bytes = await tinyHdf5((file) => file.create_dataset({ name: 'words', data: ['a', 'bc'] }));
    expect(await sentenceOf(() => valuesOf(bytes, 'a.h5'))).toBe('a.h5: contains no arrays of numbers');
  });

  test('of many bytes is read by ranges', async () => {
    const bytes = await tinyHdf5((file) =>
      file.create_dataset({ name: 'stack', data: new Uint16Array(2 ** 21), shape: [64, 128, 256] }),
    );
    let read = 0;
    const readSync = (start: number, end: number) => {
      read += end - start;
      return bytes.subarray(start, end);
    };
    const source = {
      sizeBytes: bytes.length,
      read: async (start: number, end: number) => readSync(start, end),
      readSync,
    };
    await decodeArray(source, 'a.h5', 'readings', { ...anything, cut: () => ({ axis: 0, index: 17 }) });
    // 4 MiB in all; the head of the file and that of the array are looked at more than once.
    expect(read).toBeLessThan(2 ** 20);
  });
});

test('each file has a library of its own, so that one that is damaged leaves nothing to the next', async () => {
  const [first, next] = await Promise.all([exchangeFile(), matlabFile()]);
  const file = await withHdf5(bytesInMemory(first), 'scan.h5', (opened) => opened);
  const names = await withHdf5(bytesInMemory(next), 'sinogram.mat', (opened) => opened.namesIn('/'));
  expect(names).toContain('CtDataFull');
  // A library that both shared would have closed the first file, or have taken the one for the other.
  expect(file.namesIn('/')).toContain('exchange');
});

test('parts of an array follow each other', () => {
  const shape = [3, 4, 5];
  const place = (indices: readonly number[]) => indices.reduce((at, index, axis) => at * shape[axis]! + index, 0);
  for (const [from, to] of [
    [0, 60],
    [3, 4],
    [3, 12],
    [18, 43],
    [20, 40],
    [59, 60],
    [7, 7],
  ] as const) {
    const places = slabsOf(shape, from, to).flatMap(({ offset, count }) =>
      counting(count.reduce((product, length) => product * length, 1)).map((i) => {
        const [plane, line] = [count[1]! * count[2]!, count[2]!];
        const within = [Math.floor(i / plane), Math.floor((i % plane) / line), i % line];
        return place(offset.map((at, axis) => at + within[axis]!));
      }),
    );
    expect(places).toEqual(counting(to - from).map((i) => from + i));
  }
});
