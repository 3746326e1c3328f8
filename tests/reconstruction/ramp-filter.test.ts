import { describe, expect, test } from 'vitest';
import type { ViewFilter } from '../../src/kernels/filter-views/view-filter.ts';
import { planPreparation } from '../../src/reconstruction/prepare-views.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { RAMP_WINDOWS, type RampWindow } from '../../src/reconstruction/ramp-windows.ts';
import { windowedRampSample } from '../../src/reconstruction/windowed-ramp.ts';
import { filterViews } from '../kernels/as-functions.ts';
import { directRamp, rowsOf, WINDOWS, windowedRampAt } from '../support/direct-fbp.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';

/** What a filter convolves with, τ·h(nτ) for |n| < channels: its response transformed back, as a sum of cosines. */
function kernelOf({ channels, transformLength, response }: ViewFilter): number[] {
  const half = transformLength / 2;
  return Array.from({ length: channels }, (_, n) => {
    let sum = response[0]! + response[half]! * (n % 2 === 0 ? 1 : -1);
    for (let k = 1; k < half; k++) sum += 2 * response[k]! * Math.cos((2 * Math.PI * k * n) / transformLength);
    return sum / transformLength;
  });
}

test('h(nτ) is 1/(4τ²), 0 or −1/(π²n²τ²)', () => {
  const at = (n: number, step: number) => windowedRampSample(n, step, 'ram-lak', 1);
  expect([at(0, 0.5), at(2, 0.5), at(-4, 3)]).toEqual([1, 0, 0]);
  expect(at(1, 0.5)).toBeCloseTo(-4 / Math.PI ** 2, 14);
  expect(at(-3, 2)).toBeCloseTo(-1 / (36 * Math.PI ** 2), 14);
});

test('h(nτ) of Shepp and Logan is 2/(π²τ²(1 − 4n²))', () => {
  for (const n of [0, 1, -2, 7, 4000]) {
    const published = 2 / (Math.PI ** 2 * 0.25 * (1 - 4 * n * n));
    expect(windowedRampSample(n, 0.5, 'shepp-logan', 1) / published).toBeCloseTo(1, 10);
  }
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
    'the kernel of %s with cutoff %s is the integral of f·W(f) up to the cutoff',
    (window, cutoff) => {
      const filter = rampFilter(channels, spacing, window, cutoff);
      kernelOf(filter).forEach((value, n) => {
        const integral = spacing * windowedRampAt(n, spacing, window, cutoff);
        // The largest value is 1/(4τ): differences are measured by it.
        expect(Math.abs(value - integral) * 4 * spacing).toBeLessThan(1e-11);
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

  test.each(RAMP_WINDOWS)('of %s follows f·W(f) up to the cutoff and 0 beyond', (window) => {
    const cutoff = 0.25;
    const { response, transformLength } = rampFilter(channels, 1, window, cutoff);
    // Next to a jump of the window the ripple of a kernel of so many channels is as large as the jump.
    const jump = cutoff * 0.5 * WINDOWS[window](1);
    response.forEach((gain, k) => {
      const fraction = k / (transformLength / 2) / cutoff;
      const expected = fraction > 1 ? 0 : (k / transformLength) * WINDOWS[window](fraction);
      const binsFromEnd = Math.max(1, Math.abs(k - (cutoff * transformLength) / 2));
      expect(Math.abs(gain - expected)).toBeLessThan(0.5 / transformLength + jump / binsFromEnd / 2 + 1e-12);
    });
  });

  test.each(RAMP_WINDOWS)('of %s does not depend on how a view is padded', (window) => {
    // 128 channels are padded to 256, 129 to 512; what they convolve with is the same.
    const [even, odd] = [128, 129].map((length) => kernelOf(rampFilter(length, 1, window, 0.1)));
    even!.forEach((value, n) => {
      expect(Math.abs(value - odd![n]!)).toBeLessThan(1e-13);
    });
  });

  test('of a window is its gain at the end of the band: cosine and Hann 0, Hamming 0.08, Shepp–Logan 2/π', () => {
    const at = (window: RampWindow) => rampFilter(channels, 1, window, 1).response.at(-1)! / 0.5;
    expect(at('ram-lak')).toBeCloseTo(1, 2);
    const nyquist = at('ram-lak');
    // What a kernel of so many channels lacks beyond them, at most 4/π²/256 of 1/τ.
    expect(at('cosine') / nyquist).toBeCloseTo(0, 2);
    expect(at('hann') / nyquist).toBeCloseTo(0, 2);
    expect(at('hamming') / nyquist).toBeCloseTo(0.08, 2);
    expect(at('shepp-logan') / nyquist).toBeCloseTo(2 / Math.PI, 2);
  });

  test('is scaled by 1/τ: the unit of length does not matter', () => {
    const one = rampFilter(50, 1, 'hann', 0.7).response;
    const ten = rampFilter(50, 10, 'hann', 0.7).response;
    one.forEach((gain, k) => {
      expect(ten[k]! * 10).toBeCloseTo(gain, 12);
    });
  });
});

test.each([64, 65])('a fan of %i channels is filtered by ½(γ/sinγ)² or ½ times the same kernel', (channels) => {
  const machine = { sourceToIsocenterMm: 300, sourceToDetectorMm: 500, views: 4, channels, channelSpacingMm: 9 };
  const rampOf = (fan: Parameters<typeof fanOfArc>[0], window: RampWindow, cutoff: number) =>
    planPreparation(fanOfArc(fan), window, cutoff).filter!;
  for (const [window, cutoff] of [['ram-lak', 0.13] as const, ['hann', 0.5] as const]) {
    const arc = kernelOf(rampOf({ ...machine, detector: 'arc' }, window, cutoff));
    arc.forEach((value, n) => {
      const gamma = (n * 9) / 500;
      const weight = 0.5 * (n === 0 ? 1 : gamma / Math.sin(gamma)) ** 2;
      expect(value).toBeCloseTo(weight * (9 / 500) * windowedRampAt(n, 9 / 500, window, cutoff), 10);
    });
    const flat = kernelOf(rampOf({ ...machine, detector: 'flat' }, window, cutoff));
    flat.forEach((value, n) => {
      expect(value).toBeCloseTo(0.5 * 5.4 * windowedRampAt(n, 5.4, window, cutoff), 12);
    });
  }
});
