import { describe, expect, test } from 'vitest';
import { lineProfile } from '../../src/measure/line-profile.ts';
import { edgeWidth, type ProfileValues, peakWidth } from '../../src/measure/profile-widths.ts';
import { planeOf } from '../support/measured-planes.ts';

const GAUSSIAN_FWHM = 2 * Math.sqrt(2 * Math.LN2);
/** From 10 % to 90 % of the error function: twice the 90 % quantile of the normal distribution. */
const GAUSSIAN_EDGE = 2 * 1.2815515655446004;
const DIRECTIONS = [0, 17, 45, 63.4, 90, 211];

const profileOf = (values: readonly number[], spacing = 1): ProfileValues => ({
  values,
  distances: values.map((_, i) => i * spacing),
});

/** A line through (0.3, −0.2) in a direction, so long on either side. */
function lineAt(deg: number, half: number) {
  const [x, y] = [half * Math.cos((deg * Math.PI) / 180), half * Math.sin((deg * Math.PI) / 180)];
  return { from: { x: 0.3 - x, y: -0.2 - y }, to: { x: 0.3 + x, y: -0.2 + y }, width: 0 };
}

/** Φ(z), by the series of erf about 0 (Abramowitz & Stegun 7.1.6). */
function normalDistribution(z: number): number {
  if (Math.abs(z) > 6) return z > 0 ? 1 : 0;
  let term = z;
  let sum = z;
  for (let n = 1; n < 200; n++) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

describe('the width of a peak', () => {
  test.each([1, -1])('a Gaussian blob has 2√(2·ln 2)·σ in every direction, dip or peak (%d)', (sign) => {
    const sigma = 2;
    const plane = planeOf(160, 160, 0.2, ({ x, y }) => {
      const square = (x - 0.3) ** 2 + (y + 0.2) ** 2;
      return -40 + sign * 300 * Math.exp(-square / (2 * sigma ** 2));
    });
    for (const deg of DIRECTIONS) {
      const found = peakWidth(lineProfile(plane, lineAt(deg, 11)));
      if (found.width === null) throw new Error(found.reason);
      // Bilinear interpolation of 10 pixels to σ: within 2 parts in 1000.
      expect(Math.abs(found.width / (GAUSSIAN_FWHM * sigma) - 1)).toBeLessThan(2e-3);
      expect((found.from + found.to) / 2).toBeCloseTo(11, 2);
      expect([found.baseline, found.extreme].map(Math.round)).toEqual([-40, -40 + sign * 300]);
    }
  });

  test('is SciPy’s and pylinac’s', () => {
    // x = np.arange(201)*0.25; g = np.exp(-(x - 23.3)**2/(2*3.1**2))*700 - 3
    // signal.peak_widths(g, signal.find_peaks(g)[0], rel_height=0.5)[0]*0.25; pylinac 3.49, FWXMProfile(g + 3).field_width_px*0.25, says the same
    const values = Array.from(
      { length: 201 },
      (_, i) => 700 * Math.exp(-((i * 0.25 - 23.3) ** 2) / (2 * 3.1 ** 2)) - 3,
    );
    expect(peakWidth(profileOf(values, 0.25)).width).toBeCloseTo(7.30192467, 5);
  });

  test('of a triangle and of a box is exact; what is no number at the ends counts for nothing', () => {
    expect(peakWidth(profileOf([0, 0, 1, 2, 3, 2, 1, 0, 0], 0.5))).toMatchObject({
      width: 1.5,
      from: 1.25,
      to: 2.75,
      baseline: 0,
      extreme: 3,
    });
    const nothing = Number.NaN;
    expect(peakWidth(profileOf([nothing, 5, 5, 5, 9, 9, 5, 5, 5, nothing, nothing])).width).toBe(2);
  });

  test.each([
    { why: 'two peaks', values: [0, 0, 4, 0, 0, 3, 0, 0], says: 'crosses half the height of its peak 4 times' },
    { why: 'two dips', values: [9, 9, 4, 9, 9, 5, 9, 9], says: 'crosses half the height of its dip 4 times' },
    { why: 'an edge', values: [0, 0, 0, 1, 2, 2, 2, 2], says: 'does not reach half the height of its' },
    { why: 'half a peak', values: [4, 3, 2, 1, 0, 0, 0, 0], says: 'does not reach half the height of its peak' },
    { why: 'nothing', values: [7, 7, 7, 7], says: 'the same value everywhere' },
    { why: 'a hole', values: [0, 1, Number.NaN, 1, 0], says: 'places without a value' },
    { why: 'infinity', values: [0, 1, Number.POSITIVE_INFINITY, 1, 0], says: 'places without a value' },
    { why: 'next to no values', values: [Number.NaN, 1, 2, Number.NaN], says: 'fewer than three values' },
    { why: 'no values', values: [], says: 'fewer than three values' },
  ])('$why has none, and it is said why', ({ values, says }) => {
    expect(peakWidth(profileOf(values))).toEqual({ width: null, reason: expect.stringContaining(says) });
  });
});

describe('the width of an edge', () => {
  test('blurred by a Gaussian is 2.5631·σ across it, and longer by 1/cos at an angle', () => {
    const sigma = 1.5;
    const normal = { x: Math.cos(0.4), y: Math.sin(0.4) };
    const plane = planeOf(200, 200, 0.15, ({ x, y }) => {
      const across = (x - 0.3) * normal.x + (y + 0.2) * normal.y;
      return 1000 - 900 * normalDistribution(across / sigma);
    });
    for (const deg of DIRECTIONS) {
      const slant = Math.abs(Math.cos((deg * Math.PI) / 180 - 0.4));
      if (slant < 0.5) continue;
      const found = edgeWidth(lineProfile(plane, lineAt(deg, 12)));
      if (found.width === null) throw new Error(found.reason);
      expect(Math.abs(found.width / ((GAUSSIAN_EDGE * sigma) / slant) - 1)).toBeLessThan(2e-3);
      expect([found.before, found.after].map(Math.round).sort((a, b) => a - b)).toEqual([100, 1000]);
    }
  });

  test('of a step between two pixels is 0.8 pixels, rising or falling', () => {
    for (const step of [5, -5]) {
      const plane = planeOf(40, 9, 0.5, ({ x }) => (x > 2 ? step : 0));
      const found = edgeWidth(lineProfile(plane, { from: { x: -8.1, y: 0.1 }, to: { x: 8.3, y: 0.1 }, width: 1 }));
      expect(found).toMatchObject({ before: 0, after: step });
      // A profile's own places may lie anywhere on the step, and cut its corners by a twentieth of a pixel.
      expect(Math.abs(found.width! - 0.4)).toBeLessThan(0.05 * 0.5);
    }
    expect(edgeWidth(profileOf([0, 0, 0, 0, 10, 10, 10, 10], 0.5)).width).toBeCloseTo(0.4, 12);
  });

  test.each([
    { why: 'a peak', values: [0, 0, 4, 4, 0, 1], says: '10 % of the step between its ends 3 times' },
    { why: 'ringing', values: [0, 0, 0, 10, 8, 10, 10], says: '90 % of the step between its ends 3 times' },
    { why: 'the same on both ends', values: [2, 2, 4, 2, 2], says: 'no edge between them' },
    { why: 'a hole', values: [0, 0, Number.NaN, 1, 1], says: 'places without a value' },
  ])('$why has none, and it is said why', ({ values, says }) => {
    expect(edgeWidth(profileOf(values))).toEqual({ width: null, reason: expect.stringContaining(says) });
  });
});
