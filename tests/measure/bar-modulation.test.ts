import { expect, test } from 'vitest';
import { barModulations } from '../../src/measure/bar-modulation.ts';

/** The variance of a square wave of some contrast after a blur: all its harmonics, by Parseval. */
function blurredVariance(frequency: number, contrast: number, transfer: (frequency: number) => number): number {
  let variance = 0;
  for (let n = 1; n < 2000; n += 2) variance += ((2 * contrast * transfer(n * frequency)) / (Math.PI * n)) ** 2 / 2;
  return variance;
}

const gauss = (frequency: number) => Math.exp(-((frequency / 8) ** 2));

test('the MTF of a blur from groups of bars, whatever their contrast', () => {
  const frequencies = Array.from({ length: 61 }, (_, i) => 1 + i / 2);
  const groups = frequencies.map((frequency) => ({ frequency, variance: blurredVariance(frequency, -2640, gauss) }));
  const found = barModulations(groups, -2640);
  // The ninth and higher harmonics, and straight lines between groups, are all that is left out.
  found.forEach((value, i) => {
    expect(Math.abs(value - gauss(frequencies[i]!)), `${frequencies[i]} lp/cm`).toBeLessThan(0.005);
  });
});

test('from a third of where nothing is left on, the standard deviation alone: π√2/4 · M/M₀', () => {
  // A sine of amplitude a has the variance a²/2, and a square wave of ±1 the fundamental 4/π.
  const variance = ((4 / Math.PI) * 0.6) ** 2 / 2;
  expect(barModulations([{ frequency: 7, variance }], 2)[0]).toBeCloseTo(0.6, 12);
});

test('less variance than noise has is no modulation', () => {
  expect(barModulations([{ frequency: 7, variance: -0.1 }], 2)).toEqual([0]);
});
