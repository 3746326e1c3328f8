import { expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeArray, decodeSeries } from '../../src/files/decoding.ts';
import { openedSource } from '../../src/files/opened-source.ts';
import { sentenceOf } from '../support/sentences.ts';
import { joined } from './outcome.ts';
import { analyzePair, complexNifti, niftiPair, severalNifti } from './tiny-nifti.ts';
import { gzipped, STORED, tinyNifti } from './tiny-volumes.ts';

const OPTIONS = { mayBeRead: () => {} };
const read = (bytes: Uint8Array, name: string) => decodeArray(bytesInMemory(bytes), name, 'image', OPTIONS);

test.each([
  ['as it is', severalNifti()],
  ['by gzip', gzipped(severalNifti())],
])('one of several volumes, %s, placed and scaled as a single one is', async (_, bytes) => {
  const single = await read(tinyNifti([1, 1, 1]), 'a.nii');
  for (const volume of [0, 1, 2]) {
    const { shape, data, pixelSize, sliceSpacingMm, isMedical } = await read(bytes, `a.nii#/volume-${volume}`);
    expect({ shape, pixelSize, sliceSpacingMm, isMedical }).toEqual({
      shape: [2, 3, 3],
      pixelSize: { mm: 0.5 },
      sliceSpacingMm: 2,
      isMedical: true,
    });
    expect([...data]).toEqual(Array.from(single.data, (value) => value + 100 * volume));
  }
});

test('of several volumes one has to be named', async () => {
  expect(await sentenceOf(() => read(severalNifti(), 'a.nii'))).toBe(
    'a.nii: contains 3 arrays; name one: a.nii#/volume-0 of 2 × 3 × 3, a.nii#/volume-1 of 2 × 3 × 3, a.nii#/volume-2 of 2 × 3 × 3',
  );
  const opened = await recogniseFiles([{ name: 'a.nii', source: bytesInMemory(severalNifti()) }]);
  expect(opened).toMatchObject({
    kind: 'arrays',
    arrays: [{ name: 'a.nii#/volume-0', role: 'image', pixelSizeMm: 0.5 }, {}, {}],
  });
});

test('complex numbers are read by their magnitude unless a part of them is named', async () => {
  const magnitudes = await read(complexNifti(), 'a.nii');
  expect([...(await read(complexNifti(), 'a.nii#/real')).data].sort((a, b) => a - b)).toEqual(
    Array.from(STORED, (value) => 3 * value),
  );
  expect([...(await read(complexNifti(), 'a.nii#/imaginary')).data].sort((a, b) => b - a)).toEqual(
    Array.from(STORED, (value) => -4 * value || 0),
  );
  expect([...magnitudes.data].sort((a, b) => a - b)).toEqual(Array.from(STORED, (value) => 5 * value));
  expect(magnitudes.remarks?.at(-1)).toMatch(/^a\.nii: its numbers are complex, and their magnitude is read/);
});

test('a single volume of real numbers has no arrays to choose from', async () => {
  expect(await arraysIn(bytesInMemory(tinyNifti([1, 1, 1])), 'a.nii')).toBeNull();
});

test('a header and the file of its voxels are the same as both in one', async () => {
  const single = await read(tinyNifti([1, -1, 1]), 'a.nii');
  const pair = await decodeSeries(niftiPair(), 'a', OPTIONS);
  expect({ ...pair, remarks: [] }).toEqual({ ...single, remarks: [] });
  const packed = await Promise.all(
    niftiPair().map(async ({ name, source }) => ({
      name: `${name}.gz`,
      source: await openedSource(bytesInMemory(gzipped(await source.read(0, source.sizeBytes))), name),
    })),
  );
  expect((await decodeSeries(packed, 'a', OPTIONS)).data).toEqual(single.data);
  expect(await recogniseFiles(niftiPair())).toMatchObject({ phantom: { image: ['tiny.hdr', 'tiny.img'] } });
  expect(await sentenceOf(() => decodeArray(niftiPair()[0]!.source, 'tiny.hdr', 'image', OPTIONS))).toBe(
    'tiny.hdr: its numbers are in another file (tiny.img); open both together, or name both in an experiment ("image": ["tiny.hdr", "tiny.img"])',
  );
});

test.each(['little', 'big'] as const)(
  'Analyze 7.5, the %s end first, with its left where most take it',
  async (end) => {
    const { shape, data, pixelSize, remarks } = await decodeSeries(analyzePair(end), 'a', OPTIONS);
    // As NIfTI with columns to the left.
    const turned = await read(tinyNifti([-1, 1, 1]), 'a.nii');
    expect({ shape, data, pixelSize }).toEqual({ shape: turned.shape, data: turned.data, pixelSize: { mm: 0.5 } });
    expect(remarks?.[0]).toMatch(/^tiny\.hdr: Analyze 7\.5 does not say which side is left/);
  },
);

test('colours are refused by name', async () => {
  const bytes = tinyNifti([1, 1, 1]);
  new DataView(bytes.buffer).setInt16(70, 128, true);
  expect(await sentenceOf(() => read(bytes, 'a.nii'))).toBe(
    'a.nii: its voxels are colours, but only numbers of up to 8 bytes are read',
  );
});

test('more volumes than the file holds are refused when they are read', async () => {
  const cut = severalNifti().slice(0, -40);
  expect((await read(cut, 'a.nii#/volume-1')).shape).toEqual([2, 3, 3]);
  expect(await sentenceOf(() => read(cut, 'a.nii#/volume-2'))).toMatch(/^a\.nii: its header states 3 × 3 × 2 voxels/);
  expect(await sentenceOf(() => read(joined(cut), 'a.nii#/volume-9'))).toMatch(/^a\.nii#\/volume-9: there is no such/);
});

test('voxels that begin between two bytes are refused, compressed or not', async () => {
  const bytes = severalNifti();
  new DataView(bytes.buffer).setFloat32(108, 352.0003, true);
  for (const file of [bytes, gzipped(bytes)]) {
    expect(await sentenceOf(() => read(file, 'a.nii#/volume-1'))).toMatch(
      /^a\.nii: its header says that the voxels begin at byte 352\.0003/,
    );
  }
});
