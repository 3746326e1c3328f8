// Files, as other programs write them, that would open to values, places or sizes that look right and are not.

import { zipSync } from 'fflate';
import encode from 'jpeg-js/lib/encoder.js';
import { describe, expect, test } from 'vitest';
import { loadAngles } from '../../src/experiment/measured-files.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray, decodeSeries } from '../../src/files/decoding.ts';
import { openedSource } from '../../src/files/opened-source.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';
import { bytesOf, joined } from './outcome.ts';
import { tinyHdf5 } from './tiny-hdf5.ts';
import { analyzePair } from './tiny-nifti.ts';
import { tinyTiff } from './tiny-tiff.ts';
import { gzipped, STORED, shorts, tinyMetaimage, tinyNifti, tinyNrrd } from './tiny-volumes.ts';

const read = (bytes: Uint8Array, name = 'a', holding: 'image' | 'readings' = 'image') =>
  decodeArray(bytesInMemory(bytes), name, holding, { mayBeRead: () => {} });
const refusal = (bytes: Uint8Array) => sentenceOf(() => read(bytes));

describe('TIFF', () => {
  const one = { rows: 2, columns: 2, bits: 16 } as const;

  test('numbers with a sign, which ImageJ stores 32768 higher, are those that it shows', async () => {
    const description = 'ImageJ=1.53t\ncf=0\nc0=-33792\nc1=1\nvunit=HU\n';
    const bytes = tinyTiff({ ...one, values: [32768, 33792, 34792, 33692], entries: { 270: description } });
    const { data, white, remarks } = await read(bytes);
    expect([...data]).toEqual([-1024, 0, 1000, -100]);
    expect(white).toBeUndefined();
    expect(remarks).toEqual(['a: its values are those that ImageJ shows, -33792 and 1 times the stored number.']);
  });

  test('of a curve of ImageJ it is said that it is not applied, and no calibration is none', async () => {
    const values = [1, 2, 3, 4];
    const described = (text: string) => read(tinyTiff({ ...one, values, entries: { 270: `ImageJ=1.53t\n${text}` } }));
    expect((await described('cf=3\nc0=1\nc1=2\n')).remarks).toEqual([
      'a: ImageJ shows its values along a curve; they are read as they are stored.',
    ]);
    for (const text of ['cf=20\nc0=1\nc1=2\n', 'cf=0\nc0=0\nc1=1\n', 'unit=mm\n']) {
      const { white, remarks } = await described(text);
      expect([white, remarks], text).toEqual([65535, []]);
    }
  });

  test('images behind one directory of tifffile are all there', async () => {
    const values = Array.from({ length: 12 }, (_, i) => i);
    const bytes = tinyTiff({
      ...{ ...one, pages: 3, values, isOneDirectory: true },
      entries: { 270: '{"shape": [3, 2, 2], "truncated": true}' },
    });
    const { shape, data, white } = await read(bytes);
    expect(shape).toEqual([3, 2, 2]);
    expect([...data].map((grey) => Math.round(grey * white!))).toEqual(values);
  });

  test('a page that is a volume is refused', async () => {
    const bytes = tinyTiff({ ...one, values: [1, 2, 3, 4], entries: { 32997: [16] } });
    expect(await refusal(bytes)).toBe('a: a page is a volume of 16 slices, which is not read; save a page for each');
  });
});

describe('volumes', () => {
  test('distances below 0 in NIfTI mirror nothing, and are said', async () => {
    const bytes = tinyNifti([1, 1, 1]);
    const view = new DataView(bytes.buffer);
    view.setInt16(254, 0, true);
    const straight = await read(bytes);
    view.setFloat32(80, -0.5, true);
    const { data, remarks } = await read(bytes);
    expect([...data]).toEqual([...straight.data]);
    expect(remarks).toEqual(['a: it states distances below 0 between voxels; their signs are left aside.']);
  });

  test('a header of Analyze without marks of its own is known by what it says twice', async () => {
    const [header, voxels] = analyzePair('little');
    const bytes = (await header!.source.read(0, 348)).slice();
    const view = new DataView(bytes.buffer);
    view.setInt32(32, 0, true);
    view.setUint8(38, 0);
    view.setInt16(72, 16, true);
    const files = [{ name: 'a.hdr', source: bytesInMemory(bytes) }, voxels!];
    const { shape } = await decodeSeries(files, 'a', { mayBeRead: () => {} });
    expect(shape).toEqual([2, 3, 3]);
  });

  test.each<readonly [string, Uint8Array]>([
    [
      'NRRD, directions',
      tinyNrrd({ 'space units': '"um" "um" "um"', 'space directions': '(500,0,0) (0,500,0) (0,0,2000)' }),
    ],
    ['MetaImage', tinyMetaimage({ DistanceUnits: 'cm', ElementSpacing: '0.05 0.05 0.2' })],
  ])('lengths of %s are in the unit that it names', async (_, bytes) => {
    const { pixelSize, sliceSpacingMm } = await read(bytes);
    expect((pixelSize as { mm: number }).mm).toBeCloseTo(0.5, 9);
    expect(sliceSpacingMm).toBeCloseTo(2, 9);
  });

  /** By distances alone. */
  const spaced = (fields: Readonly<Record<string, string>>) =>
    bytesOf(
      Buffer.from(tinyNrrd(fields))
        .toString('latin1')
        .replace(/space directions: .*\n/, '')
        .replace(/space: .*\n/, ''),
    );

  test('distances of NRRD: their units, one that is not said, and a unit that nobody knows', async () => {
    const { pixelSize, sliceSpacingMm } = await read(spaced({ spacings: '500 500 2000', units: '"um" "um" "um"' }));
    expect([(pixelSize as { mm: number }).mm, sliceSpacingMm]).toEqual([0.5, 2]);
    const { sliceSpacingMm: unsaid, remarks } = await read(spaced({ spacings: '0.5 0.5 nan' }));
    expect(unsaid).toBe(0.5);
    expect(remarks![0]).toBe(
      'a: it does not say how far apart its slices are; they are taken to be as far apart as its pixels.',
    );
    const strange = await read(tinyNrrd({ 'space units': '"ell" "ell" "ell"' }));
    expect(strange.remarks).toEqual(['a: its lengths are in “ell”, and are taken for millimetres.']);
    expect(await refusal(tinyNrrd({ 'space units': '"mm" "mm" "um"' }))).toBe(
      'a: its lengths are in several units (mm, mm, um), which is not read',
    );
  });

  test('a slice of NRRD has the pixel that its directions say', async () => {
    const slice = { dimension: '2', sizes: '3 6', 'space dimension': '2', 'space directions': '(0.4,0) (0,0.4)' };
    const { shape, pixelSize, remarks } = await read(tinyNrrd(slice));
    expect([shape, pixelSize]).toEqual([[6, 3], { mm: 0.4 }]);
    expect(remarks!.join()).not.toMatch(/how far apart/);
  });

  test('an axis of NRRD that has the parts of a voxel is refused', async () => {
    expect(await refusal(tinyNrrd({ kinds: 'RGB-color domain domain' }))).toBe(
      'a: has several values a voxel (“kinds” has “RGB-color”), but only volumes with one are read',
    );
  });

  test('voxels of NRRD in a file by itself that is compressed (.raw.gz), as ITK writes it', async () => {
    const header = bytesInMemory(tinyNrrd({ encoding: 'gzip', 'data file': 'a.raw.gz' }, new Uint8Array()));
    const packed = bytesInMemory(gzipped(shorts()));
    for (const source of [packed, await openedSource(packed, 'a.raw.gz')]) {
      const files = [
        { name: 'a.nhdr', source: header },
        { name: 'a.raw.gz', source },
      ];
      const { data } = await decodeSeries(files, 'a', { mayBeRead: () => {} });
      expect([...data].toSorted((one, other) => one - other)).toEqual([...STORED]);
    }
  });

  test('MetaImage says true by a letter, and a factor that is not applied is told', async () => {
    const turned = shorts().map((_, i, all) => all[i ^ 1]!);
    const { data } = await read(tinyMetaimage({ BinaryDataByteOrderMSB: 'T' }, turned));
    expect([...data]).toEqual([...(await read(tinyMetaimage())).data]);
    const { remarks } = await read(tinyMetaimage({ ElementToIntensityFunctionSlope: '2' }));
    expect(remarks).toEqual(['a: it states a factor and a shift of its values (2, 0), which are not applied.']);
  });
});

describe('JPEG', () => {
  const [SIDE, GREY] = [16, 200];
  const file = new Uint8Array(
    encode({ data: new Uint8Array(4 * SIDE * SIDE).fill(GREY), width: SIDE, height: SIDE }, 98).data,
  );
  /** Without the marker that says which colours there are. */
  const unmarked = bytesOf(Buffer.from(file).toString('latin1').replace('JFIF', 'none'));

  test('of red, green and blue themselves is not taken for differences of colour', async () => {
    const named = unmarked.slice();
    // The components of a frame and of a scan, which are called 1, 2 and 3.
    const at = (marker: number) => Buffer.from(named).indexOf(Buffer.of(0xff, marker));
    for (const [i, letter] of [...'RGB'].entries()) {
      named[at(0xc0) + 10 + 3 * i] = letter.charCodeAt(0);
      named[at(0xda) + 5 + 2 * i] = letter.charCodeAt(0);
    }
    const adobe = joined(bytesOf('\xff\xee\0\x0eAdobe'), new Uint8Array([0, 100, 0, 0, 0, 0, 0]));
    const told = joined(unmarked.subarray(0, 2), adobe, unmarked.subarray(2));
    // Their luminance: 200 of red, 128 of green and of blue.
    const expected = 0.2126 * GREY + (0.7152 + 0.0722) * 128;
    for (const bytes of [named, told]) expect(255 * (await read(bytes)).data[0]!).toBeCloseTo(expected, 0);
    for (const bytes of [file, unmarked]) expect(255 * (await read(bytes)).data[0]!).toBeCloseTo(GREY, 0);
  });
});

describe('archives', () => {
  test('pictures of a stack are in the order of their names, in whatever order they were packed', async () => {
    const page = (value: number) => tinyTiff({ rows: 1, columns: 2, values: [value, value] });
    const files = Object.fromEntries([10, 2, 1, 9].map((number) => [`scan_${number}.tif`, page(number)]));
    const { data, white } = await read(zipSync(files));
    expect([...data].map((grey) => Math.round(grey * white!))).toEqual([1, 1, 2, 2, 9, 9, 10, 10]);
  });

  test('an array is called by its file’s name, with or without the ending', async () => {
    const bytes = zipSync({
      'run/scan.npy': npyBytes(Float32Array.of(1, 2), [1, 2]),
      'b.npy': npyBytes(Float32Array.of(3), [1]),
    });
    for (const name of ['a.zip#/run/scan.npy', 'a.zip#/run/scan']) {
      expect([...(await read(bytes, name, 'readings')).data], name).toEqual([1, 2]);
    }
  });
});

describe('HDF5', () => {
  test('angles are in the unit that the file says, however few they are, unless another is stated', async () => {
    const bytes = await tinyHdf5((file) => {
      const group = file.create_group('exchange');
      group.create_dataset({ name: 'theta', data: Float64Array.of(0, 1, 2) }).create_attribute('units', 'rad');
    });
    const angles = (angleUnit?: 'degrees') =>
      loadAngles(
        { anglesDeg: 'a.h5', angleUnit },
        { name: 'b', views: 3 },
        async () => bytes,
        () => '',
      );
    const { degrees, remarks } = await angles();
    expect([...degrees].map((angle) => Math.round(1000 * angle))).toEqual([0, 57296, 114592]);
    expect(remarks).toEqual([]);
    const stated = await angles('degrees');
    expect([...stated.degrees]).toEqual([0, 1, 2]);
    expect(stated.remarks).toContain(
      'a.h5: says that its angles are in radians; they are read in degrees, as the experiment says.',
    );
  });
});
