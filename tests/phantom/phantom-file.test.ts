import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SHAPES, parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { isAcceptedOrRefused, sentenceOf } from '../support/sentences.ts';

const ellipse = { type: 'ellipse', x: 1, y: 2, semiAxisX: 3, semiAxisY: 4, value: 0.5 };
const rectangle = { type: 'rectangle', x: 1, y: 2, width: 3, height: 4, value: 0.5 };
const polygon = {
  type: 'polygon',
  points: [
    [0, 0],
    [4, 0],
    [0, 4],
  ],
  value: 1,
};
const good = {
  version: 1,
  name: 'good',
  fieldSizeMm: 10,
  values: 'relative-to-water',
  composition: 'add',
  shapes: [ellipse, rectangle, polygon],
};

test('a good file, defaults filled in', () => {
  const file = parsePhantomFile(good);
  expect(file).toMatchObject({ ...good, unitMm: 1 });
  expect(file.shapes[0]).toMatchObject({ angleDeg: 0 });
});

describe('a bad file is refused by a sentence that names the path', () => {
  const withShape = (shape: object) => ({ ...good, shapes: [ellipse, polygon, shape] });
  test.each<[string, unknown, RegExp]>([
    ['no object', 3, /^must be an object, got 3$/],
    ['a list', [], /^must be an object, got a list$/],
    ['no version', { ...good, version: undefined }, /^version: is missing$/],
    ['a newer version', { ...good, version: 2 }, /^version: this phantom has version 2, newer than version 1/],
    ['no shapes', { ...good, shapes: null }, /^shapes: must be a list of shapes$/],
    ['an unknown key', { ...good, colour: 1 }, /^colour: unknown key; the known keys here are version, name, /],
    [
      'an unknown meaning of values',
      { ...good, values: 'HU' },
      /^values: must be one of relative-to-water, hounsfield, .* got "HU"$/,
    ],
    [
      'an unknown composition',
      { ...good, composition: 'mix' },
      /^composition: must be one of add, replace, got "mix"$/,
    ],
    ['a name of the wrong type', { ...good, name: 7 }, /^name: must be text, got 7$/],
    ['a field of nothing', { ...good, fieldSizeMm: 0 }, /^fieldSizeMm: must be between 0\.001 and 10000, got 0$/],
    ['HU that add up', { ...good, values: 'hounsfield' }, /^composition: values in Hounsfield units cannot add up/],
    [
      'an axis of nothing',
      withShape({ ...ellipse, semiAxisX: 0 }),
      /^shapes\[2\]\.semiAxisX: must be between .* got 0$/,
    ],
    ['a negative width', withShape({ ...rectangle, width: -1 }), /^shapes\[2\]\.width: must be between .* got -1$/],
    ['a text for a number', withShape({ ...ellipse, x: '1' }), /^shapes\[2\]\.x: must be a number, got the text "1"$/],
    ['a missing number', withShape({ ...ellipse, y: undefined }), /^shapes\[2\]\.y: is missing$/],
    ['a missing key', withShape({ type: 'ellipse' }), /^shapes\[2\]\.x: is missing$/],
    [
      "another shape's key",
      withShape({ ...ellipse, width: 1 }),
      /^shapes\[2\]\.width: unknown key; the known keys here are /,
    ],
    [
      'an unknown shape',
      withShape({ type: 'star' }),
      /^shapes\[2\](\.type)?: must be one of ellipse, rectangle, polygon$/,
    ],
    ['a shape that is none', { ...good, shapes: [7] }, /^shapes\[0\]: must be a shape with a type$/],
    [
      'two corners',
      withShape({
        ...polygon,
        points: [
          [0, 0],
          [1, 1],
        ],
      }),
      /^shapes\[2\]\.points: must have between 3 and 256 corners, got 2$/,
    ],
    ['a corner of one number', withShape({ ...polygon, points: [[0, 0], [1], [2, 3]] }), /^shapes\[2\]\.points\[1\]/],
    [
      'a corner of three numbers',
      withShape({
        ...polygon,
        points: [
          [0, 0],
          [1, 0, 5],
          [2, 3],
        ],
      }),
      /^shapes\[2\]\.points\[1\]/,
    ],
    [
      'a corner that is a number',
      withShape({ ...polygon, points: [[0, 0], 1, [2, 3]] }),
      /^shapes\[2\]\.points\[1\]: must be a pair of numbers \[x, y\]$/,
    ],
    [
      'an outline that crosses itself',
      withShape({
        ...polygon,
        points: [
          [0, 0],
          [4, 3],
          [4, 0],
          [0, 4],
        ],
      }),
      /^shapes\[2\]: the polygon's outline crosses or touches itself$/,
    ],
    ['no value', withShape({ ...ellipse, value: undefined }), /^shapes\[2\]\.value: is missing$/],
    [
      'a material among values',
      withShape({ ...ellipse, material: 'water' }),
      /^shapes\[2\]\.material: applies only to phantoms with "values": "materials"$/,
    ],
    [
      'a value among materials',
      { ...good, values: 'materials', composition: 'replace', shapes: [{ ...ellipse, material: 'iron' }] },
      /^shapes\[0\]\.value: cannot be combined with a material/,
    ],
    [
      'no material among materials',
      { ...good, values: 'materials', composition: 'replace' },
      /^shapes\[0\]\.material: is missing; phantoms with "values": "materials" need it$/,
    ],
    [
      'an unknown material',
      withShape({ ...ellipse, material: 'bone' }),
      /^shapes\[2\]\.material: must be one of water, soft-tissue, .* got "bone"$/,
    ],
    ['materials that add up', { ...good, values: 'materials' }, /^composition: materials cannot add up/],
    [
      'a clip of a polygon',
      withShape({ ...polygon, clip: [] }),
      /^shapes\[2\]\.clip: unknown key; the known keys here are /,
    ],
    [
      'a clip without a distance',
      withShape({ ...ellipse, clip: [{ normalDeg: 3 }] }),
      /^shapes\[2\]\.clip\[0\]\.distance: is missing$/,
    ],
    [
      'too many half-planes',
      withShape({ ...ellipse, clip: Array(9).fill({ normalDeg: 0, distance: 1 }) }),
      /^shapes\[2\]\.clip: must have at most 8 half-planes, got 9$/,
    ],
    ['a window of no width', { ...good, window: { width: 0, level: 0 } }, /^window\.width: must be between .* got 0$/],
    [
      'too many shapes',
      { ...good, shapes: Array(MAX_SHAPES + 1).fill(ellipse) },
      /^shapes: must have at most 512 shapes, got 513$/,
    ],
  ])('%s', async (_, json, sentence) => {
    // As JSON carries it: what is undefined is not there.
    const carried = JSON.parse(JSON.stringify(json));
    const said = await sentenceOf(() => parsePhantomFile(carried));
    expect(said).toMatch(sentence);
    expect(await sentenceOf(() => parsePhantomFile(carried, 'p.json'))).toBe(`p.json: ${said}`);
  });
});

describe('any JSON', () => {
  test('is a phantom or is refused by a sentence', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        isAcceptedOrRefused(() => parsePhantomFile(json));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('instead of any part of a good one too', () => {
    const keys = fc.constantFrom(...Object.keys(good), 'other');
    const inShape = fc.constantFrom('type', 'x', 'semiAxisX', 'width', 'points', 'angleDeg', 'value', 'label', 'other');
    fc.assert(
      fc.property(keys, inShape, fc.nat(2), fc.jsonValue(), fc.boolean(), (key, shapeKey, index, json, deep) => {
        const shapes = good.shapes.map((shape, i) => (i === index ? { ...shape, [shapeKey]: json } : shape));
        isAcceptedOrRefused(() => parsePhantomFile(deep ? { ...good, shapes } : { ...good, [key]: json }));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('any polygon is taken or refused', () => {
    const corner = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 7 }), (points) => {
        const verdict = isAcceptedOrRefused(() => parsePhantomFile({ ...good, shapes: [{ ...polygon, points }] }));
        // By the shoelace formula a polygon without area is never one.
        const area = points.reduce((sum, [x, y], i) => {
          const [nextX, nextY] = points[(i + 1) % points.length]!;
          return sum + x * nextY - nextX * y;
        }, 0);
        if (area === 0) expect(verdict).toBe('refused');
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('values and lengths in the unit of images', () => {
  const ofValue = (values: string, value: number) =>
    shapePhantom(parsePhantomFile({ ...good, values, composition: 'replace', shapes: [{ ...ellipse, value }] }));

  test.each([
    ['relative-to-water', 1.5, 0.030885],
    ['hounsfield', 500, 0.030885],
    ['hounsfield', -1000, 0],
    ['attenuation-per-mm', 0.3, 0.3],
    ['arbitrary', 0.3, 0.3],
  ])('%s %d', (values, value, expected) => {
    const phantom = ofValue(values, value);
    expect(phantom.shapes[0]!.value).toBeCloseTo(expected, 14);
    expect(phantom.unit).toBe(values === 'arbitrary' ? 'arbitrary' : 'attenuation-per-mm');
  });

  test('lengths are in units of unitMm', () => {
    const phantom = shapePhantom(parsePhantomFile({ ...good, unitMm: 128, shapes: [{ ...ellipse, angleDeg: 90 }] }));
    expect(phantom.shapes[0]).toMatchObject({ centreXMm: 128, centreYMm: 256, semiAxisXMm: 384, semiAxisYMm: 512 });
    expect(phantom.shapes[0]).toMatchObject({ cosine: expect.closeTo(0, 14), sine: 1 });
    expect(phantom.fieldSizeMm).toBe(10);
  });
});
