import { expect, test } from 'vitest';
import { fitLine } from '../../src/measure/line-fit.ts';

test('the line of least squares, as scipy.stats.linregress has it', () => {
  const { slope, intercept, correlation } = fitLine([0, 15, -35, 990, -1000], [0.3, 16, -33, 985, -1001]);
  // SciPy 1.17: linregress(x, y).
  expect(slope).toBeCloseTo(0.9979704952, 9);
  expect(intercept).toBeCloseTo(-0.552177029, 8);
  expect(correlation).toBeCloseTo(0.9999945598, 9);
});

test('points on a line, and points that make none', () => {
  const { slope, intercept, correlation } = fitLine([1, 2, 4], [5, 3, -1]);
  expect([slope, intercept].map((value) => Number(value.toFixed(12)))).toEqual([-2, 7]);
  expect(correlation).toBe(-1);
  expect(fitLine([2, 2], [1, 3]).slope).toBeNaN();
});
