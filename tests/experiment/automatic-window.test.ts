import { expect, test } from 'vitest';
import { windowFollowing, windowOfDifference, windowOfRadiograph } from '../../src/experiment/automatic-window.ts';

test('spans the 0.5th to the 99.5th percentile, whatever stands beyond', () => {
  // 0 … 1000 shuffled by a stride that shares no factor with 1001: the percentiles are 5 and 995.
  const values = Float32Array.from({ length: 1001 }, (_, i) => (i * 10) % 1001);
  values[values.indexOf(1000)] = 1e9;
  values[values.indexOf(0)] = -1e9;
  for (const [gain, shift] of [
    [1, 0],
    [2, -7],
  ] as const) {
    const { width, level } = windowFollowing(values, (value) => gain * value + shift);
    // Rounded for reading, by less than a hundredth of the width.
    expect(Math.abs(width - gain * 990)).toBeLessThan(gain * 9.9);
    expect(Math.abs(level - (gain * 500 + shift))).toBeLessThan(gain * 9.9);
  }
});

test('leaves out what is no number', () => {
  const values = Float32Array.of(Number.NaN, 1, 2, 3, Number.POSITIVE_INFINITY);
  expect(windowFollowing(values, (value) => value)).toEqual({ width: 2, level: 2 });
});

test('has some width for a flat image, and for none', () => {
  for (const values of [new Float32Array(9), new Float32Array(9).fill(-3), new Float32Array(0)]) {
    const { width, level } = windowFollowing(values, (value) => value);
    expect(width).toBeGreaterThan(0);
    expect(level).toBe(values[0] ?? 0);
  }
});

test('lies about nothing for a difference, as wide as all but the largest of it', () => {
  // 0 … 1000 in turns above and below nothing: 98 % are within 980.
  const values = Float32Array.from({ length: 1001 }, (_, i) => (i % 2 === 0 ? i : -i) / 1e4);
  expect(windowOfDifference(values, (value) => 5e4 * value)).toEqual({ width: 9800, level: 0 });
  values[1000] = Number.POSITIVE_INFINITY;
  values[999] = -50;
  expect(windowOfDifference(values, (value) => 5e4 * value)?.width).toBeCloseTo(9800, -2);
  // Where there is no difference, no window would show it.
  expect(windowOfDifference(new Float32Array(9), (value) => value)).toBeNull();
  expect(windowOfDifference(new Float32Array(0), (value) => value)).toBeNull();
});

test('of a radiograph lies over what comes through the object, whatever passes beside it', () => {
  // 1000 readings behind the object from 0.1 to 0.6, and as many beside it, with noise.
  const behind = Array.from({ length: 1001 }, (_, i) => 0.1 + i / 2000);
  const beside = Array.from({ length: 1001 }, (_, i) => 0.97 + (i % 7) / 100);
  const { width, level } = windowOfRadiograph(Float32Array.from([...beside, ...behind]), (value) => 100 * value);
  // All but the thickest fifth of a per cent and the thinnest quarter: from 10.1 to 47.5 %.
  expect(Math.abs(level - width / 2 - 10.1)).toBeLessThan(0.5);
  expect(Math.abs(level + width / 2 - 47.5)).toBeLessThan(0.5);
  for (const nothing of [[], [1, 1.01, 0.99], [0.2, 0.2, 0.2]]) {
    expect(windowOfRadiograph(Float32Array.from(nothing), (value) => 100 * value)).toEqual({ width: 100, level: 50 });
  }
});
