// What is said of a race, and the table of its times with a speed-up beside each.

import { expect, test } from 'vitest';
import { raceRows } from '../../../src/app/dialogs/race-table.ts';
import { raceVerdict } from '../../../src/app/dialogs/race-verdict.ts';
import type { Race, RaceResult, Racer, RivalResult } from '../../../src/app/engine/race.ts';

const WATER = 0.02;

function resultOf(
  title: string,
  words: string,
  timesMs: readonly [number, number],
  more: Partial<RaceResult> = {},
): RaceResult {
  const [scanMs, backProjectMs] = timesMs;
  return {
    racer: { title, words } as Racer,
    description: { backend: 'cpu', name: title, isSoftware: false },
    times: [
      { stage: 'scan', timeMs: scanMs, kept: false },
      { stage: 'back-project', timeMs: backProjectMs, kept: false },
    ],
    totalMs: scanMs + backProjectMs,
    ...{ runs: 3, gigaUpdatesPerSecond: null, image: new Float32Array(1), waterMuPerMm: WATER },
    ...more,
  };
}
const rivalOf = (result: RaceResult, relativeRms = 1e-6, largestHu = 0.5): RivalResult => ({
  ...result,
  difference: { largest: (largestHu * WATER) / 1000, rms: 0, relativeRms },
  differenceImage: new Float32Array(1),
});
const raceOf = (reference: RaceResult, ...rivals: RivalResult[]): Race => ({ reference, rivals, leftOut: [] });
const gpu = (more: object = {}) =>
  ({ description: { backend: 'gpu', name: 'H', isSoftware: false, ...more } }) as Partial<RaceResult>;
const CPU = resultOf('CPU', 'the CPU', [30, 70]);

test('GPU and CPU agree, and one was faster', () => {
  const fast = rivalOf(resultOf('GPU', 'the GPU', [3, 2], gpu()));
  expect(raceVerdict(raceOf(CPU, fast), 'HU')).toBe(
    'GPU and CPU agree: the largest difference is 0.500 HU, from rounding in 32-bit arithmetic, and the GPU was 20.0 times as fast as the CPU.',
  );
  expect(raceRows(raceOf(CPU, fast), 'HU').map(({ name, cells }) => [name, ...cells])).toEqual([
    ['Scan', '30.0 ms', '3.00 ms', '×10.0'],
    ['Filter', '—', '—', '—'],
    ['Back-projection', '70.0 ms', '2.00 ms', '×35.0'],
    ['Total', '100 ms', '5.00 ms', '×20.0'],
    ['Speed', '—', '—', ''],
    ['Largest difference', '', '0.500 HU', ''],
    ['Relative RMS', '', '1.0×10⁻⁶', ''],
    ['Runs timed', '3', '3', ''],
  ]);
  const slow = rivalOf(resultOf('GPU', 'the GPU', [100, 100], gpu()));
  expect(raceVerdict(raceOf(CPU, slow), 'HU')).toMatch(
    /and the CPU was 2\.00 times as fast as the GPU, because so small a scan does not fill this GPU\.$/,
  );
});

test('a GPU in software has no speed-up, and neither has what a coarse clock cannot tell', () => {
  const software = rivalOf(resultOf('GPU (software)', 'the GPU', [1, 1], gpu({ isSoftware: true })));
  expect(raceVerdict(raceOf(CPU, software), 'HU')).toMatch(
    /; this GPU is emulated in software, so its time says nothing about GPUs\.$/,
  );
  expect(raceRows(raceOf(CPU, software), 'HU')[3]!.cells).toEqual(['100 ms', '2.00 ms', '—']);
  const unclear = rivalOf(
    resultOf('GPU', 'the GPU', [0.5, 0.25], gpu({ clock: { words: 'a coarse clock', resolutionMs: 1 } })),
  );
  expect(raceVerdict(raceOf(CPU, unclear), 'HU')).toMatch(
    /; this browser's clock is too coarse to say how fast the GPU was\.$/,
  );
});

test('what does not agree is said, with the largest difference of all', () => {
  const [one, two] = [
    rivalOf(resultOf('a', 'one thread', [1, 1])),
    rivalOf(resultOf('b', '4 threads', [1, 1]), 0.01, 80),
  ];
  expect(raceVerdict(raceOf(CPU, one, two), 'HU')).toMatch(
    /^All of them do not agree: the largest difference is 80\.0 HU, more than rounding explains/,
  );
  const approximate = rivalOf(resultOf('GPU', 'the GPU', [1, 1], gpu({ approximation: 'texture units' })), 5e-4);
  expect(raceVerdict(raceOf(CPU, approximate), 'HU')).toMatch(/^GPU and CPU agree: .*, from texture units, and/);
});

test('of several the fastest is named, and more threads that took longer are told of', () => {
  const plain = resultOf('Plain, 1 thread', 'one thread of plain TypeScript', [80, 80]);
  const one = rivalOf(resultOf('SIMD, 1 thread', 'one thread with SIMD', [4, 4]));
  const all = rivalOf(resultOf('SIMD, 2 threads', '2 threads with SIMD', [8, 8]));
  expect(raceVerdict(raceOf(plain, one, all), 'HU')).toMatch(
    /, and one thread with SIMD was 20\.0 times as fast as one thread of plain TypeScript\. 2 threads with SIMD took longer than one thread with SIMD: /,
  );
  const faster = rivalOf(resultOf('SIMD, 2 threads', '2 threads with SIMD', [2, 2]));
  expect(raceVerdict(raceOf(plain, one, faster), 'HU')).toMatch(
    /, and 2 threads with SIMD were 40\.0 times as fast as one thread of plain TypeScript\.$/,
  );
});

test('threads are many, and whoever ran alone is told so', () => {
  const plain = resultOf('Plain, 1 thread', 'one thread of plain TypeScript', [80, 80]);
  const all = rivalOf(resultOf('SIMD, 4 threads', '4 threads with SIMD', [4, 4]));
  expect(raceVerdict(raceOf(plain, all), 'HU')).toMatch(
    /^All of them agree: .*, and 4 threads with SIMD were 20\.0 times as fast as one thread of plain TypeScript\.$/,
  );
  expect(raceVerdict(raceOf(plain), 'HU')).toBe('Plain, 1 thread ran alone; there is nothing to compare it with.');
});
