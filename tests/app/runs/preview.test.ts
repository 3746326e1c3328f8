// What is coarse while a hand moves, and what is not.

import { describe, expect, test } from 'vitest';
import { coarsened, coarsenedAs, previewNotes, previewOf } from '../../../src/app/runs/preview.ts';
import { NOTHING_KEPT, RunCost, workLeft, workOf } from '../../../src/app/runs/run-cost.ts';
import { type Experiment, resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { experimentOf, subject } from './small-experiments.ts';

/** A machine that back-projects so many updates a millisecond, and scans and filters so many readings. */
function machine(updatesPerMs: number, readingsPerMs: number): RunCost {
  const cost = new RunCost({ backend: 'cpu', name: 'a CPU', isSoftware: false });
  const work = workOf(usual, subject);
  for (let run = 0; run < 30; run++) {
    cost.learn(
      work,
      [
        { stage: 'scan', timeMs: work.scan / readingsPerMs / 2, kept: false },
        { stage: 'filter', timeMs: work.filter / readingsPerMs, kept: false },
        { stage: 'back-project', timeMs: work['back-project'] / updatesPerMs, kept: false },
      ],
      1,
    );
  }
  return cost;
}

const usual = experimentOf({ scan: { views: 720, channels: 736 }, reconstruction: { pixels: 512 } });
const sizes = ({ scan, reconstruction }: Experiment) => [scan.views, scan.channels, reconstruction.grid.pixels];

describe('a preview', () => {
  test('is as sharp after few views as before, though each stage takes its time however little there is to do', () => {
    const cost = machine(1.2e6, 1e6);
    const before = sizes(previewOf(usual, subject, cost));
    const few = workOf(experimentOf({ scan: { views: 12, channels: 736 }, reconstruction: { pixels: 512 } }), subject);
    const speed = workOf(usual, subject);
    for (let run = 0; run < 30; run++) {
      const times = (['scan', 'filter', 'back-project'] as const).map((stage) => ({
        stage,
        // 3 ms, and as much as of 720 views in 30 ms.
        timeMs: 3 + (30 * few[stage]) / speed[stage],
        kept: false,
      }));
      cost.learn(few, times, 12);
    }
    expect(sizes(previewOf(usual, subject, cost))).toEqual(before);
  });

  test('is the whole where the machine keeps up', () => {
    expect(previewOf(usual, subject, machine(1e8, 1e6))).toBe(usual);
  });

  test('has coarser pixels first, of the same field, and every view and channel', () => {
    const preview = previewOf(usual, subject, machine(1.2e6, 1e6));
    expect(sizes(preview)).toEqual([720, 736, 256]);
    expect(preview.scan).toBe(usual.scan);
    const { pixels, pixelSizeMm } = preview.reconstruction.grid;
    expect(pixels * pixelSizeMm).toBeCloseTo(512 * usual.reconstruction.grid.pixelSizeMm, 9);
    expect(previewNotes(preview, usual)).toEqual({ slice: 'preview 256²', sinogram: null });
  });

  test('has coarser channels where that does not do, over the same detector', () => {
    const preview = previewOf(usual, subject, machine(1e8, 2e4));
    expect(sizes(preview)).toEqual([720, 368, 256]);
    expect(preview.scan.channels * preview.scan.channelSpacingMm).toBeCloseTo(736 * usual.scan.channelSpacingMm, 9);
    expect(previewNotes(preview, usual)).toEqual({
      slice: 'preview 256², every 2nd channel',
      sinogram: 'every 2nd channel',
    });
  });

  test('is as sharp as what is left to do allows: a scan that is there takes no time', () => {
    const cost = machine(1e8, 2e4);
    const keptOf = () => ({ ...NOTHING_KEPT, signals: true, scan: true });
    expect(sizes(previewOf(usual, subject, cost, keptOf))).toEqual([720, 736, 256]);
    // Coarser channels are another scan, which is not there.
    const ofWhole = ({ scan }: Experiment) => (scan === usual.scan ? keptOf() : NOTHING_KEPT);
    expect(sizes(previewOf(usual, subject, machine(1e8, 8e3), ofWhole))).toEqual([720, 245, 171]);
  });

  test('of a machine that never keeps up is as coarse as there is, and says so', () => {
    const preview = previewOf(usual, subject, machine(1e3, 1e3));
    expect(sizes(preview)).toEqual([720, 92, 64]);
    expect(previewNotes(preview, usual).sinogram).toBe('every 8th channel');
  });

  test('of few views keeps the channels that their streaks are made of', () => {
    const few = experimentOf({ scan: { views: 12, channels: 736 }, reconstruction: { pixels: 2048 } });
    expect(previewOf(few, subject, machine(5e5, 2e4)).scan).toBe(few.scan);
  });
});

describe('of a method that iterates', () => {
  const sirt = (iterations: number) =>
    experimentOf({
      version: 2,
      scan: { views: 180, channels: 256 },
      reconstruction: { method: 'sirt', iterations, grid: { pixels: 256 } },
    });
  /** A machine that has iterated so many updates a millisecond, and knows it. */
  const iterated = (perMs: number) => {
    const cost = machine(1e9, 1e9);
    const work = workOf(sirt(10), subject);
    const timeMs = work.iterating!.updates / perMs;
    for (let run = 0; run < 30; run++) cost.learn(work, [{ stage: 'back-project', timeMs, kept: false }], timeMs);
    return cost;
  };
  const made = ({ reconstruction }: Experiment) => [
    reconstruction.grid.pixels,
    'iterations' in reconstruction ? reconstruction.iterations : null,
  ];

  test('the time of a run grows with its iterations, and those that are there take none', () => {
    const cost = iterated(1e6);
    const whole = cost.estimateMs(workOf(sirt(40), subject));
    expect(whole / cost.estimateMs(workOf(sirt(10), subject))).toBeCloseTo(4, 1);
    const left = workLeft(sirt(40), subject, { ...NOTHING_KEPT, scan: true, iterations: 30 });
    expect(cost.estimateMs(left) / whole).toBeCloseTo(0.25, 2);
    // What iterates says nothing of how fast back-projection is.
    expect(cost.estimateMs(workOf(usual, subject))).toBeCloseTo(
      machine(1e9, 1e9).estimateMs(workOf(usual, subject)),
      6,
    );
  });

  test('fewer iterations come before coarser pixels, and both are said', () => {
    const quick = previewOf(sirt(50), subject, iterated(2.5e6));
    expect(made(quick)).toEqual([256, 12]);
    const slower = previewOf(sirt(50), subject, iterated(5e5));
    expect(made(slower)).toEqual([128, 10]);
    expect(previewNotes(slower, sirt(50)).slice).toBe('preview 128², 10 of 50 iterations');
    expect(made(previewOf(sirt(50), subject, iterated(4e7)))).toEqual([256, 50]);
  });

  test('what stands beside is as coarse, and makes no more iterations', () => {
    const preview = previewOf(sirt(50), subject, iterated(5e5));
    expect(made(coarsenedAs(preview, sirt(50), sirt(30), subject))).toEqual([128, 10]);
    expect(made(coarsenedAs(preview, sirt(50), sirt(5), subject))).toEqual([128, 5]);
  });
});

describe('of a radiograph', () => {
  const view = (focalSpotMm: number) =>
    resolveExperiment(
      parseExperimentInput({
        version: 2,
        phantom: 'shepp-logan-3d',
        scan: {
          ...{ geometry: 'cone', views: 1, channels: 400, channelSpacingMm: 0.5, rows: 300, rowSpacingMm: 0.5 },
          ...{ sourceToIsocenterMm: 500, sourceToDetectorMm: 1000 },
        },
        acquisition: {
          beam: { kind: 'monochromatic' },
          noise: { photons: 1000, electronicNoise: 3 },
          ...{ focalSpotMm, channelAperture: 1 },
        },
      }),
      subject,
    );
  const coarse = (focalSpotMm: number) => coarsened(view(focalSpotMm), subject, 4, 4);

  test('a pixel of sixteen counts the photons of sixteen', () => {
    const { scan, acquisition } = coarse(0);
    expect(scan).toMatchObject({ channels: 100, channelSpacingMm: 2, rows: 75, rowSpacingMm: 2 });
    expect(acquisition).toMatchObject({ noise: { photons: 16_000, electronicNoise: 12 } });
  });

  test('blur is left out where it is finer than a pixel, and takes a quarter of the rays', () => {
    // As wide as the spot on the panel, which is twice as far.
    expect(coarse(1.9).acquisition).toMatchObject({ focalSpotMm: 0, channelAperture: 0 });
    expect(coarse(2.1).acquisition).toMatchObject({ focalSpotMm: 2.1, channelAperture: 1 });
  });
});
