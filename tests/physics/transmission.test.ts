import { describe, expect, test } from 'vitest';
import { transmittedThrough } from '../../src/physics/transmission.ts';

describe('line integrals from readings', () => {
  test('are −ln((p − mean dark)/(mean white − mean dark)), channel by channel', () => {
    // Two channels; dark means 1 and 2, white means 101 and 42.
    const white = Float32Array.of(100, 40, 102, 44);
    const dark = Float32Array.of(0.5, 2, 1.5, 2);
    const readings = Float32Array.of(101, 42, 51, 22, 11, 6);
    const expected = [0, 0, Math.LN2, Math.LN2, Math.log(10), Math.log(10)];
    const { lineIntegrals, tooDark } = transmittedThrough(readings, white, dark, 2);
    expect(tooDark).toBe(0);
    lineIntegrals.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 6);
    });
  });

  test('may be below 0 where noise is above white', () => {
    const { lineIntegrals } = transmittedThrough(Float32Array.of(12), Float32Array.of(11), Float32Array.of(1), 1);
    expect(lineIntegrals[0]).toBeCloseTo(-Math.log(1.1), 6);
  });

  test('are finite where nothing came through: a transmission of 10⁻⁶ at least', () => {
    const readings = Float32Array.of(1, 0, -5, 1.1);
    const { lineIntegrals, tooDark } = transmittedThrough(readings, Float32Array.of(11), Float32Array.of(1), 1);
    // Which is told: the last is a hundredth of white.
    expect(tooDark).toBe(3);
    for (const value of lineIntegrals.slice(0, 3)) expect(value).toBeCloseTo(6 * Math.LN10, 5);
  });

  test.each([
    [Float32Array.of(9, 1, 9), 1],
    [Float32Array.of(9, 9, 0.5), 2],
  ])('a channel that white does not light is named, and reads 0', (white, channel) => {
    const { dead, lineIntegrals } = transmittedThrough(Float32Array.of(5, 5, 5), white, Float32Array.of(1, 1, 1), 3);
    expect(dead).toEqual([channel]);
    expect(Array.from(lineIntegrals.keys()).filter((i) => lineIntegrals[i] === 0)).toEqual([channel]);
  });
});
