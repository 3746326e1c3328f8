import { expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { MeasurementReference } from '../../src/experiment/measurement-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { arraysIn, decodeAngles, decodeArray, decodeSeries } from '../../src/files/decoding.ts';
import { sentenceOf } from '../support/sentences.ts';
import { counted, IMAGE, PET, pair, SPECT } from './tiny-interfile.ts';

type Files = ReturnType<typeof pair>;

const readings = ([header, ...parts]: Files) =>
  decodeArray(header!.source, header!.name, 'readings', { mayBeRead: () => {} }, parts);

function load(files: Files, measurement: Omit<MeasurementReference, 'sinogram'>) {
  const input = parseExperimentInput({ measurement: { sinogram: files.map(({ name }) => name), ...measurement } });
  return loadSubject(input, async (name) => files.find((file) => file.name === name)!.source);
}

const PET_NUMBERS = counted(4 * 3 + 4 * 2 * 3);
const direct = Array.from({ length: 24 }, (_, i) => 12 + i);

test('the direct segment of PET projections, whatever lies before it', async () => {
  const { shape, data, readings: said, remarks } = await readings(pair(PET, PET_NUMBERS));
  expect({ shape, data: [...data], said }).toEqual({
    shape: [4, 2, 3],
    data: direct,
    said: { kind: 'arbitrary', axes: 'views-rows-channels', channelSpacingMm: 3, offset: 0 },
  });
  expect(remarks).toEqual([
    'tiny.hs: it does not say which way its views turn; they are taken to turn clockwise, as STIR counts them, and if they do not, the slice is a mirror image.',
    'tiny.hs: of its 2 segments that across the axis is read, of 2 rows; the oblique ones are left out.',
  ]);
});

test('numbers of another kind: byte order, integers with a factor, an offset', async () => {
  const shorts = new Uint8Array(4 + 2 * 36);
  const view = new DataView(shorts.buffer);
  for (let i = 0; i < 36; i++) view.setInt16(4 + 2 * i, i - 18, false);
  const fields = {
    ...PET,
    'imagedata byte order': 'BIGENDIAN',
    '!number format': 'signed integer',
    '!number of bytes per pixel': '2',
    'data offset in bytes[1]': '4',
    'image scaling factor[1]': '0.5',
  };
  const { data } = await readings(pair(fields, shorts));
  expect([...data]).toEqual(direct.map((value) => (value - 18) / 2));
});

test('angles of PET go clockwise over half a turn, from the offset of its views on', async () => {
  const [header] = pair(PET, PET_NUMBERS);
  expect([...(await decodeAngles(header!.source, 'tiny.hs#/angles', () => {}))]).toEqual([-10, -55, -100, -145]);
});

test.each([
  ['CW', [180, 90, 0, -90]],
  ['ccw', [180, 270, 360, 450]],
])('angles of SPECT go %s from the start', async (direction, angles) => {
  const [header] = pair({ ...SPECT, '!direction of rotation': direction }, counted(24));
  expect([...(await decodeAngles(header!.source, 'tiny.hs#/angles', () => {}))]).toEqual(angles);
});

test('a row of SPECT is a measurement in arbitrary units, with the angles of the header', async () => {
  const files = pair(SPECT, counted(24));
  const subject = await load(files, { row: 1, anglesDeg: 'tiny.hs#/angles' });
  expect(subject).toMatchObject({ kind: 'measurement', views: 4, channels: 3, isArbitrary: true });
  const { lineIntegrals, anglesDeg, remarks } = subject as Extract<typeof subject, { kind: 'measurement' }>;
  expect([...lineIntegrals]).toEqual([3, 4, 5, 9, 10, 11, 15, 16, 17, 21, 22, 23]);
  expect([...anglesDeg!]).toEqual([180, 90, 0, -90]);
  expect(remarks).toContain('tiny.hs: says that its channels are 3.5 mm apart (scan.channelSpacingMm, scan.offset).');
});

test('that the way of turning is a guess is known where no header says it', async () => {
  const anglesOf = async (fields: typeof SPECT) => {
    const [header, numbers] = pair(fields, counted(24));
    const arrays = await arraysIn(header!.source, 'tiny.hs', [numbers!]);
    return arrays!.find(({ part }) => part === 'angles')!.isTurnGuessed;
  };
  const { '!direction of rotation': _, ...unsaid } = SPECT;
  expect(await anglesOf(SPECT)).toBeUndefined();
  expect(await anglesOf(unsaid as typeof SPECT)).toBe(true);
  const { remarks } = await readings(pair(unsaid, counted(24)));
  expect(remarks![0]).toMatch(/^tiny\.hs: it does not say which way its views turn; they are taken to turn clockwise/);
});

test('projections that lie row by row have to be said so', async () => {
  const fields = {
    ...PET,
    'matrix axis label [3]': 'axial coordinate',
    'matrix axis label [2]': 'view',
    '!matrix size [2]': '4',
    '!matrix size [3]': '{1, 2}',
  };
  const files = pair(fields, PET_NUMBERS);
  expect(await sentenceOf(() => load(files, { row: 0, anglesDeg: 'tiny.hs#/angles' }))).toBe(
    'tiny.hs: says that its projections lie as rows-views-channels; set "axes" to "rows-views-channels"',
  );
  const subject = await load(files, { row: 1, axes: 'rows-views-channels', anglesDeg: 'tiny.hs#/angles' });
  expect([...(subject as { lineIntegrals: Float32Array }).lineIntegrals]).toEqual(direct.slice(12));
});

test('an image with its sizes, columns to the right and rows downwards', async () => {
  const { shape, data, pixelSize, sliceSpacingMm } = await decodeSeries(pair(IMAGE, counted(18)), 'a', {
    mayBeRead: () => {},
  });
  expect({ shape, data: [...data], pixelSize, sliceSpacingMm }).toEqual({
    shape: [2, 3, 3],
    data: Array.from({ length: 18 }, (_, i) => i),
    pixelSize: { mm: 0.5 },
    sliceSpacingMm: 2,
  });
});

test('the page takes what the header says for its guesses', async () => {
  const opened = await recogniseFiles(pair(PET, PET_NUMBERS));
  expect(opened).toMatchObject({
    kind: 'arrays',
    arrays: [
      { name: 'tiny.hs#/projections', role: 'projections', parts: ['tiny.s'], readings: { channelSpacingMm: 3 } },
      { name: 'tiny.hs#/angles', role: 'angles', angleUnit: 'degrees', shape: [4] },
    ],
  });
  const image = await recogniseFiles(pair(IMAGE, counted(18)));
  expect(image).toMatchObject({ kind: 'phantom', phantom: { image: ['tiny.hs', 'tiny.s'] } });
  const [header] = pair(PET, PET_NUMBERS);
  expect(await sentenceOf(() => recogniseFiles([header!]))).toBe(
    'tiny.hs: its numbers are in another file, tiny.s; open both together',
  );
});

test.each<readonly [string, Readonly<Record<string, string | null>>, string]>([
  [
    'time of flight',
    { 'number of dimensions': '5' },
    'holds projections by time of flight, which are not read; sum their times first',
  ],
  ['frames', { 'number of time frames': '3' }, 'holds 3 time frames, but only a single one is read; save it by itself'],
  [
    'other axes',
    { 'matrix axis label [3]': 'segment' },
    'its axes are “tangential coordinate, axial coordinate, segment, segment”, but only projections by segment, view and axial coordinate, or by segment, axial coordinate and view, are read',
  ],
  [
    'oblique lines alone',
    { 'minimum ring difference per segment': '{1, 2}' },
    'has no segment of lines across the axis, and oblique ones are not read',
  ],
  ['segments without sizes', { '!matrix size [2]': '{ 1 }' }, 'states 2 segments, but the sizes of 1'],
  ['no number', { '!matrix size [1]': 'many' }, '“matrix size[1]” should be a number, got “many”'],
  ['half a thing', { '!matrix size [1]': '2.5' }, '“matrix size[1]” should be a whole number from 1, got “2.5”'],
  ['no size', { '!matrix size [1]': null }, 'its header lacks “matrix size[1]”'],
  [
    'another format',
    { '!number format': 'ASCII' },
    'its numbers are of the format “ascii” with 4 bytes, which is not read',
  ],
  [
    'another order',
    { 'imagedata byte order': 'PDP' },
    '“imagedata byte order” should be LITTLEENDIAN or BIGENDIAN, got “pdp”',
  ],
  [
    'another study',
    { '!type of data': 'Static' },
    'its type of data is “static”, but only tomographic data and PET are read',
  ],
])('%s: refused', async (_, fields, sentence) => {
  expect(await sentenceOf(() => readings(pair({ ...PET, ...fields }, PET_NUMBERS)))).toBe(`tiny.hs: ${sentence}`);
});

test('a file that is shorter than its header says is refused before room is made', async () => {
  const fields = { ...PET, '!matrix size [1]': '400000000' };
  expect(await sentenceOf(() => readings(pair(fields, PET_NUMBERS)))).toBe(
    'tiny.s: should have 19200000000 bytes, as the header tiny.hs says, but ends after 144',
  );
  expect(await sentenceOf(() => readings(pair({ ...PET, '!matrix size [3]': '4e9' }, PET_NUMBERS)))).toBe(
    'tiny.hs: states 4000000000 views; at most 65536 are read',
  );
});

test('a header alone says what it needs', async () => {
  const [header] = pair(PET, PET_NUMBERS);
  expect(await sentenceOf(() => readings([header!]))).toBe(
    'tiny.hs: its numbers are in another file (tiny.s); open both together, or name both in an experiment ("sinogram": ["tiny.hs", "tiny.s"])',
  );
});

test('an image is no list of angles', async () => {
  const [header] = pair(IMAGE, counted(18));
  expect(await sentenceOf(() => decodeAngles(header!.source, header!.name, () => {}))).toBe(
    'tiny.hs: is an Interfile header without angles of views',
  );
});
