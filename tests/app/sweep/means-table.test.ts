import { expect, test } from 'vitest';
import { meansTable } from '../../../src/app/sweep/means-table.ts';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';
import { outlineOf } from '../../../src/experiment/sweep/sweep-result.ts';

test('a table of means has what was turned in words, the measure with its error, and a few others beside it', () => {
  const sweep = parseSweep({
    experiment: { phantom: 'water-disk', acquisition: { beam: { kind: 'monochromatic' }, noise: { photons: 1000 } } },
    knobs: [
      { path: 'acquisition.noise.photons', values: [1000, 4000] },
      { path: 'reconstruction.filter', values: ['ram-lak', 'hann'] },
    ],
    seeds: 2,
    measures: ['rmse', 'psnr', 'ssim', 'noise', 'ctdiVol', 'relativeDose'],
  });
  const noise = [80, 82, 40, 42, 40, 41, 20, 21];
  const measured = noise.map((value) => ({
    noise: { value, unit: 'HU' },
    rmse: { value: 2 * value, unit: 'HU' },
    ctdiVol: { value: null, unit: 'mGy' },
  }));
  // The last point has not been run.
  const { title, columns, rows } = meansTable(
    outlineOf(sweep),
    [...measured.slice(0, 6), undefined, undefined],
    'noise',
  );
  expect(title).toBe('Central noise by Photons and Filter');
  expect(columns).toEqual(['Photons', 'Filter', 'Central noise (HU)', '± standard error', 'RMSE (HU)']);
  expect(rows).toEqual([
    [1000, 'Ram–Lak (ramp)', 81, 1, 162],
    [1000, 'Hann', 41, 1, 82],
    [4000, 'Ram–Lak (ramp)', 40.5, 0.5, 81],
  ]);
});
