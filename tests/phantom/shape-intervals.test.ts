import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ray } from '../../src/geometry/ray.ts';
import type { Shape } from '../../src/phantom/phantom.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { RayProfile } from '../../src/phantom/ray-profile.ts';
import { intersect } from '../../src/phantom/shape-intervals.ts';
import { uniform } from '../support/uniform.ts';

const number = uniform;
const file = (shapes: object[], composition: 'add' | 'replace' = 'add') => ({
  version: 1,
  name: 'test',
  fieldSizeMm: 100,
  values: 'arbitrary',
  composition,
  shapes,
});
const shapesOf = (...shapes: object[]) => shapePhantom(parsePhantomFile(file(shapes))).shapes;

/** A shape of a phantom file and, written out apart from the engine, whether a point is inside of it. */
interface Sample {
  readonly shape: object;
  /** Above 0 inside, below 0 outside. */
  readonly depth: (x: number, y: number) => number;
}

/** Coordinates of a point in a frame moved to (x, y) and turned by an angle. */
const inFrame = (px: number, py: number, { x, y, angleDeg }: { x: number; y: number; angleDeg: number }) => {
  const angle = (angleDeg / 180) * Math.PI;
  return [
    (px - x) * Math.cos(angle) + (py - y) * Math.sin(angle),
    (py - y) * Math.cos(angle) - (px - x) * Math.sin(angle),
  ] as const;
};
const frame = { x: number(-30, 30), y: number(-30, 30), angleDeg: number(-360, 360) };

const ellipse: fc.Arbitrary<Sample> = fc
  .record({ ...frame, semiAxisX: number(0.5, 30), semiAxisY: number(0.5, 30) })
  .map((given) => ({
    shape: { type: 'ellipse', value: 1, ...given },
    depth: (px, py) => {
      const [along, across] = inFrame(px, py, given);
      return 1 - Math.hypot(along / given.semiAxisX, across / given.semiAxisY);
    },
  }));
const rectangle: fc.Arbitrary<Sample> = fc
  .record({ ...frame, width: number(0.5, 60), height: number(0.5, 60) })
  .map((given) => ({
    shape: { type: 'rectangle', value: 1, ...given },
    depth: (px, py) => {
      const [along, across] = inFrame(px, py, given);
      return Math.min(given.width / 2 - Math.abs(along), given.height / 2 - Math.abs(across));
    },
  }));
/** A shape cut by half-planes told in its own frame. */
const clipped = (samples: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .tuple(samples, fc.array(fc.tuple(number(-200, 200), number(-5, 20)), { minLength: 1, maxLength: 4 }))
    .map(([{ shape, depth }, planes]) => ({
      shape: { ...shape, clip: planes.map(([normalDeg, distance]) => ({ normalDeg, distance })) },
      depth: (px, py) => {
        const [along, across] = inFrame(px, py, shape as { x: number; y: number; angleDeg: number });
        const below = planes.map(([normalDeg, distance]) => {
          const normal = (normalDeg / 180) * Math.PI;
          return distance - along * Math.cos(normal) - across * Math.sin(normal);
        });
        return Math.min(depth(px, py), ...below);
      },
    }));
const clippedEllipse = clipped(ellipse);
const clippedRectangle = clipped(rectangle);
/** Corners on a circle, so that the outline is convex; told either way round. */
const polygon: fc.Arbitrary<Sample> = fc
  .record({
    x: number(-20, 20),
    y: number(-20, 20),
    radius: number(2, 30),
    places: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 3, maxLength: 10 }),
    backwards: fc.boolean(),
  })
  .map(({ x, y, radius, places, backwards }) => {
    const corners = places
      .sort((a, b) => a - b)
      .map(
        (place) =>
          [x + radius * Math.cos((place * Math.PI) / 12), y + radius * Math.sin((place * Math.PI) / 12)] as const,
      );
    return {
      shape: { type: 'polygon', value: 1, points: backwards ? corners.toReversed() : corners },
      // Counter-clockwise: inside is to the left of every edge.
      depth: (px: number, py: number) =>
        Math.min(
          ...corners.map(([ax, ay], i) => {
            const [bx, by] = corners[(i + 1) % corners.length]!;
            return ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / Math.hypot(bx - ax, by - ay);
          }),
        ),
    };
  });
const ray: fc.Arbitrary<Ray> = fc
  .tuple(number(-Math.PI, Math.PI), number(-60, 60), number(-60, 60))
  .map(([angle, x, y]) => ({
    originXMm: x,
    originYMm: y,
    directionX: Math.cos(angle),
    directionY: Math.sin(angle),
  }));

function intervalOf(shape: Shape, along: Ray) {
  const interval = { enterMm: Number.NaN, exitMm: Number.NaN };
  intersect(shape, along, interval);
  return interval;
}

describe.each(Object.entries({ ellipse, rectangle, polygon, clippedEllipse, clippedRectangle }))(
  'the interval of a ray in any %s',
  (_, samples) => {
    test('is where points on the ray are inside, and nowhere else', () => {
      fc.assert(
        fc.property(samples, ray, ({ shape, depth }, along) => {
          const { enterMm, exitMm } = intervalOf(shapesOf(shape)[0]!, along);
          for (let t = -150; t <= 150; t += 0.37) {
            const inside = depth(along.originXMm + t * along.directionX, along.originYMm + t * along.directionY);
            // At the very boundary rounding decides.
            if (Math.abs(inside) < 1e-9) continue;
            if (inside > 0 !== (t > enterMm && t < exitMm)) {
              throw new Error(`at ${t}: inside by ${inside}, interval ${enterMm} … ${exitMm}`);
            }
          }
        }),
        { seed: 1, numRuns: 300 },
      );
    });

    test('ends on the boundary', () => {
      fc.assert(
        fc.property(samples, ray, ({ shape, depth }, along) => {
          const { enterMm, exitMm } = intervalOf(shapesOf(shape)[0]!, along);
          if (!(exitMm > enterMm)) return;
          for (const t of [enterMm, exitMm]) {
            const inside = depth(along.originXMm + t * along.directionX, along.originYMm + t * along.directionY);
            expect(Math.abs(inside)).toBeLessThan(1e-9);
          }
        }),
        { seed: 1, numRuns: 300 },
      );
    });
  },
);

describe('rays along edges', () => {
  const line = (phantom: object[], cosine: number, sine: number, u: number, composition: 'add' | 'replace' = 'add') =>
    new RayProfile(shapePhantom(parsePhantomFile(file(phantom, composition)))).lineIntegral({
      originXMm: u * cosine,
      originYMm: u * sine,
      directionX: -sine,
      directionY: cosine,
    });
  const left = { type: 'rectangle', x: -5, y: 0, width: 10, height: 8, value: 1 };
  const right = { type: 'rectangle', x: 5, y: 0, width: 10, height: 8, value: 1 };
  const lower = { type: 'rectangle', x: 0, y: -4, width: 6, height: 8, value: 1 };
  const upper = { type: 'rectangle', x: 0, y: 4, width: 6, height: 8, value: 1 };

  // θ = 0, 90, 180 and 270°, the sines and cosines as Math gives them.
  const turns = [0, 1, 2, 3].map(
    (quarter) => [Math.cos((quarter * Math.PI) / 2), Math.sin((quarter * Math.PI) / 2)] as const,
  );

  test.each(['add', 'replace'] as const)('an edge that two rectangles share counts once with %s', (composition) => {
    for (const [cosine, sine] of turns) {
      const vertical = Math.abs(cosine) > 0.5;
      const pair = vertical ? [left, right] : [lower, upper];
      expect(line(pair, cosine, sine, 0, composition)).toBeCloseTo(vertical ? 8 : 6, 9);
    }
  });

  test('of the two outer edges of a rectangle one belongs to it', () => {
    for (const [cosine, sine] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const edges = [-1, 1].map((side) => line([{ ...left, x: 0, width: 10, height: 10 }], cosine, sine, 5 * side));
      expect(edges.sort((a, b) => a - b)).toEqual([0, 10]);
    }
  });

  test('a ray just beside an edge is in or out', () => {
    for (const side of [-1, 1]) {
      expect(line([{ ...left, x: 0 }], 1, 0, side * (5 - 1e-9))).toBeCloseTo(8, 12);
      expect(line([{ ...left, x: 0 }], 1, 0, side * (5 + 1e-9))).toBe(0);
    }
  });

  test('a ray through two corners of a square has its diagonal', () => {
    const square = { type: 'rectangle', x: 0, y: 0, width: 10, height: 10, value: 1 };
    expect(line([square], Math.SQRT1_2, Math.SQRT1_2, 0)).toBeCloseTo(10 * Math.SQRT2, 12);
  });

  test('a ray that touches a circle or a corner has nothing', () => {
    const circle = { type: 'ellipse', x: 0, y: 0, semiAxisX: 5, semiAxisY: 5, value: 1 };
    for (let degree = 0; degree < 360; degree++) {
      const angle = (degree * Math.PI) / 180;
      expect(line([circle], Math.cos(angle), Math.sin(angle), 5)).toBe(0);
      // Half a chord is √(2 · 5 · 10⁻⁹) mm here, which a rounding of u moves by a part in 10⁶.
      const beside = line([circle], Math.cos(angle), Math.sin(angle), 5 - 1e-9);
      expect(Math.abs(beside / (2 * Math.sqrt(1e-8)) - 1)).toBeLessThan(1e-5);
    }
    const square = { type: 'rectangle', x: 0, y: 0, width: 10, height: 10, value: 1 };
    expect(line([square], Math.SQRT1_2, Math.SQRT1_2, 5 * Math.SQRT2)).toBeCloseTo(0, 6);
  });
});
