import { describe, expect, test } from 'vitest';
import { filterCurve } from '../../src/reconstruction/filter-curve.ts';
import { RAMP_WINDOWS } from '../../src/reconstruction/ramp-windows.ts';
import { WINDOWS } from '../support/direct-fbp.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { scanOfArc } from '../support/walk.ts';

const parallel = scanOfArc({ views: 4, channels: 736, channelSpacingMm: 0.5 });

describe('the filter’s curve', () => {
  test.each(RAMP_WINDOWS)('%s: the ramp times the textbook’s window, up to Nyquist', (window) => {
    const { perMm, response, ramp, formula, nyquistPerMm, endPerMm } = filterCurve(parallel, window, 1);
    expect([nyquistPerMm, endPerMm, perMm[0], perMm.at(-1)]).toEqual([1, 1, 0, 1]);
    perMm.forEach((frequency, i) => {
      expect(ramp[i]).toBeCloseTo(frequency, 12);
      expect(formula[i]).toBeCloseTo(frequency * WINDOWS[window](frequency), 12);
      // A kernel of 2048 samples tells frequencies apart by 1/1024.
      expect(Math.abs(response[i]! - frequency * WINDOWS[window](frequency))).toBeLessThan(1 / 1024);
    });
  });

  test('is not 0 at frequency 0: the sum of a kernel that is cut off, τ·Σ h(nτ) = Σ 2/(π²n²) over odd n beyond', () => {
    const { response } = filterCurve(parallel, 'ram-lak', 1);
    let rest = 0;
    // Odd n from 1025 on, on both sides; the last ones as an integral.
    for (let n = 1025; n < 2e6; n += 2) rest += 2 / (Math.PI * n) ** 2;
    rest += 1 / (Math.PI ** 2 * 2e6);
    expect(response[0]! / (2 * rest)).toBeCloseTo(1, 4);
  });

  test('ends where the window ends', () => {
    const { perMm, response, formula, endPerMm } = filterCurve(parallel, 'hann', 0.5);
    expect(endPerMm).toBe(0.5);
    perMm.forEach((frequency, i) => {
      const expected = frequency > 0.5 ? 0 : frequency * WINDOWS.hann(frequency / 0.5);
      expect(formula[i]).toBeCloseTo(expected, 12);
      expect(Math.abs(response[i]! - expected)).toBeLessThan(1 / 1024);
    });
  });

  test('of a fan is that at its axis, whether its channels stand on a line or on an arc', () => {
    const place = {
      views: 4,
      sourceToIsocenterMm: 500,
      sourceToDetectorMm: 1000,
      channels: 512,
      channelSpacingMm: 1,
      offset: 0,
    };
    for (const detector of ['flat', 'arc'] as const) {
      const curve = filterCurve(fanOfArc({ ...place, detector }), 'cosine', 1);
      expect(curve.nyquistPerMm).toBeCloseTo(1, 12);
      curve.perMm.forEach((frequency, i) => {
        expect(Math.abs(curve.response[i]! - frequency * WINDOWS.cosine(frequency))).toBeLessThan(0.005);
      });
    }
  });

  test('of a long view is thinned out', () => {
    const long = scanOfArc({ views: 1, channels: 16_384, channelSpacingMm: 0.1 });
    const { perMm, response } = filterCurve(long, 'hann', 1);
    expect([perMm.length, perMm.at(-1)]).toEqual([1025, 5]);
    expect(response[512]).toBeCloseTo(0.5 * 0.5, 4);
  });
});
