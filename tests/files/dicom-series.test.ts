import { expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeSeries } from '../../src/files/decoding.ts';
import { SeriesWriter } from '../../src/files/dicom/write-series.ts';
import { sentenceOf } from '../support/sentences.ts';
import { ctElements, type TinyElement, tinyDicom } from './tiny-dicom.ts';

const decoded = (files: Readonly<Record<string, Uint8Array>>) =>
  decodeSeries(
    Object.entries(files).map(([name, bytes]) => ({ name, source: bytesInMemory(bytes) })),
    'a series',
    { mayBeRead: () => {} },
  );

/** Two rows of three pixels that count up from `first`. */
function slice(first: number, position: string, changes: readonly TinyElement[] = []): Uint8Array {
  const pixels = Array.from({ length: 6 }, (_, i) => first + i);
  return tinyDicom(
    ctElements(2, 3, pixels, [
      { tag: 0x0020000e, vr: 'UI', value: '1.2.3' },
      { tag: 0x00200032, vr: 'DS', value: position },
      { tag: 0x00200037, vr: 'DS', value: '1\\0\\0\\0\\1\\0' },
      { tag: 0x00280030, vr: 'DS', value: '0.5\\0.5' },
      { tag: 0x00281052, vr: 'DS', value: '0' },
      { tag: 0x00281053, vr: 'DS', value: '1' },
      ...changes,
    ]),
  );
}

// 16 series of all kinds of orientations written by pydicom 3.0.2 are read as SimpleITK 2.5.7 reads them, turned to
// right, front and head by nibabel 5.4.2's as_closest_canonical.
test('slices are sorted by where they are, and none is mirrored', async () => {
  const files = { 'a.dcm': slice(100, '0\\0\\7'), 'b.dcm': slice(200, '0\\0\\3'), 'c.dcm': slice(300, '0\\0\\5') };
  const { shape, data, pixelSize, sliceSpacingMm, values } = await decoded(files);
  expect({ shape, pixelSize, sliceSpacingMm, values }).toEqual({
    ...{ shape: [3, 2, 3], pixelSize: { mm: 0.5 }, sliceSpacingMm: 2, values: 'hounsfield' },
  });
  // Pictures are stored from the feet, columns to the patient's left and rows to the back: from above, left is right.
  const turned = (first: number) => [first + 2, first + 1, first, first + 5, first + 4, first + 3];
  expect([...data]).toEqual([...turned(200), ...turned(300), ...turned(100)]);
});

test('what the page saves as a series comes back as it was', async () => {
  let uid = 0;
  const writer = new SeriesWriter({
    ...{ title: 'a', description: 'b', rows: 2, columns: 2, slices: 3, pixelSizeMm: 0.7, sliceSpacingMm: 1.25 },
    ...{ originMm: [-0.35, 0.35, -1.25], unit: 'HU', largest: 1000, window: { width: 1, level: 0 }, kernel: 'c' },
    ...{ date: new Date(0), newUid: () => `2.25.${++uid}` },
  });
  const volume = Float32Array.from({ length: 12 }, (_, i) => 50 * i - 300);
  const files = Object.fromEntries([2, 0, 1].map((k) => [`${k}.dcm`, writer.file(volume.slice(4 * k, 4 * k + 4), k)]));
  const read = await decoded(files);
  expect([read.shape, read.pixelSize, read.sliceSpacingMm]).toEqual([[3, 2, 2], { mm: 0.7 }, 1.25]);
  expect([...read.data]).toEqual([...volume]);
});

test('files that are dropped together become one phantom, in the order of their numbers', async () => {
  const files = ['10.dcm', '9.dcm'].map((name, i) => ({ name, source: bytesInMemory(slice(0, `0\\0\\${i}`)) }));
  expect(await recogniseFiles(files)).toMatchObject({ kind: 'phantom', phantom: { image: ['9.dcm', '10.dcm'] } });
});

test.each<readonly [string, Readonly<Record<string, Uint8Array>>, RegExp]>([
  [
    'a slice is missing',
    { a: slice(0, '0\\0\\0'), b: slice(0, '0\\0\\1'), c: slice(0, '0\\0\\3') },
    /^b: is 1 mm above a, where slices are 1\.5 mm apart on average; a slice is missing/,
  ],
  ['a slice is there twice', { a: slice(0, '0\\0\\1'), b: slice(0, '0\\0\\1') }, /^b: is at the same height as a/],
  [
    'another series',
    { a: slice(0, '0\\0\\1'), b: slice(0, '0\\0\\2', [{ tag: 0x0020000e, vr: 'UI', value: '1.2.4' }]) },
    /^b: belongs to another series than a/,
  ],
  [
    'another size',
    { a: slice(0, '0\\0\\1'), b: slice(0, '0\\0\\2', [{ tag: 0x00280030, vr: 'DS', value: '0.6\\0.6' }]) },
    /^b: has pixels of another size than a/,
  ],
  ['no place', { a: slice(0, '0\\0\\1'), b: slice(0, '') }, /^b: the DICOM file does not state where its slice is/],
  [
    'a tilted gantry',
    { a: slice(0, '0\\0\\0'), b: slice(0, '0\\0.5\\1') },
    /^a series: the axes of its voxels are not at right angles/,
  ],
  [
    'something else',
    { a: slice(0, '0\\0\\0'), b: Uint8Array.of(1, 2, 3) },
    /^b: is a file of an unknown kind; several images together/,
  ],
])('is refused where there is %s', async (_, files, sentence) => {
  expect(await sentenceOf(() => decoded(files))).toMatch(sentence);
});
