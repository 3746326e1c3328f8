import { describe, expect, test } from 'vitest';
import { type FbpSettings, FbpTheory } from '../../../src/experiment/theory/fbp-theory.ts';
import { frequencyAtLevel } from '../../../src/measure/spectra/spectral-curve.ts';
import { RAMP_WINDOWS, type RampWindow, windowResponse } from '../../../src/reconstruction/ramp-windows.ts';
import { windowedRampSample } from '../../../src/reconstruction/windowed-ramp.ts';

const theoryOf = (changes: Partial<FbpSettings> = {}) =>
  new FbpTheory({
    ...{ channelSpacingMm: 1, views: 360, window: 'ram-lak', cutoff: 1, interpolation: 'linear', aperture: 0 },
    ...changes,
  });

function levelOf(curve: (frequency: number) => number, level: number): number {
  const frequencies = Array.from({ length: 1001 }, (_, i) => i / 1000);
  const found = frequencyAtLevel({ frequencies, values: frequencies.map(curve) }, level);
  if ('whyNot' in found) throw new Error(found.whyNot);
  return found.perMm;
}

/** Computed independently, with the project's design: window, variance factor, that of interpolation in %, MTF 50 and 10 %. */
const TABLE = [
  ['ram-lak', 1, 46.4, [0.443, 0.738], [0.366, 0.63]],
  ['shepp-logan', 0.608, 50, [0.366, 0.63], [0.319, 0.557]],
  ['cosine', 0.196, 64, [0.276, 0.437], [0.255, 0.419]],
  ['hamming', 0.1115, 69.3, [0.23, 0.397], [0.217, 0.378]],
  ['hann', 0.09, 73.3, [0.221, 0.369], [0.21, 0.356]],
] as const;

describe.each(TABLE)('%s', (window, variance, interpolation, points, wide) => {
  test('leaves so much of the variance, and linear interpolation so much of that', () => {
    expect(theoryOf({ window }).windowFactor).toBeCloseTo(variance, 3);
    expect(100 * theoryOf({ window }).interpolationFactor).toBeCloseTo(interpolation, 1);
  });

  test.each([
    [0, points],
    [1, wide],
  ] as const)('with an aperture of %i has an MTF of 50 and 10 % where its formula says', (aperture, [half, tenth]) => {
    const formula = (frequency: number) => theoryOf({ window, aperture }).transferWithoutSampling(frequency);
    // Half a unit of the table's last digit.
    expect(Math.abs(levelOf(formula, 0.5) - half)).toBeLessThan(6e-4);
    expect(Math.abs(levelOf(formula, 0.1) - tenth)).toBeLessThan(6e-4);
  });

  test('is in space what its response is in frequency', () => {
    // 2·∫₀^F f·W(f/F)·cos(2πf·n) df by Simpson's rule, F = 0.4.
    const end = 0.4;
    for (const n of [0, 1, 2, 7]) {
      let sum = 0;
      for (let i = 0; i <= 2000; i++) {
        const weight = i === 0 || i === 2000 ? 1 : i % 2 === 1 ? 4 : 2;
        const part = i / 2000;
        sum += weight * part * end * windowResponse(window, part) * Math.cos(2 * Math.PI * part * end * n);
      }
      expect(2 * sum * (end / 2000 / 3)).toBeCloseTo(windowedRampSample(n, 1, window, 2 * end), 9);
    }
  });
});

test('σ² of Ram–Lak before interpolation is π²/(12·N·τ²), and after it 1.0601·10⁻³ for 360 views 1 mm apart', () => {
  expect(theoryOf().variance).toBeCloseTo(1.0601e-3, 7);
  const ramLak = theoryOf({ views: 100, channelSpacingMm: 0.5 });
  expect(ramLak.variance / ramLak.interpolationFactor).toBeCloseTo(Math.PI ** 2 / (12 * 100 * 0.25), 10);
  // ⅔ + ρ/3 with what neighbours have in common, ρ = −6/π².
  expect(ramLak.interpolationFactor).toBeCloseTo(2 / 3 - 2 / Math.PI ** 2, 5);
});

test('beyond the Nyquist frequency the sampled filter repeats, so that Ram–Lak is as low as 10 % at 0.652, not 0.738', () => {
  const { transfer, transferWithoutSampling } = FbpTheory.prototype;
  const theory = theoryOf();
  expect(levelOf((frequency) => transfer.call(theory, frequency), 0.1)).toBeCloseTo(0.652, 3);
  for (const frequency of [0, 0.1, 0.3, 0.499]) {
    expect(theory.transfer(frequency)).toBeCloseTo(transferWithoutSampling.call(theory, frequency), 12);
  }
  // ⅓·sinc²(¾) by hand: the filter at 0.75 is that at 0.25.
  expect(theory.transfer(0.75)).toBeCloseTo((1 / 3) * (Math.sin(0.75 * Math.PI) / (0.75 * Math.PI)) ** 2, 12);
});

describe('the noise power spectrum', () => {
  const settings: readonly Partial<FbpSettings>[] = [
    ...RAMP_WINDOWS.map((window: RampWindow) => ({ window })),
    { interpolation: 'smooth' },
    { cutoff: 0.6, window: 'hann', channelSpacingMm: 0.4, views: 90 },
  ];

  test.each(settings)('of %o holds all of the variance', (changes) => {
    const theory = theoryOf(changes);
    const { channelSpacingMm } = theory.settings;
    // 2π∫f·NPS df by the midpoints of 64000 steps; sinc⁴ leaves 3·10⁻⁶ beyond 16/τ, and smooth 16 times as much.
    const [most, steps] = [16 / channelSpacingMm, 64_000];
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const frequency = ((i + 0.5) * most) / steps;
      sum += 2 * Math.PI * frequency * theory.noisePower(frequency) * (most / steps);
    }
    expect(sum / theory.variance).toBeCloseTo(1, 4);
    expect(theory.covariance(0) / theory.variance).toBeCloseTo(1, 2);
  });

  test('is f·W²·T² up to the Nyquist frequency, and 0 at 0', () => {
    const theory = theoryOf({ window: 'hann' });
    const shape = (f: number) =>
      f * (0.5 + 0.5 * Math.cos(2 * Math.PI * f)) ** 2 * (Math.sin(Math.PI * f) / (Math.PI * f)) ** 4;
    const scale = theory.noisePower(0.1) / shape(0.1);
    expect(scale).toBeCloseTo(Math.PI / 360, 12);
    for (const f of [0.02, 0.25, 0.4]) expect(theory.noisePower(f)).toBeCloseTo(scale * shape(f), 12);
    expect(theory.noisePower(0)).toBe(0);
  });
});
