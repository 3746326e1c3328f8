// The sessions of one engine find each other's results, and do not disturb one another.

import { beforeEach, describe, expect, test } from 'vitest';
import { cpuEngine, type Engine } from '../../../src/app/engine/engine.ts';
import { NOTHING_KEPT } from '../../../src/app/runs/run-cost.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import { changedReconstruction, type ReconstructionChanges } from '../../../src/experiment/change-method.ts';
import { type Experiment, resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import type { RunResult } from '../../../src/experiment/run-result.ts';
import { finish, type RunOptions } from '../../../src/experiment/run-steps.ts';
import type { Session } from '../../../src/experiment/session.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { type CpuExecutor, cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';

/** An executor, and how often it was asked for each task. */
function countingExecutor() {
  const asked = new Map<string, number>();
  const executor = new InPlaceExecutor(cpuTasks);
  const run: CpuExecutor['run'] = (name, ...args) => {
    asked.set(name, (asked.get(name) ?? 0) + 1);
    return executor.run(name, ...args);
  };
  const host: CpuExecutor = { lanes: 1, run, dispose: () => undefined };
  return { asked, host };
}

const SMALL = {
  phantom: 'shepp-logan-modified',
  scan: { views: 24, channels: 31, channelSpacingMm: 8 },
  reconstruction: { grid: { pixels: 16, pixelSizeMm: 12 } },
};
const input = parseExperimentInput(SMALL);
const subject = await loadSubject(input, () => Promise.reject(new Error('there are no files')));
const base = resolveExperiment(input, subject);
const changed = (changes: ReconstructionChanges): Experiment => ({
  ...base,
  reconstruction: changedReconstruction(base.reconstruction, changes, false),
});
const plain = changed({ filter: 'none' });

let asked: Map<string, number>;
let engine: Engine;

beforeEach(() => {
  const counting = countingExecutor();
  asked = counting.asked;
  engine = cpuEngine(counting.host, {});
});

const run = async (session: Session<DeviceArray>, experiment: Experiment, options?: RunOptions) =>
  (await finish(session.run(experiment, subject, options))).result;
const slice = async ({ image }: RunResult) => [...(await engine.operators.read(image))];
const scans = () => asked.get('scan-shapes') ?? 0;

/** What an engine of its own makes of it. */
async function fresh(experiment: Experiment): Promise<number[]> {
  const own = cpuEngine(new InPlaceExecutor(cpuTasks), {});
  const { image } = (await finish(own.full.run(experiment, subject))).result;
  return [...(await own.operators.read(image))];
}

describe('the sessions of an engine', () => {
  test('do not scan what another has scanned', async () => {
    await run(engine.full, base);
    const before = scans();
    expect(before).toBeGreaterThan(0);
    const beside = await run(engine.session('beside'), plain);
    expect(scans()).toBe(before);
    expect(await slice(beside)).toEqual(await fresh(plain));
  });

  test('tell what is there already, whoever has made it', async () => {
    const kept = (experiment: Experiment) => engine.preview.kept(experiment, subject);
    expect(kept(base)).toEqual(NOTHING_KEPT);
    await run(engine.full, base);
    const all = { signals: true, scan: true, filter: true, 'back-project': true };
    expect(kept(base)).toEqual(all);
    expect(kept(changed({ filter: 'hann' }))).toEqual({ ...all, filter: false, 'back-project': false });
    expect(kept(changed({ grid: { pixels: 8, pixelSizeMm: 24 } }))).toEqual({ ...all, 'back-project': false });
    expect(kept({ ...base, scan: { ...base.scan, views: 10 } })).toEqual(NOTHING_KEPT);
    // Of a beam what reaches the detector: the photons are drawn from that.
    const noisy = (photons: number) =>
      resolveExperiment(
        parseExperimentInput({ ...SMALL, acquisition: { beam: { kind: 'monochromatic' }, noise: { photons } } }),
        subject,
      );
    await run(engine.full, noisy(1e4));
    expect(kept(noisy(1e4))).toEqual(all);
    expect(kept(noisy(2e4))).toEqual({ ...NOTHING_KEPT, signals: true });
    // Asking makes nothing.
    asked.clear();
    kept(noisy(3e4));
    expect([...asked.keys()]).toEqual([]);
  });

  test('keep their own when another goes on to something else', async () => {
    const whole = await run(engine.full, base);
    await run(engine.preview, changed({ grid: { pixels: 8, pixelSizeMm: 24 } }));
    const before = scans();
    for (const filter of ['hann', 'cosine', 'hamming'] as const)
      await run(engine.preview, changed({ filter, grid: { pixels: 8 } }));
    await run(engine.preview, { ...base, scan: { ...base.scan, views: 10 } });
    expect(scans()).toBeGreaterThan(before);
    asked.clear();
    expect((await run(engine.full, base)).image).toBe(whole.image);
    expect([...asked.keys()]).toEqual([]);
  });

  test('run at the same time, and one that is given up gives up no other', async () => {
    const abort = new AbortController();
    const [first, second] = [
      engine.full.run(base, subject, { signal: abort.signal, viewsPerStep: () => 5 }),
      engine.session('beside').run(plain, subject, { viewsPerStep: () => 5 }),
    ];
    for (let step = 0; step < 3; step++) {
      await first.next();
      await second.next();
    }
    abort.abort(new Error('enough'));
    await expect(first.next()).rejects.toThrow('enough');
    const { result } = await finish(second);
    // Sums in steps of five views: roundings of float32 apart.
    const [grown, whole] = [await slice(result), await fresh(plain)];
    const most = Math.max(...whole.map(Math.abs));
    for (const [i, value] of grown.entries()) expect(Math.abs(value - whole[i]!) / most).toBeLessThan(1e-6);
    expect(await slice(await run(engine.full, base))).toEqual(await fresh(base));
  });

  test('that are to be timed compute everything themselves', async () => {
    await run(engine.full, base);
    const before = scans();
    for (const times of [2, 3]) {
      const session = engine.createSession();
      expect(await slice(await run(session, base))).toEqual(await fresh(base));
      expect(scans()).toBe(times * before);
      session.release();
    }
  });

  test('show with a coarse slice the phantom as fine as it is there already', async () => {
    const whole = await run(engine.full, base);
    asked.clear();
    const coarse = changed({ grid: { pixels: 8, pixelSizeMm: 24 } });
    for await (const step of engine.preview.run(coarse, subject, { phantomOf: base })) {
      if (step.kind !== 'truth') continue;
      expect(step.truth).toBe(whole.truth);
      expect([step.truthGrid, step.grid].map(({ rows, pixelSizeMm }) => [rows, pixelSizeMm])).toEqual([
        [16, 12],
        [8, 24],
      ]);
      expect(step.difference.rows).toBe(8);
    }
    // The coarse one alone, which the difference is taken from.
    expect(asked.get('rasterShapes')).toBe(1);
  });

  test('put a phantom that is not there yet on a grid that a hand can wait for', async () => {
    const large = changed({ grid: { pixels: 1024, pixelSizeMm: 0.1875 } });
    const coarse = changed({ grid: { pixels: 8, pixelSizeMm: 24 } });
    for await (const step of engine.preview.run(coarse, subject, { phantomOf: large })) {
      if (step.kind !== 'truth') continue;
      expect(step.truth.rows).toBe(512);
      expect(step.truthGrid.columns * step.truthGrid.pixelSizeMm).toBeCloseTo(192, 9);
    }
  });
});
