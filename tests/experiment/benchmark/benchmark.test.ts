import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { allRight, type BenchmarkStep, runBenchmark } from '../../../src/experiment/benchmark/benchmark.ts';
import {
  type BenchmarkContender,
  cpuContender,
  referenceContender,
} from '../../../src/experiment/benchmark/contender.ts';
import { ALL_KERNELS, BENCHMARK_KERNELS, type BenchmarkKernelName } from '../../../src/experiment/benchmark/kernels.ts';
import type { BenchmarkRow } from '../../../src/experiment/benchmark/row.ts';
import { benchmarkTableHead, benchmarkTableLine } from '../../../src/experiment/benchmark/table-text.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { perturbed } from '../../support/perturbed-operators.ts';

const host = new InPlaceExecutor(cpuTasks);
const unknownMachine = { processor: null, clockMHz: null };

async function measured(
  contenders: readonly BenchmarkContender[],
  sizes: readonly number[],
  kernels: readonly BenchmarkKernelName[],
  machine = unknownMachine as { processor: string | null; clockMHz: number | null },
) {
  const steps: BenchmarkStep[] = [];
  for await (const step of runBenchmark(contenders, host, { sizes, kernels, machine })) steps.push(step);
  const rows = steps.flatMap((step) => (step.kind === 'row' ? [step.row] : []));
  const notes = steps.flatMap((step) => (step.kind === 'note' ? [step.text] : []));
  return { steps, rows, notes };
}

const brief = ({ device, kernel, variant, pixels }: BenchmarkRow) => [device, kernel, variant, pixels];

const everyKernel: readonly BenchmarkKernelName[] = ALL_KERNELS;
const backProjections: readonly BenchmarkKernelName[] = ['back-project', 'arc', 'flat', 'short'];

test('every kernel, right, timed and counted', async () => {
  const { rows, notes, steps } = await measured([cpuContender(host, { threads: 1 })], [16], everyKernel);
  expect(notes).toEqual([]);
  expect(rows.map(brief)).toEqual(
    everyKernel.map((kernel) => [
      'CPU, 1 thread',
      kernel,
      backProjections.includes(kernel) ? 'symmetric' : null,
      kernel === 'cone' ? 8 : 16,
    ]),
  );
  for (const row of rows) {
    // 45/32 · 16 = 22.5 views, of which an even number is taken, and 23/16 · 16 channels.
    const size = row.kernel === 'cone' ? { views: 12, channels: 12 } : { views: 22, channels: 23 };
    expect(row).toMatchObject({ ...size, isRight: true, isReference: false, gpuMs: null, gate: 1e-4 });
    expect(row.relativeDifference).toBeLessThan(1e-4);
    expect(row.runs).toBeGreaterThanOrEqual(5);
    expect(row.bestMs!).toBeGreaterThan(0);
    expect(row.medianMs!).toBeGreaterThanOrEqual(row.bestMs!);
    const work = row.kernel === 'cone' ? 12 * 8 ** 3 : backProjections.includes(row.kernel) ? 22 * 16 * 16 : 22 * 23;
    expect(row.gigaPerSecond! / (work / (row.medianMs! / 1e3) / 1e9)).toBeCloseTo(1, 9);
    if (row.kernel === 'back-project') {
      // Of a machine that says nothing the clock is measured: no core runs below 0.3 or above 10 GHz, 48/22 updates a clock.
      expect(row.ceilingGigaPerSecond!).toBeGreaterThan(0.3 * (48 / 22));
      expect(row.ceilingGigaPerSecond!).toBeLessThan(10 * (48 / 22));
      expect(row.ceilingBoundBy).toMatch(/as a core of Zen 4 would, at \d+ MHz as measured$/);
      expect(row.fractionOfCeiling! * row.ceilingGigaPerSecond!).toBeCloseTo(row.gigaPerSecond!, 9);
    } else {
      expect(row).toMatchObject({ ceilingGigaPerSecond: null, fractionOfCeiling: null });
      expect(row.whyNoCeiling).not.toBe('');
    }
  }
  const done = steps.flatMap((step) => (step.kind === 'progress' ? [step.done] : []));
  expect(done).toEqual(everyKernel.map((_, i) => i / everyKernel.length));
});

test('the plain twins are measured at the smallest size alone, and not where they are the only ones', async () => {
  const contenders = [referenceContender(host), cpuContender(host, { threads: 1 })];
  const { rows } = await measured(contenders, [20, 16], ['back-project', 'scan-image', 'cone']);
  expect(rows.map(brief)).toEqual([
    ['CPU, 1 thread, plain TypeScript', 'back-project', 'plain', 16],
    ['CPU, 1 thread', 'back-project', 'symmetric', 16],
    ['CPU, 1 thread, plain TypeScript', 'scan-image', null, 16],
    ['CPU, 1 thread', 'scan-image', null, 16],
    // What takes plain TypeScript minutes, it only judges.
    ['CPU, 1 thread', 'cone', null, 8],
    ['CPU, 1 thread', 'back-project', 'symmetric', 20],
    ['CPU, 1 thread', 'scan-image', null, 20],
    ['CPU, 1 thread', 'cone', null, 10],
  ]);
  expect(rows[0]).toMatchObject({ isReference: true, relativeDifference: 0 });
});

test('a known machine has a ceiling, and the fraction is of it', async () => {
  const machine = { processor: 'AMD EPYC 9254 24-Core Processor', clockMHz: 2600 };
  const { rows } = await measured([cpuContender(host, { threads: 1 })], [16], ['back-project', 'filter'], machine);
  const [row, filter] = rows as [BenchmarkRow, BenchmarkRow];
  const ceiling = (2.6 * 48) / 22;
  expect(row.ceilingGigaPerSecond).toBeCloseTo(ceiling, 9);
  expect(row.whyNoCeiling).toBeNull();
  expect(row.fractionOfCeiling! * ceiling).toBeCloseTo(row.gigaPerSecond!, 9);
  expect(filter.fractionOfCeiling).toBeNull();
});

describe('a wrong result', () => {
  test.each(everyKernel)('of %s has no time, and is called wrong', async (kernel) => {
    const { rows } = await measured([perturbed(cpuContender(host, { threads: 1 }))], [16], [kernel]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      isRight: false,
      runs: 0,
      medianMs: null,
      bestMs: null,
      gpuMs: null,
      gigaPerSecond: null,
      fractionOfCeiling: null,
    });
    expect(rows[0]!.relativeDifference).toBeGreaterThan(1e-4);
    expect(allRight(rows)).toBe(false);
    expect(benchmarkTableLine(rows[0]!)).toMatch(/WRONG$/);
  });

  test('of values that are no numbers is wrong too', async () => {
    const { rows } = await measured([perturbed(cpuContender(host, { threads: 1 }), Number.NaN)], [16], ['scan']);
    expect(rows[0]).toMatchObject({ isRight: false, medianMs: null });
  });
});

test('a GPU emulated in software is timed once and has no speed', async () => {
  const cpu = cpuContender(host, { threads: 1 });
  const description = { backend: 'gpu', name: 'SwiftShader', isSoftware: true } as const;
  const operators = new Proxy(cpu.operators, {
    get: (target, name) => {
      if (name === 'description') return description;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const { rows, notes } = await measured([{ ...cpu, operators, description, threads: null }], [16], ['back-project']);
  expect(notes).toEqual(['SwiftShader is a GPU emulated in software: its times say nothing about GPUs.']);
  expect(rows[0]).toMatchObject({ isSoftware: true, runs: 1, gigaPerSecond: null, fractionOfCeiling: null });
  expect(rows[0]!.medianMs).toBeGreaterThan(0);
});

test('larger sizes are left out where one run would take over 12 s', async () => {
  const cpu = cpuContender(host, { threads: 1 });
  // Every second time the device tells of the end a second later: begin and end of a run.
  let looks = 0;
  const operators = new Proxy(cpu.operators, {
    get: (target, name) => {
      if (name === 'finished') return async () => performance.now() + 1000 * (looks++ % 2);
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const { rows, notes } = await measured([{ ...cpu, operators }], [16, 32, 64, 128], ['back-project']);
  // 1 s, 8 s, and 64 s would be too long; by the clock 32² takes 1 s as well, and so does 64².
  expect(rows.map(({ pixels }) => pixels)).toEqual([16, 32, 64, 128]);
  const jump = await measured([{ ...cpu, operators }], [16, 64, 128], ['back-project']);
  expect(jump.rows.map(({ pixels }) => pixels)).toEqual([16]);
  expect(jump.notes).toEqual([
    'CPU, 1 thread, back-projection (symmetric): 64² and above left out, because each run would take over 12 s.',
  ]);
  expect(notes).toEqual([]);
});

test('can be given up between rows and in the middle of one', async () => {
  const abort = new AbortController();
  const cpu = cpuContender(host, { threads: 1 });
  const options = { sizes: [16], kernels: BENCHMARK_KERNELS, machine: unknownMachine, signal: abort.signal };
  const rows: BenchmarkRow[] = [];
  const run = async () => {
    for await (const step of runBenchmark([cpu], host, options)) {
      if (step.kind === 'row') rows.push(step.row);
      if (step.kind === 'progress' && rows.length === 1) abort.abort(new Error('enough'));
    }
  };
  await expect(run()).rejects.toThrow('enough');
  expect(rows).toHaveLength(1);
});

test('the text table keeps its columns, whatever stands in them', async () => {
  const { rows } = await measured([cpuContender(host, { threads: 1 })], [16], ['back-project', 'scan']);
  const device = 'A GPU whose name is longer than any column of a table can be';
  const lines = [...rows, { ...rows[0]!, device, fractionOfCeiling: 0.5 }].map(benchmarkTableLine);
  expect(benchmarkTableHead.indexOf('grid') + 4).toBe(lines[0]!.indexOf('16²') + 3);
  for (const line of lines) expect(line.length).toBe(benchmarkTableHead.length);
  expect(lines[0]).toMatch(
    /^CPU, 1 thread +Back-projection \(symmetric\) +16² +22 × 23 .* GUPS +[\d.]+ % +[\d.]+e-\d+$/,
  );
  expect(lines[1]).toMatch(/million rays\/s/);
  expect(lines[2]).toMatch(/GUPS +50 %/);
});
