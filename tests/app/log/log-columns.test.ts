import { describe, expect, it } from 'vitest';
import { headingOf, logColumns, sorted, unitOf } from '../../../src/app/log/log-columns.ts';
import { groupingColumns, logPlot } from '../../../src/app/log/log-plot.ts';
import type { LoggedRun } from '../../../src/app/log/logged-run.ts';
import { experimentOf } from '../runs/small-experiments.ts';
import { rowOf, SMALL } from './made-up-runs.ts';

const experimentWith = (views: number, filter: string) =>
  experimentOf({ scan: { ...SMALL.scan, views }, reconstruction: { ...SMALL.reconstruction, filter } });
const RUNS: readonly LoggedRun[] = [
  rowOf(1, experimentWith(90, 'hann'), { rmse: 30, noise: null }),
  rowOf(2, experimentWith(10, 'hann'), { rmse: null, noise: null }),
  rowOf(3, experimentWith(9, 'ram-lak'), { rmse: 4, noise: null }),
  rowOf(4, experimentWith(90, 'ram-lak'), { rmse: 4, noise: null }),
];
const columns = logColumns(RUNS);
const column = (name: string) => columns.find((one) => one.name === name)!;
const order = (name: string, isDescending: boolean) =>
  sorted(RUNS, column(name), isDescending).map(({ number }) => number);

describe('the columns of the log', () => {
  it('are the run, the settings in which runs differ, the numbers that any run has, and what ran', () => {
    expect(columns.map(({ name }) => name)).toEqual([
      ...['run', 'setting scan.views', 'setting reconstruction.filter', 'measure rmse', 'ran'],
    ]);
    expect(columns.map((one) => headingOf(one, RUNS))).toEqual([
      ...['Run', 'Projections', 'Filter', 'rmse (HU)', 'Computed on'],
    ]);
  });

  it('sort by numbers as numbers, with what is not there last either way, and keep the order of equal ones', () => {
    expect(order('setting scan.views', false)).toEqual([3, 2, 1, 4]);
    expect(order('measure rmse', false)).toEqual([3, 4, 1, 2]);
    expect(order('measure rmse', true)).toEqual([1, 3, 4, 2]);
    expect(order('run', true)).toEqual([4, 3, 2, 1]);
    expect(order('setting reconstruction.filter', false)).toEqual([1, 2, 3, 4]);
  });

  it('have a unit where all runs have the same', () => {
    const mixed = [...RUNS, rowOf(5, experimentWith(90, 'hann'), { rmse: 0.1 }, '1/mm')];
    const rmse = logColumns(mixed).find(({ name }) => name === 'measure rmse')!;
    expect(unitOf(rmse, RUNS)).toBe('HU');
    expect(unitOf(rmse, mixed)).toBeNull();
    expect(headingOf(rmse, mixed)).toBe('rmse');
  });
});

describe('a plot of the log', () => {
  it('has a point for each run that has both numbers, and knows which run it is', () => {
    const { content, runs } = logPlot(RUNS, column('setting scan.views'), column('measure rmse'), null);
    expect(content.series).toEqual([{ name: 'Runs', kind: 'points', x: [90, 9, 90], y: [30, 4, 4] }]);
    expect(runs[0]!.map(({ number }) => number)).toEqual([1, 3, 4]);
    expect(content.title).toBe('rmse (HU) against Projections');
    expect(content.vertical).toMatchObject({ label: 'rmse', unit: 'HU', steps: 'decimal' });
    // Nothing is between two numbers of projections.
    expect(content.horizontal.steps).toBe('integer');
  });

  it('is divided by a setting', () => {
    expect(groupingColumns(columns, RUNS).map(({ name }) => name)).toEqual([
      ...['setting scan.views', 'setting reconstruction.filter'],
    ]);
    const divided = logPlot(
      RUNS,
      column('setting scan.views'),
      column('measure rmse'),
      column('setting reconstruction.filter'),
    );
    expect(divided.content.series.map(({ name, x }) => [name, x])).toEqual([
      ['Filter Hann', [90]],
      ['Filter Ram–Lak (ramp)', [9, 90]],
    ]);
    expect(divided.runs.map((some) => some.map(({ number }) => number))).toEqual([[1], [3, 4]]);
  });

  it('has the unit of the newest run, and says how many are of another', () => {
    const mixed = [...RUNS, rowOf(5, experimentWith(90, 'hann'), { rmse: 0.1 }, '1/mm')];
    const of = logColumns(mixed);
    const named = (name: string) => of.find((one) => one.name === name)!;
    const { content, ofOtherUnits } = logPlot(mixed, named('run'), named('measure rmse'), null);
    expect(content.series[0]!.y).toEqual([0.1]);
    expect([content.vertical.unit, ofOtherUnits]).toEqual(['1/mm', 3]);
  });

  it('is empty where no run has both', () => {
    const none = { ...column('measure rmse'), valueOf: () => null };
    expect(logPlot(RUNS, column('run'), none, null).content.series).toEqual([]);
  });
});
