import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeSeries } from '../../src/files/decoding.ts';
import { SeriesWriter } from '../../src/files/dicom/write-series.ts';
import { sentenceOf } from '../support/sentences.ts';
import { ctElements, type TinyElement, tinyDicom, tinyDirectory } from './tiny-dicom.ts';

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
    ...{
      title: 'a',
      description: 'b',
      origin: 'phantom',
      rows: 2,
      columns: 2,
      slices: 3,
      pixelSizeMm: 0.7,
      sliceSpacingMm: 1.25,
    },
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

test('under a tilted gantry slices are moved within their planes to stand above one another, and it is said', async () => {
  // A pixel of 0.5 mm further back for each mm up, and half of one more for each of the next two.
  const positions = ['0\\-0.75\\-1', '0\\-0.5\\0', '0\\0\\1', '0\\0.75\\2'];
  const files = Object.fromEntries(positions.map((position, i) => [`${i}.dcm`, slice(100 * i, position)]));
  const read = await decoded(files);
  expect([read.shape, read.sliceSpacingMm]).toEqual([[4, 2, 3], 1]);
  // Columns run to the patient's left, and are turned: the first of a row is the last here. The third slice stays.
  const column = (sliceIndex: number) => [0, 1].map((row) => read.data[6 * sliceIndex + 3 * row + 2]);
  expect([0, 1, 2, 3].map(column)).toEqual([
    [(3 - 1000) / 2, -1000],
    [103, -1000],
    [200, 203],
    [(-1000 - 1000) / 2, (-1000 + 300) / 2],
  ]);
  expect(read.remarks).toEqual([
    'a series: its slices lie one behind another as under a gantry tilted by 26.57°; each is moved within its plane, by up to 0.75 mm, and interpolated.',
  ]);
});

describe('slices that are unevenly apart', () => {
  const thick = (mm: number): TinyElement => ({ tag: 0x00180050, vr: 'DS', value: String(mm) });

  test('are interpolated to even distances, as close as the closest, and it is said', async () => {
    const read = await decoded({ a: slice(0, '0\\0\\0'), b: slice(60, '0\\0\\2'), c: slice(150, '0\\0\\5') });
    expect([read.shape, read.sliceSpacingMm]).toEqual([[4, 2, 3], 5 / 3]);
    // At 0, 5/3, 10/3 and 5 mm; a column runs to the left, so that the first of a row is the last here.
    const firsts = [0, 1, 2, 3].map((k) => read.data[6 * k + 2]!);
    for (const [k, value] of firsts.entries()) expect(value).toBeCloseTo(30 * (5 / 3) * k, 3);
    expect(read.remarks).toEqual([
      'a series: its 3 slices are 2 to 3 mm apart; they are interpolated linearly to 4 slices that are 1.667 mm apart.',
    ]);
  });

  test('are interpolated over as much as they are thick, and no farther', async () => {
    const at = (thickness: number) =>
      decoded({
        a: slice(0, '0\\0\\0', [thick(thickness)]),
        b: slice(40, '0\\0\\4', [thick(thickness)]),
        c: slice(50, '0\\0\\5', [thick(thickness)]),
      });
    expect((await at(4)).shape).toEqual([6, 2, 3]);
    expect(await sentenceOf(() => at(3))).toBe(
      'b: is 4 mm above a, where slices are 2.5 mm apart on average; a slice is missing, or they are too far apart to be interpolated',
    );
  });

  test('under a tilted gantry stand above one another first', async () => {
    // A pixel of 0.5 mm further back for each mm up.
    const positions = ['0\\-0.5\\0', '0\\0\\1', '0\\0.75\\2.5'];
    const files = Object.fromEntries(positions.map((position, i) => [`${i}.dcm`, slice(100 * i, position)]));
    const read = await decoded(files);
    expect([read.shape, read.sliceSpacingMm]).toEqual([[4, 2, 3], 2.5 / 3]);
    expect(read.remarks).toHaveLength(2);
    // The second is 5/6 of the way from the first, moved by a row so that air comes in below, to the one that stays.
    expect(read.data[8]).toBeCloseTo(3 / 6 + (100 * 5) / 6, 3);
    expect(read.data[11]).toBeCloseTo(-1000 / 6 + (103 * 5) / 6, 3);
  });
});

describe('what lies among the slices is left out, and said', () => {
  const slices = { a: slice(0, '0\\0\\0'), b: slice(50, '0\\0\\1') };
  const localizer = slice(0, '0\\0\\0', [{ tag: 0x00080008, vr: 'CS', value: 'ORIGINAL\\PRIMARY\\LOCALIZER' }]);
  const ofSeries = (uid: string): TinyElement => ({ tag: 0x0020000e, vr: 'UI', value: uid });

  test.each<readonly [string, Readonly<Record<string, Uint8Array>>, readonly string[]]>([
    ['a localizer', { scout: localizer }, ['a series: scout is a localizer (scout view) and is left out.']],
    [
      'several of them',
      { s: localizer, t: localizer, u: localizer, v: localizer },
      ['a series: 4 localizers (scout views) are left out: s, t, u and 1 more.'],
    ],
    [
      'the directory of a disc',
      { DICOMDIR: tinyDirectory() },
      ['a series: DICOMDIR is the directory of a disc and is left out.'],
    ],
    [
      'what has no image',
      { plan: tinyDicom([{ tag: 0x00080060, vr: 'CS', value: 'RTPLAN' }]) },
      ['a series: plan is a file without an image and is left out.'],
    ],
    [
      'smaller series',
      { c: slice(0, '0\\0\\9', [ofSeries('1.2.4')]), d: slice(0, '0\\0\\9', [ofSeries('1.2.5')]) },
      ['a series: the files are of 3 series; the largest, of 2 images, is read.'],
    ],
  ])('%s', async (_, others, remarks) => {
    const read = await decoded({ ...others, ...slices });
    expect([read.shape, read.data[2], read.data[8], read.remarks]).toEqual([[2, 2, 3], 0, 50, remarks]);
  });

  test('files of other kinds', async () => {
    const words = new TextEncoder().encode('Copyright of nobody');
    const read = await decoded({ LICENSE: words, 'angles.txt': new TextEncoder().encode('1\n2\n'), ...slices });
    expect([read.shape, read.remarks]).toEqual([
      [2, 2, 3],
      ['a series: 2 files are left out: LICENSE (a text file), angles.txt (a table of numbers).'],
    ]);
  });

  test('where one slice is left it is read', async () => {
    const read = await decoded({ a: slices.a, scout: localizer });
    expect([read.shape, read.remarks]).toEqual([
      [2, 3],
      ['a series: scout is a localizer (scout view) and is left out.'],
    ]);
  });
});

test.each<readonly [string, Readonly<Record<string, Uint8Array>>, RegExp]>([
  [
    'a slice is missing',
    { a: slice(0, '0\\0\\0'), b: slice(0, '0\\0\\1'), c: slice(0, '0\\0\\3') },
    /^c: is 2 mm above b, where slices are 1\.5 mm apart on average; a slice is missing/,
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
])('is refused where there is %s', async (_, files, sentence) => {
  expect(await sentenceOf(() => decoded(files))).toMatch(sentence);
});
