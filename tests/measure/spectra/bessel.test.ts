import { expect, test } from 'vitest';
import { besselJ, jinc } from '../../../src/measure/spectra/bessel.ts';

// scipy.special.j0 and j1 of SciPy 1.16.
test.each([
  [0.3, 0.9776262465382961, 0.148318816273104],
  [2.5, -0.04838377646819804, 0.497094102464274],
  [7.9, 0.1943618448412782, 0.21917939992175126],
  [11.99, 0.045451560352858814, -0.22409937126624874],
  [12.01, 0.04992043031982556, -0.22277320092970332],
  [25.3, 0.12880722162790953, -0.09002954350877665],
  [300.7, -0.0049556505338309775, -0.045752860987634515],
])('of %f are those of SciPy', (x, zeroth, first) => {
  expect(Math.abs(besselJ(0, x) - zeroth)).toBeLessThan(1e-10);
  expect(Math.abs(besselJ(1, x) - first)).toBeLessThan(1e-10);
  expect([besselJ(0, -x), besselJ(1, -x)]).toEqual([besselJ(0, x), -besselJ(1, x)]);
});

test('of 0 are 1 and 0, and jinc is 1 there', () => {
  expect([besselJ(0, 0), besselJ(1, 0), jinc(0)]).toEqual([1, 0, 1]);
  expect(jinc(1e-6)).toBeCloseTo(1, 12);
});
