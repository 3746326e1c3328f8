import { expect, test } from 'vitest';
import { logTicks } from '../../src/plots/log-ticks.ts';

test('a long axis has powers of ten alone', () => {
  expect(logTicks(20, 3e5, 2)).toEqual([100, 1000, 10_000, 100_000]);
});

test('a short one has what stands between, as few as are asked for', () => {
  expect(logTicks(5, 60, 2)).toEqual([10, 30]);
  expect(logTicks(5, 60, 3)).toEqual([5, 10, 20, 50]);
  expect(logTicks(0.02, 0.06, 3)).toEqual([0.02, 0.05]);
});
