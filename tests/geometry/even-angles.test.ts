import { describe, expect, test } from 'vitest';
import { evenArcOf } from '../../src/geometry/even-angles.ts';
import { seededRandom } from '../support/random.ts';

const DEGREES = Math.PI / 180;
const radians = (degrees: readonly number[]) => Float64Array.from(degrees, (angle) => angle * DEGREES);
const steps = (views: number, arcDeg: number, startDeg = 0) =>
  Array.from({ length: views }, (_, view) => startDeg + (view * arcDeg) / views);
const arcDegOf = (degrees: readonly number[]) => {
  const arc = evenArcOf(radians(degrees));
  return arc && arc.arcRad / DEGREES;
};

describe('an even arc', () => {
  test.each([
    [7, 60],
    [181, -200],
    [720, 360],
    [1000, 3600],
  ])('of %i views over %d°', (views, arcDeg) => {
    const arc = evenArcOf(radians(steps(views, arcDeg, 33)))!;
    expect(arc.startRad / DEGREES).toBeCloseTo(33, 9);
    expect(arc.arcRad / DEGREES).toBeCloseTo(arcDeg, 9);
  });

  test.each([
    [175, 360],
    [721, 3600],
    [3600, 180],
    [7001, -360],
    [16384, 180],
  ])('of %i views over %d° in a file of three decimals is the whole arc', (views, arcDeg) => {
    const written = steps(views, arcDeg).map((angle) => Number(angle.toFixed(3)));
    expect(arcDegOf(written)).toBe(arcDeg);
  });

  test('of an encoder that is a twentieth of a step off at most', () => {
    const random = seededRandom(5);
    const angles = (part: number) => steps(180, 360).map((angle) => angle + 2 * part * (2 * random() - 1));
    expect(arcDegOf(angles(0.045))).toBe(360);
    expect(arcDegOf(angles(0.2))).toBeNull();
  });

  test('goes on where angles begin again at 0', () => {
    expect(arcDegOf(steps(720, 720, 350).map((angle) => angle % 360))).toBeCloseTo(720, 9);
    expect(arcDegOf(steps(90, -180, 20).map((angle) => (angle + 360) % 360))).toBeCloseTo(-180, 9);
  });

  test('that holds its end is one step longer', () => {
    expect(arcDegOf(steps(180, 360).concat(360))).toBeCloseTo(362, 9);
  });

  test('is not one in which views stand still, or one is missing or out of order', () => {
    expect(arcDegOf([10])).toBeNull();
    expect(arcDegOf([10, 10, 10])).toBeNull();
    expect(arcDegOf([10, 10.001, 10])).toBeNull();
    expect(arcDegOf(steps(90, 180).filter((_, view) => view !== 40))).toBeNull();
    expect(arcDegOf([0, 2, 1, 3, 4, 5])).toBeNull();
  });
});
