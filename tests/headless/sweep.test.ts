import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseMergeArguments, parseSweepArguments } from '../../src/headless/sweep-arguments.ts';
import { expectOneSentence, HeadlessFolder, parseGreyPng, withoutDriver } from '../support/headless.ts';

const folder = new HeadlessFolder();
const script = fileURLToPath(new URL('../../scripts/headless.mjs', import.meta.url));

/** 2 numbers of photons × 2 filters × 3 seeds. */
const small = {
  title: 'Small',
  experiment: {
    phantom: 'water-disk',
    acquisition: { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons: 1e5 } },
    scan: { views: 24, channels: 48, channelSpacingMm: 6 },
    reconstruction: { grid: { pixels: 40, pixelSizeMm: 6 } },
  },
  knobs: [
    { path: 'acquisition.noise.photons', values: [1e4, 1e6] },
    { path: 'reconstruction.filter', values: ['ram-lak', 'hann'] },
  ],
  seeds: 3,
  measures: ['noise', 'rmse', { measure: 'mean', region: { kind: 'circle', radiusMm: 50 } }],
};
const MERGED = ['sweep-means.csv', 'sweep.csv', 'sweep.json', 'sweep.svg', 'sheet.svg'];

const path = (...names: string[]) => join(folder.path, ...names);
const runsIn = (out: string) => readdirSync(path(out, 'runs')).filter((name) => name.endsWith('.json'));
const mergedIn = (out: string) => MERGED.map((name) => readFileSync(path(out, name), 'utf8'));
/** What changes whenever a file is written again. */
const stamps = (out: string) =>
  Object.fromEntries(
    runsIn(out).map((name) => {
      const { ino, mtimeNs } = statSync(path(out, 'runs', name), { bigint: true });
      return [name, `${ino} ${mtimeNs}`];
    }),
  );

function put(name: string, sweep: object): string {
  return folder.put(name, JSON.stringify(sweep));
}

async function sweepAll(file: string, out: string, ...more: string[]) {
  const ended = await folder.command(['sweep', file, '--out', out, '--backend', 'cpu', ...more]);
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
  return ended;
}

/** Ends the command without a warning after so many lines on its output. */
function killedAfter(lines: number, args: readonly string[]): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder.path,
      env: { ...process.env, ...withoutDriver },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let seen = 0;
    child.stdout.on('data', (text: Buffer) => {
      seen += text.toString().split('\n').length - 1;
      if (seen >= lines) child.kill('SIGKILL');
    });
    child.on('close', (_code, signal) => resolve(signal));
  });
}

let stdout = '';
beforeAll(async () => {
  ({ stdout } = await sweepAll(put('small.json', small), 'whole'));
});

test('a sweep has a file and a picture for each run, and tables of all', () => {
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toBe('12 runs, 0 of them done before.');
  expect(lines).toHaveLength(13);
  expect(lines.at(-1)).toMatch(/^photons=1000000_filter=\S+_seed=3 \(12 of 12\)$/);

  const result = JSON.parse(mergedIn('whole')[2]!);
  expect(result).toMatchObject({ version: 1, title: 'Small', backends: ['cpu'] });
  expect(result.measures).toEqual([
    { name: 'noise', label: 'Central noise', unit: 'HU' },
    { name: 'rmse', label: 'RMSE', unit: 'HU' },
    { name: 'mean', label: 'Mean', unit: 'HU' },
  ]);
  const [ramLak, hann] = result.points;
  expect([ramLak.values, hann.values]).toEqual([
    [1e4, 'ram-lak'],
    [1e4, 'hann'],
  ]);
  expect(ramLak.statistics.noise.mean).toBeGreaterThan(2 * hann.statistics.noise.mean);
  const numbers = ramLak.runs.map((run: { measures: { noise: number } }) => run.measures.noise) as number[];
  const mean = (numbers[0]! + numbers[1]! + numbers[2]!) / 3;
  expect(ramLak.statistics.noise.mean / mean).toBeCloseTo(1, 12);

  const picture = readdirSync(path('whole', 'runs')).find((name) => name.endsWith('.png'))!;
  const { rows, columns, grey } = parseGreyPng(readFileSync(path('whole', 'runs', picture)));
  expect([rows, columns]).toEqual([40, 40]);
  expect(new Set(grey).size).toBeGreaterThan(20);
});

test('a run of a sweep has the numbers of the experiment run by itself', async () => {
  const { points } = JSON.parse(mergedIn('whole')[2]!);
  const { report } = await folder.results({
    version: 2,
    ...small.experiment,
    acquisition: { ...small.experiment.acquisition, noise: { photons: 1e6 } },
    reconstruction: { ...small.experiment.reconstruction, filter: 'hann' },
    seed: 2,
  });
  const water = (report as unknown as { beam: { waterMuPerMm: number } }).beam.waterMuPerMm;
  expect(points[3].runs[1].measures.rmse / ((1000 * report.quality!.rmse) / water)).toBeCloseTo(1, 6);
});

test('shards come to what the whole comes to, byte for byte, in one folder or in several', async () => {
  const shard = (number: number, out: string) => sweepAll('small.json', out, '--shard', `${number}/3`);
  await Promise.all([shard(1, 'shared'), shard(2, 'shared')]);
  expect(runsIn('shared')).toHaveLength(8);
  const missing = await folder.command(['merge', 'shared']);
  expect(missing).toMatchObject({ code: 3, stdout: '' });
  expect(missing.stderr).toMatch(
    /^4 of 12 runs are missing: photons=10000_filter=ram-lak_seed=3, .*\. Run their shards again, or put together/,
  );
  expect(folder.has('shared/sweep.json')).toBe(false);

  await shard(3, 'alone');
  await folder.command(['merge', 'shared', 'alone', '--out', 'together']);
  expect(mergedIn('together')).toEqual(mergedIn('whole'));

  const partial = await folder.command(['merge', 'shared', '--partial', '--out', 'part']);
  expect(partial.code).toBe(0);
  expect(partial.stderr).toMatch(/^4 of 12 runs are missing/);
  const { points } = JSON.parse(mergedIn('part')[2]!);
  expect(points[0].statistics.noise.count).toBe(2);
});

test('what is killed goes on where it was: nothing is run twice, nothing is lost', async () => {
  const file = put('long.json', { ...small, seeds: 30, measures: ['noise', 'rmse'] });
  await sweepAll(file, 'uninterrupted');
  const args = ['sweep', file, '--out', 'killed', '--backend', 'cpu'];
  expect(await killedAfter(4, args)).toBe('SIGKILL');
  const first = stamps('killed');
  expect(await killedAfter(20, args)).toBe('SIGKILL');
  const second = stamps('killed');
  const done = Object.keys(second).length;
  expect(Object.keys(first).length).toBeGreaterThanOrEqual(3);
  expect(done).toBeGreaterThan(Object.keys(first).length);
  expect(done).toBeLessThan(120);
  expect(second).toMatchObject(first);

  // What a full disk, or a machine that lost its power, may leave.
  const [one, other, ...whole] = runsIn('killed') as [string, string, ...string[]];
  writeFileSync(path('killed', 'runs', one), '{"version": 1, "id"');
  writeFileSync(path('killed', 'runs', other), '');
  const ended = await sweepAll(file, 'killed');
  expect(ended.stdout).toMatch(new RegExp(`^120 runs, ${done - 2} of them done before.\n`));
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1 + 120 - (done - 2));
  const after = stamps('killed');
  for (const name of whole) expect(after[name]).toBe(second[name]);
  expect(mergedIn('killed')).toEqual(mergedIn('uninterrupted'));
});

test('another sweep in the same folder uses what both have, and nothing else of it', async () => {
  const changed = { ...small, experiment: { ...small.experiment, scan: { ...small.experiment.scan, views: 25 } } };
  await sweepAll(put('changed.json', changed), 'changed');
  const own = await folder.command(['sweep', 'small.json', '--out', 'changed', '--backend', 'cpu']);
  expect(own.stdout).toMatch(/^12 runs, 0 of them done before\.\n/);
  expect(own.stderr).toBe('This folder held another sweep; only runs that are the same in both are used again.\n');
  expect(mergedIn('changed')).toEqual(mergedIn('whole'));

  const longer = { ...small, seeds: 4 };
  const more = await folder.command(['sweep', put('longer.json', longer), '--out', 'changed', '--backend', 'cpu']);
  expect(more.stdout).toMatch(/^16 runs, 12 of them done before\.\n/);
});

test('merging refuses folders of different sweeps, and what is no sweep', async () => {
  await sweepAll(put('fewer.json', { ...small, seeds: 1, measures: ['rmse'] }), 'fewer');
  expectOneSentence(
    await folder.command(['merge', 'whole', 'fewer', '--out', 'x']),
    'fewer: holds another sweep than whole',
  );
  mkdirSync(path('odd'));
  writeFileSync(path('odd', 'plan.json'), '{"version": 1}');
  expectOneSentence(
    await folder.command(['merge', 'odd']),
    /^odd: holds no sweep that can be read \(odd\/plan\.json: /,
  );
});

test('an experiment may lie in a file of its own, with the files that it names', async () => {
  await folder.results({ phantom: 'water-disk', scan: { views: 12, channels: 32, channelSpacingMm: 8 } });
  mkdirSync(path('data'));
  const [out] = readdirSync(folder.path).filter((name) => name.startsWith('out-'));
  copyFileSync(path(out!, 'sinogram.npy'), path('data', 'readings.npy'));
  const experiment = {
    measurement: { sinogram: 'readings.npy', kind: 'line-integrals' },
    scan: { channelSpacingMm: 8 },
    reconstruction: { grid: { pixels: 32, pixelSizeMm: 8 } },
  };
  writeFileSync(path('data', 'experiment.json'), JSON.stringify(experiment));
  const region = { kind: 'circle', radiusMm: 40 };
  const sweep = {
    experiment: 'data/experiment.json',
    knobs: [{ path: 'scan.offset', values: [0, 0.5] }],
    measures: ['rmse', { measure: 'mean', region }],
  };
  const file = put('measured.json', sweep);
  await sweepAll(file, 'measured');
  const { points } = JSON.parse(mergedIn('measured')[2]!);
  expect(points[0].statistics.rmse.count).toBe(0);
  expect(points[0].statistics.mean.mean).toBeGreaterThan(0.015);

  // Other readings under the same name are another sweep.
  const bytes = readFileSync(path('data', 'readings.npy'));
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(path('data', 'readings.npy'), bytes);
  const { stdout } = await folder.command(['sweep', file, '--out', 'measured', '--backend', 'cpu']);
  expect(stdout).toMatch(/^2 runs, 0 of them done before\.\n/);
  rmSync(path('data'), { recursive: true });
});

describe('a sweep that is refused writes nothing', () => {
  test.each<[string, object, RegExp]>([
    [
      'a bad value',
      { ...small, knobs: [{ path: 'scan.views', values: [24, 0] }] },
      /^bad\.json: at Projections 0: scan\.views: must be between/,
    ],
    ['an experiment that is not there', { ...small, experiment: 'none.json' }, /^none\.json: there is no such file$/],
    [
      'what does not fit',
      { ...small, knobs: [{ path: 'scan.views', values: [16384] }], experiment: { scan: { channels: 16384 } } },
      /^bad\.json: at Projections 16384: scan: 16384 views × .* readings/,
    ],
  ])('for %s', async (_what, sweep, sentence) => {
    const ended = await folder.command(['sweep', put('bad.json', sweep), '--out', 'bad', '--backend', 'cpu']);
    expectOneSentence(ended, sentence);
    expect(folder.has('bad')).toBe(false);
  });
});

test.each<[string, string[], RegExp]>([
  ['no file', ['sweep', '--out', 'x'], /^No sweep file was given\. Usage: .* sweep SWEEP\.json/],
  ['no folder', ['sweep', 'small.json'], /^--out: the output folder is missing\./],
  [
    'a shard beyond the last',
    ['sweep', 'small.json', '--out', 'x', '--shard', '4/3'],
    /^--shard: must be a number of all shards, such as 3\/8, counted from 1, got 4\/3\./,
  ],
  ['shard 0', ['sweep', 'small.json', '--out', 'x', '--shard', '0/3'], /^--shard: /],
  ['nothing to merge', ['merge'], /^No folder with results was given\./],
  ['several folders and no place', ['merge', 'a', 'b'], /^--out: of several folders, say where the result goes\./],
])('%s', (_what, [command, ...args], sentence) => {
  expect(() => (command === 'sweep' ? parseSweepArguments(args) : parseMergeArguments(args))).toThrow(sentence);
});
