import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { ByteSource } from '../../src/files/byte-source.ts';
import { readNpy, readNpyFloat64, readNpyFrom } from '../../src/files/npy/npy.ts';
import { npyHeader } from '../../src/files/npy/write-header.ts';
import { type NumpyFixture, numpyFixture } from './numpy-fixtures.ts';
import { bytesOf, damagedFiles, joined, outcomeOf } from './outcome.ts';

function npyFile(dictionary: string, data: Uint8Array): Uint8Array {
  const length = new Uint8Array(new Uint16Array([dictionary.length]).buffer);
  return joined(bytesOf('\x93NUMPY\x01\x00'), length, bytesOf(dictionary), data);
}

describe('readNpy', () => {
  it.each<[NumpyFixture, number[], number[]]>([
    ['float16', [2, 3], [0, 1, -2.5, 3, 65504, -(2 ** -14)]],
    ['float16 big-endian subnormal', [3], [2 ** -24, -(2 ** -14), 0.333251953125]],
    ['|i1', [3], [-128, 1, 127]],
    ['|u1', [3], [0, 1, 255]],
    ['<i2', [3], [-32768, 1, 32767]],
    ['>i2', [3], [-32768, 1, 32767]],
    ['<u2', [3], [0, 1, 65535]],
    ['>u2', [3], [0, 1, 65535]],
    ['<i4', [3], [-(2 ** 31), 1, 2 ** 31 - 1]],
    ['>i4', [3], [-(2 ** 31), 1, 2 ** 31 - 1]],
    ['<u4', [3], [0, 1, 2 ** 32 - 1]],
    ['>u4', [3], [0, 1, 2 ** 32 - 1]],
    ['<i8', [3], [-(2 ** 63), 1, 2 ** 63]],
    ['>i8', [3], [-(2 ** 63), 1, 2 ** 63]],
    ['<u8', [3], [0, 1, 2 ** 64]],
    ['>u8', [3], [0, 1, 2 ** 64]],
    ['<f4', [3], [-1.5, 1 / 3, 1e30]],
    ['>f4', [3], [-1.5, 1 / 3, 1e30]],
    ['<f8', [3], [-1.5, 1 / 3, 1e30]],
    ['>f8', [3], [-1.5, 1 / 3, 1e30]],
    ['bool', [3], [1, 0, 1]],
    ['row-major 2 x 3', [2, 3], [0, 1, 2, 3, 4, 5]],
    ['Fortran 2 x 3 x 4', [2, 3, 4], Array.from({ length: 24 }, (_, index) => index)],
    ['Fortran big-endian 2 x 3', [2, 3], [0, 1, 2, 3, 4, 5]],
    ['version 2', [3], [0, 1, 2]],
    ['version 3', [3], [0, 1, 2]],
    ['single value', [], [42.5]],
  ])('reads what NumPy writes: %s', (fixture, shape, values) => {
    expect(readNpy(numpyFixture(fixture), 'a.npy')).toEqual({ shape, data: new Float32Array(values) });
  });

  it('keeps double precision for angles', () => {
    expect(readNpyFloat64(numpyFixture('<f8'), 'a.npy').data).toEqual(new Float64Array([-1.5, 1 / 3, 1e30]));
    expect(readNpyFloat64(numpyFixture('too large for float32'), 'a.npy').data[1]).toBe(1e300);
  });

  it('reads a file that stands anywhere in a larger buffer', () => {
    const file = numpyFixture('<f8');
    const buffer = new Uint8Array(file.length + 3);
    buffer.set(file, 3);
    expect(readNpy(buffer.subarray(3), 'a.npy').data[0]).toBe(-1.5);
    expect(readNpy(Buffer.from(file), 'a.npy').data[0]).toBe(-1.5);
  });

  it('does not share memory with the file', () => {
    const file = numpyFixture('<f4');
    const { data } = readNpy(file, 'a.npy');
    file.fill(0);
    expect(data[0]).toBe(-1.5);
  });

  it.each([
    ["{'shape': (2,), 'fortran_order': False, 'descr': '<u2'}", 'another order, no comma at the end'],
    ['{"descr": "<u2", "fortran_order": False, "shape": (2,)}\n', 'double quotes'],
    ["{'descr': '<u2', 'fortran_order': False, 'shape': (2L,), }", 'the long integers of Python 2'],
  ])('reads the header %s (%s)', (dictionary) => {
    expect(readNpy(npyFile(dictionary, new Uint8Array([1, 0, 2, 0])), 'a.npy').data).toEqual(new Float32Array([1, 2]));
  });

  it.each<[NumpyFixture, string]>([
    ['nan', 'a.npy: the value at [1, 1] (counting from 0) is NaN, but only finite numbers can be used'],
    [
      'Fortran infinity before nan',
      'a.npy: the value at [0, 1] (counting from 0) is Infinity, but only finite numbers can be used',
    ],
    [
      'too large for float32',
      'a.npy: the value at [1] (counting from 0) is 1e+300, too large for single precision, but only finite numbers can be used',
    ],
    [
      'complex',
      'a.npy: the values are of type “<c8” (complex numbers), but only real numbers of up to 8 bytes are read',
    ],
    ['text', 'a.npy: the values are of type “<U2” (text), but only real numbers of up to 8 bytes are read'],
    [
      'records',
      "a.npy: the values are of type “[('a', '<i4'), ('b', '<…” (records), but only real numbers of up to 8 bytes are read",
    ],
    [
      'extended precision',
      'a.npy: the values are of type “<f16” (extended precision), but only real numbers of up to 8 bytes are read',
    ],
    ['five axes', 'a.npy: the array has 5 axes, but at most 4 are read'],
    ['empty', 'a.npy: the array is empty (0 × 5 values)'],
  ])('refuses %s with a sentence', (fixture, sentence) => {
    expect(() => readNpy(numpyFixture(fixture), 'a.npy')).toThrow(new InputError(sentence));
  });

  it.each([
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (181, 640), }", /states 181 × 640 values of 4 bytes, but the/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (), }", /states 1 value of 4 bytes, but the file has 4/],
    ["{'descr': '|u1', 'fortran_order': False, 'shape': (9,), }", /states 9 values of 1 byte, but the file ends after/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999, 9999999999999999), }", /at most 268435456/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (16384, 16385), }", /states 16384 × 16385 values, but at most/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", /does not state the shape/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (2.0,), }", /does not state the shape/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1,,2), }", /does not state the shape/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': 2, }", /does not state the shape/],
    ["{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", /whether the array is in Fortran order/],
    ["{'descr': '|f4', 'fortran_order': False, 'shape': (2,), }", /the byte order of the values \(type “\|f4”\)/],
    ["{'descr': '', 'fortran_order': False, 'shape': (2,), }", /of type “”, but only/],
    ["{'fortran_order': False, 'shape': (2,), }", /not a valid NumPy header/],
    ["{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", /not a valid NumPy header/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}", /not a valid NumPy header/],
    ["['descr', '<f4', 'fortran_order', False, 'shape', (2,)]", /not a valid NumPy header/],
    ['', /not a valid NumPy header/],
  ])('refuses the header %s', (dictionary, sentence) => {
    const load = () => readNpy(npyFile(dictionary, new Uint8Array(8)), 'a.npy');
    expect(load).toThrow(InputError);
    expect(load).toThrow(sentence);
  });

  it('refuses a file of another kind or version', () => {
    const load = (bytes: Uint8Array) => () => readNpy(bytes, 'a.npy');
    expect(load(bytesOf('\xff\xd8\xff\xe0'))).toThrow('a.npy: is not a NumPy array (.npy)');
    expect(load(new Uint8Array())).toThrow('a.npy: is not a NumPy array (.npy)');
    expect(load(bytesOf('\x93NUMPY\x04\x00\x00\x00\x00\x00'))).toThrow(/version 4.0 of the .npy format/);
    expect(load(bytesOf('\x93NUMPY'))).toThrow('a.npy: the file ends after 6 bytes, in its header');
    expect(load(bytesOf('\x93NUMPY\x02\x00\xff\xff\xff\xff'))).toThrow(/claims to be 4294967295 bytes/);
    expect(load(bytesOf('\x93NUMPY\x01\x00\x80\x00'))).toThrow(/should be 128 bytes long, but the file ends after 10/);
  });

  it('is not slowed down by a long header made to be hard to read', () => {
    const spaces = ' '.repeat(65_000);
    for (const shape of [`(${spaces}x)`, `(1${spaces}`, `[${']'.repeat(60_000)}`, '('.repeat(60_000)]) {
      const file = npyFile(
        `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`.slice(0, 65_535),
        new Uint8Array(8),
      );
      expect(() => readNpy(file, 'a.npy')).toThrow(InputError);
    }
  });

  it('gives a whole array of finite values or a sentence, whatever the bytes', async () => {
    const names: NumpyFixture[] = ['float16', '<f4', '>f8', '<i8', 'bool', 'Fortran 2 x 3 x 4', 'version 2', 'records'];
    const files = damagedFiles(names.map(numpyFixture), bytesOf('\x93NUMPY\x01\x00'));
    const outcomes = { value: 0, sentence: 0 };
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        for (const read of [readNpy, readNpyFloat64]) {
          const outcome = await outcomeOf('a.npy', () => read(bytes, 'a.npy'));
          outcomes['value' in outcome ? 'value' : 'sentence']++;
          if (!('value' in outcome)) continue;
          const { shape, data } = outcome.value;
          expect(data.length).toBe(shape.reduce((product, length) => product * length, 1));
          expect(data.every((value) => Number.isFinite(value))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    // Both kinds of outcome were met: of the 4000 some 250 are values, give or take 20.
    expect(Math.min(outcomes.value, outcomes.sentence)).toBeGreaterThan(100);
  });
});

describe('readNpyFrom', () => {
  /** A file of 16-bit values 0, 1, 2 … in file order, larger than what is read at a time. */
  const COUNT = 2_200_000;
  const values = Uint16Array.from({ length: COUNT }, (_, index) => index % 65_521);
  const asked: [number, number][] = [];
  const sourceOf = (file: Uint8Array): ByteSource => ({
    sizeBytes: file.length,
    read: async (start, end) => {
      asked.push([start, end]);
      return file.slice(start, end);
    },
  });

  it('puts a file together that is read piece by piece, in either order of bytes and of axes', async () => {
    const turned = new Uint8Array(values.buffer.slice(0));
    for (let at = 0; at < turned.length; at += 2) [turned[at], turned[at + 1]] = [turned[at + 1]!, turned[at]!];
    const little = "{'descr': '<u2', 'fortran_order': False, 'shape': (1100, 2000), }";
    const big = "{'descr': '>u2', 'fortran_order': True, 'shape': (2000, 1100), }";
    const plain = await readNpyFrom(sourceOf(npyFile(little, new Uint8Array(values.buffer))), 'a.npy');
    expect(plain.shape).toEqual([1100, 2000]);
    expect(plain.data.every((value, index) => value === values[index])).toBe(true);
    const fortran = await readNpyFrom(sourceOf(npyFile(big, turned)), 'a.npy');
    expect(
      fortran.data.every((value, index) => value === values[Math.floor(index / 1100) + 2000 * (index % 1100)]),
    ).toBe(true);
  });

  it('asks whether the shape will do before it reads a value', async () => {
    asked.length = 0;
    const file = sourceOf(
      npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (5000, 1000), }", new Uint8Array(5e6)),
    );
    const refused = readNpyFrom(file, 'a.npy', (shape) => {
      throw new InputError(`not ${shape.join(' × ')}`);
    });
    await expect(refused).rejects.toThrow('not 5000 × 1000');
    expect(Math.max(...asked.map(([, end]) => end))).toBeLessThanOrEqual(2 ** 17);
  });
});

describe('npyHeader', () => {
  const written = (data: Float32Array, shape: readonly number[]) =>
    joined(npyHeader(shape), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));

  it('is, before the values, the very bytes that NumPy writes', () => {
    const values = new Float32Array([0, 1, 2, 3, 4, 5]);
    expect(written(values, [2, 3])).toEqual(numpyFixture('row-major 2 x 3'));
    expect(written(new Float32Array([-1.5, 1 / 3, 1e30]), [3])).toEqual(numpyFixture('<f4'));
  });

  it('aligns the data to 64 bytes', () => {
    for (const shape of [[], [1], [1, 1], [1, 1, 1, 1]]) expect(npyHeader(shape).length % 64).toBe(0);
  });

  it('is read back, and the values bit for bit', () => {
    const arrays = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain((shape) => {
        const length = shape[0] * shape[1] * shape[2];
        const bounds = { noNaN: true, noDefaultInfinity: true, minLength: length, maxLength: length };
        return fc.tuple(fc.constant(shape), fc.float32Array(bounds));
      });
    fc.assert(
      fc.property(arrays, ([shape, data]) => {
        expect(readNpy(written(data, shape), 'a.npy')).toEqual({ shape, data });
      }),
    );
  });
});
