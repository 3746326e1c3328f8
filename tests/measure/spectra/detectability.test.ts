import { expect, test } from 'vitest';
import { detectability } from '../../../src/measure/spectra/detectability.ts';
import { eyeFilter } from '../../../src/measure/spectra/eye-filter.ts';
import { evenFrequencies } from '../../../src/measure/spectra/spectral-curve.ts';

const task = { diameterMm: 5, contrast: 20 };
const curveOf = (most: number, of: (frequency: number) => number) => {
  const frequencies = evenFrequencies(most, 0.0005);
  return { frequencies, values: frequencies.map(of) };
};
/** Of a Gaussian blur of 0.7 mm. */
const blur = (frequency: number) => Math.exp(-2 * (Math.PI * 0.7 * frequency) ** 2);

test('in white noise is contrast²·area/NPS for whoever sees all frequencies', () => {
  const most = 40;
  const { nonPrewhitening, prewhitening } = detectability(task, {
    transfer: curveOf(most, () => 1),
    noisePower: curveOf(most, () => 30),
  });
  // √(20²·π·2.5²/30); what lies beyond f is 1/(π²·r·f) of its square, as J₁² is 1/(πx) on the mean.
  expect(nonPrewhitening).toBeCloseTo(16.18021593796416 * Math.sqrt(1 - 1 / (Math.PI ** 2 * 2.5 * most)), 3);
  expect(prewhitening).toBeCloseTo(nonPrewhitening, 10);
});

test('in white noise behind a Gaussian blur has a closed form', () => {
  // d′² = π·C²·r²·[1 − e⁻ˣ(I₀(x) + I₁(x))]/NPS, x = r²/2s² (Weber’s second exponential integral, DLMF 10.22.67), by
  // scipy.special.ive.
  const found = detectability(task, { transfer: curveOf(2, blur), noisePower: curveOf(2, () => 30) });
  expect(found.nonPrewhitening / 13.444684220496866).toBeCloseTo(1, 6);
  expect(found.prewhitening / found.nonPrewhitening).toBeCloseTo(1, 10);
});

test('in the noise of a ramp filter is what SciPy integrates', () => {
  // scipy.integrate.quad of the formulas up to 2 mm⁻¹ with NPS = 400·f and E of 500 mm.
  const observed = { transfer: curveOf(2, blur), noisePower: curveOf(2, (frequency) => 400 * frequency) };
  const found = detectability(task, observed, eyeFilter);
  expect(found.nonPrewhitening / 12.122404801713909).toBeCloseTo(1, 5);
  expect(found.withEye! / 4.253318597329485).toBeCloseTo(1, 5);
  expect(found.prewhitening / 15.146892859979252).toBeCloseTo(1, 5);
  expect(found.mostPerMm).toBe(2);
});

test('grows as contrast, and as one over the noise', () => {
  const observed = (power: number) => ({ transfer: curveOf(2, blur), noisePower: curveOf(2, () => power) });
  const once = detectability(task, observed(30)).nonPrewhitening;
  expect(detectability({ ...task, contrast: -40 }, observed(30)).nonPrewhitening / once).toBeCloseTo(2, 10);
  expect(detectability(task, observed(120)).nonPrewhitening / once).toBeCloseTo(0.5, 10);
});

test('has no bound without noise, and no meaning without a disk', () => {
  const silent = { transfer: curveOf(2, blur), noisePower: curveOf(2, () => 0) };
  expect(() => detectability(task, silent)).toThrow(/^There is no noise/);
  expect(() => detectability({ ...task, diameterMm: 0 }, silent)).toThrow(/diameter above 0 mm/);
});

test('an eye sees 3.3 periods per degree best, whatever makes a degree of them', () => {
  // The formula in NumPy.
  const found = [0.05, 0.2, 0.5, 1].map((frequency) => eyeFilter(frequency));
  const expected = [0.06260979886663956, 0.6982210477131195, 0.9181834684984848, 0.29529127246926407];
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 10);
  });
  const best = 3.2973950850306757 / (500 * (Math.PI / 180));
  expect(eyeFilter(best)).toBeCloseTo(1, 12);
  expect(eyeFilter(2 * best, { distanceMm: 500, magnification: 2 })).toBeCloseTo(1, 12);
  expect(eyeFilter(best / 2, { distanceMm: 1000, magnification: 1 })).toBeCloseTo(1, 12);
});
