import { expect, test } from 'vitest';
import { LESSONS, lessonOf } from '../../../src/app/sweep/lessons.ts';
import { closingWords, sweepSummary } from '../../../src/app/sweep/sweep-summary.ts';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';

const summaryOf = (json: unknown) => sweepSummary(parseSweep(json));

test('says what is turned, how many runs that is, what is measured and what is plotted', () => {
  expect(LESSONS.map(({ sweep }) => summaryOf(sweep))).toEqual([
    'Photons from 10000 to 10000000 (7 values), 8 seeds each: 56 runs. Measures: Central noise; Relative dose; Standard deviation. Plot: Central noise over Relative dose.',
    'Projections from 25 to 1600 (19 values), 1 seed: 19 runs. Measures: RMSE; RMSE in the object; SSIM in the object. Plot: RMSE over Projections.',
    'Filter (Ram–Lak (ramp), Shepp–Logan, Cosine, Hamming, Hann), 8 seeds each: 40 runs. Measures: Standard deviation; MTF 50 %; MTF 10 %. Plot: MTF 50 % over Standard deviation.',
    'Tube voltage from 50 kV to 140 kV (10 values), at equal dose, 12 seeds each: 120 runs. Measures: CNR; Mean, iodine; Mean, nothing; Standard deviation, noise of nothing; CTDIvol. Plot: CNR over Tube voltage.',
    'TV strength from 0.05 ‰ of water to 50 ‰ of water (13 values), 1 seed: 13 runs. Measures: Residual; Total variation; RMSE; SSIM. Plot: Total variation over Residual.',
  ]);
});

test('says each knob and its values, and of many measures how many more there are', () => {
  const knobs = [
    { path: 'scan.views', values: [90] },
    { path: 'acquisition.beam.voltageKV', values: { from: 60, to: 120, steps: 3 } },
  ];
  expect(summaryOf({ knobs, measures: ['rmse'] })).toBe(
    'Projections 90 and Tube voltage from 60 kV to 120 kV (3 values), 1 seed: 3 runs. Measures: RMSE.',
  );
  const ten = Array.from({ length: 10 }, (_, i) => `phantom-${i}`);
  const measures = [
    'rmse',
    'psnr',
    'ssim',
    'rmseInside',
    'psnrInside',
    'ssimInside',
    'noise',
    'starved',
    'relativeDose',
  ];
  expect(summaryOf({ knobs: [{ path: 'phantom', values: ten }], measures })).toMatch(
    /^Phantom \(phantom-0, .*, phantom-7 and 2 more\), 1 seed: 10 runs\. Measures: RMSE; .* and 1 more\.$/,
  );
});

test('a lesson is known by what it runs, from its file or from a link, and not by its title', () => {
  for (const lesson of LESSONS) expect(lessonOf(lesson.sweep)).toBe(lesson);
  const { $schema: _, ...linked } = LESSONS[1]!.sweep as unknown as Record<string, unknown>;
  expect(lessonOf({ ...linked, plots: [{ y: 'rmseInside' }] })).toBe(LESSONS[1]);
  expect(lessonOf({ ...linked, seeds: 3 })).toBeNull();
});

test('in the end the slope of noise over dose is told where its law stands beside it, and what a lesson shows', () => {
  const axis = { label: '', unit: '', scale: 'log' } as const;
  const measured = { name: 'Noise', kind: 'line', x: [1, 100], y: [8, 0.8] } as const;
  const law = { name: '∝ 1/√dose', kind: 'line', isTheory: true, x: [1, 100], y: [8, 0.8] } as const;
  const plot = { title: '', horizontal: axis, vertical: axis };
  expect(closingWords({ ...plot, series: [measured, law] }, null)).toBe(
    'Slope of the points on logarithmic axes: −0.500.',
  );
  expect(closingWords({ ...plot, series: [measured] }, LESSONS[1]!)).toBe(LESSONS[1]!.after);
});
