// The columns of numbers: what is measured of each experiment, and how it compares with that of another.

import { expect, test } from 'vitest';
import type { RunTimes } from '../../../../src/app/runs/run-times.ts';
import { type LaneMeasures, measureRows } from '../../../../src/app/workplaces/compare/lane-measures.ts';
import type { MeasuredRun } from '../../../../src/experiment/run-measures/measured-run.ts';
import { planeOf } from '../../../support/measured-planes.ts';

/** A run whose slice is so far from its phantom, in HU. */
function lane(rmse: number, run: Partial<MeasuredRun> = {}, times: Partial<RunTimes> = {}): LaneMeasures {
  const of = { rmse, psnrDb: 30 - rmse, ssim: 1 - rmse / 100 };
  const measured = { unit: 'HU', slice: null, truth: null, quality: { ...of, inside: of }, dose: null, ...run };
  return { run: measured as MeasuredRun, times: { scanMs: null, reconstructMs: null, ...times } };
}
const rowsOf = (lanes: readonly (LaneMeasures | null)[], reference: number | null) =>
  Object.fromEntries(measureRows(lanes, reference).map(({ name, cells }) => [name, cells]));

test('errors compare with those of the reference by their ratio, decibels and similarities by their difference', () => {
  const rows = rowsOf([lane(5), lane(10), lane(20)], 1);
  expect(Object.keys(rows)).toEqual(['RMSE, HU', 'PSNR, dB', 'SSIM', 'RMSE in the object, HU', 'SSIM in the object']);
  expect(rows['RMSE, HU']).toEqual([
    { text: '5.00', against: '×0.500' },
    { text: '10.0', against: null },
    { text: '20.0', against: '×2.00' },
  ]);
  expect(rows['PSNR, dB']!.map(({ against }) => against)).toEqual(['+5.00', null, '−10.00']);
  expect(rows.SSIM!.map(({ text, against }) => [text, against])).toEqual([
    ['0.9500', '+0.0500'],
    ['0.9000', null],
    ['0.8000', '−0.1000'],
  ]);
  expect(rowsOf([lane(10), lane(10)], 1).SSIM![0]!.against).toBe('±0');
});

test('without a reference nothing is compared, and an experiment that came to nothing has no numbers', () => {
  const rows = rowsOf([lane(5), null], null);
  expect(rows['RMSE, HU']).toEqual([
    { text: '5.00', against: null },
    { text: '—', against: null },
  ]);
  // Nor where the reference itself came to nothing, or measured data have no phantom.
  expect(rowsOf([lane(5), null], 1)['RMSE, HU']![0]).toEqual({ text: '5.00', against: null });
  expect(rowsOf([lane(5, { quality: null }), lane(5)], 1)['RMSE, HU']![0]).toEqual({ text: '—', against: null });
});

test('slices on different scales say their units, and are not compared', () => {
  const arbitrary = lane(0, { unit: '', quality: { rmse: 0.5, psnrDb: 20, ssim: 0.5, inside: null } });
  const rows = rowsOf([arbitrary, lane(10)], 1);
  expect(rows.RMSE).toEqual([
    { text: '0.500', against: null },
    { text: '10.0 HU', against: null },
  ]);
});

test('noise and dose are there where photons are counted, and times are no race', () => {
  const nothing = planeOf(11, 11, 1, () => 0);
  // Half of all pixels are too high by as much as the other half is too low.
  const noisy = (amount: number) => ({
    ...nothing,
    values: Array.from(nothing.values, (_, i) => (i % 2 ? amount : -amount)),
  });
  const counted = (photons: number, amount: number, scanMs: number) =>
    lane(
      10,
      {
        ...{ slice: noisy(amount), truth: nothing },
        dose: { relative: photons * 90, ctdiVolMGy: null, radiograph: null, assumptions: [] },
      },
      { scanMs },
    );
  const rows = rowsOf([counted(1e4, 4, 3), counted(4e4, 2, 6)], 1);
  expect(rows['Central noise, HU']!.map(({ against }) => against)).toEqual(['×2.00', null]);
  // Of an odd number of pixels one more is high than low, or the other way round.
  expect(Number(rows['Central noise, HU']![1]!.text)).toBeCloseTo(2, 1);
  expect(rows['Relative dose']).toEqual([
    { text: '900\u202f000', against: '×0.250' },
    { text: '3.6 M', against: null },
  ]);
  expect(rows['Scan, ms']).toEqual([
    { text: '3.00', against: null },
    { text: '6.00', against: null },
  ]);
  expect(rows).not.toHaveProperty('CTDIvol, mGy');
  expect(rows).not.toHaveProperty('Reconstruct, ms');
  // What a scan without photons has in the middle is no noise.
  const exact = rowsOf([lane(10, { slice: noisy(2), truth: nothing })], null);
  expect(exact).not.toHaveProperty('Central noise, HU');
});
