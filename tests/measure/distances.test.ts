import fc from 'fast-check';
import { expect, test } from 'vitest';
import { angleAtCornerDeg, directionDeg, distanceBetween } from '../../src/measure/distances.ts';

test('lengths, directions and angles', () => {
  const corner = { x: 1, y: 1 };
  expect(distanceBetween(corner, { x: 4, y: -3 })).toBe(5);
  expect(angleAtCornerDeg(corner, { x: 3, y: 1 }, { x: 1, y: 7 })).toBe(90);
  expect(angleAtCornerDeg(corner, { x: 3, y: 1 }, { x: -4, y: 1 })).toBe(180);
  expect(angleAtCornerDeg({ x: 0, y: 0 }, { x: 2, y: 0 }, { x: 2, y: 2e-9 })).toBeCloseTo((1e-9 * 180) / Math.PI, 20);
  expect(angleAtCornerDeg(corner, corner, { x: 3, y: 1 })).toBeNaN();
  expect(directionDeg(corner, { x: 0, y: 2 })).toBeCloseTo(135, 12);
});

test('an angle is the turn from one arm to the other, wherever both lie', () => {
  const degrees = fc.double({ min: -180, max: 180, noNaN: true });
  const length = fc.double({ min: 0.1, max: 100, noNaN: true });
  fc.assert(
    fc.property(degrees, fc.double({ min: 0, max: 180, noNaN: true }), length, length, (start, turn, one, other) => {
      const arm = (deg: number, r: number) => ({
        x: 7 + r * Math.cos((deg * Math.PI) / 180),
        y: -3 + r * Math.sin((deg * Math.PI) / 180),
      });
      expect(angleAtCornerDeg({ x: 7, y: -3 }, arm(start, one), arm(start + turn, other))).toBeCloseTo(turn, 8);
    }),
  );
});
