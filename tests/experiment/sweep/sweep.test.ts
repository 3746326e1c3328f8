import { describe, expect, test } from 'vitest';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { RunPreparation, resultKeyText, scanKey } from '../../../src/experiment/sweep/prepared-run.ts';
import { experimentJsonOf, parseSweep, shardOf } from '../../../src/experiment/sweep/sweep.ts';

const noBytes = async () => new Uint8Array();
const views = { path: 'scan.views', values: [90, 180] };
const filters = { path: 'reconstruction.filter', values: ['ram-lak', 'hann'] };
const noisy = { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons: 1e5 } };

function preparation(sweep: ReturnType<typeof parseSweep>, where = '') {
  return new RunPreparation(sweep, where, (input) => loadSubject(input, noBytes));
}

describe('the runs of a sweep', () => {
  test('are every value with every other and every seed, the last varying first', () => {
    const sweep = parseSweep({ experiment: { seed: 5 }, knobs: [views, filters], seeds: 2, measures: ['rmse'] });
    expect(sweep.runs.map(({ id }) => id)).toEqual([
      'views=90_filter=ram-lak_seed=5',
      'views=90_filter=ram-lak_seed=6',
      'views=90_filter=hann_seed=5',
      'views=90_filter=hann_seed=6',
      'views=180_filter=ram-lak_seed=5',
      'views=180_filter=ram-lak_seed=6',
      'views=180_filter=hann_seed=5',
      'views=180_filter=hann_seed=6',
    ]);
    expect(experimentJsonOf(sweep, sweep.runs[3]!)).toEqual({
      version: 2,
      scan: { views: 90 },
      reconstruction: { filter: 'hann' },
      seed: 6,
    });
    expect(sweep.points[3]!.label).toBe('Projections 180, Filter Hann');
  });

  test('are shared out one by one, each to one shard', () => {
    const { runs } = parseSweep({ knobs: [{ path: 'scan.views', values: [1, 2, 3, 4, 5] }], measures: ['rmse'] });
    const shards = [1, 2, 3].map((shard) => shardOf(runs, shard, 3).map(({ point }) => point));
    expect(shards).toEqual([[0, 3], [1, 4], [2]]);
  });

  test('keep their names when a sweep grows', () => {
    const ids = (values: number[], seeds: number) =>
      parseSweep({ knobs: [{ path: 'scan.views', values }], seeds, measures: ['rmse'] }).runs.map(({ id }) => id);
    expect(ids([45, 90, 180], 3)).toEqual(expect.arrayContaining(ids([90, 180], 2)));
  });

  test('replace what was there, of an experiment of version 1 too', () => {
    const beam = { kind: 'monochromatic', energyKeV: 80 };
    const experiment = { version: 1, physics: { energyKeV: 60, photons: 100 }, reconstruction: { pixels: 64 } };
    const sweep = parseSweep({
      experiment,
      knobs: [{ path: 'acquisition.beam', values: [beam], label: 'Beam' }],
      measures: ['rmse'],
    });
    const json = experimentJsonOf(sweep, sweep.runs[0]!) as { acquisition: { beam: object; noise: object } };
    expect(json.acquisition.beam).toEqual(beam);
    expect(json.acquisition.noise).toMatchObject({ photons: 100 });
    expect(sweep.points[0]!.label).toBe('Beam monochromatic');
  });

  test('may change several keys at once', () => {
    const sweep = parseSweep({
      experiment: { scan: { views: 10, arcDeg: 90 } },
      knobs: [{ label: 'Arc', settings: [{ value: 'half', change: { scan: { arcDeg: null, views: 20 } } }] }],
      measures: ['rmse'],
    });
    expect(sweep.runs[0]!.id).toBe('Arc=half_seed=1');
    expect(experimentJsonOf(sweep, sweep.runs[0]!)).toMatchObject({ scan: { views: 20 } });
    expect(JSON.stringify(experimentJsonOf(sweep, sweep.runs[0]!))).not.toContain('arcDeg');
  });
});

describe('a range', () => {
  const valuesOf = (values: object, path = 'reconstruction.cutoff') =>
    parseSweep({ knobs: [{ path, values }], measures: ['rmse'] }).knobs[0]!.values.map(({ value }) => value);

  test('is even, without the dust of rounding', () => {
    expect(valuesOf({ from: 0, to: 1, steps: 11 })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(valuesOf({ from: 1, to: 0, steps: 3 })).toEqual([1, 0.5, 0]);
  });

  test('is even over decades on a logarithmic scale', () => {
    expect(valuesOf({ from: 1e3, to: 1e6, steps: 4, scale: 'log' }, 'acquisition.noise.photons')).toEqual([
      1e3, 1e4, 1e5, 1e6,
    ]);
  });

  test('has whole numbers where nothing else will do, each once', () => {
    expect(valuesOf({ from: 1, to: 16, steps: 9, scale: 'log' }, 'scan.views')).toEqual([1, 2, 3, 4, 6, 8, 11, 16]);
  });
});

test('positions have names for files of their own, whatever stands in them', () => {
  const slugs = (values: unknown[]) =>
    parseSweep({ knobs: [{ path: 'phantom', values }], measures: ['rmse'] }).knobs[0]!.values.map(({ slug }) => slug);
  expect(slugs(['../a b', 'ç'])).toEqual(['.._a_b', '_']);
  expect(slugs(['a/b', 'a\\b'])).toEqual(['no1', 'no2']);
  expect(slugs(['Water', 'water'])).toEqual(['no1', 'no2']);
});

describe('a sweep that is refused', () => {
  const knob = { path: 'scan.views', values: [90] };
  test.each<[string, unknown, string]>([
    ['a list', [], 'must be an object, got a list'],
    ['no knobs', { measures: ['rmse'] }, 'knobs: is missing'],
    ['three knobs', { knobs: [knob, knob, knob], measures: ['rmse'] }, 'knobs: must have between 1 and 2 knobs, got 3'],
    ['an unknown key', { knobs: [{ ...knob, step: 1 }], measures: ['rmse'] }, 'knobs[0].step: unknown key'],
    ['no values', { knobs: [{ path: 'scan.views' }], measures: ['rmse'] }, 'knobs[0]: values are missing'],
    ['values of nothing', { knobs: [{ values: [1] }], measures: ['rmse'] }, 'knobs[0]: needs a path and its values'],
    [
      'a range that lacks its end',
      { knobs: [{ path: 'scan.views', values: { from: 1, steps: 3 } }], measures: ['rmse'] },
      'knobs[0].values.to: is missing',
    ],
    [
      'decades from 0',
      { knobs: [{ path: 'scan.views', values: { from: 0, to: 3, steps: 3, scale: 'log' } }], measures: ['rmse'] },
      'knobs[0].values: a logarithmic scale needs from and to above 0',
    ],
    [
      'a path that is none',
      { knobs: [{ path: 'scan..views', values: [1] }], measures: ['rmse'] },
      'knobs[0].path: must be keys of an experiment',
    ],
    [
      'a path up the prototypes',
      { knobs: [{ path: '__proto__.views', values: [1] }], measures: ['rmse'] },
      'knobs[0].path: must be keys',
    ],
    [
      'seeds for a knob',
      { knobs: [{ path: 'seed', values: [1] }], measures: ['rmse'] },
      'knobs[0].path: seeds are no knob',
    ],
    [
      'a value twice',
      { knobs: [{ path: 'scan.views', values: [1, 2, 1] }], measures: ['rmse'] },
      'knobs[0]: has the value 1 twice',
    ],
    ['a knob twice', { knobs: [knob, knob], measures: ['rmse'] }, 'knobs[1]: turns the same as the first'],
    ['no seed', { knobs: [knob], seeds: 0, measures: ['rmse'] }, 'seeds: must be between 1 and 1000, got 0'],
    ['an unknown measure', { knobs: [knob], measures: ['rms'] }, 'measures[0]: must be one of rmse, psnr'],
    [
      'a region without its size',
      { knobs: [knob], measures: [{ measure: 'mean', region: { kind: 'circle' } }] },
      'measures[0].region.radiusMm: is missing',
    ],
    ['two measures of one name', { knobs: [knob], measures: ['rmse', 'rmse'] }, 'measures[1]: rmse is there already'],
    [
      'a plot of what is not measured',
      { knobs: [knob], measures: ['rmse'], plots: [{ y: 'ssim' }] },
      'plots[0].y: ssim is not measured; there are rmse',
    ],
    [
      'too many runs',
      { knobs: [{ path: 'scan.views', values: { from: 1, to: 1000, steps: 1000 } }], seeds: 11, measures: ['rmse'] },
      'knobs: 1000 values × 11 seeds are 11000 runs, but at most 10000 are possible',
    ],
    [
      'a newer version',
      { version: 2, knobs: [knob], measures: ['rmse'] },
      'version: this sweep has version 2, newer than',
    ],
    [
      'an experiment that is none',
      { experiment: 3, knobs: [knob], measures: ['rmse'] },
      'experiment: must be an object',
    ],
  ])('for %s', (_what, json, sentence) => {
    expect(() => parseSweep(json, 'S.json')).toThrow(`S.json: ${sentence}`);
  });

  test.each<[string, object, string]>([
    [
      'a bad value',
      { knobs: [{ path: 'scan.views', values: [90, 0] }] },
      'at Projections 0: scan.views: must be between 1 and 16384, got 0',
    ],
    ['an unknown key', { knobs: [{ path: 'scan.viewz', values: [90] }] }, 'at Viewz 90: scan.viewz: unknown key'],
    [
      'a phantom that there is not',
      { knobs: [{ path: 'phantom', values: ['cheese'] }] },
      'at Phantom cheese: phantom: there is no phantom named "cheese"',
    ],
    [
      'equal dose of what counts no photons',
      { knobs: [views], equalDose: true },
      'experiment: equalDose needs an experiment that counts photons',
    ],
  ])('at a point, which is named, for %s', async (_what, json, sentence) => {
    const sweep = parseSweep({ ...json, measures: ['rmse'] }, 'S.json');
    await expect(preparation(sweep, 'S.json').prepare(sweep.runs.at(-1)!)).rejects.toThrow(`S.json: ${sentence}`);
  });
});

describe('equal dose', () => {
  test('has as many photons as give the experiment’s own: half of them for twice the views', async () => {
    const experiment = { phantom: 'water-disk', acquisition: noisy, scan: { views: 100 } };
    const values = { path: 'scan.views', values: [50, 200] };
    const sweep = parseSweep({ experiment, knobs: [values], equalDose: true, measures: ['rmse'] });
    const made = await Promise.all(sweep.runs.map((run) => preparation(sweep).prepare(run)));
    expect(made.map((prepared) => prepared.experiment.acquisition)).toMatchObject([
      { noise: { photons: 2e5 } },
      { noise: { photons: 5e4 } },
    ]);
  });

  test('is that in mGy where there is a tube', async () => {
    const { doseEstimate } = await import('../../../src/experiment/dose-estimate.ts');
    const beam = { kind: 'tube', voltageKV: 120 };
    const experiment = { phantom: 'water-disk', acquisition: { beam, noise: { photons: 1e5 } } };
    const voltages = { path: 'acquisition.beam.voltageKV', values: [70, 100, 140] };
    const sweep = parseSweep({ experiment, knobs: [voltages], equalDose: true, measures: ['rmse'] });
    const subject = await loadSubject(parseExperimentInput(experiment), noBytes);
    const own = doseEstimate(resolveExperiment(parseExperimentInput(experiment), subject), subject)!.ctdiVolMGy!;
    for (const run of sweep.runs) {
      const prepared = await preparation(sweep).prepare(run);
      expect(doseEstimate(prepared.experiment, prepared.subject)!.ctdiVolMGy! / own).toBeCloseTo(1, 8);
    }
  });
});

describe('keys', () => {
  const prepared = async (experiment: object) => {
    const sweep = parseSweep({ experiment, knobs: [{ path: 'scan.views', values: [90] }], measures: ['rmse'] });
    return preparation(sweep).prepare(sweep.runs[0]!);
  };

  test('tell one result from another by all of the experiment, the measures and the files, whatever the order of keys', async () => {
    const keyOf = async (experiment: object, measures: unknown = ['rmse'], files = {}) =>
      resultKeyText(await prepared(experiment), measures, files);
    const own = await keyOf({ scan: { channels: 100, offset: 1 } });
    expect(await keyOf({ scan: { offset: 1, channels: 100 }, seed: 1 })).toBe(own);
    expect(await keyOf({ scan: { channels: 100, offset: 2 } })).not.toBe(own);
    expect(await keyOf({ scan: { channels: 100, offset: 1 } }, ['ssim'])).not.toBe(own);
    expect(await keyOf({ scan: { channels: 100, offset: 1 } }, ['rmse'], { 'a.npy': '0' })).not.toBe(own);
  });

  test('of scans are the same whatever is made of them', async () => {
    const own = scanKey(await prepared({ reconstruction: { filter: 'hann' } }));
    expect(scanKey(await prepared({ reconstruction: { filter: 'cosine' } }))).toBe(own);
    expect(scanKey(await prepared({ scan: { offset: 1 } }))).not.toBe(own);
  });

  test('a subject is loaded once for points that have it in common', async () => {
    const sweep = parseSweep({ knobs: [views], seeds: 2, measures: ['rmse'] });
    let loaded = 0;
    const counting = new RunPreparation(sweep, '', (input) => {
      loaded++;
      return loadSubject(input, noBytes);
    });
    const subjects = new Set();
    for (const run of sweep.runs) subjects.add((await counting.prepare(run)).subject);
    expect([loaded, subjects.size]).toEqual([1, 1]);
  });
});
