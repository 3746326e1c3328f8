import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { InputError } from '../../src/errors.ts';
import { cpuContender } from '../../src/experiment/benchmark/contender.ts';
import { type BenchReport, runBench } from '../../src/headless/bench.ts';
import { parseBenchArguments } from '../../src/headless/bench-arguments.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { expectOneSentence, HeadlessFolder } from '../support/headless.ts';
import { perturbed } from '../support/perturbed-operators.ts';

// Every row is timed for half a second, and the command is bundled first.
vi.setConfig({ testTimeout: 60_000 });

const folder = new HeadlessFolder();
const reportIn = (name: string) => JSON.parse(readFileSync(join(folder.path, name), 'utf8')) as BenchReport;

test('a table for people and a file for programs', async () => {
  const { code, stdout, stderr } = await folder.command(
    'bench --sizes 16,32 --backend cpu --threads 1 --kernels back-project,scan --json bench.json'.split(' '),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { date, machine, rows, notes, version } = reportIn('bench.json');
  expect(version).toBe(2);
  expect(new Date(date).toISOString()).toBe(date);
  expect(Object.keys(machine).sort()).toEqual([
    'adapter',
    'adapterInfo',
    'adapterIsSoftware',
    'clockMHz',
    'node',
    'processor',
    'threads',
  ]);
  expect(machine).toMatchObject({ node: process.version, adapter: null, adapterIsSoftware: null });
  expect(machine.threads).toBeGreaterThanOrEqual(1);
  expect(rows.map(({ threads, isReference, kernel, pixels }) => [threads, isReference, kernel, pixels])).toEqual([
    [1, true, 'back-project', 16],
    [1, false, 'back-project', 16],
    [1, true, 'scan', 16],
    [1, false, 'scan', 16],
    [1, false, 'back-project', 32],
    [1, false, 'scan', 32],
  ]);
  for (const row of rows) {
    expect(row).toMatchObject({ backend: 'cpu', isRight: true, isSoftware: false, gpuMs: null });
    for (const name of ['medianMs', 'bestMs', 'gigaPerSecond', 'views', 'channels', 'runs'] as const) {
      expect([name, row[name]! > 0]).toEqual([name, true]);
    }
    // Either a fraction or a reason why there is none.
    expect((row.fractionOfCeiling === null) === (row.whyNoCeiling !== null)).toBe(true);
  }
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(1 + rows.length + notes.length);
  expect(lines[0]).toMatch(
    /^device +kernel +grid +scan size +median ms +best ms +GPU ms +speed +of ceiling +difference$/,
  );
  expect(lines.slice(1 + rows.length)).toEqual(notes);
});

test('a wrong operator is called WRONG, and the command says so by its exit code', async () => {
  const host = new InPlaceExecutor(cpuTasks);
  const machine = { host, processor: null, clockMHz: null, requestGpu: async () => 'no GPU is asked for' };
  const args = ['--sizes', '16', '--backend', 'cpu', '--threads', '1', '--kernels', 'filter'];
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  expect(await runBench(args, print, machine)).toBe(0);
  expect(lines.join('\n')).not.toMatch(/WRONG/);
  expect(await runBench(args, print, machine, [perturbed(cpuContender(host, { threads: 1 }))])).toBe(1);
  expect(lines.filter((line) => line.endsWith('WRONG'))).toHaveLength(1);
});

describe('a bad command line: one sentence, and the usage', () => {
  test.each([
    ['--sizes 8', /^--sizes: must be whole numbers from 16 to 4096 separated by commas, got 8\. Usage: /],
    ['--sizes 256,', /^--sizes: must be .* got 256,\. Usage: /],
    ['--backend tpu', /^--backend: must be one of both, cpu, gpu, got tpu\. Usage: /],
    ['--threads 3', /^--threads: must be whole numbers from 1 to 2 separated by commas, got 3\. /],
    [
      '--kernels scan,fan',
      /^--kernels: must be one of back-project, gridrec, scan, filter, scan-image, arc, flat, short, rebin, adjoint, distance-driven, adjoint-distance-driven, cone, sirt, .*, got fan\. Usage: /,
    ],
    ['--fast', /--fast.* Usage: /],
  ])('%s', (args, sentence) => {
    expect(() => parseBenchArguments(args.split(' '), 2)).toThrow(sentence);
    expect(() => parseBenchArguments(args.split(' '), 2)).toThrow(InputError);
  });

  test('the command ends with code 2', async () => {
    expectOneSentence(await folder.command(['bench', '--sizes', '8']), /^--sizes: /);
    const ended = await folder.command(['bench', '--backend', 'gpu']);
    expectOneSentence(ended, '--backend gpu: no GPU adapter was found on this machine');
  });
});
