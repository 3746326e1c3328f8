// What measured data are taken for: what they cannot be is refused with a sentence, what is odd is done with one.

import { readFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { displayUnitOf, experimentJson, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { Measurement } from '../../src/experiment/measurement.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { ImagePhantom } from '../../src/phantom/phantom.ts';
import { chunk, tinyPng } from '../files/tiny-png.ts';
import { countsOf, ellipseSinogram, turnedArray } from '../support/ellipse-sinogram.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';
import { sharedDataPath, testOnSharedData } from '../support/shared-data.ts';

type Files = Record<string, Uint8Array>;

const load = (json: unknown, files: Files) => loadSubject(parseExperimentInput(json), async (name) => files[name]!);

/** The sentences on the data in the report. */
async function remarksOn(json: unknown, files: Files): Promise<string[]> {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, async (name) => files[name]!);
  return experimentAdvice(resolveExperiment(input, subject), subject)
    .filter(({ kind }) => kind === 'data')
    .map(({ sentence }) => sentence);
}

const [VIEWS, CHANNELS] = [90, 64];
const exact = ellipseSinogram();
/** What rounding to whole counts does to the largest line integral at most: half a count of photons·e⁻ᵖ. */
const halfCount = (photons: number) => 0.51 / (photons * Math.exp(-Math.max(...exact)));
const sinogram = (values: Float32Array, shape = [VIEWS, CHANNELS]) => ({ 's.npy': npyBytes(values, shape) });
const measured = (keys: object = {}) => ({ measurement: { sinogram: 's.npy', ...keys } });

async function lineIntegrals(keys: object, files: Files): Promise<Float32Array> {
  return ((await load(measured(keys), files)) as Measurement).lineIntegrals;
}

function expectClose(actual: Float32Array, expected: Float32Array, most: number): void {
  expect(actual).toHaveLength(expected.length);
  let worst = 0;
  actual.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - expected[i]!));
  });
  expect(worst).toBeLessThan(most);
}

test('what is said of data is kept in the report’s experiment, which says it again', async () => {
  const files = {
    ...sinogram(turnedArray(exact, VIEWS, CHANNELS), [CHANNELS, VIEWS]),
    'a.npy': npyBytes(
      new Float64Array(VIEWS).map((_, view) => view / 30),
      [VIEWS],
    ),
  };
  for (const keys of [
    { scale: 0.5, transpose: true, anglesDeg: 'a.npy', angleUnit: 'radians' },
    { kind: 'arbitrary', transpose: true },
  ]) {
    const input = parseExperimentInput(measured(keys));
    const resolved = resolveExperiment(input, await load(measured(keys), files));
    expect(resolved.measurement).toEqual({ kind: 'line-integrals', ...input.measurement });
    const again = parseExperimentInput(JSON.parse(JSON.stringify(experimentJson(resolved))));
    expect(resolveExperiment(again, await load(measured(keys), files))).toEqual(resolved);
  }
});

describe('what is darker than dark', () => {
  test('counts as a millionth of white, and how much of it there is is said', async () => {
    const counts = countsOf(exact, 60_000);
    counts.fill(0, 0, 7);
    const files = sinogram(counts);
    const keys = { kind: 'transmission', white: 60_000 };
    expect((await lineIntegrals(keys, files))[6]).toBeCloseTo(6 * Math.LN10, 5);
    expect(await remarksOn(measured(keys), files)).toEqual([
      's.npy: 7 of its 5760 readings are no brighter than the dark readings, or below a millionth of the white ones, and are set to a line integral of 13.8.',
    ]);
  });

  test.each([
    ['attenuation-per-mm', 1],
    ['relative-to-water', 0.02059],
  ])('in an image of %s counts as air, and is said', async (values, unit) => {
    // A disk of water in a field that a filter has left ringing.
    const relative = Float32Array.from({ length: 32 * 32 }, (_, i) => {
      const radius = Math.hypot((i % 32) - 15.5, Math.floor(i / 32) - 15.5);
      return radius < 10 ? 1 : radius < 11 ? -0.1 : 0;
    });
    const stored = unit === 1 ? relative.map((value) => value * 0.02059) : relative;
    const json = { phantom: { image: 'i.npy', values, pixelSizeMm: 1 } };
    const files = { 'i.npy': npyBytes(stored, [32, 32]) };
    const image = (await load(json, files)) as ImagePhantom;
    const negative = relative.filter((value) => value < 0).length;
    expect(negative).toBeGreaterThan(40);
    expect(Math.min(...image.values)).toBe(0);
    expectClose(
      image.values,
      relative.map((value) => 0.02059 * Math.max(0, value)),
      1e-8,
    );
    expect(await remarksOn(json, files)).toEqual([
      `i.npy: ${negative} of its 1024 values are below 0 and are set to air.`,
    ]);
  });

  test('in an image of arbitrary values is what it is', async () => {
    const files = { 'i.npy': npyBytes(Float32Array.of(-3, 0, 1, 2), [2, 2]) };
    const image = (await load({ phantom: { image: 'i.npy', values: 'arbitrary' } }, files)) as ImagePhantom;
    expect([...image.values]).toEqual([-3, 0, 1, 2]);
  });
});

describe('a measurement', () => {
  test('of line integrals says nothing', async () => {
    expect(await remarksOn(measured(), sinogram(exact))).toEqual([]);
  });

  test('of counts is refused as line integrals, stated or not, and the sentence says what is missing', async () => {
    const files = sinogram(countsOf(exact, 60_000));
    for (const keys of [{}, { kind: 'line-integrals' }]) {
      expect(await sentenceOf(() => load(measured(keys), files))).toMatch(
        /^s\.npy: its values go up to 6\d{4}, but no line integral exceeds 20; they look like a detector’s counts; they need "kind": "transmission" with the reading without an object as "white" \(a file, or a number, apparently (59|60)\d{3}\)/,
      );
    }
  });

  test('of counts with one number for the white ones', async () => {
    const counts = exact.map((p) => Math.round(60_000 * Math.exp(-p)));
    expectClose(
      await lineIntegrals({ kind: 'transmission', white: 60_000 }, sinogram(counts)),
      exact,
      halfCount(60_000),
    );
    const darker = sinogram(counts.map((count) => count + 100));
    expectClose(
      await lineIntegrals({ kind: 'transmission', white: 60_100, dark: 100 }, darker),
      exact,
      halfCount(60_000),
    );
    const rows = { ...darker, 'w.npy': npyBytes(new Float32Array(2 * CHANNELS).fill(60_100), [2, CHANNELS]) };
    expectClose(
      await lineIntegrals({ kind: 'transmission', white: 'w.npy', dark: 100 }, rows),
      exact,
      halfCount(60_000),
    );
  });

  test('of transmissions given as line integrals is done, with a sentence', async () => {
    const files = sinogram(exact.map((p) => Math.exp(-p)));
    for (const keys of [{}, { kind: 'line-integrals' }]) {
      expect(await remarksOn(measured(keys), files)).toEqual([
        's.npy: its values are highest beside the object, about 1, where line integrals are 0; they look like transmissions; "kind": "transmission" with "white": 1 would convert them to line integrals.',
      ]);
    }
    expect(await remarksOn(measured({ kind: 'transmission', white: 1 }), files)).toEqual([]);
    expectClose(await lineIntegrals({ kind: 'transmission', white: 1 }, files), exact, 1e-6);
  });

  test('in a unit of its own: refused unless said, shown in that unit, or brought to line integrals by its scale', async () => {
    const files = sinogram(exact.map((p) => 50 * p));
    expect(await sentenceOf(() => load(measured(), files))).toMatch(
      /they look like sums in arbitrary units; they need "kind": "arbitrary", or "scale"/,
    );
    const subject = await load(measured({ kind: 'arbitrary' }), files);
    expect(displayUnitOf(subject)).toBe('arbitrary');
    expect(resolveExperiment(parseExperimentInput(measured({ kind: 'arbitrary' })), subject).display).toBe(null);
    expectClose(await lineIntegrals({ scale: 0.02 }, files), exact, 1e-6);
    expectClose(await lineIntegrals({ scale: -1 }, sinogram(exact.map((p) => -p))), exact, 1e-6);
    expect(await remarksOn(measured({ scale: 0.02 }), files)).toEqual([]);
  });

  test('in Hounsfield units is refused as what it is', async () => {
    const image = Float32Array.from({ length: 64 * 64 }, (_, i) =>
      Math.hypot((i % 64) - 32, i / 64 - 32) < 20 ? 40 : -1000,
    );
    expect(await sentenceOf(() => load(measured(), sinogram(image, [64, 64])))).toMatch(
      /^s\.npy: .* they look like Hounsfield units; they need/,
    );
  });

  test('whose white readings do not fit is done with a sentence', async () => {
    const counts = sinogram(countsOf(exact, 60_000));
    expect(await remarksOn(measured({ kind: 'transmission', white: 30_000 }), counts)).toEqual([
      expect.stringMatching(/^s\.npy: at least a quarter of its readings are brighter than the white ones/),
    ]);
    expect(await remarksOn(measured({ kind: 'transmission', white: 60_000 }), sinogram(exact))).toContainEqual(
      expect.stringMatching(/as if they were not transmissions, or were line integrals already/),
    );
  });
});

describe('a sinogram [channels, views]', () => {
  const files = sinogram(turnedArray(exact, VIEWS, CHANNELS), [CHANNELS, VIEWS]);

  test('is refused, and the sentence names the key', async () => {
    expect(await sentenceOf(() => load(measured(), files))).toMatch(
      /^s\.npy: seems to be \[channels, views\], because its columns have equal sums to within \S+ %, as parallel views do, while its rows differ by \S+ %; set "transpose" to true to turn it, or to false/,
    );
  });

  test('is turned where the experiment says so, and its angles and white readings with it', async () => {
    expect(await load(measured({ transpose: true }), files)).toMatchObject({ views: VIEWS, channels: CHANNELS });
    expect([...(await lineIntegrals({ transpose: true }, files))]).toEqual([...exact]);
    expect(await remarksOn(measured({ transpose: true }), files)).toEqual([]);
  });

  test('is taken as it is where the experiment says so, with a sentence', async () => {
    expect(await remarksOn(measured({ transpose: false }), files)).toEqual([
      expect.stringMatching(/^s\.npy seems to be \[channels, views\] as read, .*; "transpose" turns it\.$/),
    ]);
    expect(await remarksOn(measured({ transpose: true }), sinogram(exact))).toHaveLength(1);
  });

  test('is suspected where angles or white readings fit its columns', async () => {
    const more = { ...files, 'a.npy': npyBytes(new Float32Array(VIEWS), [VIEWS]) };
    expect(await sentenceOf(() => load(measured({ anglesDeg: 'a.npy' }), more))).toMatch(
      /^a\.npy: must have one angle for each of the 64 views of s\.npy, but its shape is 90; if s\.npy is \[channels, views\], set "transpose" to true$/,
    );
    const counts = {
      ...sinogram(turnedArray(countsOf(exact, 900), VIEWS, CHANNELS), [CHANNELS, VIEWS]),
      'w.npy': npyBytes(new Float32Array(CHANNELS).fill(900), [CHANNELS]),
    };
    const keys = { kind: 'transmission', white: 'w.npy', dark: 0 };
    expect(await sentenceOf(() => load(measured({ ...keys, transpose: false }), counts))).toMatch(
      /^w\.npy: must have rows of 90/,
    );
    expect(await load(measured({ ...keys, transpose: true }), counts)).toMatchObject({ channels: CHANNELS });
    // White readings that are [channels, rows] as the sinogram is [channels, views].
    const three = Float32Array.from({ length: CHANNELS * 3 }, (_, i) => 899 + (i % 3));
    const turnedWhite = { ...counts, 'w.npy': npyBytes(three, [CHANNELS, 3]) };
    expect(await lineIntegrals({ ...keys, transpose: true }, turnedWhite)).toEqual(
      await lineIntegrals({ ...keys, transpose: true }, counts),
    );
  });
});

describe('angles', () => {
  const degrees = Float64Array.from({ length: VIEWS }, (_, view) => 2 * view);
  const radians = degrees.map((angle) => (angle * Math.PI) / 180);
  const withAngles = (angles: Float64Array) => ({ ...sinogram(exact), 'a.npy': npyBytes(angles, [VIEWS]) });
  const given = (keys: object = {}) => measured({ anglesDeg: 'a.npy', ...keys });

  test('in radians are refused as degrees, and read as what they are', async () => {
    expect(await sentenceOf(() => load(given(), withAngles(radians)))).toBe(
      'a.npy: its angles run from 0 to 3.107, in degrees over 3.107°, in radians over 178°; set "angleUnit" to "radians" or "degrees"',
    );
    const { anglesDeg } = (await load(given({ angleUnit: 'radians' }), withAngles(radians))) as Measurement;
    degrees.forEach((angle, view) => {
      expect(Math.abs(anglesDeg![view]! - angle)).toBeLessThan(1e-12);
    });
  });

  test('of a stated unit that they do not look like are taken so, with a sentence', async () => {
    expect(await remarksOn(given({ angleUnit: 'degrees' }), withAngles(radians))).toEqual([
      expect.stringMatching(/^a\.npy: .*; they are read as degrees\.$/),
    ]);
    expect(await remarksOn(given({ angleUnit: 'radians' }), withAngles(degrees))).toEqual([
      expect.stringMatching(/^a\.npy: in radians its angles run over 28\.33 turns, in degrees over 178°\.$/),
    ]);
    expect(await remarksOn(given(), withAngles(degrees))).toEqual([]);
  });

  test('as an arc of π, of a phantom too, are taken as degrees with a sentence', async () => {
    const sentence = 'The arc of 3.14159 is read as degrees but looks like radians; in degrees it would be 180.';
    const scan = { arcDeg: Number('3.14159') };
    expect(await remarksOn({ ...measured(), scan }, sinogram(exact))).toEqual([sentence]);
    expect(await remarksOn({ phantom: 'water-disk', scan }, {})).toEqual([sentence]);
  });
});

describe('an arc that the views do not end like', () => {
  const whole = sinogram(ellipseSinogram({ arcDeg: 360, views: 180 }), [180, CHANNELS]);
  const said = 's.npy continues into its first, as in a full turn, but the arc is';

  test.each<[string, Files, object, RegExp | null]>([
    ['half a turn for a whole one', whole, {}, new RegExp(`${said} 180°`)],
    ['half a turn for a whole one, stated', whole, { arcDeg: -180 }, new RegExp(`${said} -180°`)],
    ['a whole turn for half a one', sinogram(exact), { arcDeg: 360 }, /as in a half turn, but the arc is 360°/],
    ['a whole turn', whole, { arcDeg: 360 }, null],
    ['half a turn', sinogram(exact), {}, null],
    ['a part of a turn', whole, { arcDeg: 100 }, null],
  ])('is said: %s', async (_, files, scan, sentence) => {
    expect(await remarksOn({ ...measured(), scan }, files)).toEqual(sentence ? [expect.stringMatching(sentence)] : []);
  });

  test('is no matter where the angles are known', async () => {
    const angles = npyBytes(
      Float64Array.from({ length: 180 }, (_, view) => 2 * view),
      [180],
    );
    expect(await remarksOn(measured({ anglesDeg: 'a.npy' }), { ...whole, 'a.npy': angles })).toEqual([]);
  });
});

describe('an image', () => {
  const values = Float32Array.from({ length: 48 * 48 }, (_, i) => {
    const radius = Math.hypot((i % 48) - 24, i / 48 - 24);
    return radius > 20 ? -1000 : radius > 17 ? 900 : 30;
  });
  const files = { 'i.npy': npyBytes(values, [48, 48]) };
  const image = (keys: object = {}) => ({ phantom: { image: 'i.npy', ...keys } });

  test('in Hounsfield units is refused as numbers, unless it is said to be those', async () => {
    expect(await sentenceOf(() => load(image(), files))).toMatch(
      /^i\.npy: its values range from −1000 to 900, all whole numbers, \d\d % of them near −1000; they look like Hounsfield units; set "values" to "hounsfield"/,
    );
    expect(await remarksOn(image({ values: 'arbitrary' }), files)).toEqual([]);
    expect(await remarksOn(image({ values: 'hounsfield' }), files)).toEqual([]);
    for (const stated of ['attenuation-per-mm', 'relative-to-water']) {
      expect(await sentenceOf(() => load(image({ values: stated }), files))).toMatch(/"values" cannot be/);
    }
  });

  test('of stored CT numbers is offered 1024, and read with it', async () => {
    const stored = {
      'i.npy': npyBytes(
        values.map((value) => value + 1024),
        [48, 48],
      ),
    };
    expect(await remarksOn(image(), stored)).toEqual([
      expect.stringMatching(/they look like Hounsfield units plus 1024, .*; set "values" to "hounsfield-plus-1024"/),
    ]);
    expect(await remarksOn(image({ values: 'hounsfield' }), stored)).toEqual([
      expect.stringMatching(/^i\.npy is read as Hounsfield units, where air is −1000, but /),
    ]);
    const { values: mu } = (await load(image({ values: 'hounsfield-plus-1024' }), stored)) as ImagePhantom;
    const direct = (await load(image({ values: 'hounsfield' }), files)) as ImagePhantom;
    expect([...mu]).toEqual([...direct.values]);
  });

  test('that is a sinogram is scanned as it is told, with a sentence', async () => {
    expect(await remarksOn(image(), { 'i.npy': npyBytes(exact, [VIEWS, CHANNELS]) })).toEqual([
      expect.stringMatching(/^i\.npy looks like a sinogram, .*; as "measurement" it would be reconstructed\.$/),
    ]);
  });

  test('in black on transparent is what is drawn, with a sentence', async () => {
    const rgba = new Uint8Array(8 * 8 * 4);
    for (let pixel = 20; pixel < 30; pixel++) rgba[pixel * 4 + 3] = pixel === 20 ? 128 : 255;
    const png = encode({ width: 8, height: 8, channels: 4, depth: 8, data: rgba });
    const drawn = (await load({ phantom: { image: 'i.png' } }, { 'i.png': png })) as ImagePhantom;
    expect([...drawn.values]).toEqual(
      Array.from({ length: 64 }, (_, i) => (i === 20 ? Math.fround(128 / 255) : i > 20 && i < 30 ? 1 : 0)),
    );
    expect(drawn.remarks).toEqual([
      'i.png is black on transparent: what is drawn is read as 1, what is transparent as 0.',
    ]);
  });

  test('in black on transparent by a palette, or by the one colour that is transparent', async () => {
    const lines = [
      [0, 1],
      [1, 0],
    ];
    const palette = [chunk('PLTE', Uint8Array.of(0, 0, 0, 0, 0, 0)), chunk('tRNS', Uint8Array.of(0, 255))];
    const oneColour = [chunk('tRNS', Uint8Array.of(0, 0))];
    for (const [colourType, before] of [
      [3, palette],
      [0, oneColour],
    ] as const) {
      const png = tinyPng({ columns: 2, rows: 2, depth: 8, colourType, lines, before });
      const { values } = (await load({ phantom: { image: 'i.png' } }, { 'i.png': png })) as ImagePhantom;
      expect([...values]).toEqual([0, 1, 1, 0]);
    }
  });

  test('of black alone stays black, and colours on transparent stay over air', async () => {
    const black = encode({
      width: 2,
      height: 1,
      channels: 4,
      depth: 8,
      data: Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 255),
    });
    const white = encode({
      width: 2,
      height: 1,
      channels: 4,
      depth: 8,
      data: Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0),
    });
    const valuesOf = async (png: Uint8Array) => [
      ...((await load({ phantom: { image: 'i.png' } }, { 'i.png': png })) as ImagePhantom).values,
    ];
    expect(await valuesOf(black)).toEqual([0, 0]);
    expect(await valuesOf(white)).toEqual([1, 0]);
  });
});

describe('a sinogram as a picture', () => {
  const sixteenBits = (values: Float32Array) => ({
    's.npy': encode({ width: CHANNELS, height: VIEWS, channels: 1, depth: 16, data: Uint16Array.from(values) }),
  });

  test('of 16 bits holds the counts that are stored in it', async () => {
    const counts = exact.map((p) => Math.round(30_000 * Math.exp(-p)));
    expect(await sentenceOf(() => load(measured(), sixteenBits(counts)))).toMatch(/look like a detector’s counts/);
    expectClose(
      await lineIntegrals({ kind: 'transmission', white: 30_000 }, sixteenBits(counts)),
      exact,
      halfCount(30_000),
    );
  });

  test('of 8 bits is brought to line integrals by its scale', async () => {
    const greys = exact.map((p) => Math.round((p * 255) / 4));
    const png = {
      's.npy': encode({ width: CHANNELS, height: VIEWS, channels: 1, depth: 8, data: Uint8Array.from(greys) }),
    };
    expect(await sentenceOf(() => load(measured(), png))).toMatch(/sums in arbitrary units/);
    expectClose(await lineIntegrals({ scale: 4 / 255 }, png), exact, 4 / 255 / 1.9);
  });
});

describe('what others reported', () => {
  const fromCase = async (name: string, file: string) => readFile(sharedDataPath('cases', name, file));

  testOnSharedData('raw counts as line integrals', async () => {
    const files = { 's.npy': await fromCase('raw-counts-as-line-integrals', 'sino.npy') };
    expect(await sentenceOf(() => load(measured(), files))).toMatch(/a number, apparently 60000/);
    const values = await lineIntegrals({ kind: 'transmission', white: 60_000 }, files);
    expect(Math.max(...values)).toBeCloseTo(-Math.log(5025 / 60_000), 5);
  });

  testOnSharedData('[channels, angles]', async () => {
    const files = { 's.npy': await fromCase('transposed', 'sino.npy') };
    expect(await sentenceOf(() => load(measured(), files))).toMatch(
      /equal sums to within 0\.013 %.*"transpose" to true/,
    );
    expect(await load(measured({ transpose: true }), files)).toMatchObject({ views: 180, channels: 64, remarks: [] });
  });

  testOnSharedData('a slice in HU', async () => {
    const files = { 'i.npy': await fromCase('npy-hounsfield-on-page', 'slice_hu.npy') };
    expect(await sentenceOf(() => load({ phantom: { image: 'i.npy' } }, files))).toMatch(/"values" to "hounsfield"/);
  });

  testOnSharedData('sinograms of a synchrotron as PNG', async () => {
    const folder = ['files', 'derived', 'png'];
    const counts = { 's.npy': await readFile(sharedDataPath(...folder, 'i13-row67-raw-counts-16bit.png')) };
    expect(await sentenceOf(() => load(measured(), counts))).toMatch(/go up to 29530, .*look like a detector’s counts/);
    const greys = { 's.npy': await readFile(sharedDataPath(...folder, 'i13-row67-attenuation-8bit-255is3.png')) };
    expect(await sentenceOf(() => load(measured(), greys))).toMatch(
      /go up to 205, .*; they look like sums in arbitrary units/,
    );
    // facts.json: 24 … 205, of which 255 is 3.
    const { lineIntegrals: values, views, channels } = (await load(measured({ scale: 3 / 255 }), greys)) as Measurement;
    expect([views, channels]).toEqual([91, 160]);
    expect([Math.min(...values), Math.max(...values)].map((p) => (p * 255) / 3)).toEqual([
      expect.closeTo(24, 4),
      expect.closeTo(205, 4),
    ]);
  });
});
