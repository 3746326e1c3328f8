import { expect, test } from 'vitest';
import type { MeasuredRun } from '../../../src/experiment/run-measures/measured-run.ts';
import { measureOf } from '../../../src/experiment/sweep/measure-setting.ts';
import type { MeasuredPlane } from '../../../src/measure/plane.ts';

/** 100 × 100 pixels of 1 mm about the axis: 40 ± 3 on the left, 10 ± 2 on the right, in columns that take turns. */
const slice: MeasuredPlane = {
  values: Float32Array.from({ length: 10_000 }, (_, i) => {
    const sign = i % 2 === 0 ? 1 : -1;
    return i % 100 < 50 ? 40 + 3 * sign : 10 + 2 * sign;
  }),
  rows: 100,
  columns: 100,
  horizontal: { first: -49.5, step: 1 },
  vertical: { first: 49.5, step: -1 },
};
const run = { slice, unit: 'HU' } as MeasuredRun;
const left = { kind: 'rectangle', xMm: -25, yMm: 10, halfWidthMm: 10, halfHeightMm: 10, angleDeg: 0 } as const;
const right = { kind: 'circle', xMm: 25, yMm: -10, radiusMm: 12 } as const;

test('mean, spread and contrast to noise are those of the pixels in the regions', () => {
  expect(measureOf({ measure: 'mean', region: left }).of(run)).toBeCloseTo(40, 6);
  // 400 pixels, half of them 3 above and half 3 below.
  expect(measureOf({ measure: 'sd', region: left }).of(run)).toBeCloseTo(3 * Math.sqrt(400 / 399), 6);
  expect(measureOf({ measure: 'least', region: left }).of(run)).toBe(37);
  expect(measureOf({ measure: 'most', region: left }).of(run)).toBe(43);
  // Every circle about a corner of pixels has as many columns of either kind: 30/2, but for n − 1.
  expect(measureOf({ measure: 'cnr', region: left, background: right }).of(run)).toBeCloseTo(15, 1);
});

test('are named by what they are, or as they are told to be', () => {
  const plain = measureOf({ measure: 'mean', region: left });
  expect([plain.name, plain.label, plain.unit(run)]).toEqual(['mean', 'Mean', 'HU']);
  const named = measureOf({ measure: 'cnr', name: 'iodine', region: left, background: right });
  expect([named.name, named.label, named.unit(run)]).toEqual(['iodine', 'CNR, iodine', '']);
});

test('say that a region lies outside the slice, or reaches beyond it', () => {
  const outside = measureOf({ measure: 'mean', name: 'bone', region: { ...right, xMm: 500 } });
  expect(() => outside.of(run)).toThrow('bone: its region has no pixel of the slice');
  const cut = measureOf({ measure: 'mean', region: { ...right, radiusMm: 60 } });
  expect(() => cut.of(run)).toThrow('mean: its region reaches beyond the slice');
});

test('there are none where nothing was reconstructed', () => {
  expect(measureOf({ measure: 'mean', region: left }).of({ ...run, slice: null })).toBeNull();
});
