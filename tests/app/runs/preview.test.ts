// What is coarse while a hand moves, and what is not.

import { describe, expect, test } from 'vitest';
import { previewNotes, previewOf } from '../../../src/app/runs/preview.ts';
import { RunCost, workOf } from '../../../src/app/runs/run-cost.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
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
