import { expect, test } from 'vitest';
import { phantomRadiusMm } from '../../src/phantom/phantom-extent.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';

const radiusOf = (shape: object) =>
  phantomRadiusMm(
    shapePhantom(
      parsePhantomFile({
        version: 1,
        name: 'a shape',
        fieldSizeMm: 100,
        values: 'arbitrary',
        composition: 'add',
        shapes: [{ value: 1, ...shape }],
      }),
    ),
  );
const bar = { type: 'rectangle', x: 0, y: 0, width: 10, height: 2 };
const right = { normalDeg: 0, distance: 1 };

test.each<[string, object, number]>([
  ['a rectangle', bar, Math.hypot(5, 1)],
  ['one that is cut off on its right', { ...bar, clip: [right] }, Math.hypot(5, 1)],
  ['one cut off on both sides', { ...bar, clip: [right, { normalDeg: 180, distance: 2 }] }, Math.hypot(2, 1)],
  ['the same cut twice', { ...bar, clip: [{ normalDeg: 180, distance: 2 }, right, right] }, Math.hypot(2, 1)],
  ['one cut across', { ...bar, x: 1, clip: [{ normalDeg: 45, distance: 0 }] }, Math.hypot(4, 1)],
  ['one of which nothing is left', { ...bar, clip: [{ normalDeg: 0, distance: -6 }] }, 0],
  [
    'a square with corners on its straight sides',
    {
      type: 'polygon',
      points: [
        [-1, -1],
        [0, -1],
        [0.5, -1],
        [1, -1],
        [1, 3],
        [-1, 3],
        [-1, 2],
      ],
    },
    Math.hypot(1, 3),
  ],
  [
    'a polygon of many corners',
    {
      type: 'polygon',
      points: Array.from({ length: 200 }, (_, i) => [
        3 + 7 * Math.cos((Math.PI * i) / 100),
        4 + 7 * Math.sin((Math.PI * i) / 100),
      ]),
    },
    // The corner next to the direction (3, 4): within 10⁻³ of the circle about it.
    12,
  ],
])('%s reaches as far as its farthest corner', (_, shape, radius) => {
  expect(Math.abs(radiusOf(shape) - radius)).toBeLessThan(1e-3);
});
