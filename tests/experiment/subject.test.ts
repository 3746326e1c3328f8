import { describe, expect, test } from 'vitest';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { Measurement } from '../../src/experiment/measurement.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { ImagePhantom } from '../../src/phantom/phantom.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';

const ones = (...shape: number[]) =>
  npyBytes(new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(1), shape);

async function load(json: unknown, files: Record<string, Uint8Array>) {
  return loadSubject(parseExperimentInput(json), async (name) => {
    if (!(name in files)) throw new Error(`${name} was not expected to be read`);
    return files[name]!;
  });
}

test('a name that the library lacks is answered with those it has', async () => {
  const sentence = await sentenceOf(() => load({ phantom: 'hip' }, {}));
  expect(sentence).toMatch(/^phantom: there is no phantom named "hip"; the library has shepp-logan-1974, /);
  expect(await sentenceOf(() => load({ phantom: 'toString' }, {}))).toMatch(/there is no phantom named "toString"/);
});

describe('a measurement', () => {
  const transmission = {
    measurement: { sinogram: 's.npy', kind: 'transmission', white: 'w.npy', dark: 'd.npy', anglesDeg: 'a.npy' },
  };
  const files = {
    // 2 views of 3 channels; two white rows of mean 9, 17, 5 and one dark row of 1.
    's.npy': npyBytes(Float32Array.of(9, 9, 1.5, 5, 17, 3), [2, 3]),
    'w.npy': npyBytes(Float32Array.of(8, 16, 5, 10, 18, 5), [2, 3]),
    'd.npy': npyBytes(Float32Array.of(1, 1, 1), [3]),
    'a.npy': npyBytes(Float64Array.of(0, 90.5), [2]),
  };

  test('in transmission becomes −ln((p − dark)/(white − dark)), and keeps its angles in double precision', async () => {
    const subject = (await load(transmission, files)) as Measurement;
    const expected = [8 / 8, 8 / 16, 0.5 / 4, 4 / 8, 16 / 16, 2 / 4].map((ratio) => -Math.log(ratio));
    expected.forEach((value, i) => {
      expect(subject.lineIntegrals[i]).toBeCloseTo(value, 6);
    });
    expect(subject).toMatchObject({ kind: 'measurement', views: 2, channels: 3 });
    expect([...subject.anglesDeg!]).toEqual([0, 90.5]);
  });

  test.each<[string, Record<string, Uint8Array>, RegExp]>([
    [
      'a sinogram of one axis',
      { 's.npy': ones(6) },
      /^s\.npy: a sinogram must be an array \[views, channels\], but its shape is \[6\]$/,
    ],
    [
      'a sinogram of three axes',
      { 's.npy': ones(1, 2, 3) },
      /^s\.npy: a sinogram must be .* \[1, 2, 3\]; of a detector with several rows /,
    ],
    [
      'white rows of another length',
      { 'w.npy': ones(2, 4) },
      /^w\.npy: must have rows of 3 channels, like s\.npy, but its shape is 2 × 4$/,
    ],
    ['dark rows of another length', { 'd.npy': ones(2) }, /^d\.npy: must have rows of 3 channels, like s\.npy/],
    ['white of three axes', { 'w.npy': ones(1, 2, 3) }, /^w\.npy: must have rows of 3 channels/],
    ['an angle too many', { 'a.npy': ones(3) }, /^a\.npy: must have one angle for each of the 2 views of s\.npy/],
    [
      'a white reading that is not above the dark',
      { 'w.npy': npyBytes(Float32Array.of(9, 1, 5), [3]) },
      /^measurement\.white: at channel 1 /,
    ],
    ['a sinogram that is no array', { 's.npy': new Uint8Array([1, 2, 3]) }, /^s\.npy: expected a NumPy array/],
  ])('with %s is refused', async (_, wrong, pattern) => {
    expect(await sentenceOf(() => load(transmission, { ...files, ...wrong }))).toMatch(pattern);
  });

  test('of more views than possible is refused', async () => {
    const json = { measurement: { sinogram: 's.npy' } };
    expect(await sentenceOf(() => load(json, { 's.npy': ones(16385, 1) }))).toMatch(
      /^s\.npy: has 16385 views × 1 channels, but at most 16384 × 16384 are possible$/,
    );
  });
});

describe('an image as a phantom', () => {
  const values = Float32Array.of(-2000, -1000, 0, 1000, 250, -500);
  const files = { 'i.npy': npyBytes(values, [2, 3]) };
  const loadImage = async (reference: object) =>
    (await load({ phantom: { image: 'i.npy', ...reference } }, files)) as ImagePhantom;

  test('of an array is taken as it is, over a field of 256 mm', async () => {
    const image = await loadImage({});
    expect([...image.values]).toEqual([...values]);
    expect(image).toMatchObject({
      kind: 'image',
      unit: 'arbitrary',
      grid: { rows: 2, columns: 3, pixelSizeMm: 256 / 3 },
    });
  });

  test('in arbitrary units is shown over its own values where 0 to 1 would not show them', async () => {
    const windowOf = async (shown: Float32Array, reference = {}) => {
      const phantom = { image: 'i.npy', ...reference };
      return ((await load({ phantom }, { 'i.npy': npyBytes(shown, [1, shown.length]) })) as ImagePhantom).window;
    };
    expect(await windowOf(Float32Array.of(0, 63, 21))).toEqual({ width: 63, level: 31.5 });
    expect(await windowOf(Float32Array.of(-1, 1))).toEqual({ width: 2, level: 0 });
    expect(await windowOf(Float32Array.of(0, 0.2, 1))).toBeUndefined();
    expect(await windowOf(Float32Array.of(-1000, 60), { values: 'hounsfield' })).toBeUndefined();
  });

  test('in HU becomes attenuation, less than air being air', async () => {
    const image = await loadImage({ values: 'hounsfield', pixelSizeMm: 2 });
    [0, 0, 0.02059, 0.04118, 0.0257375, 0.010295].forEach((mu, i) => {
      expect(image.values[i]).toBeCloseTo(mu, 8);
    });
    expect(image).toMatchObject({ unit: 'attenuation-per-mm', grid: { pixelSizeMm: 2 }, fieldSizeMm: 6 });
  });

  test('relative to water is multiplied by it', async () => {
    expect((await loadImage({ values: 'relative-to-water' })).values[4]).toBeCloseTo(250 * 0.02059, 5);
  });

  test('of a foreign file is refused', async () => {
    const json = { phantom: { image: 'x.txt' } };
    expect(await sentenceOf(() => load(json, { 'x.txt': new Uint8Array(Buffer.from('hello')) }))).toMatch(
      /^x\.txt: is .*; an image must be a DICOM, NIfTI, .* or CSV file$/,
    );
  });
});
