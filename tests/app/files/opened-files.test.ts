import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { lookAtArray } from '../../../src/app/files/array-look.ts';
import { type ArrayAnswers, experimentFromRoles } from '../../../src/app/files/array-roles.ts';
import type { OpenedArray } from '../../../src/app/files/opened-arrays.ts';
import { recogniseFiles } from '../../../src/app/files/opened-files.ts';
import type { ProjectionAnswers } from '../../../src/app/files/projections.ts';
import { guessRoles } from '../../../src/app/files/role-guesses.ts';
import { bytesInMemory } from '../../../src/files/byte-source.ts';
import { countsOf, ellipseSinogram, turnedArray } from '../../support/ellipse-sinogram.ts';
import { npyBytes } from '../../support/npy.ts';
import { sentenceOf } from '../../support/sentences.ts';

const recognise = (files: Record<string, Uint8Array>) =>
  recogniseFiles(Object.entries(files).map(([name, bytes]) => ({ name, source: bytesInMemory(bytes) })));

/** Eight rows of twelve channels in six views, all of one value. */
const stack = (value: number) => npyBytes(new Float32Array(6 * 8 * 12).fill(value), [6, 8, 12]);

async function arraysIn(files: Record<string, Uint8Array>): Promise<readonly OpenedArray[]> {
  const opened = await recognise(files);
  if (opened.kind !== 'arrays') throw new Error(`these are ${opened.kind}`);
  return opened.arrays;
}

const [VIEWS, CHANNELS] = [90, 64];
const exact = ellipseSinogram();
const counts = countsOf(exact, 60_000);
const DEGREES = Float64Array.from({ length: VIEWS }, (_, view) => 2 * view);
const HU = Float32Array.from({ length: 48 * 48 }, (_, i) => (Math.hypot((i % 48) - 24, i / 48 - 24) > 20 ? -1000 : 30));
const grey = (values: Float32Array, rows: number, columns: number, depth: 8 | 16) =>
  encode({
    width: columns,
    height: rows,
    channels: 1,
    depth,
    data: depth === 8 ? Uint8Array.from(values) : Uint16Array.from(values),
  });

const ANSWERS: ArrayAnswers = {
  spacingMm: 3,
  offset: 1,
  arcDeg: 180,
  kind: 'line-integrals',
  white: 60_000,
  dark: 0,
  scale: 1,
  transpose: false,
  angleUnit: 'degrees',
  imageValues: 'arbitrary',
};

describe('an array that is dropped', () => {
  test.each<[string, Record<string, Uint8Array>, string[]]>([
    ['a sinogram', { 'scan.npy': npyBytes(exact, [VIEWS, CHANNELS]) }, ['sinogram']],
    ['a square sinogram', { 'scan.npy': npyBytes(ellipseSinogram({ views: 64 }), [64, 64]) }, ['sinogram']],
    [
      '[channels, views]',
      { 'scan.npy': npyBytes(turnedArray(exact, VIEWS, CHANNELS), [CHANNELS, VIEWS]) },
      ['sinogram'],
    ],
    ['a slice in HU that is not square', { 'x.npy': npyBytes(HU.subarray(0, 48 * 40), [40, 48]) }, ['image']],
    [
      'a square image',
      {
        'x.npy': npyBytes(
          HU.map((hu) => (hu + 1000) / 1000),
          [48, 48],
        ),
      },
      ['image'],
    ],
    [
      'a whole measurement',
      {
        'projections.npy': npyBytes(counts, [VIEWS, CHANNELS]),
        'flat.npy': npyBytes(new Float32Array(CHANNELS).fill(60_000), [CHANNELS]),
        'darks.npy': npyBytes(new Float32Array(2 * CHANNELS), [2, CHANNELS]),
        'theta.npy': npyBytes(DEGREES, [VIEWS]),
      },
      ['sinogram', 'white', 'dark', 'anglesDeg'],
    ],
    [
      'line integrals, beside what they were computed with',
      {
        'sinogram.npy': npyBytes(exact, [VIEWS, CHANNELS]),
        'flat.npy': npyBytes(new Float32Array(CHANNELS).fill(60_000), [CHANNELS]),
        'darks.npy': npyBytes(new Float32Array(2 * CHANNELS).fill(100), [2, CHANNELS]),
        'theta.npy': npyBytes(DEGREES, [VIEWS]),
      },
      ['sinogram', 'unused', 'unused', 'anglesDeg'],
    ],
    [
      'transmissions of readings that were divided by the white ones',
      {
        'sinogram.npy': npyBytes(
          counts.map((count) => count / 60_000),
          [VIEWS, CHANNELS],
        ),
        'flat.npy': npyBytes(new Float32Array(CHANNELS).fill(60_000), [CHANNELS]),
      },
      ['sinogram', 'unused'],
    ],
    ['counts as a picture of 16 bits', { 'x.png': grey(counts, VIEWS, CHANNELS, 16) }, ['sinogram']],
    [
      'greys of a sinogram',
      {
        'x.png': grey(
          exact.map((p) => 60 * p),
          VIEWS,
          CHANNELS,
          8,
        ),
      },
      ['sinogram'],
    ],
    [
      'CT numbers of 16 bits',
      {
        'x.png': grey(
          HU.map((hu) => hu + 1024),
          48,
          48,
          16,
        ),
      },
      ['image'],
    ],
  ])('is guessed: %s', async (_, files, roles) => {
    expect(guessRoles(await arraysIn(files))).toEqual(roles);
  });

  test.each<[string, Record<string, Uint8Array>, string[]]>([
    ['three axes alone', { 'x.npy': stack(0.5) }, ['undecided']],
    ['a volume by its name', { 'recon.npy': stack(0.5) }, ['image']],
    ['a volume by its values', { 'x.npy': npyBytes(HU, [3, 16, 48]) }, ['image']],
    ['projections by their name', { 'projections.npy': stack(0.5) }, ['projections']],
    [
      'projections by what comes with them',
      { 'x.npy': stack(900), 'white.npy': npyBytes(new Float32Array(96).fill(1000), [8, 12]) },
      ['projections', 'white'],
    ],
  ])('is guessed, or asked: %s', async (_, files, roles) => {
    expect(guessRoles(await arraysIn(files))).toEqual(roles);
  });

  test('dark readings of another detector do not belong to it', async () => {
    const dark = (rows: number) => npyBytes(new Float32Array(rows * 12), [rows, 12]);
    expect(guessRoles(await arraysIn({ 'projections.npy': stack(900), 'dark.npy': dark(8) }))[1]).toBe('dark');
    expect(guessRoles(await arraysIn({ 'projections.npy': stack(900), 'dark.npy': dark(20) }))[1]).toBe('unused');
  });

  test('of three axes shows the middle of the first', async () => {
    const values = Float32Array.from({ length: 5 * 8 * 12 }, (_, i) =>
      Math.floor(i / 96) === 2 && i % 12 === 3 ? 1 : 0,
    );
    const [array] = await arraysIn({ 'x.npy': npyBytes(values, [5, 8, 12]) });
    const { rows, columns, greys } = array!.look!.plane!;
    expect([rows, columns]).toEqual([8, 12]);
    expect([...greys].map((grey) => (grey > 0 ? 1 : 0))).toEqual(
      Array.from({ length: 96 }, (_, i) => (i % 12 === 3 ? 1 : 0)),
    );
  });

  test('a picture of 8 bits that is no sinogram is opened unasked', async () => {
    const png = grey(
      HU.map((hu) => (hu + 1000) / 8),
      48,
      48,
      8,
    );
    expect(await recognise({ 'x.png': png })).toEqual({ kind: 'phantom', name: 'x.png', phantom: { image: 'x.png' } });
  });

  test('of many megabytes is looked at by its lines, in either order of memory', async () => {
    // A disk's views, all alike.
    const [rows, columns] = [1000, 1200];
    const profile = Float32Array.from(
      { length: columns },
      (_, k) => 3 * Math.sqrt(Math.max(0, 1 - ((k - 620) / 400) ** 2)),
    );
    const values = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) values.set(profile, row * columns);
    const [array] = await arraysIn({ 'large.npy': npyBytes(values, [rows, columns]) });
    const fortran = Buffer.from(npyBytes(turnedArray(values, rows, columns), [rows, columns]));
    fortran.write('True ', fortran.indexOf('False'));
    const [other] = await arraysIn({ 'large.npy': fortran });
    for (const { shape, look } of [array!, other!]) {
      expect(shape).toEqual([rows, columns]);
      expect(look).toMatchObject({
        isLikeSinogram: true,
        readings: { kind: 'line-integrals' },
        orientation: { isTransposed: false },
      });
      expect([look!.thumbnail.rows, look!.thumbnail.columns]).toEqual([128, 128]);
    }
  });

  test('that holds NaN is refused by its place in the file, however large that is', async () => {
    const values = new Float32Array(1200 * 1000);
    values[1199 * 1000 + 3] = Number.NaN;
    expect(await sentenceOf(() => recognise({ 'x.npy': npyBytes(values, [1200, 1000]) }))).toMatch(
      /^x\.npy: .*\[1199, 3\]/,
    );
  });
});

describe('what was said of arrays', () => {
  test('states everything, and never makes line integrals of counts', async () => {
    const arrays = await arraysIn({ 's.npy': npyBytes(counts, [VIEWS, CHANNELS]) });
    expect(await sentenceOf(() => experimentFromRoles(arrays, ['sinogram'], ANSWERS))).toMatch(
      /^s\.npy cannot be line integrals: its values range from \d+ to 6\d{4}, but no line integral exceeds 20$/,
    );
    expect(experimentFromRoles(arrays, ['sinogram'], { ...ANSWERS, kind: 'transmission' }).measurement).toEqual({
      sinogram: 's.npy',
      kind: 'transmission',
      white: 60_000,
      dark: 0,
      transpose: false,
    });
    expect(experimentFromRoles(arrays, ['sinogram'], { ...ANSWERS, scale: 1e-4 }).measurement).toMatchObject({
      kind: 'line-integrals',
      scale: 1e-4,
    });
  });

  test('turns rows into channels, and takes the arc where no file has angles', async () => {
    const arrays = await arraysIn({ 's.npy': npyBytes(turnedArray(exact, VIEWS, CHANNELS), [CHANNELS, VIEWS]) });
    const input = experimentFromRoles(arrays, ['sinogram'], { ...ANSWERS, transpose: true, arcDeg: 360 });
    expect(input.measurement).toMatchObject({ transpose: true });
    expect(arrays[0]!.look!.arcDeg).toEqual({ asStored: null, turned: 180 });
    expect(input.scan).toMatchObject({ arcDeg: 360, channelSpacingMm: 3, offset: 1 });
    expect(input.reconstruction.grid).toEqual({ pixels: CHANNELS, pixelSizeMm: 3 });
  });

  test('keeps files that have no place from being left out in silence', async () => {
    const arrays = await arraysIn({
      's.npy': npyBytes(exact, [VIEWS, CHANNELS]),
      'w.npy': npyBytes(new Float32Array(CHANNELS).fill(1), [CHANNELS]),
    });
    expect(await sentenceOf(() => experimentFromRoles(arrays, ['sinogram', 'white'], ANSWERS))).toMatch(
      /^w\.npy applies only to raw readings/,
    );
  });

  test('of an image states what its values are', async () => {
    const arrays = await arraysIn({ 'i.npy': npyBytes(HU, [48, 48]) });
    expect(experimentFromRoles(arrays, ['image'], { ...ANSWERS, imageValues: 'hounsfield' }).phantom).toEqual({
      image: 'i.npy',
      values: 'hounsfield',
      pixelSizeMm: 3,
    });
  });
});

describe('what was said of projections', () => {
  const said: ProjectionAnswers = {
    ...{ axes: 'views-rows-channels', firstRow: 'highest', detector: 'flat' },
    ...{ sourceToIsocenterMm: 200, sourceToDetectorMm: 300, channelSpacingMm: 3, rowSpacingMm: 6 },
  };

  test('is their geometry, on a grid that covers what the panel sees at the axis', async () => {
    const arrays = await arraysIn({ 'p.npy': stack(0.5) });
    const input = experimentFromRoles(arrays, ['projections'], { ...ANSWERS, arcDeg: 360, projections: said });
    expect(input.measurement).toEqual({
      ...{ sinogram: 'p.npy', axes: 'views-rows-channels', firstRow: 'highest', kind: 'line-integrals' },
    });
    expect(input.scan).toMatchObject({
      ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 200, sourceToDetectorMm: 300 },
      ...{ channelSpacingMm: 3, rowSpacingMm: 6, arcDeg: 360, offset: 1 },
    });
    // 12 channels of 3 mm and 8 rows of 6 mm are 24 × 32 mm at the axis.
    expect(input.reconstruction.grid).toEqual({ pixels: 16, pixelSizeMm: 1.5, slices: 21 });
    expect('rows' in input.scan).toBe(false);
  });

  test('lacks nothing, or it is asked for', async () => {
    const arrays = await arraysIn({ 'p.npy': stack(0.5) });
    const projections = { ...said, sourceToDetectorMm: Number.NaN, rowSpacingMm: Number.NaN };
    expect(await sentenceOf(() => experimentFromRoles(arrays, ['projections'], { ...ANSWERS, projections }))).toBe(
      'p.npy does not say how the cone beam was set up; fill in the distance from source to detector and the row spacing',
    );
    expect(await sentenceOf(() => experimentFromRoles(arrays, ['undecided'], ANSWERS))).toBe(
      'Choose what p.npy is: projections of a cone beam, or a volume to scan',
    );
    expect(await sentenceOf(() => experimentFromRoles([...arrays, ...arrays], ['projections', 'image'], ANSWERS))).toBe(
      'Choose one thing to open: projections, a sinogram, or an image or volume to scan',
    );
  });
});

test('whatever an array holds, looking at it ends with sentences', () => {
  const values = fc.oneof(
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -1100, max: 4000 }),
    fc.constantFrom(0, 1, -1000),
  );
  const arrays = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .chain(([rows, columns]) =>
      fc.tuple(
        fc.constant(rows),
        fc.constant(columns),
        fc.array(values, { minLength: rows * columns, maxLength: rows * columns }),
      ),
    );
  fc.assert(
    fc.property(arrays, ([rows, columns, list]) => {
      const look = lookAtArray(Float32Array.from(list), rows, columns);
      const said = [look.readings.why, look.orientation.why, look.imageValues.why].join();
      expect(said).not.toMatch(/NaN|Infinity|undefined/);
      expect(look.thumbnail.greys).toHaveLength(rows * columns);
    }),
  );
});

describe('numbered files of one size', () => {
  const [views, rows, channels] = [5, 8, 12];
  const view = (value: number) => npyBytes(new Float32Array(rows * channels).fill(value), [rows, channels]);
  const projections = Object.fromEntries([10, 9, 8, 7, 11].map((n) => [`raw_${n}.npy`, view(1000 - n)]));

  test('are one stack, in the order of their numbers, beside what they need', async () => {
    const arrays = await arraysIn({
      ...projections,
      'flat_1.npy': view(5000),
      'dark_1.npy': view(10),
      'angles.npy': npyBytes(new Float64Array(9), [9]),
    });
    const files = [7, 8, 9, 10, 11].map((n) => `raw_${n}.npy`);
    const stacked = arrays.find((array) => array.files)!;
    expect(stacked).toMatchObject({ files, shape: [views, rows, channels], look: { least: 989, most: 993 } });
    const roles = guessRoles(arrays);
    expect(Object.fromEntries(arrays.map(({ name }, i) => [name, roles[i]]))).toEqual({
      ...{ 'raw_7.npy … raw_11.npy': 'row', 'flat_1.npy': 'white', 'dark_1.npy': 'dark', 'angles.npy': 'anglesDeg' },
    });
    const { measurement, scan } = experimentFromRoles(arrays, roles, {
      ...{ spacingMm: 0.5, offset: null, arcDeg: 180, kind: 'transmission', white: 1, dark: 0, scale: 1 },
      ...{ transpose: false, angleUnit: 'degrees', imageValues: 'arbitrary', firstAngle: 2 },
      row: { axes: 'views-rows-channels', row: 3 },
    });
    expect(measurement).toEqual({
      ...{ sinogram: files, kind: 'transmission', white: 'flat_1.npy', dark: 'dark_1.npy' },
      ...{ axes: 'views-rows-channels', row: 3, anglesDeg: 'angles.npy', angleUnit: 'degrees', firstAngle: 2 },
    });
    expect(scan).toMatchObject({ channelSpacingMm: 0.5 });
  });

  test('of other sides are something of their own each', async () => {
    const odd = npyBytes(new Float32Array(96), [12, 8]);
    const arrays = await arraysIn({ 'a1.npy': view(1), 'a2.npy': odd, 'a3.npy': view(2) });
    expect(arrays.map(({ shape, files }) => [shape, files])).toEqual([
      [[8, 12], undefined],
      [[12, 8], undefined],
      [[8, 12], undefined],
    ]);
  });

  test('are not looked for among two', async () => {
    expect(await arraysIn({ 'a1.npy': view(1), 'a2.npy': view(2) })).toHaveLength(2);
  });
});
