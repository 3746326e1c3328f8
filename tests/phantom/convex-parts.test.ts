import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { convexParts } from '../../src/phantom/convex-parts.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import type { Corner } from '../../src/phantom/polygon-corners.ts';
import { RayProfile } from '../../src/phantom/ray-profile.ts';
import { sentenceOf } from '../support/sentences.ts';
import { uniform } from '../support/uniform.ts';

/** By the shoelace formula. */
const area = (corners: readonly Corner[]) =>
  corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

/** Corners all around a centre, at any distances: simple, seldom convex. */
const starShaped: fc.Arbitrary<Corner[]> = fc
  .tuple(fc.array(uniform(1, 20), { minLength: 5, maxLength: 40 }), uniform(0, 6))
  .map(([radii, start]) =>
    radii.map((radius, i) => {
      const angle = start + (2 * Math.PI * i) / radii.length;
      return [3 + radius * Math.cos(angle), -2 + radius * Math.sin(angle)] as const;
    }),
  );

/** A comb of n teeth: many corners on two lines, and no point that sees all of it. */
const comb = (teeth: number): Corner[] => [
  [0, -3],
  [2 * teeth - 1, -3],
  ...Array.from({ length: teeth }, (_, i): Corner[] => {
    const right = 2 * (teeth - i) - 1;
    return [
      [right, 5],
      [right - 1, 5],
      [right - 1, 0],
      [right - 2, 0],
    ];
  })
    .flat()
    .slice(0, -1),
];
const spiral: Corner[] = [
  [0, 0],
  [10, 0],
  [10, 10],
  [2, 10],
  [2, 4],
  [6, 4],
  [6, 6],
  [4, 6],
  [4, 8],
  [8, 8],
  [8, 2],
  [0, 2],
];

/** A band that winds inwards, of so many corners: half of them dents. */
const windingBand = (corners: number): Corner[] => {
  const side = (radius: number) =>
    Array.from({ length: corners / 2 }, (_, i): Corner => {
      const angle = (10 * Math.PI * i) / (corners / 2 - 1);
      return [(radius + angle) * Math.cos(angle), (radius + angle) * Math.sin(angle)];
    });
  return [...side(2.5), ...side(2).toReversed()];
};

describe('the parts of a simple polygon', () => {
  test('are convex, counter-clockwise, and have its area', () => {
    fc.assert(
      fc.property(starShaped, fc.boolean(), (corners, backwards) => {
        const parts = convexParts(backwards ? corners.toReversed() : corners);
        expect(parts.reduce((sum, part) => sum + area(part), 0)).toBeCloseTo(area(corners), 9);
        for (const part of parts) {
          part.forEach(([x, y], i) => {
            const [bx, by] = part[(i + 1) % part.length]!;
            const [cx, cy] = part[(i + 2) % part.length]!;
            expect((bx - x) * (cy - by) - (by - y) * (cx - bx)).toBeGreaterThan(-1e-9);
          });
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test.each<[string, Corner[], number]>([
    ['a comb of 30 teeth', comb(30), 59 * 3 + 30 * 5],
    ['a spiral', spiral, area(spiral)],
    ['a spiral of 256 corners', windingBand(256), area(windingBand(256))],
  ])('%s', (_, corners, whole) => {
    expect(area(corners)).toBeCloseTo(whole, 9);
    const parts = convexParts(corners);
    expect(parts.reduce((sum, part) => sum + area(part), 0)).toBeCloseTo(whole, 9);
    // Each dent needs two cuts at most, since any other cut could be taken away (Hertel & Mehlhorn 1983).
    const dents = corners.filter(([x, y], i) => {
      const [px, py] = corners.at(i - 1)!;
      const [nx, ny] = corners[(i + 1) % corners.length]!;
      return (x - px) * (ny - y) - (y - py) * (nx - x) < 0;
    });
    expect(parts.length).toBeLessThanOrEqual(2 * dents.length + 1);
  });

  test('of a convex polygon are the polygon, corners on its sides kept', () => {
    const corners: Corner[] = [
      [0, 0],
      [2, 0],
      [4, 0],
      [4, 2],
      [0, 2],
    ];
    expect(convexParts(corners)).toEqual([corners]);
  });

  test.each<[string, Corner[], string]>([
    [
      'crossing',
      [
        [0, 0],
        [4, 2],
        [4, 0],
        [0, 3],
      ],
      "the polygon's outline crosses or touches itself",
    ],
    [
      'a corner on another side',
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 0],
        [0, 4],
      ],
      "the polygon's outline crosses or touches itself",
    ],
    [
      'a corner twice, apart',
      [
        [0, 0],
        [2, 2],
        [4, 0],
        [4, 4],
        [2, 2],
        [0, 4],
      ],
      "the polygon's outline crosses or touches itself",
    ],
    [
      'a spike',
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [4, 2],
        [0, 4],
      ],
      "the polygon's outline crosses or touches itself",
    ],
    [
      'no area',
      [
        [0, 0],
        [1, 1],
        [3, 3],
      ],
      'the polygon has no area: its corners lie on one line',
    ],
    [
      'a corner twice',
      [
        [0, 0],
        [4, 0],
        [4, 0],
        [0, 4],
      ],
      'two neighbouring corners of the polygon coincide',
    ],
  ])('%s is refused', (_, corners, sentence) => {
    expect(() => convexParts(corners)).toThrow(sentence);
  });
});

describe('polygons of a phantom', () => {
  const file = (shapes: number) => ({
    version: 1,
    name: 'spirals',
    fieldSizeMm: 100,
    values: 'arbitrary',
    composition: 'add',
    shapes: Array.from({ length: shapes }, () => ({ type: 'polygon', points: windingBand(256), value: 1 })),
  });

  test('that come to more parts than every ray can ask are refused before any is cut', async () => {
    // Each comes to 64 parts at least: 127 dents, and a cut takes two away at most.
    const crossing = [...windingBand(256).slice(0, -2), [0, 60], [60, 0]];
    const shapes = [...file(32).shapes, { type: 'polygon', points: crossing, value: 1 }];
    expect(await sentenceOf(() => parsePhantomFile({ ...file(0), shapes }, 'a.json'))).toBe(
      'a.json: shapes: the polygons split into more than 2048 convex parts, the maximum',
    );
    expect(await sentenceOf(() => parsePhantomFile(file(31), 'a.json'))).toMatch(/more than 2048 convex parts/);
    expect(shapePhantom(parsePhantomFile(file(12))).shapes.length).toBeLessThanOrEqual(2048);
  });

  test('are cut once, however often they are asked for', () => {
    const checked = parsePhantomFile(file(1));
    expect(parsePhantomFile(checked)).toBe(checked);
    expect(parseExperimentInput({ phantom: checked }).phantom).toBe(checked);
    expect(shapePhantom(checked)).toBe(shapePhantom(checked));
    // Another file with the same contents is another phantom.
    expect(parsePhantomFile(file(1))).not.toBe(checked);
  });
});

describe.each(['add', 'replace'] as const)('a ray through a polygon with dents, values that %s', (composition) => {
  const profileOf = (points: readonly Corner[]) =>
    new RayProfile(
      shapePhantom(
        parsePhantomFile({
          version: 1,
          name: 'dents',
          fieldSizeMm: 100,
          values: 'arbitrary',
          composition,
          shapes: [{ type: 'polygon', points, value: 1 }],
        }),
      ),
    );
  const along = (u: number, angle: number) => ({
    originXMm: u * Math.cos(angle),
    originYMm: u * Math.sin(angle),
    directionX: -Math.sin(angle),
    directionY: Math.cos(angle),
  });
  /** Where the line crosses the outline, in pairs: in, out, in, out. */
  const lengthInside = (corners: readonly Corner[], u: number, angle: number) => {
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const crossings = corners
      .flatMap(([x, y], i) => {
        const [nextX, nextY] = corners[(i + 1) % corners.length]!;
        const side = x * cosine + y * sine - u;
        const nextSide = nextX * cosine + nextY * sine - u;
        if (side < 0 === nextSide < 0) return [];
        const part = side / (side - nextSide);
        return [-(x + part * (nextX - x)) * sine + (y + part * (nextY - y)) * cosine];
      })
      .sort((a, b) => a - b);
    return crossings.reduce((sum, at, i) => sum + (i % 2 ? at : -at), 0);
  };

  test('is inside as long as the crossings of its outline say', () => {
    const ray = fc.tuple(uniform(-25, 25), uniform(0, 6.3));
    fc.assert(
      fc.property(starShaped, fc.array(ray, { minLength: 20, maxLength: 20 }), (corners, rays) => {
        const profile = profileOf(corners);
        for (const [u, angle] of rays) {
          expect(profile.lineIntegral(along(u, angle))).toBeCloseTo(lengthInside(corners, u, angle), 8);
        }
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  test('along a seam it counts once', () => {
    // An L, cut along x = 2 or y = 2, and a cross, cut along some of its four inner lines; rays run exactly on them.
    const l: Corner[] = [
      [0, 0],
      [5, 0],
      [5, 2],
      [2, 2],
      [2, 6],
      [0, 6],
    ];
    expect(profileOf(l).lineIntegral({ originXMm: 2, originYMm: 0, directionX: 0, directionY: 1 })).toSatisfy(
      // On the outline above the corner one side owns the ray, so it has the lower leg, or all.
      (length: number) => [2, 6].some((expected) => Math.abs(length - expected) < 1e-9),
    );
    for (const corners of [l, comb(3), spiral]) {
      const profile = profileOf(corners);
      for (const u of [-2, 0.5, 1, 2, 3, 4, 6, 8]) {
        for (const angle of [0, Math.PI / 2]) {
          const beside = [-1e-7, 1e-7].map((step) => lengthInside(corners, u + step, angle));
          const length = profile.lineIntegral(along(u, angle));
          expect(length).toBeGreaterThan(Math.min(...beside) - 1e-6);
          expect(length).toBeLessThan(Math.max(...beside) + 1e-6);
        }
      }
    }
  });
});
