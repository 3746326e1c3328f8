// A prior's knob turned: iterations go on from the image on screen, and leave no trace in what runs after them.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { ImageStep, RunOptions } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { ENDING_SETTINGS } from '../../src/methods/iterative/iterative-settings.ts';
import { METHODS } from '../../src/methods/registry.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { Lane } from '../../src/pipeline/lane.ts';
import { ResultCache } from '../../src/pipeline/result-cache.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const executor = new InPlaceExecutor(cpuTasks);
const phantom = shapePhantom(libraryPhantom('shepp-logan-modified'));
const experimentOf = (reconstruction: object, scan: object = {}) =>
  resolveExperiment(
    parseExperimentInput({
      phantom: 'shepp-logan-modified',
      scan: { views: 12, channels: 31, channelSpacingMm: 8, ...scan },
      reconstruction: { method: 'tv-fista', grid: { pixels: 16, pixelSizeMm: 14 }, ...reconstruction },
    }),
    phantom,
  );
const six = { iterations: 6 };
const sessionIn = (cache: ResultCache) => new Session(new CpuOperators(executor), executor, new Lane(cache));

let cache: ResultCache;
let session: ReturnType<typeof sessionIn>;
beforeEach(() => {
  cache = new ResultCache(() => undefined);
  session = sessionIn(cache);
});
afterEach(() => session.release());

interface Seen extends Pick<ImageStep, 'views' | 'of' | 'goesOn' | 'iterations'> {
  readonly values: Float32Array;
}

async function seen(steps: AsyncIterable<{ kind: string }>, most = Number.POSITIVE_INFINITY): Promise<Seen[]> {
  const all: Seen[] = [];
  for await (const step of steps) {
    if (step.kind !== 'image') continue;
    const shown = step as ImageStep;
    all.push({ ...shown, values: (await session.operators.read(shown.image as never)).slice() });
    if (all.length === most) break;
  }
  return all;
}
const run = (reconstruction: object, options: RunOptions = {}) =>
  seen(session.run(experimentOf(reconstruction), phantom, options));
const goOn = (reconstruction: object, most?: number) => seen(session.goOn(experimentOf(reconstruction), phantom), most);
/** What it comes to where nothing has run before. */
async function fresh(reconstruction: object): Promise<Seen> {
  const before = session;
  session = sessionIn(new ResultCache(() => undefined));
  const last = (await run(reconstruction)).at(-1)!;
  session.release();
  session = before;
  return last;
}
/** What is known of an iteration, but how long it took. */
const figures = ({ iterations }: Seen) => iterations!.points.map(({ seconds: _, ...known }) => known);
const objective = ({ iterations }: Seen) => iterations!.last.objective!;

describe('iterations that go on', () => {
  test('begin with the image on screen, and come nearer to what the prior asks for now', async () => {
    const before = (await run({ ...six, tvStrength: 20 })).at(-1)!;
    const on = await goOn({ ...six, tvStrength: 30 });
    expect(on.map(({ views, of, goesOn }) => [views, of, goesOn])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((made) => [made, 6, true]),
    );
    expect(on[0]!.values).toEqual(before.values);
    expect(objective(on.at(-1)!)).toBeLessThan(objective(on[0]!));
    // Nearer than from zeros, which have to find the readings first.
    expect(objective(on.at(-1)!)).toBeLessThan(objective(await fresh({ ...six, tvStrength: 30 })));
  });

  test('leave what runs next as it is in a fresh session, whatever was gone on from, bit for bit', async () => {
    await run({ ...six, tvStrength: 1 });
    await goOn({ ...six, tvStrength: 300 });
    await goOn({ ...six, tvStrength: 40, innerSteps: 5 }, 3);
    for (const wanted of [
      { ...six, tvStrength: 40, innerSteps: 5 },
      { ...six, tvStrength: 1 },
      { ...six, tvStrength: 300 },
    ]) {
      const [there, anew] = [(await run(wanted)).at(-1)!, await fresh(wanted)];
      expect(there.values).toEqual(anew.values);
      expect(figures(there)).toEqual(figures(anew));
    }
  });

  test('go on once more from where they stand, and from what was given up', async () => {
    const abort = new AbortController();
    const begun = session.run(experimentOf({ ...six, tvStrength: 1 }), phantom, { signal: abort.signal });
    await expect(
      (async () => {
        for await (const step of begun) if (step.kind === 'image' && step.views === 3) abort.abort(new Error('enough'));
      })(),
    ).rejects.toThrow('enough');
    const first = await goOn({ ...six, tvStrength: 300 }, 3);
    const second = await goOn({ ...six, tvStrength: 40 }, 2);
    expect(second[0]!.values).toEqual(first.at(-1)!.values);
  });

  test('give everything back when something else is shown', async () => {
    await run({ ...six, tvStrength: 1 });
    await run({ ...six, tvStrength: 2 });
    const bytes = cache.bytes;
    await goOn({ ...six, tvStrength: 300 });
    await goOn({ ...six, tvStrength: 40 }, 2);
    await run({ ...six, tvStrength: 2 });
    expect(cache.bytes).toBe(bytes);
  });
});

test('what is passed over is not shown, and what was shown before is what is gone on from', async () => {
  await run({ ...six, tvStrength: 1 });
  const on = await goOn({ ...six, tvStrength: 300 }, 3);
  const abort = new AbortController();
  let made = 0;
  const passesOver = () => {
    if (++made === 4) abort.abort(new Error('enough'));
    return true;
  };
  const passed = session.run(experimentOf({ ...six, tvStrength: 300 }), phantom, { passesOver, signal: abort.signal });
  await expect(seen(passed)).rejects.toThrow('enough');
  expect((await goOn({ ...six, tvStrength: 40 }, 1))[0]!.values).toEqual(on.at(-1)!.values);
});

describe('the image on screen', () => {
  const iterative = METHODS.all.flatMap((method) => (method.iterates ? [method] : []));
  test.each(iterative.map((method) => [method.name, method] as const))(
    'is gone on from by %s where its prior alone is another',
    async (name, method) => {
      const present = { method: name, iterations: 1 };
      await run(present);
      const experiment = experimentOf(present);
      const of = (key: string) => ({
        ...experiment,
        reconstruction: { ...experiment.reconstruction, [key]: 'another' },
      });
      const { settings } = method;
      const can = Object.keys(settings).filter((key) => session.canGoOn(of(key), phantom));
      const ofPrior = Object.keys(settings).filter((key) => settings[key]!.isOfPrior);
      expect(can.sort()).toEqual([...ENDING_SETTINGS, ...ofPrior].sort());
      expect(session.canGoOn(experimentOf(present, { views: 13 }), phantom)).toBe(false);
    },
  );

  test('is gone on from where only a prior is another: not of another method, nor of one that makes its image at once', async () => {
    await run({ iterations: 1 });
    expect(session.canGoOn(experimentOf({ iterations: 1, tvStrength: 7 }), phantom)).toBe(true);
    for (const method of ['tv-pdhg', 'fbp']) {
      expect(session.canGoOn(experimentOf({ method }), phantom)).toBe(false);
    }
    await run({ method: 'fbp' });
    expect(session.canGoOn(experimentOf({ iterations: 1 }), phantom)).toBe(false);
  });

  test('of a method with a prior says which settings are the prior’s', () => {
    const named = iterative.map(({ name, settings }) => [
      name,
      Object.keys(settings).filter((key) => settings[key]!.isOfPrior),
    ]);
    expect(Object.fromEntries(named.filter(([, keys]) => keys!.length > 0))).toEqual({
      tikhonov: ['strength'],
      pwls: ['strength', 'huberThreshold'],
      'tv-pdhg': ['tvStrength', 'dataTerm'],
      'tv-fista': ['tvStrength', 'innerSteps'],
      'asd-pocs': ['descentSteps', 'descentShare', 'tolerance'],
    });
  });
});
