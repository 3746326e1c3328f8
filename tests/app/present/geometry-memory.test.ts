import { expect, test } from 'vitest';
import type { ExperimentChanges } from '../../../src/app/present/changed-experiment.ts';
import { inGeometry } from '../../../src/experiment/change-geometry.ts';
import { hasBeam } from '../../../src/experiment/physics-of.ts';
import { linkTo } from '../../support/links.ts';
import { pageParts } from './page-parts.ts';

async function page(json: object) {
  const { present, knobs } = await pageParts(linkTo({ version: 2, ...json }));
  return {
    present,
    turn: (changes: ExperimentChanges) => knobs.turn(changes, true),
    /** As the panel does. */
    choose: (choice: string, besides: ExperimentChanges = {}) =>
      knobs.turn({ ...besides, scan: inGeometry(present.experiment.scan, choice, false) }, true),
  };
}

test.each([
  ['as usual', { views: 720 }],
  ['over a short arc', { views: 720, arcDeg: 121.5, startDeg: 7 }],
  ['backwards', { views: 77, arcDeg: -180 }],
  ['of channels that no four digits tell', { views: 719, channels: 1023, channelSpacingMm: 0.390625, offset: -1.25 }],
  ['of more views than a fan may have twice', { views: 15000, channels: 16 }],
])('parallel → fan → parallel brings the same projections back, %s', async (_, scan) => {
  const { present, choose } = await page({ scan });
  const { experiment } = present;
  for (const way of [['arc'], ['flat'], ['arc', 'flat'], ['arc', 'flat', 'arc']] as const) {
    for (const choice of way) choose(choice);
    expect(present.experiment.scan.geometry).toBe('fan');
    choose('parallel');
    expect(present.experiment).toEqual(experiment);
  }
});

test('fan → parallel → fan brings distances, focal spot, rebinning and corrections back', async () => {
  const { present, choose } = await page({
    scan: {
      geometry: 'fan',
      detector: 'flat',
      sourceToIsocenterMm: 400.5,
      sourceToDetectorMm: 777,
      views: 501,
      arcDeg: 300,
    },
    acquisition: { modality: 'ct', beam: { kind: 'tube', voltageKV: 100 }, focalSpotMm: 1.5 },
    corrections: [{ kind: 'water' }],
    reconstruction: { method: 'fbp', rebin: true },
  });
  const { experiment } = present;
  choose('parallel');
  const { acquisition } = present.experiment;
  expect(hasBeam(acquisition) && acquisition.focalSpotMm).toBe(0);
  choose('flat');
  expect(present.experiment).toEqual(experiment);
  choose('parallel');
  choose('arc');
  expect(present.experiment).toEqual({ ...experiment, scan: { ...experiment.scan, detector: 'arc' } });
});

test('a cone and parallel rays come back from a tomosynthesis scan as they were', async () => {
  const scan = { geometry: 'cone', sourceToDetectorMm: 900, views: 90, startDeg: 12, rows: 40, rowSpacingMm: 2 };
  const { present, choose, turn } = await page({ phantom: 'defrise-disks', scan });
  const { experiment } = present;
  choose('tomosynthesis');
  // The disks reach 81.25 mm down, which the panel is moved out of the way of.
  expect(present.experiment.scan).toMatchObject({
    views: 21,
    arcDeg: 63,
    startDeg: -30,
    sourceToDetectorMm: 615 + 100,
  });
  choose('cone');
  expect(present.experiment).toEqual(experiment);
  choose('tomosynthesis-isocentric');
  turn({ reconstruction: { method: 'shift-and-add' } });
  // Views over another arc stay symmetric.
  turn({ scan: { arcDeg: 42 } });
  expect(present.experiment.scan.startDeg).toBe(-20);
  turn({ scan: { views: 7 } });
  expect(present.experiment.scan.startDeg).toBe(-18);
  turn({ scan: { startDeg: -5 } });
  turn({ scan: { arcDeg: 30 } });
  expect(present.experiment.scan.startDeg).toBe(-5);
  choose('cone');
  expect(present.experiment.reconstruction.method).toBe('fbp');
  expect(present.experiment.scan).toMatchObject({ startDeg: 0, arcDeg: 360, views: 84, rows: 40 });

  const parallel = await page({ phantom: 'defrise-disks', scan: { views: 300, startDeg: 7 } });
  const before = parallel.present.experiment;
  parallel.choose('tomosynthesis');
  expect(parallel.present.experiment.scan.geometry).toBe('tomosynthesis');
  parallel.choose('parallel');
  expect(parallel.present.experiment).toEqual(before);
});

test('what was changed in between stays changed, and the rest comes back', async () => {
  const { present, choose, turn } = await page({ scan: { views: 720, arcDeg: 120, channelSpacingMm: 0.390625 } });
  choose('arc');
  turn({ scan: { views: 90 } });
  turn({ reconstruction: { filter: 'hann' } });
  choose('parallel');
  // 90 views over a whole turn are 45 over a half.
  expect(present.experiment.scan).toMatchObject({ views: 45, arcDeg: 180, channelSpacingMm: 0.390625 });
  expect(present.experiment.reconstruction.filter).toBe('hann');
  choose('arc');
  turn({ scan: { channelSpacingMm: 2 } });
  choose('parallel');
  expect(present.experiment.scan).toMatchObject({ views: 45, arcDeg: 180 });
  expect(present.experiment.scan.channelSpacingMm).toBeCloseTo((2 * 570) / 1040, 3);
});

test('photons that keep the dose come back with the views, unless they were changed', async () => {
  const noise = (photons: number) => ({
    modality: 'ct' as const,
    beam: { kind: 'monochromatic' as const, energyKeV: 60 },
    noise: { photons, electronicNoise: 0 },
  });
  const { present, choose, turn } = await page({ scan: { views: 720, arcDeg: 121 }, acquisition: noise(100_000) });
  const { experiment } = present;
  const photons = () => hasBeam(present.experiment.acquisition) && present.experiment.acquisition.noise?.photons;
  const locked = (count: number) => ({
    acquisition: { ...experiment.acquisition, ...noise(count) } as typeof experiment.acquisition,
  });
  choose('arc', locked(33_613));
  expect(photons()).toBe(33_613);
  choose('parallel', locked(67_226));
  expect(present.experiment).toEqual(experiment);
  choose('arc', locked(33_613));
  turn(locked(50_000));
  choose('parallel', locked(99_000));
  expect([photons(), present.experiment.scan.views, present.experiment.scan.arcDeg]).toEqual([99_000, 1071, 180]);
});

test('what was undone is remembered no longer', async () => {
  const { present, choose, turn } = await page({ scan: { views: 720, arcDeg: 120 } });
  choose('arc');
  const { experiment } = present;
  turn({ scan: { sourceToIsocenterMm: 500 } });
  choose('parallel');
  for (let step = 0; step < 3; step++) present.past.undo();
  present.bringParts();
  choose('arc');
  expect(present.experiment).toEqual(experiment);
});
