import { expect, test } from 'vitest';
import { compareRegions, signalToNoise } from '../../src/measure/region-comparison.ts';

test('contrast to noise, over the background’s noise and over that of both', () => {
  const [insert, background] = [
    { mean: 112, standardDeviation: 4 },
    { mean: 100, standardDeviation: 3 },
  ];
  expect(compareRegions(insert, background)).toEqual({
    difference: 12,
    contrastToNoise: 4,
    contrastToPooledNoise: 12 / Math.sqrt(12.5),
  });
  expect(compareRegions(background, insert)).toEqual({
    difference: -12,
    contrastToNoise: 3,
    contrastToPooledNoise: 12 / Math.sqrt(12.5),
  });
});

test('signal to noise begins where there is nothing, which of HU is −1000', () => {
  expect(signalToNoise({ mean: 0, standardDeviation: 10 }, -1000)).toBe(100);
  expect(signalToNoise({ mean: 0.02059, standardDeviation: 0.0002059 }, 0)).toBeCloseTo(100, 10);
});
