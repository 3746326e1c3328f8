import { expect, test } from 'vitest';
import {
  evenFrequencies,
  frequencyAtLevel,
  linePairsPerCm,
  valueAtFrequency,
} from '../../../src/measure/spectra/spectral-curve.ts';

const curve = { frequencies: [0, 0.2, 0.4, 0.6], values: [1, 0.8, 0.3, 0.4] };

test('a level is found between the two points around it', () => {
  // 0.8 → 0.3 over 0.2 mm⁻¹: 0.5 at 3/5 of the way.
  expect(frequencyAtLevel(curve, 0.5)).toEqual({ perMm: expect.closeTo(0.32, 12) });
  expect(linePairsPerCm(0.32)).toBeCloseTo(3.2, 12);
});

test('a level that is not reached is none, with a reason', () => {
  expect(frequencyAtLevel(curve, 0.1)).toEqual({
    whyNot:
      'The MTF does not fall to 10 % up to 0.60 1/mm, which is as far as it was measured; smaller pixels would show more.',
  });
  expect(frequencyAtLevel({ frequencies: [0, 1], values: [0.4, 0.2] }, 0.5, 'The TTF')).toEqual({
    whyNot: 'The TTF is not above 50 % anywhere.',
  });
});

test('values lie on straight lines between points, level before them and 0 beyond', () => {
  expect([-1, 0, 0.1, 0.5, 0.6, 0.61].map((f) => valueAtFrequency(curve, f))).toEqual([
    1,
    1,
    expect.closeTo(0.9, 12),
    expect.closeTo(0.35, 12),
    0.4,
    0,
  ]);
});

test('even frequencies begin at 0 and end at the last, however the step divides it', () => {
  expect(evenFrequencies(1, 0.3)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(evenFrequencies(1, 0.5)).toEqual([0, 0.5, 1]);
});
