import { describe, expect, it } from 'vitest';
import { bounded, withRun } from '../../../src/app/log/log-entry.ts';
import type { LoggedRun, RunToLog } from '../../../src/app/log/logged-run.ts';
import type { Mark } from '../../../src/app/marks/mark.ts';
import type { Subject } from '../../../src/experiment/subject.ts';
import { experimentOf } from '../runs/small-experiments.ts';
import { MU_WATER, rowOf, runOf, SMALL } from './made-up-runs.ts';

const logOf = (...runs: RunToLog[]) => runs.reduce<readonly LoggedRun[]>(withRun, []);
const numberOf = (run: LoggedRun, name: string) => run.measures.find((measure) => measure.name === name);

describe('a run in the log', () => {
  it('has its numbers in the unit in which they are shown, and none where there is none', () => {
    const [run] = logOf(runOf({}, { error: 0.01 * MU_WATER }));
    expect(run!.number).toBe(1);
    // A hundredth of water is 10 HU.
    expect(numberOf(run!, 'rmse')).toEqual({ name: 'rmse', label: 'RMSE', unit: 'HU', value: expect.closeTo(10, 4) });
    expect(numberOf(run!, 'noise')!.value).toBeCloseTo(10, 2);
    expect(numberOf(run!, 'scanMs')).toMatchObject({ value: 5, unit: 'ms' });
    expect(numberOf(run!, 'filterMs')!.value).toBeNull();
    expect(numberOf(run!, 'relativeDose')!.value).toBeNull();
    const [untimed] = logOf(runOf({}, { totalMs: Number.NaN, times: null }));
    expect(numberOf(untimed!, 'totalMs')!.value).toBeNull();
  });

  it('knows its dose: photons × projections', () => {
    const acquisition = { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons: 500 } };
    const [run] = logOf(runOf({ acquisition }));
    expect(numberOf(run!, 'relativeDose')!.value).toBe(500 * 40);
  });

  it('says what was changed since the run before it', () => {
    const runs = logOf(runOf({}), runOf({ scan: { ...SMALL.scan, views: 20 } }));
    expect(runs.map(({ number, changed }) => [number, changed])).toEqual([
      [1, []],
      [2, [{ what: 'Projections', values: ['40', '20'] }]],
    ]);
  });

  it('is there once, in whatever window; again on another backend, and again after another', () => {
    const first = runOf({});
    expect(logOf(first, runOf({}), runOf({ display: { width: 80, level: 0 } }))).toHaveLength(1);
    expect(logOf(first, { ...first, ran: 'WebGPU' })).toHaveLength(2);
    expect(logOf(first, runOf({ scan: { ...SMALL.scan, views: 20 } }), first)).toHaveLength(3);
  });

  it('has what is marked on it, as it is when it is run again', () => {
    const pin: Mark = { name: 'B', plane: 'slice', form: { kind: 'pin', at: { x: 0, y: 0 } } };
    const values = (value: number) => [
      { mark: pin, headline: '', numbers: [{ label: 'Value', value, unit: 'HU' }], remark: null },
    ];
    expect(logOf(runOf({}, { marked: values(7) }))[0]!.marked).toEqual([
      { name: 'B, Value', label: 'B, Value', unit: 'HU', value: 7 },
    ]);
    const runs = logOf(runOf({}), runOf({}, { marked: values(7) }));
    expect(runs.map(({ number, marked }) => [number, marked.length])).toEqual([[1, 1]]);
  });

  it('has a small picture in the window of the page', () => {
    const run = runOf({ display: { width: 100, level: 0 } }, { error: 0 });
    const image = run.image.map((_, i) => (i % 20 < 10 ? MU_WATER : MU_WATER * 1.04));
    const [{ picture }] = logOf({ ...run, image }) as [LoggedRun];
    expect([picture.rows, picture.columns]).toEqual([20, 20]);
    // 0 HU is the middle of the window, 40 HU are 90 % of its way.
    expect(Math.abs(picture.greys[0]! - 127.5)).toBeLessThan(1);
    expect(picture.greys[19]).toBe(Math.round(0.9 * 255));
  });
});

describe('the log', () => {
  const experiment = experimentOf(SMALL);

  it('keeps as many runs as it says, the newest', () => {
    const runs = Array.from({ length: 7 }, (_, i) => rowOf(i + 1, experiment, {}));
    const kept = bounded(runs, { mostRuns: 3, mostBytes: 1e9 });
    expect(kept.map(({ number }) => number)).toEqual([5, 6, 7]);
  });

  it('keeps no more of opened files than its bound, what several runs are of counted once', () => {
    const file = (): Subject => ({ kind: 'image', values: new Float32Array(250) }) as unknown as Subject;
    const [a, b, c] = [file(), file(), file()];
    const runs = [a, a, b, b, c].map((subject, i) => ({ ...rowOf(i + 1, experiment, {}), subject }));
    const numbers = (mostBytes: number) => bounded(runs, { mostRuns: 99, mostBytes }).map(({ number }) => number);
    // The last run's file is on the page anyway.
    expect(numbers(2000)).toEqual([1, 2, 3, 4, 5]);
    expect(numbers(1999)).toEqual([3, 4, 5]);
    expect(numbers(0)).toEqual([5]);
  });
});
