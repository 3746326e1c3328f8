import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { BackendLostError, type DeviceArray } from '../../src/compute/device.ts';
import { type Experiment, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { RunResult } from '../../src/experiment/run-result.ts';
import { finish, type RunOptions, type RunStep } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { npyBytes } from './npy.ts';
import { randomArray } from './random.ts';
import { sampledTruth } from './sampled-truth.ts';
import { rmsDifference, scanOfArc } from './walk.ts';
import { WatchedOperators } from './watched-operators.ts';

const VIEWS = 24;
const PIXELS = 20;

interface Given {
  readonly experiment: Experiment;
  readonly subject: Subject;
}

const phantomOf = (radius: number) => ({
  version: 1,
  name: `a disk of ${radius} mm`,
  fieldSizeMm: 40,
  values: 'arbitrary',
  composition: 'add',
  shapes: [{ type: 'ellipse', x: 3, y: -2, semiAxisX: radius, semiAxisY: radius, value: 1 }],
});

const FILES: Record<string, Uint8Array> = {
  'image.npy': npyBytes(randomArray(16 * 16, 5), [16, 16]),
  'sinogram.npy': npyBytes(randomArray(VIEWS * 31, 6), [VIEWS, 31]),
};

async function given(changes: Record<string, object | number> = {}): Promise<Given> {
  const { scan, reconstruction, ...rest } = changes;
  const isMeasured = 'measurement' in rest;
  const input = parseExperimentInput({
    ...(!isMeasured && { phantom: phantomOf(8) }),
    scan: { views: VIEWS, channels: 31, channelSpacingMm: 1.5, ...(scan as object) },
    reconstruction: { pixels: PIXELS, pixelSizeMm: 2, ...(reconstruction as object) },
    ...rest,
  });
  const subject = await loadSubject(input, async (name) => FILES[name]!);
  return { experiment: resolveExperiment(input, subject), subject };
}

/** The same subject under a changed experiment: what turning a knob does. */
const turned = ({ experiment, subject }: Given, changes: Partial<Record<keyof Experiment, object>>): Given => ({
  subject,
  experiment: {
    ...experiment,
    ...Object.fromEntries(
      Object.entries(changes).map(([key, value]) => [
        key,
        { ...(experiment[key as keyof Experiment] as object), ...value },
      ]),
    ),
  },
});

/** A session's contract, for any backend's operators. */
const ORDER = ['scan', 'filter', 'back-project'];

export function describeSession(operatorsOf: () => Operators): void {
  let operators: WatchedOperators<DeviceArray>;
  let session: Session<DeviceArray>;
  let base: Given;
  /** Of the run that ended last. */
  let result: RunResult;

  beforeAll(async () => {
    base = await given();
  });
  beforeEach(() => {
    operators = new WatchedOperators(operatorsOf(), 5);
    session = new Session(operators, new InPlaceExecutor(cpuTasks));
  });

  async function run({ experiment, subject }: Given, options?: RunOptions, from = session) {
    const steps: RunStep<DeviceArray>[] = [];
    for await (const step of from.run(experiment, subject, options)) {
      steps.push(step);
      if (step.kind === 'finished') result = step.result;
    }
    return steps;
  }
  const kinds = (steps: readonly RunStep<DeviceArray>[]) => steps.map((step) => step.kind);
  const imageOf = async () => operators.read(result.image);
  const work = () =>
    ['scanShapes', 'scanImage', 'filterViews', 'backProject', 'subtract', 'create', 'upload', 'clear'].filter(
      (method) => operators.count(method) > 0,
    );

  /** The image that a session of its own makes of it. */
  async function freshImage(of: Given): Promise<Float32Array> {
    const own = new WatchedOperators(operatorsOf(), 5);
    const fresh = new Session(own, new InPlaceExecutor(cpuTasks));
    const end = await finish(fresh.run(of.experiment, of.subject));
    const image = await own.read(end.result.image);
    fresh.release();
    return image;
  }

  describe('a run', () => {
    test('shows the sinogram, then the image, then the truth, and says that it is over', async () => {
      const steps = await run(base);
      expect(kinds(steps)).toEqual(['sinogram', 'image', 'truth', 'finished']);
    });

    test('reports the progress of each stage in the order of the physics, up to the end', async () => {
      const progress: [string, number][] = [];
      await run(base, { onProgress: (stage, done) => progress.push([stage, done]) });
      const stages = progress.map(([stage]) => stage);
      expect([...new Set(stages)]).toEqual(['scan', 'filter', 'back-project']);
      expect(stages).toEqual([...stages].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
      for (const stage of ORDER) {
        const done = progress.filter(([of]) => of === stage).map(([, part]) => part);
        expect(done).toEqual([...done].sort((a, b) => a - b));
        expect(done.at(-1)).toBe(1);
      }
    });

    test('ends with its time, and with that of every stage where it was asked to', async () => {
      const brief = (await run(await given())).at(-1)!;
      if (brief.kind !== 'finished') throw new Error('the last step is not the end');
      expect(brief.times).toBeNull();
      expect(brief.totalMs).toBeGreaterThanOrEqual(0);
      const end = (await run(base, { timeStages: true })).at(-1)!;
      if (end.kind !== 'finished' || !end.times) throw new Error('the stages were not timed');
      expect(end.times.map(({ stage, kept }) => [stage, kept])).toEqual([
        ['scan', false],
        ['filter', false],
        ['back-project', false],
      ]);
      for (const { timeMs } of end.times) expect(timeMs).toBeGreaterThanOrEqual(0);
    });

    test('subtracts the phantom averaged over each pixel from the image', async () => {
      const steps = await run(base);
      const shown = steps.find((step) => step.kind === 'truth')!;
      const truth = await operators.read(shown.truth);
      const inside = (x: number, y: number) => Math.hypot(x - 3, y + 2) <= 8;
      const box = { left: -5, right: 11, bottom: -10, top: 6 };
      const grid = { rows: PIXELS, columns: PIXELS, pixelSize: 2 };
      expect([...truth]).toEqual([...sampledTruth([{ value: 1, inside, box }], 'add', grid)]);
      const image = await imageOf();
      expect([...(await operators.read(shown.difference))]).toEqual([
        ...image.map((value, i) => Math.fround(value - truth[i]!)),
      ]);
      const quality = await result.quality(image);
      expect(quality?.rmse).toBeCloseTo(rmsDifference(image, truth), 6);
    });

    test('of measured data has no truth and no quality', async () => {
      const measured = await given({ measurement: { sinogram: 'sinogram.npy' } });
      expect(kinds(await run(measured))).toEqual(['sinogram', 'image', 'finished']);
      expect([await result.quality(await imageOf()), result.truthValues]).toEqual([null, null]);
      expect([...(await operators.read(result.sinogram))]).toEqual([...randomArray(VIEWS * 31, 6)]);
    });

    test('without a filter back-projects the sinogram itself', async () => {
      await run(await given({ reconstruction: { filter: 'none' } }));
      expect(operators.count('filterViews')).toBe(0);
      expect(operators.count('backProject')).toBe(5);
    });
  });

  describe('what was done is kept', () => {
    beforeEach(async () => {
      await run(base);
      operators.forget();
    });

    test('the same again, and another window, run nothing and show everything', async () => {
      expect(kinds(await run(base))).toEqual(['sinogram', 'image', 'truth', 'finished']);
      const steps = await run(turned(base, { display: { width: 1, level: 7 } }), { timeStages: true });
      expect(kinds(steps)).toEqual(['sinogram', 'image', 'truth', 'finished']);
      expect(work()).toEqual([]);
      const end = steps.at(-1)!;
      expect(end.kind === 'finished' && end.times?.map(({ kept }) => kept)).toEqual([true, true, true]);
    });

    test('another filter does not scan again', async () => {
      await run(turned(base, { reconstruction: { filter: 'hann' } }));
      expect(operators.count('scanShapes')).toBe(0);
      expect([operators.count('filterViews'), operators.count('backProject')]).toEqual([5, 5]);
    });

    test('another cutoff does not scan again', async () => {
      await run(turned(base, { reconstruction: { cutoff: 0.5 } }));
      expect([operators.count('scanShapes'), operators.count('filterViews')]).toEqual([0, 5]);
    });

    test('another kernel of the device back-projects again, and corrects again what takes a slice to correct', async () => {
      const { description } = operators;
      const kernels = ['one', 'other', 'other'].map((backProjection) => ({ ...description, backProjection }));
      const metal = await given({
        // A pin of metal: where there is none nothing is bridged.
        phantom: {
          ...phantomOf(8),
          values: 'relative-to-water',
          shapes: [...phantomOf(8).shapes, { type: 'ellipse', x: 3, y: -2, semiAxisX: 3, semiAxisY: 3, value: 12 }],
        },
        corrections: { metal: true },
      });
      for (const [of, back, bridged] of [
        [base, [5, 5, 0], [0, 0, 0]],
        [metal, [10, 10, 0], [1, 1, 0]],
      ] as const) {
        const counts: [number, number][] = [];
        for (const kernel of kernels) {
          operators.forget();
          Object.assign(operators, { description: kernel });
          await run(of);
          counts.push([operators.count('backProject'), operators.count('bridgeTrace')]);
        }
        expect(counts).toEqual(back.map((times, i) => [times, bridged[i]]));
      }
    });

    test('another interpolation filters again and scans nothing', async () => {
      await run(turned(base, { reconstruction: { interpolation: 'smooth' } }));
      expect(['scanShapes', 'filterViews', 'refineViews', 'backProject'].map((name) => operators.count(name))).toEqual([
        0, 5, 5, 5,
      ]);
    });

    test('another grid neither scans nor filters again', async () => {
      await run(turned(base, { reconstruction: { grid: { pixels: 10, pixelSizeMm: 2 } } }));
      expect([operators.count('scanShapes'), operators.count('filterViews')]).toEqual([0, 0]);
      expect(operators.count('backProject')).toBe(5);
    });

    test('other views do all again, the truth aside', async () => {
      await run(turned(base, { scan: { views: 10 } }));
      expect(['scanShapes', 'filterViews', 'backProject'].map((method) => operators.count(method))).toEqual([2, 2, 2]);
      expect(operators.count('upload')).toBe(0);
    });

    test('another phantom does all again', async () => {
      const other = await given({ phantom: phantomOf(5) });
      const image = await freshImage(other);
      operators.forget();
      await run(other);
      expect(operators.count('scanShapes')).toBe(5);
      expect([...(await imageOf())]).toEqual([...image]);
    });

    test('any number of runs leaves the arrays of one alive', async () => {
      const alive = operators.alive.size;
      for (const filter of ['hann', 'ram-lak', 'cosine'] as const) {
        await run(turned(base, { reconstruction: { filter } }));
        await run(turned(base, { reconstruction: { filter, grid: { pixels: 11, pixelSizeMm: 2 } } }));
        await run(turned(base, { scan: { views: 9 } }));
        await run(turned(base, { reconstruction: { filter, interpolation: 'smooth' } }));
        await run(base);
        expect(operators.alive.size).toBe(alive);
      }
    });
  });

  describe('by gridrec', () => {
    const gridrec = () => turned(base, { reconstruction: { method: 'gridrec' } });

    test('the slice comes straight from the sinogram, and the stages say so', async () => {
      const steps = await run(gridrec(), { timeStages: true });
      expect(kinds(steps)).toEqual(['sinogram', 'image', 'truth', 'finished']);
      expect(['filterViews', 'backProject', 'reconstructFourier'].map((method) => operators.count(method))).toEqual([
        0, 0, 1,
      ]);
      const end = steps.at(-1)!;
      if (end.kind !== 'finished' || !end.times) throw new Error('the stages were not timed');
      expect(end.times.map(({ stage, kept }) => [stage, kept])).toEqual([
        ['scan', false],
        ['back-project', false],
      ]);
    });

    test('it is nearly the slice of FBP, and is compared with the same truth', async () => {
      await run(base);
      const fbp = await imageOf();
      const steps = await run(gridrec());
      const image = await imageOf();
      const difference = rmsDifference(image, fbp);
      // A disk of 1 in few pixels: what linear interpolation adds between them is a few hundredths of it.
      expect(difference).toBeGreaterThan(0);
      expect(difference).toBeLessThan(0.05);
      const shown = steps.find((step) => step.kind === 'truth')!;
      const truth = await operators.read(shown.truth);
      expect([...(await operators.read(shown.difference))]).toEqual([
        ...image.map((value, i) => Math.fround(value - truth[i]!)),
      ]);
    });

    test('another method scans nothing again, nor does the way back', async () => {
      await run(base);
      operators.forget();
      await run(gridrec());
      expect(work()).toEqual(['subtract', 'create']);
      operators.forget();
      await run(base);
      // The filtered views are still there.
      expect(work()).toEqual(['backProject', 'subtract', 'create', 'clear']);
    });

    test('the same again runs nothing; another filter, grid or scan does it anew', async () => {
      await run(gridrec());
      for (const [changes, scans, times] of [
        [{}, 0, 0],
        [{ reconstruction: { method: 'gridrec', filter: 'hann' } }, 0, 1],
        [{ reconstruction: { method: 'gridrec', cutoff: 0.5 } }, 0, 1],
        [{ reconstruction: { method: 'gridrec', interpolation: 'smooth' } }, 0, 1],
        [{ reconstruction: { method: 'gridrec', grid: { pixels: 13, pixelSizeMm: 2 } } }, 0, 1],
        [{ reconstruction: { method: 'gridrec' }, scan: { views: 10 } }, 2, 1],
      ] as const) {
        operators.forget();
        const other = turned(gridrec(), changes);
        await run(other);
        expect([operators.count('scanShapes'), operators.count('reconstructFourier')]).toEqual([scans, times]);
        const found = await imageOf();
        expect([...found]).toEqual([...(await freshImage(other))]);
      }
    });

    test('a paced run grows by FBP, and the next run without pace is gridrec again', async () => {
      await run(base);
      const fbp = await imageOf();
      const steps = await run(gridrec(), { viewsPerStep: () => 8 });
      expect(operators.count('reconstructFourier')).toBe(0);
      expect(steps.filter((step) => step.kind === 'image').map(({ views }) => views)).toEqual([8, 16, 24, 24]);
      expect(rmsDifference(await imageOf(), fbp)).toBeLessThan(1e-6);
      await run(gridrec());
      expect(operators.count('reconstructFourier')).toBe(1);
      expect([...(await imageOf())]).toEqual([...(await freshImage(gridrec()))]);
    });

    test('without a filter it says what is missing, and loses nothing', async () => {
      await run(base);
      const alive = operators.alive.size;
      const none = turned(base, { reconstruction: { method: 'gridrec', filter: 'none' } });
      await expect(run(none)).rejects.toThrow(
        'gridrec needs a filter; plain back-projection, filter "none", is available only with FBP',
      );
      expect(operators.alive.size).toBe(alive);
    });

    test('reports its progress up to the end, and stops when told to', async () => {
      const done: number[] = [];
      await run(gridrec(), { onProgress: (stage, part) => void (stage === 'back-project' && done.push(part)) });
      expect(done).toEqual([...done].sort((a, b) => a - b));
      expect(done.at(-1)).toBe(1);
      const controller = new AbortController();
      const other = turned(gridrec(), { reconstruction: { grid: { pixels: 12, pixelSizeMm: 2 } } });
      const running = async () => {
        const { experiment, subject } = other;
        for await (const step of session.run(experiment, subject, { signal: controller.signal })) {
          if (step.kind === 'sinogram') controller.abort(new Error('enough'));
        }
      };
      const alive = operators.alive.size;
      await expect(running()).rejects.toThrow('enough');
      expect(operators.alive.size).toBe(alive);
    });
  });

  test('an image phantom is brought to the device once', async () => {
    const image = await given({ phantom: { image: 'image.npy', pixelSizeMm: 2 } });
    await run(image);
    // All views at once, since those of an image that are a quarter turn apart go together.
    expect(operators.count('scanImage')).toBe(1);
    // The image that is scanned, and the truth.
    expect(operators.count('upload')).toBe(2);
    await run(turned(image, { scan: { views: 10 } }));
    expect(operators.count('upload')).toBe(2);
  });

  describe('a run cut short', () => {
    const interruptions = {
      'by its signal': async (target: Given, at: number, options: RunOptions) => {
        const controller = new AbortController();
        const why = new Error('enough');
        let steps = 0;
        const running = async () => {
          for await (const _ of session.run(target.experiment, target.subject, {
            ...options,
            signal: controller.signal,
          })) {
            if (++steps === at) controller.abort(why);
          }
        };
        try {
          await running();
          return false;
        } catch (error) {
          expect(error).toBe(why);
          return true;
        }
      },
      'by a consumer that turns away': async (target: Given, at: number, options: RunOptions) => {
        let steps = 0;
        for await (const _ of session.run(target.experiment, target.subject, options)) if (++steps === at) return true;
        return false;
      },
    };

    describe.each(Object.entries(interruptions))('%s', (_, interrupt) => {
      const paces: [string, RunOptions][] = [
        ['a run', {}],
        ['a paced run', { viewsPerStep: () => 7 }],
      ];
      describe.each(paces)('%s', (_, options) => {
        const targets: [string, () => Given][] = [
          ['into another scan', () => turned(base, { scan: { views: 12, channels: 40 } })],
          ['into another filter', () => turned(base, { reconstruction: { filter: 'hann' } })],
          ['into another grid', () => turned(base, { reconstruction: { grid: { pixels: 12, pixelSizeMm: 2 } } })],
        ];
        test.each(targets)('%s, at any step: the next run is right and no array is lost', async (_, target) => {
          await run(base);
          const alive = operators.alive.size;
          const expected = [...(await imageOf())];
          const lost: string[] = [];
          for (let at = 1, cut = true; cut; at++) {
            cut = await interrupt(target(), at, options);
            await run(base);
            expect([...(await imageOf())]).toEqual(expected);
            if (operators.alive.size !== alive) {
              lost.push(`cut short at step ${at}: ${operators.alive.size} arrays alive instead of ${alive}`);
              break;
            }
          }
          expect(lost).toEqual([]);
        });
      });
    });

    test('before it begins does nothing', async () => {
      const controller = new AbortController();
      controller.abort(new Error('never mind'));
      await expect(run(base, { signal: controller.signal })).rejects.toThrow('never mind');
      expect(operators.count('scanShapes')).toBe(0);
      expect(operators.alive.size).toBe(0);
    });

    test('leaves the result of the run before as it was', async () => {
      await run(base);
      const image = await imageOf();
      const quality = await result.quality(image);
      const other = await given({ phantom: phantomOf(5) });
      for await (const step of session.run(other.experiment, other.subject)) if (step.kind === 'image') break;
      expect(await result.quality(image)).toEqual(quality);
      expect(result.hold()).toBeNull();
    });
  });

  test('a result that is held keeps its arrays whatever runs after it', async () => {
    await run(base);
    const held = result;
    const letGo = held.hold()!;
    const arrays = [held.sinogram, held.image, held.truth!, held.difference!];
    const read = () => Promise.all(arrays.map(async (array) => [...(await operators.read(array))]));
    const values = await read();
    await run(await given({ phantom: phantomOf(5), scan: { views: 12 }, reconstruction: { pixels: 13 } }));
    expect(await read()).toEqual(values);
    const alive = operators.alive.size;
    letGo();
    expect(operators.alive.size).toBe(alive - arrays.length);
    expect(held.hold()).toBeNull();
  });

  test('measured data after a phantom have no truth and no quality', async () => {
    await run(base);
    await run(await given({ measurement: { sinogram: 'sinogram.npy' } }));
    expect([await result.quality(await imageOf()), result.truthValues]).toEqual([null, null]);
  });

  test('gives back all it keeps when asked, and goes on from nothing', async () => {
    await run(await given({ phantom: { image: 'image.npy', pixelSizeMm: 2 } }));
    await run(base);
    const image = [...(await imageOf())];
    session.release();
    expect(operators.alive.size).toBe(0);
    expect(result.hold()).toBeNull();
    await run(base);
    expect([...(await imageOf())]).toEqual(image);
  });

  describe('a device that fails', () => {
    const methods = ['create', 'upload', 'scanShapes', 'filterViews', 'clear', 'finished', 'backProject', 'subtract'];
    test('in gridrec fails the run with its own error, and no array is lost', async () => {
      const gridrec = turned(base, { reconstruction: { method: 'gridrec' } });
      await run(base);
      const alive = operators.alive.size;
      const error = new BackendLostError('The connection to the GPU was lost.');
      operators.failNext = { method: 'reconstructFourier', error };
      await expect(run(gridrec)).rejects.toBe(error);
      expect(operators.alive.size).toBe(alive);
      await run(gridrec);
      expect([...(await imageOf())]).toEqual([...(await freshImage(gridrec))]);
    });

    test.each(methods)(
      'in %s fails the run with its own error; the next run is right and no array is lost',
      async (method) => {
        await run(base);
        const alive = operators.alive.size;
        const expected = [...(await imageOf())];
        const other = await given({ phantom: phantomOf(5), scan: { views: 12 } });
        const error = new BackendLostError('The connection to the GPU was lost.');
        operators.failNext = { method, error };
        await expect(run(other, { timeStages: true })).rejects.toBe(error);
        await run(base);
        expect([...(await imageOf())]).toEqual(expected);
        // What gave way to a filter that failed is not made again where the slice is still there.
        expect(operators.alive.size).toBeLessThanOrEqual(alive);
        session.release();
        expect(operators.alive.size).toBe(0);
      },
    );
  });

  describe('a paced run', () => {
    test.each([1, 5, 7, 1000])('of %i views a step shows every step and ends in the same image', async (pace) => {
      await run(base);
      const image = await imageOf();
      const steps = await run(base, { viewsPerStep: () => pace });
      const shown = steps.filter((step) => step.kind === 'image').map(({ views, of }) => [views, of]);
      const expected = Array.from({ length: Math.ceil(VIEWS / pace) }, (_, i) => [
        Math.min(VIEWS, (i + 1) * pace),
        VIEWS,
      ]);
      // The last step is shown as a step, and once more as the finished image.
      expect(shown).toEqual([...expected, [VIEWS, VIEWS]]);
      // Sums of up to 24 float32 steps instead of one: 24 roundings of 2⁻²⁵ relative to the sum, in quadrature less.
      const size = Math.sqrt(image.reduce((sum, value) => sum + value * value, 0) / image.length);
      expect(rmsDifference(await imageOf(), image) / size).toBeLessThan(1e-6);
    });

    test('asks for its pace before every step, and takes one view at least', async () => {
      const paces = [2, 0, 3.9, -1, 100];
      const steps = await run(base, { viewsPerStep: () => paces.shift() ?? 100 });
      const views = steps.filter((step) => step.kind === 'image').map((step) => step.views);
      expect(views).toEqual([2, 3, 6, 7, 24, 24]);
    });

    test('shows at each step the back-projection of the views so far', async () => {
      let snapshot = new Float32Array();
      for await (const step of session.run(base.experiment, base.subject, { viewsPerStep: () => 8 })) {
        if (step.kind === 'finished') result = step.result;
        if (step.kind === 'image' && step.views === 8) snapshot = Float32Array.from(await operators.read(step.image));
      }
      // The same sum by hand.
      const sinogram = await operators.read(result.sinogram);
      const scan = scanOfArc({ views: VIEWS, channels: 31, channelSpacingMm: 1.5 });
      const uploaded = await operators.upload(sinogram, VIEWS, 31);
      const filtered = await operators.create(VIEWS, 31);
      await operators.filterViews(rampFilter(31, 1.5, 'ram-lak', 1), uploaded, filtered, { from: 0, to: VIEWS });
      const image = await operators.create(PIXELS, PIXELS);
      const grid = { rows: PIXELS, columns: PIXELS, pixelSizeMm: 2 };
      await operators.backProject(filtered, scan, grid, image, { from: 0, to: 8 });
      const expected = await operators.read(image);
      expect(rmsDifference(snapshot, expected)).toBeLessThan(
        1e-6 * rmsDifference(expected, new Float32Array(expected.length)),
      );
    });
  });

  test('the same run twice gives the same bits', async () => {
    await run(base);
    expect([...(await freshImage(base))]).toEqual([...(await imageOf())]);
  });

  describe('a fan', () => {
    const machine = { geometry: 'fan', sourceToIsocenterMm: 60, sourceToDetectorMm: 100, channelSpacingMm: 2.5 };
    const ways = [
      ['as it is', { scan: machine }],
      ['without a filter', { scan: machine, reconstruction: { filter: 'none' } }],
      ['of a short scan', { scan: { ...machine, detector: 'flat', arcDeg: 250 } }],
      ['of too short an arc, and off to one side', { scan: { ...machine, arcDeg: 170, offset: -0.5 } }],
      ['of too short an arc, rebinned', { scan: { ...machine, arcDeg: 170 }, reconstruction: { rebin: true } }],
      ['rebinned', { scan: machine, reconstruction: { rebin: true } }],
      ['rebinned from two turns', { scan: { ...machine, arcDeg: 720 }, reconstruction: { rebin: true } }],
      ['rebinned and unfiltered', { scan: machine, reconstruction: { rebin: true, filter: 'none' } }],
      ['by gridrec', { scan: machine, reconstruction: { method: 'gridrec' } }],
    ] as const;

    test.each(ways)('%s is within reach of the phantom it was scanned from', async (_, changes) => {
      const fan = await given(changes);
      await run(fan);
      const image = await imageOf();
      // The disk's middle at x = 3, y = −2 mm: column 11, row 10 or thereabouts. Unfiltered, some ten times as much.
      const unfiltered = fan.experiment.reconstruction.filter === 'none';
      const value = image[10 * PIXELS + 11]!;
      expect(value).toBeGreaterThan(unfiltered ? 5 : 0.8);
      expect(value).toBeLessThan(unfiltered ? 60 : 1.2);
    });

    test('is completed once for all filters, and gives its room back when nothing is missing', async () => {
      const fan = await given({ scan: { ...machine, arcDeg: 170 } });
      await run(fan);
      operators.forget();
      await run(turned(fan, { reconstruction: { filter: 'hann' } }));
      expect([operators.count('scanShapes'), operators.count('completeViews')]).toEqual([0, 0]);
      const abort = new AbortController();
      const other = turned(fan, { scan: { startDeg: 5 } });
      const stop = (stage: string) => stage === 'filter' && abort.abort(new Error('given up'));
      await expect(run(other, { signal: abort.signal, onProgress: stop })).rejects.toThrow('given up');
      await run(other);
      expect([...(await imageOf())]).toEqual([...(await freshImage(other))]);
      session.release();
      expect(operators.alive.size).toBe(0);
    });

    test('is rebinned once for all filters, and not scanned again', async () => {
      const fan = await given({ scan: machine, reconstruction: { rebin: true } });
      await run(fan);
      operators.forget();
      await run(turned(fan, { reconstruction: { filter: 'hann' } }));
      expect([operators.count('scanShapes'), operators.count('rebin')]).toEqual([0, 0]);
      expect(operators.count('filterViews')).toBeGreaterThan(0);
      await run(turned(fan, { reconstruction: { method: 'gridrec' } }));
      expect(operators.count('rebin')).toBe(0);
    });

    test('played view by view grows by the views that were measured, rebinned or not', async () => {
      const fan = await given({ scan: machine, reconstruction: { rebin: true } });
      const steps = await run(fan, { viewsPerStep: () => 7 });
      const grown = steps.flatMap((step) => (step.kind === 'image' ? [[step.views, step.of]] : []));
      expect(grown).toEqual([
        [7, VIEWS],
        [14, VIEWS],
        [21, VIEWS],
        [VIEWS, VIEWS],
        [VIEWS, VIEWS],
      ]);
    });

    test('played view by view ends with the whole slice where views were made of others', async () => {
      const fan = await given({ scan: { ...machine, arcDeg: 170 } });
      await run(fan);
      const whole = await imageOf();
      const steps = await run(fan, { viewsPerStep: () => 10 });
      const grown = steps.flatMap((step) => (step.kind === 'image' ? [[step.views, step.of]] : []));
      expect(grown).toEqual([
        [10, VIEWS],
        [20, VIEWS],
        [VIEWS, VIEWS],
        [VIEWS, VIEWS],
      ]);
      const size = rmsDifference(whole, new Float32Array(whole.length));
      expect(rmsDifference(await imageOf(), whole)).toBeLessThan(1e-5 * size);
    });

    test('that is given up while it is rebinned leaves nothing behind and can be run again', async () => {
      const fan = await given({ scan: machine, reconstruction: { rebin: true } });
      const abort = new AbortController();
      const stop = (stage: string) => stage === 'filter' && abort.abort(new Error('given up'));
      await expect(run(fan, { signal: abort.signal, onProgress: stop })).rejects.toThrow('given up');
      await run(fan);
      expect([...(await imageOf())]).toEqual([...(await freshImage(fan))]);
      session.release();
      expect(operators.alive.size).toBe(0);
    });
  });
}
