import { expect, test } from 'vitest';
import { offeredKnobs } from '../../../src/app/sweep/offered-knobs.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';

async function knobsOf(json: object) {
  const input = parseExperimentInput(json);
  return offeredKnobs(resolveExperiment(input, await loadSubject(input, async () => new Uint8Array())));
}

const noisy = { beam: { kind: 'tube', voltageKV: 120 }, noise: { photons: 1e5 } };

test('are the numbers that the experiment has, and its filter', async () => {
  const paths = (await knobsOf({ phantom: 'water-disk' })).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['scan.views', 'reconstruction.cutoff', 'reconstruction.filter']));
  expect(paths).not.toContain('acquisition.noise.photons');
  expect(paths.filter((path) => path.startsWith('display') || path === 'seed')).toEqual([]);

  const withTube = (await knobsOf({ phantom: 'water-disk', acquisition: noisy })).map(({ path }) => path);
  expect(withTube).toEqual(expect.arrayContaining(['acquisition.noise.photons', 'acquisition.beam.voltageKV']));
});

test('begin with a range about what the experiment has, within what a hand may turn', async () => {
  const knobs = await knobsOf({ phantom: 'water-disk', acquisition: noisy, scan: { views: 720 } });
  const rangeOf = (path: string) => knobs.find((knob) => knob.path === path);
  expect(rangeOf('scan.views')).toMatchObject({ range: { from: 90, to: 1440, scale: 'log' } });
  expect(rangeOf('acquisition.noise.photons')).toMatchObject({ range: { from: 12_500, to: 400_000, scale: 'log' } });
  expect(rangeOf('reconstruction.cutoff')).toMatchObject({ range: { from: 0.5, to: 1, scale: 'linear' } });
});

test('are each a sweep as they stand', async () => {
  for (const knob of await knobsOf({ phantom: 'water-disk', acquisition: noisy })) {
    const values = knob.kind === 'words' ? knob.words : { ...knob.range, steps: 2 };
    expect(() => parseSweep({ knobs: [{ path: knob.path, values }], measures: ['rmse'] }), knob.path).not.toThrow();
  }
});
