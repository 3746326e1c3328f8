// What a machine without a GPU races: plain TypeScript with SIMD, one thread with all. All of them compute the same.

import { describe, expect, test } from 'vitest';
import { medianOf, type Racer, race } from '../../../src/app/engine/race.ts';
import { threadsAndSimd } from '../../../src/app/engine/racers.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { type ExperimentInput, parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { type CpuExecutor, type CpuTasks, cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';

/** Lanes that are asked for one after the other, and what they are asked for. */
function lanesOf(lanes: number) {
  const inPlace = new InPlaceExecutor<CpuTasks>(cpuTasks);
  const asked = new Set<string>();
  const host: CpuExecutor = {
    lanes,
    run: (name, ...args) => {
      asked.add(name);
      return inPlace.run(name, ...args);
    },
    dispose: () => undefined,
  };
  return { host, asked };
}

async function pairOf(json: object) {
  const input: ExperimentInput = parseExperimentInput({ version: 2, ...json });
  const subject = await loadSubject(input, () => Promise.reject(new Error('no files')));
  return { experiment: resolveExperiment(input, subject), subject };
}

const GRID = { pixels: 48, pixelSizeMm: 5 };
const EXPERIMENTS: readonly (readonly [string, object])[] = [
  ['parallel rays', { scan: { views: 36, channels: 64, channelSpacingMm: 4 }, reconstruction: { grid: GRID } }],
  [
    'a fan with photons',
    {
      scan: { geometry: 'fan', views: 40, arcDeg: 360, channels: 64, channelSpacingMm: 8 },
      acquisition: { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons: 1e5 } },
      reconstruction: { grid: GRID },
    },
  ],
  [
    'gridrec',
    {
      scan: { views: 36, channels: 64, channelSpacingMm: 4 },
      reconstruction: { method: 'gridrec', grid: GRID },
    },
  ],
  [
    'a cone',
    {
      phantom: 'shepp-logan-3d',
      scan: { geometry: 'cone', views: 24, channels: 32, rows: 16 },
      reconstruction: { grid: { pixels: 16, slices: 8 } },
    },
  ],
];

describe('threads and SIMD', () => {
  test.each(EXPERIMENTS)('of %s agree within rounding', async (_, json) => {
    const { host, asked } = lanesOf(3);
    const { experiment, subject } = await pairOf(json);
    const told: string[] = [];
    const { reference, rivals, leftOut } = await race(
      threadsAndSimd(host, {}, true),
      host,
      experiment,
      subject,
      new AbortController().signal,
      (sentence) => told.push(sentence),
    );
    expect([reference, ...rivals].map(({ racer }) => racer.title)).toEqual([
      'Plain, 1 thread',
      'SIMD, 1 thread',
      'SIMD, 3 threads',
    ]);
    for (const { difference, differenceImage, image, times, totalMs, runs } of rivals) {
      expect(difference.relativeRms).toBeLessThan(1e-5);
      expect(image.some((value) => value !== 0)).toBe(true);
      expect(differenceImage).toEqual(image.map((value, i) => value - reference.image[i]!));
      expect(times.every(({ kept }) => !kept)).toBe(true);
      expect(totalMs).toBeCloseTo(
        times.reduce((sum, { timeMs }) => sum + timeMs, 0),
        9,
      );
      expect(runs).toBeGreaterThan(0);
    }
    expect(leftOut).toEqual([]);
    expect(told[0]).toBe('Warming up: SIMD, 3 threads …');
    // The plain one was really asked for plain twins, and the others were not all.
    expect([...asked].some((name) => name.startsWith('plain back'))).toBe(json !== EXPERIMENTS[2]![1]);
    expect([...asked].some((name) => name.startsWith('plain '))).toBe(true);
  });

  test('without SIMD, or with one thread, there is less to compare', () => {
    const titles = (lanes: number, hasSimd: boolean) =>
      threadsAndSimd(lanesOf(lanes).host, {}, hasSimd).map(({ title }) => title);
    expect(titles(4, false)).toEqual(['Plain, 1 thread', 'Plain, 4 threads']);
    expect(titles(1, true)).toEqual(['Plain, 1 thread', 'SIMD, 1 thread']);
    expect(titles(1, false)).toEqual(['Plain, 1 thread']);
  });

  test('what may take minutes is left out, and that is said', async () => {
    const { host } = lanesOf(1);
    const { experiment, subject } = await pairOf(EXPERIMENTS[0]![1]);
    const [plain, simd] = threadsAndSimd(host, {}, true) as [Racer, Racer];
    const slow: Racer = { ...plain, timesTheNext: 1e9 };
    const { reference, rivals, leftOut } = await race(
      [slow, simd],
      host,
      experiment,
      subject,
      new AbortController().signal,
      () => undefined,
    );
    expect([reference.racer.title, rivals]).toEqual(['SIMD, 1 thread', []]);
    expect(leftOut).toEqual([
      expect.stringMatching(/^Plain, 1 thread is left out, because one run may take \d+ minutes\.$/),
    ]);
  });

  test('a race that is called off ends with its signal', async () => {
    const { host } = lanesOf(2);
    const { experiment, subject } = await pairOf(EXPERIMENTS[0]![1]);
    const abort = new AbortController();
    const racing = race(threadsAndSimd(host, {}, true), host, experiment, subject, abort.signal, () =>
      abort.abort(new Error('called off')),
    );
    await expect(racing).rejects.toThrow('called off');
  });
});

test('each stage has the median of its own times, and the total is their sum', async () => {
  const { experiment } = await pairOf(EXPERIMENTS[0]![1]);
  const runOf = (scanMs: number, backProjectMs: number) => ({
    description: { backend: 'cpu' as const, name: 'CPU', isSoftware: false },
    times: [
      { stage: 'scan' as const, timeMs: scanMs, kept: false },
      { stage: 'back-project' as const, timeMs: backProjectMs, kept: false },
    ],
    ...{ totalMs: 0, gigaUpdatesPerSecond: null, image: new Float32Array(1), waterMuPerMm: 0.02 },
  });
  const { times, totalMs, gigaUpdatesPerSecond } = medianOf([runOf(9, 2), runOf(1, 40), runOf(3, 4)], experiment);
  expect([times.map(({ timeMs }) => timeMs), totalMs]).toEqual([[3, 4], 7]);
  // 36 views onto 48² pixels in 4 ms.
  expect(gigaUpdatesPerSecond).toBeCloseTo((36 * 48 * 48) / 4e6, 9);
});
