import { describe, expect, test } from 'vitest';
import { filterViews } from '../../src/operators/cpu/filter-views.ts';
import { RAMP_WINDOWS, type RampWindow, rampFilter, rampSample } from '../../src/reconstruction/ramp-filter.ts';
import { directRamp, rampAt, rowsOf } from '../support/direct-fbp.ts';
import { randomArray } from '../support/random.ts';

/** The windows over the fraction of the cutoff frequency, as textbooks write them. */
const WINDOWS: Record<RampWindow, (f: number) => number> = {
  'ram-lak': () => 1,
  'shepp-logan': (f) => (f === 0 ? 1 : Math.sin((Math.PI * f) / 2) / ((Math.PI * f) / 2)),
  cosine: (f) => Math.cos((Math.PI * f) / 2),
  hamming: (f) => 0.54 + 0.46 * Math.cos(Math.PI * f),
  hann: (f) => Math.cos((Math.PI * f) / 2) ** 2,
};

/** The definition: τ·Σ_n h(nτ)·exp(−2πi·kn/L) over one period, times the window; h is even, so a sum of cosines. */
function definedResponse(length: number, spacing: number, window: RampWindow, cutoff: number): number[] {
  return Array.from({ length: length / 2 + 1 }, (_, k) => {
    const fraction = k / (length / 2) / cutoff;
    // A bin that misses the end by a rounding error is at the end.
    if (fraction > 1 + 1e-9) return 0;
    let sum = 0;
    for (let n = -length / 2; n < length / 2; n++) sum += rampAt(n, spacing) * Math.cos((2 * Math.PI * k * n) / length);
    return spacing * sum * WINDOWS[window](fraction);
  });
}

test('h(nτ) is 1/(4τ²), 0 or −1/(π²n²τ²)', () => {
  expect([rampSample(0, 0.5), rampSample(2, 0.5), rampSample(-4, 3)]).toEqual([1, 0, 0]);
  expect(rampSample(1, 0.5)).toBeCloseTo(-4 / Math.PI ** 2, 14);
  expect(rampSample(-3, 2)).toBeCloseTo(-1 / (36 * Math.PI ** 2), 14);
});

describe.each([
  [1, 2],
  [2, 0.3],
  [3, 1],
  [33, 0.7],
  [64, 2],
  [65, 1e-3],
])('%i channels of %s mm', (channels, spacing) => {
  test('are padded so that the convolution is linear', () => {
    const { transformLength } = rampFilter(channels, spacing, 'ram-lak', 1);
    expect(transformLength).toBeGreaterThanOrEqual(2 * channels - 1);
    expect(Math.log2(transformLength) % 1).toBe(0);
  });

  test.each(RAMP_WINDOWS.flatMap((window) => [1, 0.8, 0.5, 0.13].map((cutoff) => [window, cutoff] as const)))(
    'the response of %s with cutoff %s is its definition',
    (window, cutoff) => {
      const { response, transformLength } = rampFilter(channels, spacing, window, cutoff);
      const defined = definedResponse(transformLength, spacing, window, cutoff);
      expect(response).toHaveLength(defined.length);
      // The ramp at Nyquist is 1/(2τ): differences are measured by it.
      defined.forEach((value, k) => {
        expect(Math.abs(response[k]! - value) * 2 * spacing).toBeLessThan(1e-12);
      });
    },
  );

  test('Ram-Lak is the linear convolution with h, written out', () => {
    const views = randomArray(3 * channels, 17);
    const filtered = rowsOf(filterViews(rampFilter(channels, spacing, 'ram-lak', 1), views), channels);
    rowsOf(views, channels).forEach((view, v) => {
      const direct = directRamp(view, spacing);
      // Rounded to float32; measured by the largest sample, 1/(4τ).
      direct.forEach((value, k) => {
        expect(Math.abs(filtered[v]![k]! - value) * 4 * spacing).toBeLessThan(1e-6);
      });
    });
  });
});

describe('the response', () => {
  const channels = 128;

  test('at frequency 0 is not 0, which would shift the mean, but what h truncated leaves', () => {
    const { response, transformLength } = rampFilter(channels, 1, 'ram-lak', 1);
    // Σ over all odd n of 1/(π²n²) is 1/4, so that what stands beyond the period is left: ≈ 2/π² · 1/L.
    expect(response[0]! * transformLength).toBeCloseTo(2 / Math.PI ** 2, 3);
  });

  test('follows |f| elsewhere: the ramp', () => {
    const { response, transformLength } = rampFilter(channels, 0.5, 'ram-lak', 1);
    // Between bins h truncated ripples by its tail, at most 4/π²/L of 1/τ.
    const ripple = (4 / Math.PI ** 2 / transformLength) * 2;
    response.forEach((gain, k) => {
      expect(Math.abs(gain - k / (transformLength * 0.5))).toBeLessThan(ripple);
    });
  });

  test('is 0 beyond the cutoff and unchanged by it at frequency 0', () => {
    for (const window of RAMP_WINDOWS) {
      const whole = rampFilter(channels, 1, window, 1);
      const cut = rampFilter(channels, 1, window, 0.25);
      expect(cut.response[0]).toBe(whole.response[0]);
      const end = cut.transformLength / 8;
      expect(cut.response.slice(end + 1).every((gain) => gain === 0)).toBe(true);
      expect(cut.response[end - 1]).toBeGreaterThan(0);
    }
  });

  test('of a window is its gain at the end of the band: cosine and Hann 0, Hamming 0.08, Shepp–Logan 2/π', () => {
    const at = (window: RampWindow) => rampFilter(channels, 1, window, 1).response.at(-1)! / 0.5;
    expect(at('ram-lak')).toBeCloseTo(1, 2);
    const nyquist = at('ram-lak');
    expect(at('cosine') / nyquist).toBeCloseTo(0, 12);
    expect(at('hann') / nyquist).toBeCloseTo(0, 12);
    expect(at('hamming') / nyquist).toBeCloseTo(0.08, 12);
    expect(at('shepp-logan') / nyquist).toBeCloseTo(2 / Math.PI, 12);
  });

  test('is scaled by 1/τ: the unit of length does not matter', () => {
    const one = rampFilter(50, 1, 'hann', 0.7).response;
    const ten = rampFilter(50, 10, 'hann', 0.7).response;
    one.forEach((gain, k) => {
      expect(ten[k]! * 10).toBeCloseTo(gain, 12);
    });
  });
});
