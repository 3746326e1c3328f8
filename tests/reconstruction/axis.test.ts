import { describe, expect, test } from 'vitest';
import { middleOfSway, mirrorOf } from '../../src/reconstruction/cures/axis.ts';

describe('the mirror of a profile', () => {
  /** A hill and its mirror image: what is seen over a whole turn of two things at 9 and 21 channels from the axis. */
  const profile = (axis: number, channels = 101) =>
    Float32Array.from({ length: channels }, (_, channel) => {
      const distance = Math.abs(channel - axis);
      return Math.exp(-((distance / 18) ** 2)) + 0.3 * Math.exp(-(((distance - 9) / 3) ** 2));
    });

  test.each([50, 50.5, 47.3, 58.125, 39.87])('is found at %s', (axis) => {
    expect(Math.abs(mirrorOf(profile(axis))! - axis)).toBeLessThan(0.01);
  });

  test('is found where the detector sees a part', () => {
    expect(Math.abs(mirrorOf(profile(14.6, 31))! - 14.6)).toBeLessThan(0.02);
  });

  test('is that of a thin thing on a wide detector, and not of the nothing beside it', () => {
    const thin = Float32Array.from({ length: 401 }, (_, channel) => Math.exp(-(((channel - 231.4) / 1.5) ** 2)));
    expect(Math.abs(mirrorOf(thin)! - 231.4)).toBeLessThan(0.03);
  });

  test('is nowhere in a flat one', () => {
    expect(mirrorOf(new Float32Array(31).fill(2))).toBeNull();
  });

  test('is nowhere in one that varies by its rounding alone, or is too short for two sides', () => {
    // Neighbours among float32 numbers at 2 are 2⁻²² apart.
    const rounded = Float32Array.from({ length: 31 }, (_, channel) => 2 + (channel % 3 === 0 ? 2 ** -22 : 0));
    expect(mirrorOf(rounded)).toBeNull();
    expect(mirrorOf(Float32Array.of(1, 2))).toBeNull();
  });
});

describe('what values sway about', () => {
  test.each([
    [Math.PI, 12],
    [2 * Math.PI, 7],
    [1.2 * Math.PI, 30],
  ])('is exact over %s rad in %s views', (arcRad, views) => {
    const angles = Float64Array.from({ length: views }, (_, v) => 0.4 + (v * arcRad) / views);
    const values = angles.map((angle) => 5.25 + 8 * Math.cos(angle) - 3 * Math.sin(angle));
    expect(middleOfSway(angles, values)).toBeCloseTo(5.25, 9);
  });

  test('is not a number where a view is empty', () => {
    expect(middleOfSway(Float64Array.of(0, 1, 2, 3), Float64Array.of(1, Number.NaN, 1, 2))).toBeNaN();
  });
});
