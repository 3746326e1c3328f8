import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { guessRoles } from '../../src/app/files/role-guesses.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeAngles, decodeArray } from '../../src/files/decoding.ts';
import { describeFile } from '../../src/files/describe-file.ts';
import { isAcceptedOrRefused, sentenceOf } from '../support/sentences.ts';
import { bigEndianMatlab, COMPRESSED_STRUCT, OTHER_CLASSES } from './tiny-matlab.ts';

const anything = { mayBeRead: () => {} };

const listOf = async (bytes: Uint8Array) =>
  (await arraysIn(bytesInMemory(bytes), 'a.mat'))!.map(({ part, shape, role }) => [part, shape, role]);

const valuesOf = async (bytes: Uint8Array, name: string) => {
  const { shape, data } = await decodeArray(bytesInMemory(bytes), name, 'readings', anything);
  return { shape, data: [...data] };
};

describe('a MATLAB file of version 5', () => {
  test('that is compressed has the fields of its structs by their paths', async () => {
    expect(describeFile(COMPRESSED_STRUCT)).toBe('a MATLAB file');
    expect(await listOf(COMPRESSED_STRUCT)).toEqual([
      ['CtDataFull/sinogram', [2, 3], 'sinogram'],
      ['CtDataFull/parameters/angles', [2], 'angles'],
      ['CtDataFull/parameters/distanceSourceOrigin', [], undefined],
      ['m', [2, 3], undefined],
    ]);
    expect(await valuesOf(COMPRESSED_STRUCT, 'a.mat#/CtDataFull/sinogram')).toEqual({
      shape: [2, 3],
      data: [0, 1, 2, 10, 11, 12],
    });
    expect((await valuesOf(COMPRESSED_STRUCT, 'a.mat#/m')).data).toEqual([0, 1, 2, 3, 4, 5]);
    const source = bytesInMemory(COMPRESSED_STRUCT);
    expect(await decodeAngles(source, 'a.mat#/CtDataFull/parameters/angles', () => {})).toEqual(
      Float64Array.of(0, 0.5),
    );
    const opened = await recogniseFiles([{ name: 'a.mat', source }]);
    if (opened.kind !== 'arrays') throw new Error(opened.kind);
    expect(guessRoles(opened.arrays)).toEqual(['sinogram', 'anglesDeg', 'unused', 'unused']);
  });

  test('has its arrays of numbers, and says why others cannot be read', async () => {
    expect((await listOf(OTHER_CLASSES)).map(([part, shape]) => [part, shape])).toEqual([
      ['A', []],
      ['z', []],
      ['mask', [2, 2]],
      ['v', [2, 3, 4]],
    ]);
    expect((await valuesOf(OTHER_CLASSES, 'a.mat#/mask')).data).toEqual([1, 0, 1, 1]);
    expect((await valuesOf(OTHER_CLASSES, 'a.mat#/v')).data).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(await sentenceOf(() => valuesOf(OTHER_CLASSES, 'a.mat#/A'))).toBe(
      'a.mat#/A: is a sparse matrix, which is not read; save full() of it in MATLAB',
    );
    expect(await sentenceOf(() => valuesOf(OTHER_CLASSES, 'a.mat#/z'))).toBe(
      'a.mat#/z: holds complex numbers, which are not read; save abs() of it in MATLAB',
    );
  });

  test('may have the other order of bytes', async () => {
    expect(await valuesOf(bigEndianMatlab(), 'a.mat')).toEqual({ shape: [2, 2], data: [1, 2, 3, 4] });
  });

  test.each([COMPRESSED_STRUCT, OTHER_CLASSES, bigEndianMatlab()])(
    'that ends early is refused (file %#)',
    async (bytes) => {
      for (let length = 128; length < bytes.length; length += 7) {
        let failed: unknown = null;
        await listOf(bytes.subarray(0, length)).catch((error: unknown) => {
          failed = error;
        });
        if (failed)
          isAcceptedOrRefused(() => {
            throw failed;
          });
      }
      expect(await sentenceOf(() => listOf(bytes.subarray(0, bytes.length - 5)))).toBe(
        'a.mat: the MATLAB file is damaged or cut short',
      );
    },
  );
});
