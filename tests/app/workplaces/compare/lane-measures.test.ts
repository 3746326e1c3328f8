// The columns of numbers: what is measured of each experiment, and how it compares with A.

import { expect, test } from 'vitest';
import { type LaneMeasures, measureRows } from '../../../../src/app/workplaces/compare/lane-measures.ts';

const WATER = 0.02;

function lane(rmseHu: number, more: Partial<LaneMeasures> = {}): LaneMeasures {
  const of = { rmse: (rmseHu * WATER) / 1000, psnrDb: 30 - rmseHu, ssim: 1 - rmseHu / 100 };
  return {
    ...{ unit: 'HU', waterMuPerMm: WATER, quality: { ...of, inside: of }, noise: null },
    ...{ relativeDose: null, ctdiVolMGy: null, times: { scanMs: null, reconstructMs: null } },
    ...more,
  };
}
const rowsOf = (lanes: readonly (LaneMeasures | null)[], reference: number | null) =>
  Object.fromEntries(measureRows(lanes, reference).map(({ name, cells }) => [name, cells]));

test('errors compare with those of A by their ratio, decibels and similarities by their difference', () => {
  const rows = rowsOf([lane(5), lane(10), lane(20)], 1);
  expect(Object.keys(rows)).toEqual(['RMSE, HU', 'PSNR, dB', 'SSIM', 'RMSE in object, HU', 'SSIM in object']);
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

test('without A nothing is compared, and an experiment that came to nothing has no numbers', () => {
  const rows = rowsOf([lane(5), null], null);
  expect(rows['RMSE, HU']).toEqual([
    { text: '5.00', against: null },
    { text: '—', against: null },
  ]);
  // Nor where A itself came to nothing, or measured data have no phantom.
  expect(rowsOf([lane(5), null], 1)['RMSE, HU']![0]).toEqual({ text: '5.00', against: null });
  expect(rowsOf([lane(5, { quality: null }), lane(5)], 1)['RMSE, HU']![0]).toEqual({ text: '—', against: null });
});

test('slices on different scales say their units, and are not compared', () => {
  const arbitrary = lane(0, { unit: 'arbitrary', quality: { rmse: 0.5, psnrDb: 20, ssim: 0.5, inside: null } });
  const rows = rowsOf([arbitrary, lane(10)], 1);
  expect(rows.RMSE).toEqual([
    { text: '0.500', against: null },
    { text: '10.0 HU', against: null },
  ]);
});

test('each slice has a water of its own, noise and dose are there where photons are counted, and times are no race', () => {
  const counted = (photons: number, waterMuPerMm: number, scanMs: number | null) =>
    lane(10, {
      ...{ waterMuPerMm, noise: 0.002 * waterMuPerMm, relativeDose: photons * 90, ctdiVolMGy: null },
      times: { scanMs, reconstructMs: null },
    });
  const rows = rowsOf([counted(1e4, 0.02, 3), counted(4e4, 0.04, 6)], 1);
  expect(rows['Central noise, HU']).toEqual([
    { text: '2.00', against: '×1.00' },
    { text: '2.00', against: null },
  ]);
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
});
