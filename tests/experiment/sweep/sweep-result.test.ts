import { expect, test } from 'vitest';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';
import { outlineOf, pointResults, statisticsOf, unitOf } from '../../../src/experiment/sweep/sweep-result.ts';
import { meansCsv, runsCsv } from '../../../src/experiment/sweep/sweep-table.ts';

test('mean, standard deviation by n − 1 and standard error', () => {
  // By hand: deviations −3, −1, 1, 3 of 5, squares 20, 20/3.
  expect(statisticsOf([2, 4, 6, 8])).toEqual({
    count: 4,
    mean: 5,
    standardDeviation: Math.sqrt(20 / 3),
    standardError: Math.sqrt(20 / 3) / 2,
  });
  expect(statisticsOf([7])).toEqual({ count: 1, mean: 7, standardDeviation: null, standardError: null });
  expect(statisticsOf([])).toEqual({ count: 0, mean: null, standardDeviation: null, standardError: null });
  expect(statisticsOf([0.1, 0.1, 0.1])).toMatchObject({ mean: 0.1, standardDeviation: 0 });
});

const outline = outlineOf(
  parseSweep({
    knobs: [{ path: 'reconstruction.grid.pixelSizeMm', values: [1, 2], label: 'Pixel' }],
    seeds: [3, 4],
    measures: ['rmse', 'psnr'],
  }),
);
const measured = [
  { rmse: { value: 10, unit: 'HU' }, psnr: { value: 30, unit: 'dB' } },
  { rmse: { value: 14, unit: 'HU' }, psnr: { value: null, unit: 'dB' } },
  undefined,
  { rmse: { value: 8, unit: 'HU' }, psnr: { value: 33, unit: 'dB' } },
];

test('a point has what its seeds have, whatever is missing', () => {
  const [first, second] = pointResults(outline, measured);
  expect(first!.statistics).toMatchObject({ rmse: { count: 2, mean: 12 }, psnr: { count: 1, mean: 30 } });
  expect(second!.statistics.rmse).toMatchObject({ count: 1, mean: 8, standardError: null });
  expect(second!.runs.map(({ measured: numbers }) => numbers === undefined)).toEqual([true, false]);
});

test('tables have a row for each run, and for each point', () => {
  expect(runsCsv(outline, measured).split('\r\n')).toEqual([
    'id,reconstruction.grid.pixelSizeMm (mm),seed,rmse (HU),psnr (dB)',
    'pixelSizeMm=1_seed=3,1,3,10,30',
    'pixelSizeMm=1_seed=4,1,4,14,',
    'pixelSizeMm=2_seed=3,2,3,,',
    'pixelSizeMm=2_seed=4,2,4,8,33',
    '',
  ]);
  const [head, first] = meansCsv(outline, measured).split('\r\n');
  expect(head).toMatch(
    /^reconstruction.grid.pixelSizeMm \(mm\),rmse \(HU\),rmse \(HU\) SD,rmse \(HU\) standard error,/,
  );
  expect(first).toBe(`1,12,${Math.sqrt(8)},2,2,30,,,1`);
});

test('a measure that runs have in several units has none', () => {
  expect(unitOf('rmse', measured)).toBe('HU');
  expect(unitOf('rmse', [...measured, { rmse: { value: 1, unit: '1/mm' } }])).toBeNull();
});
