import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray, decodeSeries } from '../../src/files/decoding.ts';
import { sentenceOf as refusalOf } from '../support/sentences.ts';
import { bytesOf, damagedFiles, joined, outcomeOf } from './outcome.ts';
import { deflated, gzipped, STORED, shorts, tinyMetaimage, tinyNifti, tinyNrrd, VOLUME_FILES } from './tiny-volumes.ts';

const decoded = (bytes: Uint8Array, mayBeRead: (shape: readonly number[]) => void = () => {}) =>
  decodeArray(bytesInMemory(bytes), 'a', 'image', { mayBeRead });

const sentenceOf = async (bytes: Uint8Array) => {
  const outcome = await outcomeOf('a', () => decoded(bytes));
  return 'sentence' in outcome ? outcome.sentence : outcome.value;
};

/** A volume whose file runs to the right, to the front and up: its rows are turned over. */
const RIGHT_FRONT_UP = [6, 7, 8, 3, 4, 5, 0, 1, 2, 15, 16, 17, 12, 13, 14, 9, 10, 11];
/** To the left, to the back and up, as DICOM counts. */
const LEFT_BACK_UP = [2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9, 14, 13, 12, 17, 16, 15];

// 124 files of these formats, in all 48 ways to lie, of ten types of numbers, both byte orders, compressed or not, oblique or
// not, made by nibabel 5.4.2, SimpleITK 2.5.7 and pynrrd 1.1.3, are read as nibabel's as_closest_canonical has them.
describe('a volume lies as its header says, and none is mirrored', () => {
  test.each([
    ['NIfTI', tinyNifti([1, 1, 1]), RIGHT_FRONT_UP],
    ['NIfTI, to the left and down', tinyNifti([-1, 1, -1]), [...STORED].reverse()],
    ['NIfTI, to the left and to the back', gzipped(tinyNifti([-1, -1, 1])), LEFT_BACK_UP],
    ['NRRD', tinyNrrd(), LEFT_BACK_UP],
    [
      'NRRD of another space, compressed',
      tinyNrrd({ space: 'RAS', encoding: 'gzip' }, gzipped(shorts())),
      RIGHT_FRONT_UP,
    ],
    ['MetaImage', tinyMetaimage(), LEFT_BACK_UP],
    [
      'MetaImage, turned, compressed',
      tinyMetaimage({ TransformMatrix: '-1 0 0 0 -1 0 0 0 1', CompressedData: 'True' }, deflated(shorts())),
      RIGHT_FRONT_UP,
    ],
  ])('%s', async (_, bytes, expected) => {
    const { shape, data, pixelSize, sliceSpacingMm, remarks } = await decoded(bytes);
    expect([shape, pixelSize, sliceSpacingMm, remarks]).toEqual([[2, 3, 3], { mm: 0.5 }, 2, []]);
    expect([...data]).toEqual(expected);
  });

  test('one that lies on its side is set up: sagittal slices, the first axis to the back, the second up', async () => {
    const bytes = tinyNrrd({ 'space directions': '(0,0.5,0) (0,0,2) (0.5,0,0)', sizes: '3 2 3', space: 'LPS' });
    const { shape, data } = await decoded(bytes);
    expect(shape).toEqual([2, 3, 3]);
    // Stored index = back + 3·up + 6·left.
    const at = (slice: number, row: number, column: number) => row + 3 * slice + 6 * (2 - column);
    expect([...data]).toEqual(
      Array.from({ length: 18 }, (_, i) => at(Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3)),
    );
  });

  test('an oblique one is turned as a whole, and it is said', async () => {
    const [c, s] = [0.5 * Math.cos(0.3), 0.5 * Math.sin(0.3)];
    const turned = await decoded(tinyNrrd({ 'space directions': `(${c},${s},0) (${-s},${c},0) (0,0,2)` }));
    expect([...turned.data]).toEqual(LEFT_BACK_UP);
    expect(turned.remarks).toEqual([
      "a: its axes are turned from the scanner's by 17°; the volume is taken as if they were not.",
    ]);
    expect(await sentenceOf(tinyNrrd({ 'space directions': '(0.5,0,0) (0,0.5,0.2) (0,0,2)' }))).toMatch(
      /^a: the axes of its voxels are not at right angles, as under a tilted gantry/,
    );
  });
});

test('values are scaled, and of either byte order', async () => {
  const scaled = tinyNifti([1, 1, 1]);
  new DataView(scaled.buffer).setFloat32(112, 2, true);
  new DataView(scaled.buffer).setFloat32(116, -1024, true);
  expect((await decoded(scaled)).data[0]).toBe(2 * 6 - 1024);
  const turned = shorts().reverse();
  const big = tinyMetaimage({ BinaryDataByteOrderMSB: 'True' }, turned);
  expect([...(await decoded(big)).data]).toEqual(LEFT_BACK_UP.map((value) => 17 - value));
});

describe('what cannot be read is refused with a sentence', () => {
  const nifti = (change: (view: DataView) => void) => {
    const bytes = tinyNifti([1, 1, 1]);
    change(new DataView(bytes.buffer));
    return bytes;
  };
  test.each<readonly [string, Uint8Array, RegExp]>([
    [
      'several volumes',
      nifti((view) => {
        for (const [i, length] of [4, 3, 3, 1, 2].entries()) view.setInt16(40 + 2 * i, length, true);
      }),
      /^a: contains 2 arrays; name one: a#.volume-0 of/,
    ],
    ['colours', nifti((view) => view.setInt16(70, 128, true)), /its voxels are colours/],
    [
      'another file',
      nifti((view) => view.setUint8(345, 0x69)),
      /its numbers are in another file \(a\.img\); open both/,
    ],
    ['pixels that are not square', nifti((view) => view.setFloat32(280, 0.7, true)), /0\.7 mm wide and 0\.5 mm high/],
    ['no distance', nifti((view) => view.setFloat32(280, 0, true)), /must be lengths in millimetres/],
    [
      'a value that is none',
      nifti((view) => view.setFloat32(352 + 4 * 7, Number.NaN, true)),
      /the voxel \[1, 2, 0\].* is NaN/,
    ],
    ['half of it', tinyNifti([1, 1, 1]).slice(0, 380), /but the file ends after 380 bytes/],
    ['half of it, compressed', gzipped(tinyNifti([1, 1, 1]).slice(0, 380)), /but ends after 7 of them/],
    [
      'a damaged archive',
      gzipped(tinyNifti([1, 1, 1])).slice(0, 60),
      /compressed data are damaged or cut short|holds no NIfTI/,
    ],
    ['another archive', gzipped(new Uint8Array(400)), /holds no NIfTI volume/],
    [
      'an NRRD of four axes',
      tinyNrrd({ dimension: '4', sizes: '3 3 2 1' }),
      /only slices and volumes, with two and three axes/,
    ],
    ['an NRRD without its voxels', tinyNrrd({ 'data file': 'a.raw' }), /in another file \(a\.raw\); open both/],
    ['an NRRD in several files', tinyNrrd({ 'data file': 'LIST' }), /in several files/],
    ['an NRRD after lines', tinyNrrd({ 'line skip': '2' }), /lines before its voxels/],
    [
      'an NRRD of words',
      tinyNrrd({ encoding: 'ascii' }, bytesOf(`${'1 '.repeat(17)}one`)),
      /“one” stands among its voxels/,
    ],
    [
      'an NRRD of too few words',
      tinyNrrd({ encoding: 'ascii' }, bytesOf('1 2')),
      /3 × 3 × 2 voxels, but there are 2 numbers/,
    ],
    ['an NRRD of blocks', tinyNrrd({ type: 'block' }), /of type “block”/],
    ['an NRRD by bzip2', tinyNrrd({ encoding: 'bzip2' }), /^a: its compressed data are damaged or cut short$/],
    ['a MetaImage beside its voxels', tinyMetaimage({ ElementDataFile: 'a.raw' }), /in another file \(a\.raw\)/],
    ['a MetaImage of vectors', tinyMetaimage({ ElementNumberOfChannels: '3' }), /3 values a voxel/],
  ])('%s', async (_, bytes, sentence) => {
    expect(await sentenceOf(bytes)).toMatch(sentence);
  });
});

test('what is not said is taken for something, and it is told', async () => {
  const bare = { space: '', 'space directions': '(1,0,0) (0,1,0) (0,0,1)' };
  expect((await decoded(tinyNrrd(bare))).remarks?.join()).toMatch(/^a: it does not say how it lies; columns/);
});

test('NRRD as text, and a slice', async () => {
  const text = bytesOf(Array.from({ length: 18 }, (_, i) => `${i}${i % 3 === 2 ? '\n' : ' '}`).join(''));
  const volume = await decoded(tinyNrrd({ encoding: 'ascii' }, text));
  expect([volume.shape, [...volume.data]]).toEqual([[2, 3, 3], LEFT_BACK_UP]);
  const flat = { dimension: '2', sizes: '2 1', space: '', 'space directions': '', spacings: '0.5 0.5' };
  const shapes: unknown[] = [];
  const slice = await decoded(tinyNrrd(flat, shorts([3, 5])), (shape) => shapes.push(shape));
  expect([slice.shape, [...slice.data], slice.pixelSize, slice.sliceSpacingMm, shapes]).toEqual([
    ...[[1, 2], [3, 5], { mm: 0.5 }, undefined, [[1, 2]]],
  ]);
});

test('a size is checked before anything is made', async () => {
  const shapes: unknown[] = [];
  const huge = tinyNrrd({ sizes: '100000 100000 100000' });
  const refuse = (shape: readonly number[]) => {
    shapes.push(shape);
    throw new RangeError('too large');
  };
  await expect(decoded(huge, refuse)).rejects.toThrow('too large');
  expect(shapes).toEqual([[1e5, 1e5, 1e5]]);
  expect(await sentenceOf(huge)).toMatch(/states 100000 × 100000 × 100000 voxels of 2 bytes, but the file ends after/);
});

test('any bytes are a volume or a sentence', async () => {
  const start = joined(new Uint8Array(Buffer.from('NRRD0004\ntype: short\n')));
  await fc.assert(
    fc.asyncProperty(damagedFiles(VOLUME_FILES, start), async (bytes) => {
      await outcomeOf('a', () =>
        decoded(bytes, (shape) => {
          if (shape.reduce((product, length) => product * length, 1) > 1e6) throw new RangeError('too large');
        }),
      ).catch((error) => {
        if (!(error instanceof RangeError) || error.message !== 'too large') throw error;
      });
    }),
    { numRuns: 300 },
  );
});

describe('a header and the file of its voxels', () => {
  const mhd = (fields: Readonly<Record<string, string>> = {}) =>
    tinyMetaimage({ ElementDataFile: 'tiny.raw', ...fields }, new Uint8Array());
  const inParts = (files: Readonly<Record<string, Uint8Array>>) =>
    decodeSeries(
      Object.entries(files).map(([name, bytes]) => ({ name, source: bytesInMemory(bytes) })),
      'tiny.mhd and 1 more',
      { mayBeRead: () => {} },
    );

  // SimpleITK 2.5.7 reads these five pairs the same, and five that it wrote, turned and of other types, are read as it reads them.
  test.each<readonly [string, Readonly<Record<string, string>>, Uint8Array]>([
    ['raw', {}, shorts()],
    ['compressed (.zraw)', { CompressedData: 'True', ElementDataFile: 'tiny.raw' }, deflated(shorts())],
    ['raw, after some bytes', { HeaderSize: '5' }, joined(new Uint8Array(5).fill(7), shorts())],
    ['raw, at the end of the file', { HeaderSize: '-1' }, joined(new Uint8Array(11).fill(7), shorts())],
    ['raw, with the larger byte first', { BinaryDataByteOrderMSB: 'True' }, shorts().reverse()],
  ])('are a volume: %s', async (what, fields, voxels) => {
    const { shape, data, pixelSize, sliceSpacingMm, remarks } = await inParts({
      'tiny.mhd': mhd(fields),
      'tiny.raw': voxels,
    });
    expect([shape, pixelSize, sliceSpacingMm, remarks]).toEqual([[2, 3, 3], { mm: 0.5 }, 2, []]);
    expect([...data]).toEqual(what.includes('larger') ? LEFT_BACK_UP.map((value) => 17 - value) : LEFT_BACK_UP);
  });

  test('are one phantom where they are dropped together, and the header alone asks for the voxels', async () => {
    const header = { name: 'tiny.mhd', source: bytesInMemory(mhd()) };
    const raw = { name: 'tiny.raw', source: bytesInMemory(shorts()) };
    const opened = { kind: 'phantom', name: 'tiny.mhd', phantom: { image: ['tiny.mhd', 'tiny.raw'] } };
    expect(await recogniseFiles([raw, header])).toEqual(opened);
    expect(await recogniseFiles([header])).toEqual(opened);
    const two = [header, { ...header, name: 'other.mhd' }, raw];
    expect(await recogniseFiles(two)).toMatchObject({
      kind: 'arrays',
      arrays: [
        { name: 'tiny.mhd', only: 'image', files: ['tiny.mhd', 'tiny.raw'], preview: { rows: 3, columns: 3 } },
        { name: 'other.mhd', only: 'image', files: ['other.mhd', 'tiny.raw'] },
      ],
    });
  });

  test.each<readonly [string, Readonly<Record<string, Uint8Array>>, RegExp]>([
    [
      'voxels that are too few',
      { 'tiny.mhd': mhd(), 'tiny.raw': shorts().slice(0, 35) },
      /^tiny\.raw: its header states 3 × 3 × 2 voxels of 2 bytes, but the file ends after 35 bytes/,
    ],
    [
      'compressed voxels that are damaged',
      { 'tiny.mhd': mhd({ CompressedData: 'True' }), 'tiny.raw': shorts() },
      /^tiny\.raw: its compressed data are damaged or cut short/,
    ],
    [
      'a file too many',
      { 'tiny.mhd': mhd(), 'tiny.raw': shorts(), 'other.raw': shorts() },
      /^other\.raw: does not belong to tiny\.mhd, which needs tiny\.raw alone/,
    ],
    [
      'a list of files',
      { 'tiny.mhd': mhd({ ElementDataFile: 'LIST' }), 'tiny.raw': shorts() },
      /^tiny\.mhd: its voxels are in several files \(LIST\)/,
    ],
    [
      'a header size that is none',
      { 'tiny.mhd': mhd({ HeaderSize: '-3' }), 'tiny.raw': shorts() },
      /^tiny\.mhd: “HeaderSize” should be the number of bytes before the voxels, got “-3”/,
    ],
    [
      'pixels that are not square',
      { 'tiny.mhd': mhd({ ElementSpacing: '0.5 0.6 2' }), 'tiny.raw': shorts() },
      /^tiny\.mhd: its pixels across the axis are 0\.5 mm wide and 0\.6 mm high/,
    ],
  ])('are refused for %s', async (_, files, sentence) => {
    expect(await refusalOf(() => inParts(files))).toMatch(sentence);
  });

  test('are a volume of NRRD too, also where the voxels are the end of their file', async () => {
    const nhdr = (fields: Readonly<Record<string, string>> = {}) =>
      tinyNrrd({ 'data file': 'tiny.raw', ...fields }, new Uint8Array());
    for (const [fields, voxels] of [
      [{}, shorts()],
      [{ 'byte skip': '5' }, joined(new Uint8Array(5).fill(7), shorts())],
      [{ 'byte skip': '-1' }, joined(new Uint8Array(11).fill(7), shorts())],
      [{ encoding: 'gzip' }, gzipped(shorts())],
    ] as const) {
      const { shape, data } = await inParts({ 'tiny.nhdr': nhdr(fields), 'tiny.raw': voxels });
      expect([shape, [...data]]).toEqual([[2, 3, 3], LEFT_BACK_UP]);
    }
    expect(await refusalOf(() => inParts({ 'tiny.nhdr': nhdr(), 'tiny.raw': shorts().slice(1) }))).toMatch(
      /^tiny\.raw: its header states 3 × 3 × 2 voxels of 2 bytes, but the file ends after 35 bytes/,
    );
  });

  test('a header that does not say where its voxels are is refused', async () => {
    for (const file of ['', '\n = LOCAL', '\r']) {
      const outcome = await refusalOf(() => decoded(mhd({ ElementDataFile: file })));
      expect(outcome).toMatch(/^a: its header does not say where the voxels are/);
    }
  });

  test('of a file with an odd name it is said which', async () => {
    expect(await refusalOf(() => decoded(mhd({ ElementDataFile: 'a\rb.raw' })))).toMatch(
      /in another file \(a.b\.raw\)/,
    );
  });

  test('of voxels in several files it is said that they are', async () => {
    const outcome = await refusalOf(() => decoded(mhd({ ElementDataFile: 'slice%03d.raw 1 2 1' })));
    expect(outcome).toMatch(/^a: its voxels are in several files \(slice%03d\.raw 1 2 1\)/);
  });
});
