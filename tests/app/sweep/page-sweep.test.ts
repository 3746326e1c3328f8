import { expect, test } from 'vitest';
import { PageSweep } from '../../../src/app/sweep/page-sweep.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { Session } from '../../../src/experiment/session.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';
import { CpuOperators } from '../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';

const executor = new InPlaceExecutor(cpuTasks);
const session = () => new Session(new CpuOperators(executor), executor);
const experiment = {
  phantom: 'water-disk',
  scan: { views: 12, channels: 24, channelSpacingMm: 12 },
  reconstruction: { grid: { pixels: 20, pixelSizeMm: 12 } },
};
const filters = { path: 'reconstruction.filter', values: ['ram-lak', 'cosine', 'hann'] };

async function sweepOf(json: object): Promise<PageSweep> {
  const sweep = parseSweep({ experiment, measures: ['rmse'], ...json });
  return new PageSweep(sweep, (input) => loadSubject(input, async () => new Uint8Array()));
}

test('what is cancelled keeps what is done, and goes on with the rest', async () => {
  const sweep = await sweepOf({ knobs: [filters] });
  const abort = new AbortController();
  const told: string[] = [];
  const running = sweep.run(session(), abort.signal, ({ id }) => {
    told.push(id);
    if (told.length === 2) abort.abort(new Error('enough'));
  });
  await expect(running).rejects.toThrow('enough');
  expect(sweep.done).toBe(2);
  const [first] = sweep.outcomes;
  expect(sweep.measured[2]).toBeUndefined();

  await sweep.run(session(), new AbortController().signal, ({ id }) => told.push(id));
  expect(told).toEqual(sweep.sweep.runs.map(({ id }) => id));
  expect(sweep.outcomes[0]).toBe(first);
  expect(sweep.done).toBe(3);
  expect(sweep.measured.every((numbers) => numbers!.rmse!.value! > 0)).toBe(true);
});

test('slices are shown at any window: what is below is black, what is above white', async () => {
  const sweep = await sweepOf({ knobs: [filters] });
  await sweep.run(session(), new AbortController().signal, () => undefined);
  const { rows, columns, greyAt } = sweep.outcomes[0]!.slice!;
  expect([rows, columns]).toEqual([20, 20]);
  // In HU: all of it lies between −2000 and 1000.
  expect(new Set(greyAt({ width: 1, level: 3000 }))).toEqual(new Set([0]));
  expect(new Set(greyAt({ width: 1, level: -3000 }))).toEqual(new Set([255]));
  expect(greyAt({ width: 400, level: 0 })[10 * 20 + 10]).toBeGreaterThan(100);
});

test('points are checked before anything is run, and their number is bounded', async () => {
  const wrong = await sweepOf({ knobs: [{ path: 'scan.views', values: [12, 0] }] });
  await expect(wrong.check()).rejects.toThrow('at Projections 0: scan.views: must be between 1 and 16384, got 0');
  await expect(sweepOf({ knobs: [filters], seeds: 200 })).rejects.toThrow(
    'These are 600 runs; the page makes at most 500. Save the sweep and run it with the command instead',
  );
});
