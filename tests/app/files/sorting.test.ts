// What files that come together are, by the rules of `src/app/files/sorting`.

import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { experimentFromRoles } from '../../../src/app/files/array-roles.ts';
import type { OpenedArray } from '../../../src/app/files/opened-arrays.ts';
import { recogniseFiles } from '../../../src/app/files/opened-files.ts';
import { guessRoles, roleGuesses } from '../../../src/app/files/role-guesses.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { bytesInMemory } from '../../../src/files/byte-source.ts';
import { ctElements, type TinyElement, tinyDicom, tinyDirectory } from '../../files/tiny-dicom.ts';
import { shorts, tinyMetaimage, tinyNifti, tinyNrrd } from '../../files/tiny-volumes.ts';
import { npyBytes } from '../../support/npy.ts';
import { sentenceOf } from '../../support/sentences.ts';

type Files = Readonly<Record<string, Uint8Array>>;

const recognise = (files: Files) =>
  recogniseFiles(Object.entries(files).map(([name, bytes]) => ({ name, source: bytesInMemory(bytes) })));

async function thingsIn(files: Files): Promise<readonly OpenedArray[]> {
  const opened = await recognise(files);
  if (opened.kind !== 'arrays') throw new Error(`these are ${opened.kind}`);
  return opened.arrays;
}

/** By name: what each thing is taken for. */
async function rolesIn(files: Files): Promise<Record<string, string>> {
  const things = await thingsIn(files);
  return Object.fromEntries(roleGuesses(things).map(({ role }, i) => [things[i]!.name, role]));
}

const words = (text: string) => new TextEncoder().encode(text);
const element = (tag: number, vr: TinyElement['vr'], value: string): TinyElement => ({ tag, vr, value });

/** Two rows of three pixels of one value. */
function slice(value: number, heightMm: number, series = '1.2.3', changes: readonly TinyElement[] = []): Uint8Array {
  return tinyDicom(
    ctElements(2, 3, new Array(6).fill(value), [
      element(0x0020000e, 'UI', series),
      element(0x00200032, 'DS', `0\\0\\${heightMm}`),
      element(0x00200037, 'DS', '1\\0\\0\\0\\1\\0'),
      ...changes,
    ]),
  );
}

const SERIES = { '1.dcm': slice(1024, 0), '2.dcm': slice(1124, 2), '3.dcm': slice(1224, 4) };
const IMAGE = { image: ['1.dcm', '2.dcm', '3.dcm'] };
const LOCALIZER = slice(0, 3, '1.2.3', [element(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\LOCALIZER')]);

const ELLIPSE = { type: 'ellipse', x: 0, y: 0, semiAxisX: 80, semiAxisY: 80, value: 0 };

const plane = (value: number) => npyBytes(new Float32Array(8 * 12).fill(value), [8, 12]);
const picture = (grey: number) =>
  encode({ width: 12, height: 8, channels: 1, depth: 8, data: new Uint8Array(96).fill(grey) });
const numbered = (stem: string, extension: string, bytes: (i: number) => Uint8Array) =>
  Object.fromEntries([1, 2, 3, 4].map((i) => [`${stem}${i}.${extension}`, bytes(i)]));

describe('strangers beside what is opened are left out, and named', () => {
  test.each<readonly [string, Files, unknown, readonly string[]]>([
    ['a series alone', SERIES, IMAGE, []],
    [
      'a series with what folders have besides',
      {
        ...{ LICENSE: words('Copyright'), '.DS_Store': Uint8Array.of(0, 0, 0, 1, 66), DICOMDIR: tinyDirectory() },
        ...{ scout: LOCALIZER, 'angles.txt': words('1\n2\n3\n'), ...SERIES },
      },
      IMAGE,
      [
        'DICOMDIR is the directory of a disc and is left out.',
        'scout is a localizer (scout view) and is left out.',
        '3 files are left out: LICENSE (a text file), .DS_Store (a file of an unknown kind), angles.txt (a list of numbers).',
      ],
    ],
    [
      'a series with the JSON of another program and a damaged slice',
      { 'meta.json': words('{"StudyDate": 1}'), 'x.dcm': SERIES['1.dcm'].slice(0, 200), ...SERIES },
      IMAGE,
      [
        expect.stringMatching(/^x\.dcm: .*damaged.*\.$/),
        'meta.json is a JSON file of another kind and is left out.',
      ] as unknown as readonly string[],
    ],
    [
      'a header, its voxels and a word on them',
      {
        'tiny.mhd': tinyMetaimage({ ElementDataFile: 'tiny.raw' }, new Uint8Array()),
        'tiny.raw': shorts(),
        README: words('hello'),
      },
      { image: ['tiny.mhd', 'tiny.raw'] },
      ['README is a text file and is left out.'],
    ],
    [
      'a series in an archive',
      { 'a.zip': zipSync({ 'x/LICENSE': words('Copyright'), ...SERIES }) },
      { image: 'a.zip' },
      ['a.zip#/x/LICENSE is a text file and is left out.'],
    ],
    [
      'a photograph in an archive',
      { 'a.zip': zipSync({ 'x.png': picture(9), 'y.txt': words('Dear') }) },
      { image: 'a.zip' },
      ['a.zip#/y.txt is a text file and is left out.'],
    ],
  ])('%s', async (_, files, phantom, leftOut) => {
    const opened = await recognise(files);
    expect(opened).toMatchObject({ kind: 'phantom', phantom });
    expect(opened.leftOut ?? []).toEqual(leftOut);
  });

  test('and where there is nothing else, it is said of all', async () => {
    expect(await sentenceOf(() => recognise({ a: words('x'), b: new Uint8Array() }))).toBe(
      'None of these 2 files can be opened: a (a text file), b (an empty file)',
    );
    expect(await sentenceOf(() => recognise({ 'a.zip': zipSync({ '.DS_Store': words('x') }) }))).toBe(
      'a.zip: the archive holds no files',
    );
  });
});

describe('of what does not belong together one is asked for', () => {
  test('two series, the larger first, and why a slice is not in it', async () => {
    const files = { ...SERIES, 'x.dcm': slice(1, 90), 'y.dcm': slice(1, 0, '1.2.4') };
    const things = await thingsIn(files);
    expect(things.map(({ name, what, only }) => [name, what, only])).toEqual([
      ['1.dcm … 3.dcm', 'a DICOM series of 3 images', 'image'],
      ['x.dcm', 'a DICOM image', 'image'],
      ['y.dcm', 'a DICOM image', 'image'],
    ]);
    expect(things.map(({ preview }) => [preview?.rows, preview?.columns])).toEqual(things.map(() => [2, 3]));
    const guesses = roleGuesses(things);
    expect(guesses.map(({ role }) => role)).toEqual(['image', 'unused', 'unused']);
    expect(guesses[1]!.why).toMatch(/too far away for what lies between to be interpolated$/);
    const answers = { spacingMm: Number.NaN, imageValues: 'arbitrary' } as never;
    expect(experimentFromRoles(things, ['image', 'unused', 'unused'], answers).phantom).toEqual(IMAGE);
  });

  test('images at one place, each by itself', async () => {
    const things = await thingsIn({ 'a.dcm': slice(1, 0), 'b.dcm': slice(2, 0) });
    expect(things.map(({ name, why }) => [name, why])).toEqual([
      ['a.dcm', '2 images of its series lie at the same place'],
      ['b.dcm', '2 images of its series lie at the same place'],
    ]);
  });

  test('a phantom and a volume; a volume that cannot be read says why', async () => {
    const phantom = {
      version: 1,
      name: 'p',
      fieldSizeMm: 200,
      values: 'hounsfield',
      composition: 'replace',
      shapes: [ELLIPSE],
    };
    const files = {
      ...{ 'p.json': words(JSON.stringify(phantom)), 'v.nii': tinyNifti([1, 1, 1]) },
      'w.nrrd': tinyNrrd({ encoding: 'hex' }),
    };
    const things = await thingsIn(files);
    expect(await rolesIn(files)).toEqual({ 'p.json': 'unused', 'v.nii': 'image', 'w.nrrd': 'unused' });
    expect(things[0]).toMatchObject({ only: 'document', what: 'a phantom', document: { kind: 'phantom' } });
    expect(things[2]!.refused).toMatch(/^w\.nrrd: .*hex/);
  });

  test('an experiment has all others to itself', async () => {
    const experiment = words('{"version": 2, "phantom": {"image": "v.nii"}}');
    const files = { 'e.json': experiment, 'v.nii': tinyNifti([1, 1, 1]), ...SERIES };
    expect(await recognise(files)).toMatchObject({ kind: 'experiment', name: 'e.json' });
  });
});

describe('the files of a measurement are told apart', () => {
  const angles = npyBytes(Float64Array.from([0, 45, 90, 135]), [4]);

  test('by their names, in folders too', async () => {
    expect(
      await rolesIn({
        ...numbered('s/proj/', 'npy', (i) => plane(500 + i)),
        ...numbered('s/flats/', 'npy', () => plane(900)),
        ...numbered('s/darks/', 'npy', () => plane(3)),
        ...{ 'theta.npy': angles, 'energies.npy': npyBytes(new Float64Array(9), [9]) },
      }),
    ).toEqual({
      ...{ 's/proj/1.npy … 4.npy': 'row', 's/flats/1.npy … 4.npy': 'white', 's/darks/1.npy … 4.npy': 'dark' },
      ...{ 'theta.npy': 'anglesDeg', 'energies.npy': 'unused' },
    });
  });

  test('by what is in them', async () => {
    const noisy = (level: number) =>
      npyBytes(
        Float32Array.from({ length: 96 }, (_, i) => level * (1 + 0.01 * (i % 5))),
        [8, 12],
      );
    expect(
      await rolesIn({
        ...numbered('a', 'npy', (i) => noisy(400 + i)),
        ...{ 'bright side.npy': noisy(900), 'x.npy': noisy(950), 'y.npy': noisy(2), 'z.npy': angles },
        'k.npy': npyBytes(Float64Array.from([0, 0, 1, 2]), [4]),
      }),
    ).toEqual({
      ...{ 'a1.npy … a4.npy': 'row', 'bright side.npy': 'white', 'x.npy': 'white', 'y.npy': 'dark' },
      ...{ 'z.npy': 'anglesDeg', 'k.npy': 'imageKey' },
    });
  });

  test('and what is named like them is none of an image, nor of another size', async () => {
    const things = { 'v.nii': tinyNifti([1, 1, 1]), 'flat.npy': plane(1), 'angles.npy': angles };
    expect(Object.values(await rolesIn(things))).toEqual(['image', 'unused', 'unused']);
    const odd = { 'projections.npy': npyBytes(new Float32Array(4 * 96), [4, 8, 12]), 'flat.npy': plane(1) };
    expect(await rolesIn(odd)).toEqual({ 'projections.npy': 'projections', 'flat.npy': 'white' });
    const other = { ...odd, 'flat.npy': npyBytes(new Float32Array(70), [7, 10]), 'deflated.npy': plane(0) };
    expect(await rolesIn(other)).toMatchObject({ 'flat.npy': 'unused', 'deflated.npy': 'unused' });
  });

  test('in an archive too, and what is said of them names them there', async () => {
    const counts = (value: number) =>
      encode({ width: 12, height: 8, channels: 1, depth: 16, data: new Uint16Array(96).fill(value) });
    const files = { 'a.zip': zipSync({ ...numbered('raw', 'png', (i) => counts(500 * i)), 'flat.png': counts(4500) }) };
    const things = await thingsIn(files);
    const { measurement } = experimentFromRoles(things, guessRoles(things), {
      ...{ spacingMm: 1, offset: null, arcDeg: 180, kind: 'transmission', white: 1, dark: 0, scale: 1 },
      ...{ transpose: false, angleUnit: 'degrees', imageValues: 'arbitrary' },
      row: { axes: 'views-rows-channels', row: 3 },
    } as never);
    expect(measurement).toMatchObject({
      white: 'a.zip#/flat.png',
      sinogram: [1, 2, 3, 4].map((i) => `a.zip#/raw${i}.png`),
    });
    const input = { measurement, scan: { geometry: 'parallel' } } as never;
    const subject = await loadSubject(input, async () => files['a.zip']);
    expect(subject).toMatchObject({ kind: 'measurement', views: 4, channels: 12 });
    const [first] = (subject as unknown as { lineIntegrals: Float32Array }).lineIntegrals;
    expect(first).toBeCloseTo(Math.log(9), 5);
  });
});

describe('numbered pictures are the slices of a volume', () => {
  const ANSWERS = { spacingMm: 0.5, sliceSpacingMm: 2, imageValues: 'arbitrary' } as never;

  test('with the distances that were said, from either end', async () => {
    const files = numbered('out', 'png', (i) => picture(51 * i));
    const things = await thingsIn(files);
    expect(things).toMatchObject([{ name: 'out1.png … out4.png', shape: [4, 8, 12] }]);
    expect(roleGuesses(things)).toMatchObject([{ role: 'image', why: expect.stringContaining('8 bits') }]);
    const { phantom } = experimentFromRoles(things, ['image'], ANSWERS);
    const names = ['out1.png', 'out2.png', 'out3.png', 'out4.png'];
    expect(phantom).toEqual({ image: names, values: 'arbitrary', pixelSizeMm: 0.5, sliceSpacingMm: 2 });
    const highest = experimentFromRoles(things, ['image'], { ...(ANSWERS as object), isFirstHighest: true } as never);
    expect(highest.phantom).toMatchObject({ image: [...names].reverse() });
    const read = async (name: string) => files[name]!;
    const { volume } = (await loadSubject({ ...highest, measurement: undefined } as never, read)) as never;
    const { grid, values } = volume as { grid: object; values: Float32Array };
    expect(grid).toEqual({ rows: 8, columns: 12, slices: 4, pixelSizeMm: 0.5, sliceSpacingMm: 2 });
    expect([values[0], values[3 * 96]]).toEqual([expect.closeTo(0.8, 5), expect.closeTo(0.2, 5)]);
  });

  test('of one size, or it is said', async () => {
    const files = numbered('out', 'png', () => picture(1));
    const larger = encode({ width: 13, height: 8, channels: 1, depth: 8, data: new Uint8Array(104) });
    const input = { phantom: { image: Object.keys(files) } } as never;
    const read = async (name: string) => (name === 'out3.png' ? larger : files[name]!);
    expect(await sentenceOf(() => loadSubject(input, read))).toMatch(
      /^out3\.png: has 8 × 13 pixels, but out1\.png, another slice of .*, has 8 × 12$/,
    );
  });

  test('or projections, where their names or the counts say so, and else it is asked', async () => {
    const role = async (stem: string) => Object.values(await rolesIn(numbered(stem, 'npy', (i) => plane(0.1 * i))))[0];
    expect([await role('tomo_'), await role('recon_'), await role('a')]).toEqual(['row', 'image', 'undecided']);
  });
});

test('a slice that lies beside readings and angles is not taken for the readings', async () => {
  const array = (rows: number, columns: number) =>
    npyBytes(
      Float32Array.from({ length: rows * columns }, (_, i) => i % 7),
      [rows, columns],
    );
  const angles = npyBytes(
    Float64Array.from({ length: 20 }, (_, i) => 9 * i),
    [20],
  );
  const files = { 'slice.npy': array(24, 24), 'data.npy': array(20, 24), 'angles.npy': angles };
  expect(await rolesIn(files)).toEqual({ 'slice.npy': 'unused', 'data.npy': 'sinogram', 'angles.npy': 'anglesDeg' });
  const dim = npyBytes(new Float32Array(20 * 24).fill(0.01), [20, 24]);
  expect(await rolesIn({ ...files, 'slice.npy': dim })).toMatchObject({ 'slice.npy': 'unused' });
  const alike = { 'checked.npy': array(20, 24), 'sinogram.npy': array(20, 24), 'angles.npy': angles };
  expect(await rolesIn(alike)).toMatchObject({ 'checked.npy': 'unused', 'sinogram.npy': 'sinogram' });
});

describe('what an image seems to hold, where its file does not say', () => {
  /** 16 × 16 pixels of air, and a disk of water on it, in stored numbers. */
  const disk = (air: number, water: number) =>
    Array.from({ length: 256 }, (_, i) =>
      Math.hypot((i % 16) - 7.5, Math.floor(i / 16) - 7.5) < 5 ? water + 20 * (i % 3) : air,
    );
  const RESCALE = [0x00281052, 0x00281053];
  const without = (...tags: number[]) => tags.map((tag) => element(tag, 'DS', ''));
  const other = element(0x00080060, 'CS', 'OT');

  test.each<[string, readonly number[], readonly TinyElement[], string]>([
    ['a CT slice of no rescale', disk(0, 1024), without(...RESCALE), 'hounsfield-plus-1024'],
    ['another modality, of Hounsfield units', disk(0, 1024), [other], 'hounsfield'],
    ['another modality, of greys', disk(10, 200), [other, ...without(...RESCALE)], 'arbitrary'],
  ])('%s', async (_, pixels, changes, values) => {
    const [thing] = await thingsIn({ 'a.dcm': tinyDicom(ctElements(16, 16, pixels, changes)) });
    expect(thing).toMatchObject({ only: 'image', gaps: { lacksPixelSize: false }, seems: { values } });
    expect(thing!.gaps!.doubt).not.toBeNull();
  });
});
