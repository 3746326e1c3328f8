import { describe, expect, test } from 'vitest';
import { isSolidFile, MAX_SOLIDS, parseSolidFile, solidPhantom } from '../../../src/phantom/solids/solid-file.ts';
import { SpaceRayProfile } from '../../../src/phantom/solids/space-ray-profile.ts';

const sphere = { type: 'sphere', x: 1, y: 2, z: 3, radius: 4, value: 0.5 };
const ellipsoid = { type: 'ellipsoid', x: 0, y: 0, z: 0, semiAxisX: 1, semiAxisY: 2, semiAxisZ: 3, value: 1 };
const box = { type: 'box', x: 0, y: 0, z: 0, sizeX: 2, sizeY: 4, sizeZ: 6, eulerDeg: [90, 0, 0], value: 1 };
const cylinder = { type: 'cylinder', x: 0, y: 0, z: 0, semiAxisX: 2, semiAxisY: 3, length: 10, value: 1 };
const cone = { type: 'cone', x: 0, y: 0, z: 0, semiAxisX: 4, semiAxisY: 4, length: 8, value: 1 };
const half = { ...sphere, x: 0, y: 0, z: 0, clip: [{ normal: [0, 0, 2], distance: 1 }] };
const extrusion = {
  type: 'extrusion',
  zFrom: -2,
  zTo: 5,
  shapes: [
    { type: 'ellipse', x: 0, y: 0, semiAxisX: 3, semiAxisY: 3, value: 1 },
    // With a dent: two convex parts.
    {
      type: 'polygon',
      points: [
        [0, 0],
        [6, 0],
        [6, 6],
        [3, 1],
      ],
      value: 2,
    },
  ],
};
const good = {
  version: 1,
  name: 'good',
  dimensions: 3,
  fieldSizeMm: 20,
  heightMm: 30,
  unitMm: 10,
  values: 'arbitrary',
  composition: 'add',
  solids: [sphere, ellipsoid, box, cylinder, cone, half, extrusion],
};

const alone = (solid: object) =>
  new SpaceRayProfile(solidPhantom(parseSolidFile({ ...good, unitMm: 1, solids: [solid] })));
const chord = (solid: object, origin: readonly number[], direction: readonly number[]) =>
  alone(solid).lineIntegral({
    ...{ originXMm: origin[0]!, originYMm: origin[1]!, originZMm: origin[2]! },
    ...{ directionX: direction[0]!, directionY: direction[1]!, directionZ: direction[2]! },
  });

describe('a good file', () => {
  test('becomes solids in mm, polygons with dents several', () => {
    const phantom = solidPhantom(parseSolidFile(good));
    expect(phantom).toMatchObject({ kind: 'solids', name: 'good', unit: 'arbitrary', fieldSizeMm: 20, heightMm: 30 });
    expect(phantom.solids.map(({ type }) => type).slice(0, 7)).toEqual([
      ...['ellipsoid', 'ellipsoid', 'polyhedron', 'cylinder', 'cone', 'ellipsoid', 'cylinder'],
    ]);
    expect(phantom.solids.length).toBeGreaterThan(8);
    expect(phantom.solids[0]).toMatchObject({ centreXMm: 10, centreYMm: 20, centreZMm: 30, value: 0.5 });
    expect(solidPhantom(parseSolidFile(good))).not.toBe(phantom);
    const file = parseSolidFile(good);
    expect(solidPhantom(parseSolidFile(file))).toBe(solidPhantom(file));
  });

  test('has solids as large as it says, along each axis', () => {
    const [x, y, z] = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const;
    const sizes = (solid: object, at = [0, 0, 0]) => [x, y, z].map((axis) => chord(solid, at, axis));
    expect(sizes(ellipsoid)).toEqual([2, 4, 6].map((size) => expect.closeTo(size, 12)));
    // Turned by 90° about z: its x is along y.
    expect(sizes(box)).toEqual([4, 2, 6].map((size) => expect.closeTo(size, 12)));
    expect(sizes(cylinder)).toEqual([4, 6, 10].map((size) => expect.closeTo(size, 12)));
    expect(sizes(cone)).toEqual([4, 4, 8].map((size) => expect.closeTo(size, 12)));
    // Its base is below, and half as wide where half of it is left.
    expect(chord(cone, [0, 0, -3.9], x)).toBeCloseTo(7.9, 12);
    expect(chord({ ...cone, topScale: 0.5 }, [0, 0, 3.999], x)).toBeCloseTo(4.0005, 9);
    expect(sizes(half)).toEqual([4, 4, 2.5].map((size) => expect.closeTo(size, 12)));
    expect(chord(extrusion, [-0.1, 0, 0], z)).toBeCloseTo(7, 12);
    expect(chord(extrusion, [5, 1, 0], z)).toBeCloseTo(14, 12);
    expect(chord(extrusion, [0, 0, 5.1], x)).toBe(0);
  });

  test('tells what its values mean as files of shapes do', () => {
    const filled = (changes: object, filling: object) =>
      solidPhantom(
        parseSolidFile({
          ...good,
          composition: 'replace',
          ...changes,
          solids: [{ ...sphere, value: undefined, ...filling }],
        }),
      ).solids[0]!;
    expect(filled({ values: 'hounsfield' }, { value: 1000 }).value).toBeCloseTo(2 * 0.02059, 12);
    expect(filled({ values: 'relative-to-water' }, { value: 1.05 }).value).toBeCloseTo(1.05 * 0.02059, 12);
    expect(filled({ values: 'materials' }, { material: 'water', density: 2 })).toMatchObject({
      material: 'water',
      density: 2,
    });
  });

  test('is told from one of shapes', () => {
    expect(isSolidFile(good)).toBe(true);
    expect(isSolidFile({ ...good, dimensions: undefined })).toBe(true);
    for (const other of [null, 3, [], { shapes: [] }]) expect(isSolidFile(other)).toBe(false);
  });
});

describe('a bad file is refused by a sentence that names the path', () => {
  const withSolid = (solid: object) => ({ ...good, solids: [sphere, solid] });
  const withShape = (shape: object) => withSolid({ ...extrusion, shapes: [extrusion.shapes[0], shape] });
  test.each<[string, unknown, RegExp]>([
    ['two dimensions', { ...good, dimensions: 2 }, /^dimensions: must be 3, since the phantom has solids$/],
    ['no height', { ...good, heightMm: undefined }, /^heightMm: is missing$/],
    ['shapes', { ...good, shapes: [] }, /^shapes: unknown key; the known keys here are version, name, .*dimensions/],
    ['HU that add up', { ...good, values: 'hounsfield' }, /^composition: values in Hounsfield units cannot add up/],
    ['no list', { ...good, solids: 3 }, /^solids: must be a list of solids$/],
    ['too many', { ...good, solids: Array(MAX_SOLIDS + 1).fill(sphere) }, /^solids: must have at most 512 solids/],
    [
      'an unknown solid',
      withSolid({ type: 'torus' }),
      /^solids\[1\](\.type)?: must be one of ellipsoid, sphere, box, cylinder, cone, extrusion$/,
    ],
    ['a radius of nothing', withSolid({ ...sphere, radius: 0 }), /^solids\[1\]\.radius: must be between .* got 0$/],
    ['a missing place', withSolid({ ...sphere, z: undefined }), /^solids\[1\]\.z: is missing$/],
    ['two angles', withSolid({ ...sphere, eulerDeg: [1, 2] }), /^solids\[1\]\.eulerDeg\[2\]/],
    ['one angle', withSolid({ ...sphere, eulerDeg: 90 }), /^solids\[1\]\.eulerDeg: must be three angles in degrees/],
    [
      'a half-space that looks nowhere',
      withSolid({ ...sphere, clip: [{ normal: [0, 0, 0], distance: 1 }] }),
      /^solids\[1\]\.clip\[0\]\.normal: must have a direction, got \[0, 0, 0\]$/,
    ],
    [
      'a whole cone on top of a cone',
      withSolid({ ...cone, topScale: 1 }),
      /^solids\[1\]\.topScale: must be between 0 and/,
    ],
    ['no value', withSolid({ ...sphere, value: undefined }), /^solids\[1\]\.value: is missing$/],
    [
      'a material among values',
      withSolid({ ...sphere, material: 'iron' }),
      /^solids\[1\]\.material: applies only to phantoms/,
    ],
    [
      'an extrusion downwards',
      withSolid({ ...extrusion, zTo: -3 }),
      /^solids\[1\]\.zTo: must be above zFrom \(-2\), got -3$/,
    ],
    [
      'a shape without a value in an extrusion',
      withShape({ ...extrusion.shapes[0], value: undefined }),
      /^solids\[1\]\.shapes\[1\]\.value: is missing$/,
    ],
    [
      'an outline that crosses itself in an extrusion',
      withShape({
        type: 'polygon',
        points: [
          [0, 0],
          [4, 3],
          [4, 0],
          [0, 4],
        ],
        value: 1,
      }),
      /^solids\[1\]\.shapes\[1\]: the polygon's outline crosses or touches itself$/,
    ],
    [
      'more parts than rays can ask',
      { ...good, solids: Array(5).fill({ ...extrusion, shapes: Array(500).fill(extrusion.shapes[0]) }) },
      /^solids: they split into more than 2048 convex parts, the maximum$/,
    ],
  ])('%s', (_, json, sentence) => {
    const given = JSON.parse(JSON.stringify(json));
    expect(() => parseSolidFile(given)).toThrow(sentence);
    expect(() => parseSolidFile(given, 'a.json')).toThrow(/^a\.json: /);
  });
});
