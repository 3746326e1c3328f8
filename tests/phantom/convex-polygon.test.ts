import { describe, expect, test } from 'vitest';
import { polygonEdges } from '../../src/phantom/convex-polygon.ts';

type Corners = readonly (readonly [number, number])[];
const square: Corners = [
  [0, 0],
  [4, 0],
  [4, 2],
  [0, 2],
];

/** Depth of a point below every edge; the least is the distance to the boundary. */
const depth = (edges: Float64Array, x: number, y: number) =>
  Math.min(
    ...Array.from(
      { length: edges.length / 3 },
      (_, e) => edges[3 * e + 2]! - edges[3 * e]! * x - edges[3 * e + 1]! * y,
    ),
  );

test.each([
  ['counter-clockwise', square],
  ['clockwise', square.toReversed()],
])('half-planes with outward unit normals from corners %s', (_, corners) => {
  const edges = polygonEdges(corners);
  expect(edges).toHaveLength(12);
  for (let e = 0; e < 4; e++) expect(Math.hypot(edges[3 * e]!, edges[3 * e + 1]!)).toBeCloseTo(1, 14);
  expect(depth(edges, 2, 1)).toBeCloseTo(1, 14);
  expect(depth(edges, 3.5, 1.8)).toBeCloseTo(0.2, 12);
  expect(depth(edges, 5, 1)).toBeCloseTo(-1, 14);
});

test('a corner on a straight side is allowed', () => {
  expect(
    depth(
      polygonEdges([
        [0, 0],
        [2, 0],
        [4, 0],
        [4, 2],
        [0, 2],
      ]),
      2,
      0.5,
    ),
  ).toBeCloseTo(0.5, 14);
});

describe('an outline that is not convex is refused', () => {
  const pentagram: Corners = Array.from({ length: 5 }, (_, i) => [
    Math.cos((i * 4 * Math.PI) / 5),
    Math.sin((i * 4 * Math.PI) / 5),
  ]);
  test.each<[string, Corners, string]>([
    [
      'with a dent',
      [
        [0, 0],
        [4, 0],
        [1, 1],
        [0, 4],
      ],
      'the polygon is not convex; split it into convex parts',
    ],
    [
      'that crosses itself',
      [
        [0, 0],
        [4, 2],
        [4, 0],
        [0, 2],
      ],
      'the polygon is not convex; split it into convex parts',
    ],
    ['a pentagram', pentagram, 'the polygon is not convex; split it into convex parts'],
    [
      'on one line',
      [
        [0, 0],
        [1, 1],
        [3, 3],
      ],
      'the polygon has no area: its corners lie on one line',
    ],
    [
      'with a corner twice',
      [
        [0, 0],
        [4, 0],
        [4, 0],
        [0, 2],
      ],
      'two neighbouring corners of the polygon coincide',
    ],
    ['with the first corner again at its end', [...square, [0, 0]], 'two neighbouring corners of the polygon coincide'],
    [
      'there and back again',
      [
        [0, 0],
        [4, 0],
        [2, 0],
      ],
      'the polygon has no area: its corners lie on one line',
    ],
  ])('%s', (_, corners, sentence) => {
    expect(() => polygonEdges(corners)).toThrow(sentence);
  });
});
