import { gunzipSync, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeAngles, decodeArray, decodeSeries, storedNumbers } from '../../src/files/decoding.ts';
import { captureFile } from '../../src/files/dicom/write-capture.ts';
import { npzPieces } from '../../src/files/npz/write-npz.ts';
import { imageJFields } from '../../src/files/tiff/image-j.ts';
import { asciiOf } from '../../src/files/writing/ascii.ts';
import { ARRAY_FORMATS } from '../../src/files/writing/registry.ts';
import type { WrittenArray } from '../../src/files/writing/written-array.ts';
import { npyBytes } from '../support/npy.ts';
import {
  CORONAL,
  DIFFERENCE,
  joinedPieces,
  MU,
  NOW,
  RADIOGRAPH,
  SINOGRAM,
  SLICE,
  STACK,
  shownValues,
  VOLUME,
} from './written-samples.ts';

const written = (format: string, array: WrittenArray) => joinedPieces(ARRAY_FORMATS.get(format).pieces(array, NOW));
const decoded = (bytes: Uint8Array, holding: 'image' | 'readings' = 'image', said?: 'other') =>
  decodeArray(bytesInMemory(bytes), 'a', holding, { mayBeRead: () => {}, said });
const read = async (format: string, array: WrittenArray, holding?: 'readings') =>
  decoded(await written(format, array), holding);
const rounded = (array: WrittenArray) => shownValues(array).map((value) => Math.round(value) + 0);
const ownValues = ({ planes }: WrittenArray) => [...(planes() as Iterable<Float32Array>)].flatMap((some) => [...some]);
const refusal = (format: string, array: WrittenArray) => ARRAY_FORMATS.get(format).whyNot(array);

describe('the program’s own readers find every value and length again', () => {
  test('NPY: in the array’s own unit', async () => {
    for (const array of [SLICE, VOLUME, SINOGRAM, STACK, CORONAL]) {
      const { shape, data } = await read('npy', array);
      expect([shape, [...data]]).toEqual([array.shape, ownValues(array)]);
    }
  });

  test('arrays in shared memory too, piece by piece', async () => {
    const shape = [3, 2 ** 18] as const;
    const values = new Float32Array(new SharedArrayBuffer(4 * 3 * 2 ** 18)).map((_, i) => i);
    const pieces: Uint8Array[] = [];
    const { pieces: of } = ARRAY_FORMATS.get('npy');
    for await (const piece of of({ ...SLICE, shape, planes: () => [values] }, NOW)) pieces.push(piece);
    expect(pieces.map(({ length }) => length)).toEqual([128, 2 ** 20, 2 ** 20, 2 ** 20]);
    expect(Buffer.concat(pieces).equals(npyBytes(values, shape))).toBe(true);
  });

  test.each(['tiff', 'nifti', 'nifti-gz'])('%s: in the unit that is shown', async (format) => {
    const slice = await read(format, SLICE);
    expect([slice.shape.slice(-2), [...slice.data]]).toEqual([[6, 8], shownValues(SLICE)]);
    expect(slice.pixelSize).toEqual({ mm: expect.closeTo(0.7, 6) });
    const volume = await read(format, VOLUME);
    expect([volume.shape, [...volume.data]]).toEqual([[5, 6, 8], shownValues(VOLUME)]);
    expect([volume.pixelSize, volume.sliceSpacingMm]).toEqual([{ mm: expect.closeTo(0.7, 6) }, 1.25]);
  });

  test('TIFF: readings too, with the size of a detector’s pixels where there is one', async () => {
    const [sinogram, radiograph, stack] = [
      await read('tiff', SINOGRAM, 'readings'),
      await read('tiff', RADIOGRAPH, 'readings'),
      await read('tiff', STACK, 'readings'),
    ];
    expect([sinogram.shape, sinogram.pixelSize]).toEqual([[6, 8], undefined]);
    expect(radiograph.pixelSize).toEqual({ mm: 0.4 });
    expect([stack.shape, [...stack.data]]).toEqual([[5, 6, 8], shownValues(STACK)]);
    expect([...storedNumbers(sinogram)]).toEqual(shownValues(SINOGRAM));
  });

  test('CSV: with all digits of single precision', async () => {
    const { shape, data } = await read('csv', SLICE);
    expect([shape, [...data]]).toEqual([[6, 8], shownValues(SLICE)]);
    expect(new TextDecoder().decode(await written('csv', SLICE))).toMatch(/^# reconstruction of .*; values: HU\r\n/);
  });

  test('DICOM: to half a step, as Hounsfield units where they are some', async () => {
    const slice = await read('dicom', SLICE);
    expect([slice.shape, slice.values, slice.pixelSize]).toEqual([[6, 8], 'hounsfield', { mm: 0.7 }]);
    expect([...slice.data]).toEqual(rounded(SLICE));
    const files = unzipSync(await written('dicom', VOLUME));
    const volume = await decodeSeries(
      Object.entries(files).map(([name, bytes]) => ({ name, source: bytesInMemory(bytes) })),
      'a series',
      { mayBeRead: () => {} },
    );
    expect([volume.shape, volume.sliceSpacingMm, volume.values]).toEqual([[5, 6, 8], 1.25, 'hounsfield']);
    expect([...volume.data]).toEqual(rounded(VOLUME));
    const mu = await decoded(await written('dicom', MU), 'image', 'other');
    // What is no HU is asked about, not taken for some.
    await expect(read('dicom', MU)).rejects.toThrow(/1\/mm/);
    for (const [i, value] of shownValues(MU).entries()) expect(Math.abs(mu.data[i]! - value)).toBeLessThan(1.01e-6);
  });

  test('NPZ: every array by its name, lists in double precision', async () => {
    const angles = Float64Array.of(0, 0.1, 1 / 3);
    const archive = await joinedPieces(
      npzPieces([
        { name: 'sinogram', array: SINOGRAM },
        { name: 'angles_deg', numbers: angles },
        { name: 'pixel_size_mm', numbers: 0.7 },
        { name: 'reconstruction', array: VOLUME },
        { name: 'experiment', text: '{"title":"Shepp–Logan 𝄞"}' },
      ]),
    );
    const source = bytesInMemory(archive);
    const arrays = (await arraysIn(source, 'run.npz'))!;
    // Texts are no arrays here.
    expect(arrays.map(({ part, shape }) => [part, shape])).toEqual([
      ['sinogram', [6, 8]],
      ['angles_deg', [3]],
      ['pixel_size_mm', []],
      ['reconstruction', [5, 6, 8]],
    ]);
    const values = await decodeArray(source, 'run.npz#/reconstruction', 'image', { mayBeRead: () => {} });
    expect([...values.data]).toEqual(ownValues(VOLUME));
    expect(await decodeAngles(source, 'run.npz#/angles_deg', () => {})).toEqual(angles);
    const text = unzipSync(archive)['experiment.npy']!;
    expect(text.length % 4).toBe(0);
    expect(String.fromCodePoint(...new Uint32Array(text.slice(128).buffer))).toBe('{"title":"Shepp–Logan 𝄞"}');
  });

  test('DICOM secondary capture: the picture as it was', async () => {
    const grey = Uint8Array.from({ length: 15 }, (_, i) => 17 * i);
    const study = { ...NOW, title: 'Reconstruction', description: 'FBP', origin: 'image' } as const;
    const plain = captureFile({ ...study, rows: 3, columns: 5, pixels: grey, colours: 'grey', pixelSizeMm: 0.5 });
    const picture = await decoded(plain, 'image', 'other');
    expect([picture.shape, [...storedNumbers(picture)], picture.pixelSize]).toEqual([
      ...[[3, 5], [...grey], { mm: 0.5 }],
    ]);
    const coloured = {
      ...study,
      rows: 1,
      columns: 2,
      pixels: Uint8Array.of(255, 0, 0, 0, 0, 255),
      colours: 'rgb',
    } as const;
    const colours = captureFile({ ...coloured, pixelSizeMm: null });
    expect([...colours.slice(-6)]).toEqual([...coloured.pixels]);
    await expect(decoded(colours, 'image', 'other')).rejects.toThrow(/colours are 3 values per pixel/);
    expect(() => captureFile({ ...coloured, rows: 2, pixelSizeMm: null })).toThrow(/6 samples are no picture of 2 × 2/);
  });
});

describe('what a file says besides', () => {
  test('TIFF: what ImageJ calls a stack, in 7 bits, in the same unit as its resolution', async () => {
    const bytes = await written('tiff', VOLUME);
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, 4000));
    const fields = imageJFields(text.slice(text.indexOf('ImageJ='), text.indexOf('\0', text.indexOf('ImageJ='))))!;
    expect(Object.fromEntries(fields)).toMatchObject({
      ...{ images: '5', slices: '5', unit: 'cm', spacing: '0.125', min: '-160', max: '240', vunit: 'HU' },
      ...{ of: 'Shepp-Logan - a "head"', first_voxel_mm: '-2.45 1.75 -2.5', row_step_mm: '0 -0.7 0' },
    });
    // Values begin at a multiple of 16 and fill the rest.
    expect((bytes.length - 4 * 240) % 16).toBe(0);
  });

  test('NIfTI: the affine twice, the unit, the window', async () => {
    const view = new DataView((await written('nifti', CORONAL)).buffer);
    const rounded4 = (value: number) => Number(value.toFixed(4));
    const real = (at: number) => rounded4(view.getFloat32(at, true));
    const affine = [0, 1, 2].map((row) => [0, 1, 2, 3].map((i) => real(280 + 16 * row + 4 * i)));
    expect(affine).toEqual([
      [0.7, 0, 0, -2.45],
      [0, 0, 0.7, 7],
      [0, -1.25, 0, 6.25],
    ]);
    expect([124, 128].map(real)).toEqual([240, -160]);
    expect(String.fromCharCode(...new Uint8Array(view.buffer, 148, 15))).toBe('CT sandbox, HU\0');
    // qfac, then b, c and d: a quarter turn about x, nothing turned round.
    expect([76, 256, 260, 264, 268, 272, 276].map(real)).toEqual([1, -rounded4(Math.SQRT1_2), 0, 0, -2.45, 7, 6.25]);
  });

  test('compressed NIfTI: the same bytes', async () => {
    expect(gunzipSync(await written('nifti-gz', VOLUME))).toEqual(await written('nifti', VOLUME));
  });
});

describe('what a format has no place for is refused in a sentence', () => {
  test.each<readonly [string, WrittenArray, RegExp]>([
    ['nifti', SINOGRAM, /^NIfTI says where voxels lie in a body/],
    ['nifti-gz', STACK, /^NIfTI says where/],
    ['nifti', { ...SLICE, shape: [1, 40_000] }, /^NIfTI has at most 32767 voxels/],
    ['dicom', SINOGRAM, /^CT images show how much attenuates/],
    ['dicom', DIFFERENCE, /^CT images show/],
    ['dicom', CORONAL, /^CT images are axial/],
    ['csv', VOLUME, /^A table has rows and columns/],
    ['csv', { ...SLICE, shape: [4096, 4096] }, /^A table has at most 4194304 values/],
    ['tiff', { ...VOLUME, shape: [1024, 1024, 1024] }, /^A TIFF file has at most 4 GiB/],
  ])('%s', (format, array, sentence) => {
    expect(refusal(format, array)).toMatch(sentence);
  });

  test('and what it has one for is not', () => {
    for (const format of ['npy', 'tiff', 'nifti', 'nifti-gz', 'dicom']) {
      for (const array of [SLICE, VOLUME, MU]) expect(refusal(format, array)).toBeNull();
    }
    expect(refusal('tiff', { ...VOLUME, shape: [1023, 1024, 1024] })).toBeNull();
    expect(refusal('nifti', CORONAL)).toBeNull();
  });

  test('an archive of more than 4 GiB', () => {
    const array = { ...VOLUME, shape: [1024, 1024, 1024] } as const;
    expect(() => npzPieces([{ name: 'a', array }])).toThrow(/at most 4 GiB/);
  });
});

test('plain signs stand for those that old headers have no room for', () => {
  expect(asciiOf('Shepp–Logan · 30° × 0.5 µm, “Café” 你')).toBe('Shepp-Logan, 30 deg x 0.5 um, "Cafe" ?');
});
