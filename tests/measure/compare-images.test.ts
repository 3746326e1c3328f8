import { expect, test } from 'vitest';
import { compareImages } from '../../src/measure/compare-images.ts';

test('largest, RMS and relative RMS difference, worked out by hand', () => {
  // Differences 1, −2, 0, 2: RMS 3/2; of 3, 4, 0, 12: RMS 13/2.
  const difference = compareImages(Float32Array.of(4, 2, 0, 14), Float32Array.of(3, 4, 0, 12));
  expect(difference).toEqual({ largest: 2, rms: 1.5, relativeRms: 3 / 13 });
});

test('equal arrays do not differ, also where both are nothing', () => {
  for (const values of [Float32Array.of(1, -2, 3), new Float32Array(3)]) {
    expect(compareImages(values, values)).toEqual({ largest: 0, rms: 0, relativeRms: 0 });
  }
});

test('against nothing any difference is infinite', () => {
  expect(compareImages(Float32Array.of(0, 1), new Float32Array(2)).relativeRms).toBe(Number.POSITIVE_INFINITY);
});

test.each([0, 1, 2])('NaN at place %i is never taken for agreement', (place) => {
  const values = Float32Array.of(1, 2, 3);
  const broken = values.slice();
  broken[place] = Number.NaN;
  for (const [a, b] of [
    [broken, values],
    [values, broken],
  ] as const) {
    const { largest, rms, relativeRms } = compareImages(a, b);
    expect(largest).toBeNaN();
    expect(rms).toBeNaN();
    expect(relativeRms).not.toBeLessThan(1);
  }
});
