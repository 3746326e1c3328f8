import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanePoint } from '../../src/measure/plane.ts';
import { allPixels, regionMask, regionPixels } from '../../src/measure/region-pixels.ts';
import type { RegionShape } from '../../src/measure/region-shape.ts';
import { pixelStatistics, regionStatistics } from '../../src/measure/region-statistics.ts';
import { planeOf, scaledPlane, turnedAround, WAVES } from '../support/measured-planes.ts';

const middle = { x: 1.1, y: -0.7 };
const turned = { middle, halfWidth: 5.2, halfHeight: 2.1, angleDeg: 25 };
const star = [
  [-6.1, -4.2],
  [6.3, -3.9],
  [-5.2, 4.4],
  [0.3, -6.1],
  [4.9, 5.2],
].map(([x, y]) => ({ x: x!, y: y! }));

describe('statistics of a region', () => {
  // Values 3·10⁴ + 100·v; masks by NumPy, that of the star, which crosses itself, by skimage.measure.points_in_poly:
  // m.sum(), w[m].mean(), w[m].std(ddof=1), w[m].min(), w[m].max(). Of the circle the same comes out of pylinac 3.49,
  // DiskROI(w, radius=6.6, center=Point(21.7, 15.9)), whose own std divides by n.
  test.each<{ shape: RegionShape; figures: readonly number[] }>([
    {
      shape: { kind: 'circle', middle, radius: 3.3 },
      figures: [137, 30036.8908618672, 83.87771184745964, 29875.870501995087, 30149.681437015533],
    },
    {
      shape: { kind: 'ellipse', ...turned },
      figures: [134, 30033.196273437046, 78.9499190795046, 29894.775915145874, 30149.681437015533],
    },
    {
      shape: { kind: 'rectangle', ...turned },
      figures: [173, 30027.43512393067, 79.00823716166872, 29885.016894340515, 30149.681437015533],
    },
    {
      shape: { kind: 'polygon', corners: star },
      figures: [144, 30012.27255583314, 91.6278654218196, 29855.42415380478, 30149.681437015533],
    },
  ])('$shape.kind: NumPy’s numbers', ({ shape, figures: [count, mean, deviation, least, most] }) => {
    for (const plane of [WAVES, turnedAround(WAVES)]) {
      const found = regionStatistics(scaledPlane(plane, 100, 3e4), shape)!;
      expect([found.count, found.area, found.isCut]).toEqual([count, count! / 4, false]);
      expect(found.mean).toBeCloseTo(mean!, 8);
      expect(found.standardDeviation).toBeCloseTo(deviation!, 8);
      expect([found.least, found.most]).toEqual([least, most]);
    }
  });

  test('keep their digits however far values are from zero', () => {
    const plane = planeOf(64, 64, 1, ({ x, y }) => ((x + y) & 1 ? 0.001 : -0.001));
    const far = pixelStatistics(scaledPlane(plane, 1, 1e9), allPixels(plane))!;
    // 10⁹ leaves 1.2·10⁻⁷ for the values themselves.
    expect(far.standardDeviation).toBeCloseTo(0.001 * Math.sqrt(4096 / 4095), 7);
  });

  test('follow the scale and the offset of values', () => {
    const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    const shape: RegionShape = { kind: 'ellipse', ...turned };
    const plain = regionStatistics(WAVES, shape)!;
    fc.assert(
      fc.property(factor, value, (scale, offset) => {
        const found = regionStatistics(scaledPlane(WAVES, -scale, offset), shape)!;
        expect(found.mean).toBeCloseTo(offset - scale * plain.mean, 6);
        expect(found.standardDeviation / (scale * plain.standardDeviation)).toBeCloseTo(1, 8);
        expect(found.least).toBeCloseTo(offset - scale * plain.most, 6);
      }),
      { numRuns: 50 },
    );
  });

  test('of one pixel there is no deviation, of none nothing, and no number stays none', () => {
    const plane = planeOf(5, 5, 1, ({ x, y }) => x + 10 * y);
    const dot = (radius: number, x = 1) => regionStatistics(plane, { kind: 'circle', middle: { x, y: 2 }, radius });
    expect(dot(0.4)).toEqual({
      ...{ count: 1, area: 1, mean: 21, standardDeviation: Number.NaN, least: 21, most: 21, isCut: false },
    });
    expect(dot(0.4, 0.5)).toBeNull();
    expect(dot(0)).toBeNull();
    expect(dot(1, 90)).toBeNull();
    const holey = { ...plane, values: Array.from(plane.values, (value, i) => (i === 3 ? Number.NaN : value)) };
    const { mean, standardDeviation, least } = regionStatistics(holey, {
      kind: 'circle',
      middle: { x: 1, y: 2 },
      radius: 1,
    })!;
    expect([mean, standardDeviation, least]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe('the pixels of a region', () => {
  const grid = planeOf(21, 21, 0.1, () => 0);
  const countOf = (shape: RegionShape) => regionPixels(grid, shape).count;

  test('have their centres in it; those on the outline of a circle or a rectangle too', () => {
    const origin = { x: 0, y: 0 };
    // Gauss's circle problem: 317 whole numbers (x, y) in a circle of radius 10.
    expect(countOf({ kind: 'circle', middle: origin, radius: 1 })).toBe(317);
    for (const angleDeg of [0, 90, 180, -90]) {
      expect(countOf({ kind: 'ellipse', middle: origin, halfWidth: 1, halfHeight: 1, angleDeg })).toBe(317);
      expect(countOf({ kind: 'rectangle', middle: origin, halfWidth: 0.3, halfHeight: 0.3, angleDeg })).toBe(49);
    }
    expect(countOf({ kind: 'rectangle', middle: origin, halfWidth: 0.6, halfHeight: 0.2, angleDeg: 90 })).toBe(65);
    // |x| + |y| ≤ 5 pixels: 2·5² + 2·5 + 1 of them.
    const side = 0.5 / Math.SQRT2;
    expect(countOf({ kind: 'rectangle', middle: origin, halfWidth: side, halfHeight: side, angleDeg: 45 })).toBe(61);
  });

  test('of a region that reaches beyond the plane are those on it, and it is said', () => {
    const beyond = regionPixels(grid, { kind: 'circle', middle: { x: 1, y: 0 }, radius: 0.2 });
    expect([beyond.isCut, beyond.count]).toEqual([true, 9]);
    expect(regionPixels(grid, { kind: 'circle', middle: { x: 0, y: 0 }, radius: 1.05 }).isCut).toBe(false);
    const none = regionPixels(grid, { kind: 'polygon', corners: [] });
    expect([none.count, none.spans]).toEqual([0, []]);
  });

  test('of a polygon that crosses itself leave out what is enclosed twice', () => {
    const hole: RegionShape = { kind: 'freehand', corners: star.map(({ x, y }) => ({ x: x / 7, y: y / 7 })) };
    const mask = regionMask(grid, regionPixels(grid, hole));
    expect(mask[10 * 21 + 10]).toBe(0);
    expect(mask.reduce((sum, one) => sum + one, 0)).toBe(countOf(hole));
  });

  const corner = fc.record({ x: fc.integer({ min: -10, max: 10 }), y: fc.integer({ min: -10, max: 10 }) });
  const fine = fc.record({
    x: fc.double({ min: -11, max: 11, noNaN: true }),
    y: fc.double({ min: -11, max: 11, noNaN: true }),
  });
  const plane = planeOf(21, 21, 1, () => 0);
  const maskOf = (shape: RegionShape, on = plane) => regionMask(on, regionPixels(on, shape));
  const polygon = (...corners: readonly PlanePoint[]) => maskOf({ kind: 'polygon', corners });

  // In tenths rounding puts a crossing on either side of a pixel's centre.
  const tenth = corner.map(({ x, y }) => ({ x: x / 10, y: y / 10 }));
  test.each([
    ['on the grid', corner, plane],
    ['off it', fine, plane],
    ['on one of tenths', tenth, grid],
  ])('of two triangles with a side in common have none in common and leave none out, %s', (_where, point, on) => {
    fc.assert(
      fc.property(point, point, point, point, (a, b, c, d) => {
        const inside = (...corners: readonly PlanePoint[]) => maskOf({ kind: 'polygon', corners }, on);
        // Even–odd: the four-sided shape is what is in one of both triangles, not in both.
        const [one, other] = [inside(a, b, c), inside(c, d, a)];
        expect(inside(a, b, c, d)).toEqual(one.map((is, i) => is ^ other[i]!));
      }),
    );
  });

  test('do not depend on where a polygon begins, nor which way round it goes', () => {
    fc.assert(
      fc.property(corner, corner, corner, fine, (a, b, c, d) => {
        expect(polygon(b, c, d, a)).toEqual(polygon(a, b, c, d));
        expect(polygon(d, c, b, a)).toEqual(polygon(a, b, c, d));
      }),
    );
  });

  test('are those that the formula of the shape holds for, pixel by pixel', () => {
    const half = fc.double({ min: 0.3, max: 9, noNaN: true });
    const angle = fc.double({ min: -180, max: 180, noNaN: true });
    fc.assert(
      fc.property(fine, half, half, angle, (at, halfWidth, halfHeight, angleDeg) => {
        const [cos, sin] = [Math.cos((angleDeg * Math.PI) / 180), Math.sin((angleDeg * Math.PI) / 180)];
        const box = { middle: at, halfWidth, halfHeight, angleDeg };
        const [ellipse, rectangle] = [maskOf({ kind: 'ellipse', ...box }), maskOf({ kind: 'rectangle', ...box })];
        for (let i = 0; i < 441; i++) {
          const [dx, dy] = [(i % 21) - 10 - at.x, 10 - Math.floor(i / 21) - at.y];
          const u = Math.abs(dx * cos + dy * sin) / halfWidth;
          const v = Math.abs(dy * cos - dx * sin) / halfHeight;
          // Right on the outline either is right.
          if (Math.abs(u * u + v * v - 1) > 1e-4) expect(ellipse[i]).toBe(u * u + v * v < 1 ? 1 : 0);
          if (Math.abs(Math.max(u, v) - 1) > 1e-4) expect(rectangle[i]).toBe(Math.max(u, v) < 1 ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
