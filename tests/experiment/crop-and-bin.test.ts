// Of a measurement a part alone, and several pixels as one: where the rest stands, and what it has counted.

import { describe, expect, test } from 'vitest';
import { changedExperiment } from '../../src/app/present/changed-experiment.ts';
import { whatDiffers } from '../../src/app/present/what-differs.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { experimentJson, resolveExperiment, scanOf } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { Measurement } from '../../src/experiment/measurement.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { measurementTaken, takeFrom, takenOf } from '../../src/experiment/taken-readings.ts';
import { rayDistanceMm } from '../../src/geometry/scan.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { ellipseSinogram } from '../support/ellipse-sinogram.ts';
import { npyBytes } from '../support/npy.ts';
import { runOf } from '../support/physical-runs.ts';
import { randomArray } from '../support/random.ts';
import { sentenceOf } from '../support/sentences.ts';
import { rmsDifference } from '../support/walk.ts';

const [VIEWS, CHANNELS] = [90, 64];
const white = Float32Array.from({ length: CHANNELS }, (_, channel) => (channel === 11 ? 0 : 900 + 40 * (channel % 5)));
const counts = randomArray(VIEWS * CHANNELS, 4).map((value) => 300 + 200 * value);
const [STACK_VIEWS, ROWS] = [12, 5];
const FILES = {
  'sinogram.npy': npyBytes(ellipseSinogram(), [VIEWS, CHANNELS]),
  'counts.npy': npyBytes(counts, [VIEWS, CHANNELS]),
  'white.npy': npyBytes(white, [CHANNELS]),
  'angles.npy': npyBytes(
    Float64Array.from({ length: VIEWS }, (_, view) => 3 + 2 * view),
    [VIEWS],
  ),
  'stack.npy': npyBytes(
    randomArray(STACK_VIEWS * ROWS * CHANNELS, 8).map((value) => 1 + value),
    [STACK_VIEWS, ROWS, CHANNELS],
  ),
};

async function given(measurement: object, json: object = {}) {
  const input = parseExperimentInput({
    version: 2,
    measurement: { sinogram: 'sinogram.npy', ...measurement },
    ...json,
  });
  const subject = await loadSubject(input, async (name) => FILES[name as keyof typeof FILES]!);
  return { experiment: resolveExperiment(input, subject), subject };
}

const readingsOf = async (measurement: object, scan: object = {}) => {
  const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
  return (await runOf(operators, { measurement: { sinogram: 'sinogram.npy', ...measurement }, scan }, FILES)).values;
};

const scan = { channelSpacingMm: 1.5, offset: 2.25, startDeg: 10, arcDeg: 180 };

describe('what is left of a detector', () => {
  test.each<[Readonly<Partial<Record<'firstChannel' | 'lastChannel' | 'binChannels', number>>>, number, number]>([
    [{ firstChannel: 5, lastChannel: 60 }, 5, 1],
    [{ binChannels: 2 }, 0, 2],
    [{ binChannels: 5 }, 0, 5],
    [{ firstChannel: 3, lastChannel: 52, binChannels: 4 }, 3, 4],
    [{ firstChannel: 7, binChannels: 3 }, 7, 3],
  ])('by %j sees the lines that it saw, and what is binned those in the middle', async (measurement, first, bin) => {
    for (const geometry of [
      {},
      { geometry: 'fan', detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 500 },
    ]) {
      const whole = await given({}, { scan: { ...scan, ...geometry } });
      const some = await given(measurement, { scan: { ...scan, ...geometry } });
      const [all, left] = [whole, some].map(({ experiment, subject }) => scanOf(experiment, subject));
      expect(some.experiment.scan).toMatchObject({ offset: 2.25, channelSpacingMm: 1.5, channels: left!.channels });
      expect(left!.channels).toBe(Math.floor(((measurement.lastChannel ?? 63) - first + 1) / bin));
      for (let channel = 0; channel < left!.channels; channel++) {
        const middle = first + channel * bin + (bin - 1) / 2;
        expect(rayDistanceMm(left!, channel)).toBeCloseTo(rayDistanceMm(all!, middle), 9);
      }
    }
  });

  test('has counted what its channels counted, against the beam of those that are alive', async () => {
    const raw = { sinogram: 'counts.npy', kind: 'transmission', white: 'white.npy', dark: 10 };
    const binned = await readingsOf({
      ...raw,
      binChannels: 2,
      firstChannel: 6,
      firstView: 4,
      lastView: 10,
      everyNthView: 3,
    });
    expect(binned.length).toBe(3 * 29);
    for (const [view, of] of [4, 7, 10].entries()) {
      for (let channel = 0; channel < 29; channel++) {
        const both = [6 + 2 * channel, 7 + 2 * channel].filter((one) => one !== 11);
        const signal = both.reduce((sum, one) => sum + counts[of * CHANNELS + one]! - 10, 0);
        const open = both.reduce((sum, one) => sum + white[one]! - 10, 0);
        expect(binned[view * 29 + channel]).toBeCloseTo(-Math.log(signal / open), 5);
      }
    }
  });

  test('of line integrals averages what was transmitted, and of arbitrary values these', async () => {
    const all = await readingsOf({});
    const binned = await readingsOf({ binChannels: 2 });
    const plain = await readingsOf({ binChannels: 2, kind: 'arbitrary' });
    const at = 40 * 32 + 12;
    const [a, b] = [all[40 * CHANNELS + 24]!, all[40 * CHANNELS + 25]!];
    expect(binned[at]).toBeCloseTo(-Math.log((Math.exp(-a) + Math.exp(-b)) / 2), 6);
    expect(plain[at]).toBeCloseTo((a + b) / 2, 6);
  });

  test('of a cone is binned in rows too', async () => {
    const cone = {
      ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 500, rowOffset: 0.5 },
      ...{ channelSpacingMm: 1, rowSpacingMm: 2 },
    };
    const stack = { sinogram: 'stack.npy', axes: 'views-rows-channels', firstRow: 'lowest' };
    const { experiment, subject } = await given({ ...stack, binRows: 2 }, { scan: cone });
    expect(experiment.scan).toMatchObject({ rows: 2, rowSpacingMm: 2, rowOffset: 0.5 });
    // Rows 0 and 1 of 5 had their middle at (0.5 − 2 − 0.5)·2 mm; of two rows of 4 mm the first is there at an offset of 0.5.
    expect(scanOf(experiment, subject)).toMatchObject({ rows: 2, rowSpacingMm: 4, rowOffset: 0.5 });
    const [all, binned] = [await readingsOf(stack, cone), await readingsOf({ ...stack, binRows: 2 }, cone)];
    const row = (of: number) => all[(3 * ROWS + of) * CHANNELS + 20]!;
    const mean = -Math.log((Math.exp(-row(2)) + Math.exp(-row(3))) / 2);
    expect(binned[(3 * 2 + 1) * CHANNELS + 20]).toBeCloseTo(mean, 5);
  });
});

describe('views from one to another', () => {
  test('stand where they stood, with angles of their own and without', async () => {
    const some = { firstView: 20, lastView: 61, everyNthView: 2 };
    const { experiment, subject } = await given(some, { scan });
    const taken = scanOf(experiment, subject);
    expect(experiment.scan).toMatchObject({ views: 21, startDeg: 10, arcDeg: 180 });
    const degrees = Array.from(taken.anglesRad, (angle) => (180 * angle) / Math.PI);
    expect(degrees.length).toBe(21);
    for (const [i, angle] of degrees.entries()) expect(angle).toBeCloseTo(10 + 2 * (20 + 2 * i), 9);
    const own = await given({ ...some, anglesDeg: 'angles.npy' });
    const angles = scanOf(own.experiment, own.subject).anglesRad;
    expect((180 * angles[20]!) / Math.PI).toBeCloseTo(3 + 2 * 60, 9);
    const [all, left] = [await readingsOf({}), await readingsOf(some)];
    expect(left.slice(CHANNELS, 2 * CHANNELS)).toEqual(all.slice(22 * CHANNELS, 23 * CHANNELS));
  });
});

test('a slice of what was binned is the slice, less sharp', async () => {
  const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
  const of = async (measurement: object) => {
    const json = {
      measurement: { sinogram: 'sinogram.npy', ...measurement },
      scan: { channelSpacingMm: 3 },
      reconstruction: { grid: { pixels: 32, pixelSizeMm: 6 } },
    };
    return (await runOf(operators, json, FILES)).volume;
  };
  const [all, half, off] = [await of({}), await of({ binChannels: 2 }), await of({ binChannels: 2, firstChannel: 1 })];
  const size = rmsDifference(
    all,
    all.map(() => 0),
  );
  expect(rmsDifference(half, all)).toBeLessThan(0.15 * size);
  expect(rmsDifference(off, all)).toBeLessThan(0.15 * size);
});

test('what there is not is refused by its path', async () => {
  const sentences = [
    [{ lastChannel: 64 }, 'measurement.lastChannel: sinogram.npy has 64 channels, counted from 0, got 64'],
    [{ lastView: 90 }, 'measurement.lastView: sinogram.npy has 90 views, counted from 0, got 90'],
    [{ firstView: 30, lastView: 29 }, 'measurement.firstView: must be no more than the last one, 29, got 30'],
    [
      { firstChannel: 60, binChannels: 5 },
      'measurement.binChannels: must be at most 4, the channels that are taken, got 5',
    ],
    [{ binRows: 2 }, 'measurement.binRows: must be at most 1, the detector rows of sinogram.npy, got 2'],
  ] as const;
  for (const [measurement, sentence] of sentences) expect(await sentenceOf(() => given(measurement))).toBe(sentence);
  expect(await sentenceOf(() => given({ binChannels: 2 }, { scan: { channels: 64 } }))).toBe(
    'scan.channels: sinogram.npy has 32 channels taken, got 64',
  );
});

test('on the page it is taken and given back, in words too', async () => {
  const { experiment, subject } = await given({});
  const some = changedExperiment(experiment, { measurement: { firstChannel: 8, binChannels: 2 } }, subject);
  expect(some.scan).toEqual({ ...experiment.scan, channels: 28 });
  expect(resolveExperiment(parseExperimentInput(experimentJson(some)), subject)).toEqual(some);
  expect(whatDiffers(experiment, some)).toEqual([
    { what: 'First channel', values: ['0', '8'] },
    { what: 'Bin channels', values: ['1', '2'] },
    { what: 'Channels', values: ['64', '28'] },
  ]);
  const back = changedExperiment(some, { measurement: { firstChannel: 0, binChannels: 1 } }, subject);
  expect(back).toEqual(experiment);
  // An end that is passed gives way.
  const passed = changedExperiment(some, { measurement: { lastChannel: 3 } }, subject);
  expect(passed.measurement).toMatchObject({ firstChannel: 3, lastChannel: 3 });
  expect(passed.scan.channels).toBe(1);
});

test('is made once, between whose views events get their turn, and found by whoever asks', async () => {
  const [views, channels] = [600, 2048];
  const measurement: Measurement = {
    ...{ kind: 'measurement', name: 's.npy', views, detectorRows: 1, channels, isArbitrary: false, remarks: [] },
    ...{ lineIntegrals: randomArray(views * channels, 6), anglesDeg: null },
  };
  const taken = takenOf({ firstView: 3, everyNthView: 1, lastChannel: 2000, binChannels: 3 }, measurement);
  const expected = measurementTaken({ ...measurement }, taken);
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const made = await takeFrom(measurement, taken);
  clearInterval(timer);
  expect(made.lineIntegrals.length).toBe(597 * 667);
  expect(made.lineIntegrals).toEqual(expected.lineIntegrals);
  expect(turns).toBeGreaterThan(0);
  expect(measurementTaken(measurement, taken)).toBe(made);
  expect(await takeFrom(measurement, taken)).toBe(made);
});
