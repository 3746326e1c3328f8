// Of a measurement only every nth view: as if the others had never been measured.

import { describe, expect, test } from 'vitest';
import { changedExperiment } from '../../src/app/present/changed-experiment.ts';
import { defaultOf, usualExperiment } from '../../src/app/present/default-experiment.ts';
import { pairFromPatch } from '../../src/app/present/pair-from-patch.ts';
import { whatDiffers } from '../../src/app/present/what-differs.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { experimentJson, resolveExperiment, scanOf } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { ellipseSinogram } from '../support/ellipse-sinogram.ts';
import { npyBytes } from '../support/npy.ts';
import { randomArray } from '../support/random.ts';
import { sentenceOf } from '../support/sentences.ts';
import { rmsDifference } from '../support/walk.ts';

const [VIEWS, CHANNELS, ROWS] = [90, 64, 3];
const angles = Float64Array.from({ length: VIEWS }, (_, view) => 7 + 1.99 * view);

/** Every nth of arrays that lie one after the other. */
const everyNthOf = (values: Float32Array, size: number, nth: number) =>
  values.filter((_, i) => Math.floor(i / size) % nth === 0);

const sinogram = ellipseSinogram();
const stack = randomArray(VIEWS * ROWS * CHANNELS, 3);
const FILES: Record<string, Uint8Array> = {
  'sinogram.npy': npyBytes(sinogram, [VIEWS, CHANNELS]),
  'some.npy': npyBytes(everyNthOf(sinogram, CHANNELS, 4), [23, CHANNELS]),
  'angles.npy': npyBytes(angles, [VIEWS]),
  'some-angles.npy': npyBytes(
    angles.filter((_, view) => view % 4 === 0),
    [23],
  ),
  'stack.npy': npyBytes(stack, [VIEWS, ROWS, CHANNELS]),
  'some-stack.npy': npyBytes(everyNthOf(stack, ROWS * CHANNELS, 4), [23, ROWS, CHANNELS]),
};

async function given(json: object) {
  const input = parseExperimentInput({ version: 2, ...json });
  const subject = await loadSubject(input, async (name) => FILES[name]!);
  return { experiment: resolveExperiment(input, subject), subject };
}

async function imageOf(json: object): Promise<Float32Array> {
  const { experiment, subject } = await given(json);
  const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const { result } = await finish(session.run(experiment, subject));
    return (await operators.read(result.image)).slice();
  } finally {
    session.release();
  }
}

const slice = { grid: { pixels: 32, pixelSizeMm: 6 } };
const cone = {
  ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 500 },
  ...{ channelSpacingMm: 3, rowSpacingMm: 3 },
};

describe('every fourth view', () => {
  // 23 views four steps apart: the last of them ends 4° beyond where all 90 do.
  test.each([
    [
      'at even angles',
      { measurement: { sinogram: 'sinogram.npy' }, scan: { channelSpacingMm: 3 }, reconstruction: slice },
      { measurement: { sinogram: 'some.npy' }, scan: { channelSpacingMm: 3, arcDeg: 184 }, reconstruction: slice },
    ],
    [
      'at angles of their own, by an iterative method',
      {
        measurement: { sinogram: 'sinogram.npy', anglesDeg: 'angles.npy' },
        scan: { channelSpacingMm: 3 },
        reconstruction: { ...slice, method: 'sirt', iterations: 3 },
      },
      {
        measurement: { sinogram: 'some.npy', anglesDeg: 'some-angles.npy' },
        scan: { channelSpacingMm: 3 },
        reconstruction: { ...slice, method: 'sirt', iterations: 3 },
      },
    ],
    [
      'of a fan that is rebinned',
      {
        measurement: { sinogram: 'sinogram.npy' },
        scan: { geometry: 'fan', channelSpacingMm: 3, arcDeg: 270 },
        reconstruction: { ...slice, rebin: true },
      },
      {
        measurement: { sinogram: 'some.npy' },
        scan: { geometry: 'fan', channelSpacingMm: 3, arcDeg: 276 },
        reconstruction: { ...slice, rebin: true },
      },
    ],
    [
      'of a cone’s projections',
      {
        measurement: { sinogram: 'stack.npy', axes: 'views-rows-channels' },
        scan: cone,
        reconstruction: { grid: { ...slice.grid, slices: 2 } },
      },
      {
        measurement: { sinogram: 'some-stack.npy', axes: 'views-rows-channels' },
        scan: { ...cone, arcDeg: 368 },
        reconstruction: { grid: { ...slice.grid, slices: 2 } },
      },
    ],
  ])('%s gives what a file of these alone gives, to the last bit', async (_, all, some) => {
    const taken = { ...all, measurement: { ...all.measurement, everyNthView: 4 } };
    expect((await given(taken)).experiment.scan.views).toBe(23);
    const image = await imageOf(taken);
    expect(image).toEqual(await imageOf(some));
    expect(image).not.toEqual(await imageOf(all));
  });

  test('shows more of what all views show by SIRT than by filtered back-projection', async () => {
    const by = (measurement: object, reconstruction: object = {}) =>
      imageOf({
        measurement: { sinogram: 'sinogram.npy', ...measurement },
        scan: { channelSpacingMm: 3 },
        reconstruction: { grid: { pixels: 64, pixelSizeMm: 3 }, ...reconstruction },
      });
    const all = await by({});
    const some = { everyNthView: 6 };
    const sirt = await by(some, { method: 'sirt', iterations: 30, isNonNegative: true });
    expect(rmsDifference(sirt, all)).toBeLessThan(0.7 * rmsDifference(await by(some), all));
  });

  test('is kept by the experiment, whose arc stays that of all views', async () => {
    const { experiment, subject } = await given({
      measurement: { sinogram: 'sinogram.npy', everyNthView: 4 },
      scan: { arcDeg: 180, views: 23 },
    });
    expect(experiment.scan).toMatchObject({ views: 23, arcDeg: 180 });
    expect(resolveExperiment(parseExperimentInput(experimentJson(experiment)), subject)).toEqual(experiment);
    expect(scanOf(experiment, subject).anglesRad[22]).toBeCloseTo((88 * Math.PI) / 90, 12);
  });

  test('is not so many as there are, and a sentence says how many it is', async () => {
    const wrong = { measurement: { sinogram: 'sinogram.npy', everyNthView: 4 }, scan: { views: 90 } };
    expect(await sentenceOf(() => given(wrong))).toBe(
      'scan.views: sinogram.npy has 23 views with "everyNthView" 4, got 90',
    );
    expect(await sentenceOf(() => given({ measurement: { sinogram: 'sinogram.npy', everyNthView: 0 } }))).toMatch(
      /^measurement\.everyNthView: must be/,
    );
  });
});

describe('on the page, views of a measurement', () => {
  const all = () => given({ measurement: { sinogram: 'sinogram.npy' }, reconstruction: slice });

  test('are taken and given back, and nothing else changes', async () => {
    const { experiment, subject } = await all();
    const some = changedExperiment(experiment, { measurement: { everyNthView: 4 } }, subject);
    expect(some.scan.views).toBe(23);
    expect(resolveExperiment(parseExperimentInput(experimentJson(some)), subject)).toEqual(some);
    expect(changedExperiment(some, { scan: { offset: 3 } }, subject).scan).toMatchObject({ views: 23, offset: 3 });
    expect(changedExperiment(some, { measurement: { everyNthView: 1 } }, subject)).toEqual(experiment);
    expect(usualExperiment(defaultOf(some), subject).scan.views).toBe(90);
  });

  test('are told apart from others, and stand beside them without another look at the files', async () => {
    const present = await all();
    const beside = await pairFromPatch({ measurement: { everyNthView: 9 }, scan: { views: 10 } }, present, 'beside');
    expect(beside.subject).toBe(present.subject);
    expect(whatDiffers(present.experiment, beside.experiment)).toEqual([
      { what: 'Every nth view', values: ['1', '9'] },
      { what: 'Projections', values: ['90', '10'] },
    ]);
  });
});
