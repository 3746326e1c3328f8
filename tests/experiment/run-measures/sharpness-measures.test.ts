import { expect, test } from 'vitest';
import type { MeasuredRun } from '../../../src/experiment/run-measures/measured-run.ts';
import { measureOf } from '../../../src/experiment/sweep/measure-setting.ts';

const SIDE = 200;
const SIGMA_MM = 1.2;

/** The error function by Abramowitz & Stegun 7.1.26, to 1.5·10⁻⁷. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - sum * Math.exp(-x * x));
}

/** A disk of 40 mm radius, 100 HU over nothing, whose edge is that of a Gaussian: one erf along its radius. */
const values = Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
  const [x, y] = [(i % SIDE) - 99.5 - 2.3, 99.5 - Math.floor(i / SIDE) - 1.1];
  return 50 * (1 - erf((Math.hypot(x, y) - 40) / (SIGMA_MM * Math.SQRT2)));
});
const slice = {
  ...{ values, rows: SIDE, columns: SIDE },
  horizontal: { first: -99.5, step: 1 },
  vertical: { first: 99.5, step: -1 },
};
const run = { slice, unit: 'HU' } as unknown as MeasuredRun;
const disk = { xMm: 2.3, yMm: 1.1, radiusMm: 40 };

test('the edge of a Gaussian has the MTF of one: exp(−2π²σ²f²) falls to 50 % and 10 % where it must', () => {
  const at = (level: number) => Math.sqrt(Math.log(1 / level) / (2 * Math.PI ** 2 * SIGMA_MM ** 2));
  const half = measureOf({ measure: 'mtf50', disk });
  expect([half.name, half.label, half.unit(run)]).toEqual(['mtf50', 'MTF 50 %', '1/mm']);
  expect(Math.abs(half.of(run)! / at(0.5) - 1)).toBeLessThan(0.03);
  expect(Math.abs(measureOf({ measure: 'mtf10', disk }).of(run)! / at(0.1) - 1)).toBeLessThan(0.03);
});

test('what is no disk is said with the name of the measure', () => {
  const elsewhere = measureOf({ measure: 'mtf50', name: 'bone edge', disk: { ...disk, radiusMm: 2 } });
  expect(() => elsewhere.of(run)).toThrow('bone edge: A disk must be between 5 and 128 pixels in radius');
  expect(measureOf({ measure: 'mtf50', disk }).of({ ...run, slice: null })).toBeNull();
});
