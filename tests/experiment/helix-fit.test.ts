// A helix that fits its volume goes on doing so while a hand changes its pitch or the volume’s height.

import { describe, expect, test } from 'vitest';
import { changedExperiment, type ExperimentChanges } from '../../src/app/present/changed-experiment.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { type Experiment, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { helixFit, isHelixFitted } from '../../src/experiment/helix-fit.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { cpuOperators } from '../support/walk.ts';

const CIRCLE = {
  ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 400, sourceToDetectorMm: 800 },
  ...{ views: 24, channels: 32, channelSpacingMm: 20, rows: 16, rowSpacingMm: 12, arcDeg: 360 },
};
const GRID = { pixels: 24, pixelSizeMm: 10, slices: 24 };

async function opened(scan: object = {}, reconstruction: object = {}) {
  const json = { version: 2, phantom: 'water-ball', scan: { ...CIRCLE, ...scan } };
  const given = { ...json, phantom: BALL, reconstruction: { grid: GRID, ...reconstruction } };
  const input = parseExperimentInput(given);
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file')));
  const turn = (experiment: Experiment, changes: ExperimentChanges) => changedExperiment(experiment, changes, subject);
  return { experiment: resolveExperiment(input, subject), subject, turn };
}
const BALL = {
  ...{ version: 1, dimensions: 3, name: 'A ball', fieldSizeMm: 240, heightMm: 240 },
  ...{ values: 'attenuation-per-mm', composition: 'add' },
  solids: [{ type: 'sphere', x: 0, y: 0, z: 0, radius: 115, value: 0.02 }],
};
const passes = (experiment: Experiment, subject: Subject) =>
  experimentAdvice(experiment, subject).find(({ kind }) => kind === 'arc')!.ok;
const emptySlices = async (experiment: Experiment, subject: Subject) => {
  const session = new Session(cpuOperators(), new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(experiment, subject));
  const { data } = result.volume as unknown as { data: Float32Array };
  const length = data.length / GRID.slices;
  return Array.from({ length: GRID.slices }, (_, i) => data.subarray(i * length, (i + 1) * length)).filter((slice) =>
    slice.every((value) => value === 0),
  ).length;
};

test('of a circle that is given a pitch no slice is empty, and with 0 it is the circle again', async () => {
  const { experiment, subject, turn } = await opened();
  let now = experiment;
  for (const pitchMm of [1, 5, 20, 90, 60]) {
    now = turn(now, { scan: { pitchMm } });
    expect([pitchMm, passes(now, subject), isHelixFitted(now)]).toEqual([pitchMm, pitchMm > 20, true]);
  }
  // 23 slices of 10 mm from the first to the last, at 60 mm a turn, and half a turn at both ends.
  expect(now.scan).toMatchObject({ arcDeg: 1380 + 360 + 1, startZMm: -145.08, views: 116 });
  expect(await emptySlices(now, subject)).toBe(0);
  // As links have it, set by its pitch alone.
  const asGiven = (await opened({ pitchMm: 60 })).experiment;
  expect([passes(asGiven, subject), asGiven.scan.arcDeg]).toEqual([false, 360]);
  expect(await emptySlices(asGiven, subject)).toBeGreaterThan(20);
  expect(turn(now, { scan: { pitchMm: 0 } }).scan).toEqual(experiment.scan);
});

test.each(['fbp', '180-li'] as const)(
  'another height, and %s, keep it fitted, whichever way it turns',
  async (method) => {
    for (const sense of [1, -1]) {
      const { experiment, subject, turn } = await opened({ pitchMm: 40, arcDeg: 360 * sense }, { method });
      const fitted = { ...experiment, scan: { ...experiment.scan, ...helixFit(experiment) } } as Experiment;
      expect(passes(fitted, subject)).toBe(true);
      const higher = turn(fitted, { reconstruction: { grid: { pixelSizeMm: 12 } } });
      expect([passes(higher, subject), Math.sign(higher.scan.arcDeg)]).toEqual([true, sense]);
      expect(Math.abs(higher.scan.arcDeg)).toBeGreaterThan(Math.abs(fitted.scan.arcDeg));
      const other = turn(fitted, { scan: { pitchMm: -40 } });
      expect([passes(other, subject), isHelixFitted(other)]).toEqual([true, true]);
    }
  },
);

describe('what was set otherwise stays as it was set', () => {
  test('an arc that does not do, of a link or by hand', async () => {
    const { experiment, turn } = await opened({ pitchMm: 60 });
    expect(turn(experiment, { scan: { pitchMm: 70 } }).scan).toEqual({ ...experiment.scan, pitchMm: 70 });
    const circle = (await opened({ arcDeg: 220 })).experiment;
    expect(turn(circle, { scan: { pitchMm: 70 } }).scan).toEqual({ ...circle.scan, pitchMm: 70 });
    const fitted = turn((await opened()).experiment, { scan: { pitchMm: 60 } });
    const shorter = turn(fitted, { scan: { arcDeg: 900 } });
    expect(shorter.scan).toEqual({ ...fitted.scan, arcDeg: 900 });
    expect(turn(shorter, { scan: { pitchMm: 50 } }).scan).toMatchObject({ arcDeg: 900 });
  });

  test('an arc that does for more, as long as it does', async () => {
    const { experiment, subject, turn } = await opened({ pitchMm: 60, arcDeg: 3000, startZMm: -250, views: 300 });
    expect(passes(experiment, subject)).toBe(true);
    const still = turn(experiment, { scan: { pitchMm: 58 } });
    expect(still.scan).toEqual({ ...experiment.scan, pitchMm: 58 });
    const fitted = turn(still, { scan: { pitchMm: 20 } });
    expect([isHelixFitted(fitted), fitted.scan.arcDeg]).toEqual([true, 3600]);
  });

  test('views of a circle, and those of a helix where only rows are added', async () => {
    const { experiment, turn } = await opened();
    expect(turn(experiment, { scan: { rows: 64 } }).scan).toEqual({ ...experiment.scan, rows: 64 });
    const fitted = turn(experiment, { scan: { pitchMm: 60 } });
    expect(turn(fitted, { scan: { rows: 64 } }).scan).toEqual({ ...fitted.scan, rows: 64 });
    expect(turn(fitted, { scan: { rows: 4096 } }).scan).toMatchObject({ arcDeg: fitted.scan.arcDeg });
  });
});
