// What iterations have come to, as a plot, in numbers and in words: of one run, and of several over one another.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/app/engine/engine.ts';
import type { Lane } from '../../../../src/app/lanes/lane.ts';
import type { LaneResult } from '../../../../src/app/lanes/lane-runs.ts';
import { PRESENT } from '../../../../src/app/lanes/present.ts';
import type { AnalysisContext } from '../../../../src/app/workplaces/measure/analysis.ts';
import { describeConvergence } from '../../../../src/app/workplaces/measure/convergence/describe.ts';
import type { IteratedRun } from '../../../../src/app/workplaces/measure/convergence/iterated-run.ts';
import { measureConvergence } from '../../../../src/app/workplaces/measure/convergence/measure.ts';
import { stepAbove, stepBelow } from '../../../../src/app/workplaces/measure/convergence/steps.ts';
import { InPlaceExecutor } from '../../../../src/compute/cpu/task-executor.ts';
import { type Experiment, resolveExperiment } from '../../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../../src/experiment/experiment-schema.ts';
import { finish } from '../../../../src/experiment/run-steps.ts';
import { Session } from '../../../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../../../src/experiment/subject.ts';
import { imageQuality } from '../../../../src/measure/image-quality.ts';
import type { IterationPoint } from '../../../../src/methods/iterative/iterating.ts';
import { CpuOperators } from '../../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../../src/operators/cpu/cpu-tasks.ts';

const A: Lane = { name: 'a', label: 'A', pair: () => null };
const B: Lane = { name: 'b', label: 'B', pair: () => null };
let subject: Subject;
let sirt: Experiment;
let cgls: Experiment;
beforeAll(async () => {
  const inputOf = (reconstruction: object) =>
    parseExperimentInput({
      version: 2,
      phantom: 'water-disk',
      scan: { views: 12, channels: 24, channelSpacingMm: 12 },
      reconstruction: { iterations: 5, grid: { pixels: 16, pixelSizeMm: 16 }, ...reconstruction },
    });
  subject = await loadSubject(inputOf({ method: 'sirt' }), () => Promise.reject(new Error('there are no files')));
  sirt = resolveExperiment(inputOf({ method: 'sirt' }), subject);
  cgls = resolveExperiment(inputOf({ method: 'cgls' }), subject);
});

const pointsOf = (errors: readonly (number | null)[], secondsEach = 0.25): IterationPoint[] =>
  errors.map((rmse, iteration) => ({
    iteration,
    seconds: iteration * secondsEach,
    residual: 8 / 2 ** iteration,
    change: iteration === 0 ? 0 : 1 / iteration,
    ...(rmse !== null && { rmse }),
  }));

const runOf = (points: readonly IterationPoint[], others: Partial<IteratedRun> = {}): IteratedRun => ({
  ...{ lane: PRESENT, experiment: sirt, unit: 'HU', toUnit: (error) => 1000 * error },
  ...{ points, of: null, hasSimilarity: false, similarities: new Map(), ...others },
});
const named = (result: ReturnType<typeof describeConvergence>, label: string) =>
  result.numbers.find((number) => number.label === label);

describe('the convergence of a method that iterates', () => {
  test('has residual and error relative to the start, the change, and the iteration nearest to the phantom', () => {
    const result = describeConvergence([runOf(pointsOf([0.8, 0.4, 0.2, 0.4]))], 'iterations', null);
    const { plot, words } = result;
    expect(plot!.series).toEqual([
      { name: 'residual', kind: 'line', x: [0, 1, 2, 3], y: [1, 0.5, 0.25, 0.125] },
      { name: 'RMSE', kind: 'line', x: [0, 1, 2, 3], y: [1, 0.5, 0.25, 0.5] },
      { name: 'change', kind: 'line', x: [1, 2, 3], y: [1, 0.5, 1 / 3] },
    ]);
    expect(plot!.vertical).toMatchObject({ scale: 'log', reaches: [0.1, 1] });
    expect(plot!.marks).toEqual([{ x: 2, label: 'least RMSE' }]);
    expect(named(result, 'Least RMSE')).toEqual({ label: 'Least RMSE', value: 200, unit: 'HU' });
    expect(named(result, 'at iteration')!.value).toBe(2);
    expect(named(result, 'Each took')).toEqual({ label: 'Each took', value: 250, unit: 'ms' });
    expect(words).toContain('semi-convergence');
  });

  test('is the same over seconds, and its points are of the same iterations', () => {
    const { plot, iterationAt } = describeConvergence([runOf(pointsOf([0.8, 0.4, 0.2, 0.4]))], 'seconds', null);
    expect(plot!.series.map(({ x }) => x)).toEqual([
      [0, 0.25, 0.5, 0.75],
      [0, 0.25, 0.5, 0.75],
      [0.25, 0.5, 0.75],
    ]);
    expect(plot!.marks).toEqual([{ x: 0.5, label: 'least RMSE' }]);
    const of = (iteration: number) => ({ lane: PRESENT, iteration });
    expect([iterationAt!(0, 1), iterationAt!(2, 1), iterationAt!(2, 9)]).toEqual([of(1), of(2), null]);
  });

  test('has the total variation beside that of the first iteration that has some', () => {
    const points = pointsOf([null, null, null]).map((point) => ({ ...point, totalVariation: point.iteration * 3 }));
    const { plot, iterationAt } = describeConvergence([runOf(points)], 'iterations', null);
    expect(plot!.series[1]).toEqual({ name: 'total variation', kind: 'line', x: [1, 2], y: [1, 2] });
    expect(iterationAt!(1, 0)!.iteration).toBe(1);
  });

  test('that still comes nearer has no best iteration before the last, and measured data has no error', () => {
    const falling = describeConvergence([runOf(pointsOf([0.8, 0.4, 0.2]))], 'iterations', null);
    expect([falling.plot!.marks, falling.words.slice(0, 21)]).toEqual([[], 'The error still falls']);
    const measured = describeConvergence([runOf(pointsOf([null, null]))], 'iterations', null);
    expect(measured.plot!.series.map(({ name }) => name)).toEqual(['residual', 'change']);
    expect(named(measured, 'Least RMSE')).toBeUndefined();
  });

  test('has the curves that a hand has chosen; one alone has its own unit', () => {
    const run = runOf(pointsOf([0.8, 0.4, 0.2]), {
      hasSimilarity: true,
      similarities: new Map([
        [0, 0.5],
        [2, 0.75],
      ]),
    });
    const { plot, curves } = describeConvergence([run], 'iterations', ['rmse']);
    expect(plot!.vertical).toMatchObject({ label: 'RMSE', unit: 'HU' });
    expect(plot!.series).toEqual([{ name: 'RMSE', kind: 'line', x: [0, 1, 2], y: [800, 400, 200] }]);
    expect(curves!.map(({ name, isShown }) => [name, isShown])).toEqual([
      ['residual', false],
      ['rmse', true],
      ['ssim', false],
      ['change', false],
    ]);
    const similar = describeConvergence([run], 'iterations', ['ssim']);
    expect(similar.plot!.vertical).toMatchObject({ label: 'SSIM', scale: 'linear' });
    expect(similar.plot!.series[0]).toMatchObject({ x: [0, 2], y: [0.5, 0.75] });
    const both = describeConvergence([run], 'iterations', ['rmse', 'ssim']);
    expect(both.plot!.series[1]).toMatchObject({ name: '1 − SSIM', x: [0, 2], y: [1, 0.5] });
    // What is chosen and not known is as if nothing were.
    expect(describeConvergence([run], 'iterations', ['objective']).plot!.series.length).toBe(3);
  });
});

describe('the convergence of several', () => {
  const both = () => [
    runOf(pointsOf([0.8, 0.4, 0.2])),
    runOf(pointsOf([0.8, 0.1, 0.3, 0.5], 0.5), { lane: A, experiment: cgls }),
  ];

  test('is drawn in the colour of each, named by their methods, with the best iteration of each', () => {
    const result = describeConvergence(both(), 'iterations', null);
    const { plot, words, iterationAt } = result;
    expect(plot!.series.map(({ name, group, y }) => [name, group, y])).toEqual([
      ['Current: SIRT, residual', 0, [1, 0.5, 0.25]],
      ['Current: SIRT, RMSE', 0, [1, 0.5, 0.25]],
      ['A: CGLS, residual', 1, [1, 0.5, 0.25, 0.125]],
      ['A: CGLS, RMSE', 1, [1, 0.125, 0.3 / 0.8, 0.5 / 0.8]],
    ]);
    expect(plot!.marks).toEqual([{ x: 1, label: 'A: best' }]);
    expect(iterationAt!(3, 2)).toEqual({ lane: A, iteration: 2 });
    expect(result.numbers.map(({ label, value }) => [label, value])).toEqual([
      ['Current: least RMSE', 200],
      ['at iteration', 2],
      ['each took', 250],
      ['A: least RMSE', 100],
      ['at iteration', 1],
      ['each took', 500],
    ]);
    expect(words).toContain('A: CGLS at iteration 1 (100 HU); Current: SIRT at iteration 2 (200 HU, still falling)');
  });

  test('of one figure has it in its own unit, over the time that each has taken', () => {
    const { plot } = describeConvergence(both(), 'seconds', ['rmse']);
    expect(plot!.vertical).toMatchObject({ label: 'RMSE', unit: 'HU' });
    expect(plot!.series.map(({ name, x }) => [name, x])).toEqual([
      ['Current: SIRT', [0, 0.25, 0.5]],
      ['A: CGLS', [0, 0.5, 1, 1.5]],
    ]);
    const [one, other] = both();
    const inOther = { ...other!, unit: '' };
    expect(describeConvergence([one!, inOther], 'seconds', ['rmse']).plot!.vertical.label).toBe(
      'relative to the start',
    );
  });

  test('by one method are named by what they differ in', () => {
    const reconstruction = { ...sirt.reconstruction, relaxation: 1.5 };
    const relaxed = { ...sirt, reconstruction } as Experiment;
    const runs = [runOf(pointsOf([1, 1])), runOf(pointsOf([1, 1]), { lane: B, experiment: relaxed })];
    const { series } = describeConvergence(runs, 'iterations', ['rmse']).plot!;
    // Letters keep their colours, whoever else is there.
    expect(series.map(({ name, group }) => [name, group])).toEqual([
      ['Current: SIRT, Relaxation 1', 0],
      ['B: SIRT, Relaxation 1.5', 2],
    ]);
  });

  test('stands in axes that hold still while the curves grow', () => {
    const growing = (made: number) => runOf(pointsOf([0.8, 0.4, 0.2, 0.1].slice(0, made + 1)), { of: 10 });
    const axes = [1, 2, 3].map((made) => describeConvergence([growing(made)], 'iterations', ['change']).plot!);
    expect(axes.map(({ horizontal }) => horizontal.reaches)).toEqual([
      [0, 10],
      [0, 10],
      [0, 10],
    ]);
    const inTime = describeConvergence([growing(2)], 'seconds', null).plot!;
    expect(inTime.horizontal.reaches).toEqual([0, 3]);
  });
});

test('ends of axes stand on round numbers', () => {
  const steps = [1, 2, 5] as const;
  expect([0.1, 0.11, 0.3, 7, 1e-9, 2000].map((value) => stepAbove(value, steps))).toEqual([
    0.1, 0.2, 0.5, 10, 1e-9, 2000,
  ]);
  expect([0.1, 0.11, 0.3, 7, 0.999].map((value) => stepBelow(value, steps))).toEqual([0.1, 0.1, 0.2, 5, 0.5]);
});

describe('measured of runs that are over', () => {
  const executor = new InPlaceExecutor(cpuTasks);
  const operators = new CpuOperators(executor);
  const engine = { operators, hostValues: (array: { data: Float32Array }) => array.data } as unknown as Engine;
  const resultOf = async (experiment: Experiment): Promise<LaneResult> => {
    const session = new Session(operators, executor);
    const { result } = await finish(session.run(experiment, subject));
    return { engine, experiment, subject, result } as unknown as LaneResult;
  };
  const done: number[] = [];
  const measured = (present: LaneResult, beside: LaneResult, curves: readonly string[] | null) =>
    measureConvergence(
      {
        ...present,
        lanes: new Map([[A, beside]]),
        curves,
        progress: (part: number) => done.push(part),
      } as unknown as AnalysisContext,
      'iterations',
      new AbortController().signal,
    );

  test('SSIM of the images that are kept, once, when it is asked for', async () => {
    const [present, beside] = [await resultOf(sirt), await resultOf(cgls)];
    await measured(present, beside, null);
    expect([done.length, present.result.iterations!.similarities.size]).toEqual([0, 0]);
    const { plot } = await measured(present, beside, ['ssim']);
    expect(plot!.series.map(({ name, x }) => [name, x.length])).toEqual([
      ['Current: SIRT', 6],
      ['A: CGLS', 6],
    ]);
    const { image, truthValues, grid } = present.result;
    const { ssim } = imageQuality(
      (image as unknown as { data: Float32Array }).data,
      truthValues!,
      grid.rows,
      grid.columns,
    );
    expect(plot!.series[0]!.y.at(-1)).toBeCloseTo(ssim, 9);
    expect(done.length).toBe(12);
    await measured(present, beside, ['ssim']);
    expect(done.length).toBe(12);
  });
});
