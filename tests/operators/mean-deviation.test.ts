import { expect, test } from 'vitest';
import { meanDeviation } from '../kernels/as-functions.ts';

const CHANNELS = 24;
const parabola = (k: number) => 3 + 0.2 * k - 0.01 * k ** 2;
const views = (value: (view: number, channel: number) => number, count = 5) =>
  Float32Array.from({ length: count * CHANNELS }, (_, i) => value(Math.floor(i / CHANNELS), i % CHANNELS));
const nothing = new Float32Array(CHANNELS);

test('a parabola deviates from itself nowhere, its ends included', () => {
  const deviations = meanDeviation(
    views((view, k) => view + parabola(k)),
    nothing,
    1,
  );
  // Weights of float32 over values up to 8.
  for (const deviation of deviations) expect(Math.abs(deviation)).toBeLessThan(1e-5);
});

test('a channel that stands out does so by 1 less its own weight in the fit, and by nothing once the row says it', () => {
  const drift = 0.01;
  const striped = views((_, k) => parabola(k) + (k === 12 ? drift : 0));
  const row = Float32Array.from({ length: CHANNELS }, (_, k) => (k === 12 ? drift : 0));
  // The middle's weight in the parabola over 13 points, by the table of Savitzky & Golay (1964): 25/143.
  expect(meanDeviation(striped, nothing, 1)[12]).toBeCloseTo(drift * (1 - 25 / 143), 6);
  expect(meanDeviation(striped, row, 1)[12]).toBeCloseTo(0, 6);
});

test('no view counts more than the bound', () => {
  const one = views((view, k) => (view === 0 && k === 12 ? 100 : 0));
  expect(meanDeviation(one, nothing, 0.02)[12]).toBeCloseTo(0.02 / 5, 9);
});
