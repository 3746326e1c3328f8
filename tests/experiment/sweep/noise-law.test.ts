// The law of counted photons beside what a sweep measured, and the power that the points have.

import { expect, test } from 'vitest';
import { logarithmicSlope, noiseLaw } from '../../../src/experiment/sweep/noise-law.ts';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';

const POINTS = { x: [1e4, 3e4, 2e5, 1e6], y: [120, 70, 27, 12.5] };
const knobsOf = (...knobs: object[]) => parseSweep({ knobs, measures: ['noise'] });
const PHOTONS = { path: 'acquisition.noise.photons', values: [1e4, 3e4, 2e5, 1e6] };

test('goes through the middle of the points, and falls by √10 for ten times the dose', () => {
  const law = noiseLaw(knobsOf(PHOTONS), 'relativeDose', 'noise', POINTS)!;
  expect([law.name, law.isTheory, law.kind]).toEqual(['∝ 1/√dose', true, 'line']);
  expect(law.x).toEqual(POINTS.x);
  // numpy: exp(mean(log(y) + 0.5·log(x))).
  for (const [i, x] of law.x.entries()) expect(law.y[i]! * Math.sqrt(x)).toBeCloseTo(12173.26768588347, 6);
  expect(noiseLaw(knobsOf(PHOTONS), PHOTONS.path, 'noise', POINTS)!.name).toBe('∝ 1/√photons');
});

test('is not drawn where more than photons is turned, something else is plotted, or there is one point', () => {
  const voltage = { path: 'acquisition.beam.voltageKV', values: [80, 120] };
  expect(noiseLaw(knobsOf(PHOTONS, voltage), 'relativeDose', 'noise', POINTS)).toBeNull();
  expect(noiseLaw(knobsOf(voltage), 'ctdiVol', 'noise', POINTS)).toBeNull();
  expect(noiseLaw(knobsOf(PHOTONS), 'relativeDose', 'ssim', POINTS)).toBeNull();
  expect(noiseLaw(knobsOf(PHOTONS), 'ssim', 'noise', POINTS)).toBeNull();
  const one = { x: [1e4, 3e4, 2e5], y: [120, Number.NaN, 0] };
  expect(noiseLaw(knobsOf(PHOTONS), 'relativeDose', 'noise', one)).toBeNull();
});

test('the slope is that of least squares over the logarithms, and of the points that have some', () => {
  // numpy.polyfit(log(x), log(y), 1).
  expect(logarithmicSlope(POINTS)).toBeCloseTo(-0.4925242427288998, 9);
  const withHoles = { x: [0, ...POINTS.x, 5], y: [1, ...POINTS.y, Number.NaN] };
  expect(logarithmicSlope(withHoles)).toBeCloseTo(-0.4925242427288998, 9);
  expect(logarithmicSlope({ x: [3, 3], y: [1, 2] })).toBeNull();
  expect(logarithmicSlope({ x: [], y: [] })).toBeNull();
});
