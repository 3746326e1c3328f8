import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameOf, fromFrame, toFrame } from '../../../src/app/editor/box-frame.ts';
import { type BoxShape, middleOf, type Point } from '../../../src/app/editor/edited-shape.ts';
import { contains } from '../../../src/app/editor/hit-testing.ts';
import { withCornerAt, withNewCorner, withoutCorner } from '../../../src/app/editor/polygon-corners.ts';
import { moved, resized, turned, withSides } from '../../../src/app/editor/reshape.ts';
import { freeStep, rounded, snapStepMm, tidyAngle, toStep } from '../../../src/app/editor/rounding.ts';
import { sentenceOf } from '../../support/sentences.ts';
import { uniform } from '../../support/uniform.ts';
import { boxes, disk, polygons, shapes, triangle } from './shapes.ts';

const RUNS = { seed: 1, numRuns: 300 };
const distances = uniform(-200, 200);
const points: fc.Arbitrary<Point> = fc.record({ x: distances, y: distances });
const steps = fc.constantFrom(1, 0.5, 0.1, 0.02, 0.001, 1 / 128);
const along = fc.constantFrom(-1 as const, 0 as const, 1 as const);
const sides = fc.record({ alongX: along, alongY: along }).filter(({ alongX, alongY }) => alongX !== 0 || alongY !== 0);
const PLAIN = { proportional: false, aboutCentre: false };

describe('rounding', () => {
  test('a pixel of 0.64 mm means tenths, one of 0.005 of a unit thousandths', () => {
    expect([0.64, 0.1, 0.005, 3, 1e-12].map(freeStep)).toEqual([0.1, 0.1, 0.001, 1, 1e-6]);
    expect([0.94, 0.5, 0.23, 1.04, 2.4].map(snapStepMm)).toEqual([1, 0.5, 0.2, 1, 2]);
    expect([44.288, -44.288, 0.2, -0.2, 0.75].map((value) => toStep(value, 0.5))).toEqual([44.5, -44.5, 0, 0, 1]);
    expect(toStep(0.30000000000000004, 0.1)).toBe(0.3);
  });

  test('halves go away from 0 on both sides, and there is no negative 0', () => {
    expect([2.5, -2.5, -0.2].map((value) => rounded(value, 0))).toEqual([3, -3, 0]);
  });

  test('angles lie in (−180, 180]', () => {
    expect([190, -180, 180, 540, -725.04].map((angle) => tidyAngle(angle))).toEqual([-170, 180, 180, 180, -5]);
  });
});

describe('moving', () => {
  test('there and back is where it was, whatever digits the shape came with', () => {
    fc.assert(
      fc.property(shapes, distances, distances, steps, (shape, dx, dy, step) => {
        expect(moved(moved(shape, dx, dy, step), -dx, -dy, step)).toEqual(shape);
      }),
      RUNS,
    );
  });

  test('moves the middle by the way, to the last digit, and nothing else', () => {
    fc.assert(
      fc.property(shapes, distances, distances, (shape, dx, dy) => {
        const after = moved(shape, dx, dy, 0.01);
        expect(middleOf(after).x - middleOf(shape).x).toBeCloseTo(dx, 1);
        expect(middleOf(after).y - middleOf(shape).y).toBeCloseTo(dy, 1);
        expect(after.value).toBe(shape.value);
      }),
      RUNS,
    );
  });
});

/** Where a side or a corner of a box is in the plane. */
function sideOf(shape: BoxShape, alongX: number, alongY: number): Point {
  const frame = frameOf(shape);
  return fromFrame(frame, { x: alongX * frame.halfWidth, y: alongY * frame.halfHeight });
}

describe('resizing', () => {
  // A centre is rounded to a hundredth of what sides are: half of that along each axis.
  const tolerance = (step: number) => (0.75 * step) / 100 + 1e-9;

  test('keeps the opposite side', () => {
    fc.assert(
      fc.property(boxes, sides, points, steps, fc.boolean(), (shape, side, point, step, proportional) => {
        const after = resized(shape, side, point, { proportional, aboutCentre: false }, step);
        const [before, now] = [shape, after].map((box) => sideOf(box, -side.alongX, -side.alongY));
        expect(Math.hypot(now!.x - before!.x, now!.y - before!.y)).toBeLessThan(tolerance(step));
        expect(after.angleDeg).toBe(shape.angleDeg);
      }),
      RUNS,
    );
  });

  test('brings the dragged corner to the pointer, unless it would turn inside out', () => {
    const shape: BoxShape = { type: 'rectangle', x: 10, y: 20, width: 30, height: 20, angleDeg: 30, value: 1 };
    const target = fromFrame(frameOf(shape), { x: 25, y: 18 });
    const after = resized(shape, { alongX: 1, alongY: 1 }, target, PLAIN, 0.01);
    expect(after).toMatchObject({ width: 40, height: 28 });
    const { x, y } = sideOf(after, 1, 1);
    expect(Math.hypot(x - target.x, y - target.y)).toBeLessThan(2 * tolerance(2));
    const inside = resized(shape, { alongX: 1, alongY: 0 }, fromFrame(frameOf(shape), { x: -99, y: 0 }), PLAIN, 0.01);
    expect(inside).toMatchObject({ width: 0.01, height: 20 });
  });

  test('a side in hand leaves the other dimension alone', () => {
    fc.assert(
      fc.property(boxes, points, (shape, point) => {
        const before = frameOf(shape);
        expect(frameOf(resized(shape, { alongX: 1, alongY: 0 }, point, PLAIN, 0.01)).halfHeight).toBe(
          before.halfHeight,
        );
        expect(frameOf(resized(shape, { alongX: 0, alongY: -1 }, point, PLAIN, 0.01)).halfWidth).toBe(before.halfWidth);
      }),
      RUNS,
    );
  });

  test('Alt keeps the centre', () => {
    fc.assert(
      fc.property(boxes, sides, points, fc.boolean(), (shape, side, point, proportional) => {
        const after = resized(shape, side, point, { proportional, aboutCentre: true }, 0.01);
        expect([after.x, after.y]).toEqual([shape.x, shape.y]);
      }),
      RUNS,
    );
  });

  test('Shift keeps the proportion', () => {
    const shape: BoxShape = { type: 'ellipse', x: 0, y: 0, semiAxisX: 20, semiAxisY: 10, angleDeg: 0, value: 1 };
    const options = { proportional: true, aboutCentre: false };
    expect(resized(shape, { alongX: 1, alongY: 1 }, { x: 60, y: 10 }, options, 0.01)).toMatchObject({
      semiAxisX: 40,
      semiAxisY: 20,
      x: 20,
      y: 10,
    });
    expect(resized(shape, { alongX: 0, alongY: -1 }, { x: 7, y: -30 }, options, 0.01)).toMatchObject({
      semiAxisX: 40,
      semiAxisY: 20,
      x: 0,
      y: -10,
    });
  });

  test('stretches the half-planes with the shape: what was inside stays inside', () => {
    const unit = uniform(-1, 1);
    fc.assert(
      fc.property(boxes, uniform(5, 150), unit, unit, (shape, width, u, v) => {
        const after = withSides(shape, width, width / 2, 0.0001);
        const [before, now] = [shape, after].map((box) => {
          const frame = frameOf(box);
          const at = (part: number) =>
            fromFrame(frame, { x: u * frame.halfWidth * part, y: v * frame.halfHeight * part });
          // Points within rounding of an edge may change sides.
          return [contains(box, at(0.99)), contains(box, at(1)), contains(box, at(1.01))];
        });
        if (new Set(before).size === 1) expect(now!.some((inside) => inside === before![0])).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('turning', () => {
  test('there and back is where it was, to the last digit', () => {
    const angles = fc.integer({ min: -1800, max: 1800 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(polygons, angles, (shape, degrees) => {
        const after = turned(turned(shape, degrees, 0.1, 0.0001), -degrees, 0.1, 0.0001);
        shape.points.forEach(([x, y], i) => {
          const [nowX, nowY] = after.type === 'polygon' ? after.points[i]! : [Number.NaN, Number.NaN];
          expect(Math.hypot(nowX - x, nowY - y)).toBeLessThan(3e-6);
        });
      }),
      RUNS,
    );
  });

  test('turns counter-clockwise about the middle, and snaps to 15°', () => {
    const box = { ...disk(5, 6, 7), angleDeg: 20 };
    expect(turned(box, 30.04, 0.1, 0.01)).toEqual({ ...box, angleDeg: 50 });
    expect(turned(box, 30, 15, 0.01)).toEqual({ ...box, angleDeg: 45 });
    expect(turned(box, 170, 0.1, 0.01)).toMatchObject({ angleDeg: -170 });
    const square = {
      type: 'polygon' as const,
      points: [
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ] as [number, number][],
      value: 1,
    };
    expect(turned(square, 88, 15, 0.01)).toEqual({
      ...square,
      points: [
        [0, 1],
        [-1, 0],
        [0, -1],
        [1, 0],
      ],
    });
  });
});

test('corners come, move and go; three stay', async () => {
  const square = withNewCorner(triangle, 1, { x: 40.04, y: 40 }, 0.1);
  expect(square.points).toEqual([
    [0, 0],
    [40, 0],
    [40, 40],
    [0, 40],
  ]);
  expect(withNewCorner(triangle, 2, { x: 0, y: 20 }, 0.1).points.at(-1)).toEqual([0, 20]);
  expect(withCornerAt(square, 2, { x: 35.55, y: 30 }, 1).points[2]).toEqual([36, 30]);
  expect(withoutCorner(square, 2)).toEqual(triangle);
  expect(await sentenceOf(() => withoutCorner(triangle, 0))).toBe('a polygon needs at least three corners');
});

test('a frame and back', () => {
  fc.assert(
    fc.property(boxes, points, (shape, point) => {
      const frame = frameOf(shape);
      const back = fromFrame(frame, toFrame(frame, point));
      expect(Math.hypot(back.x - point.x, back.y - point.y)).toBeLessThan(1e-9);
    }),
    RUNS,
  );
});
