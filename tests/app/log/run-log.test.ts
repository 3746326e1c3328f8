import { describe, expect, it } from 'vitest';
import { RunLog } from '../../../src/app/log/run-log.ts';
import { runOf, SMALL } from './made-up-runs.ts';

const withViews = (views: number) => runOf({ scan: { ...SMALL.scan, views } });

describe('the log of runs', () => {
  it('lets the first run wait until somebody asks, or until there is a second', async () => {
    const log = new RunLog();
    let changes = 0;
    log.listen(() => changes++);
    await log.record(withViews(40), false);
    expect([log.runs.length, changes]).toEqual([0, 0]);
    await log.complete();
    expect([log.runs.length, changes]).toEqual([1, 1]);

    const other = new RunLog();
    await other.record(withViews(40), false);
    await other.record(withViews(20), false);
    expect(other.runs.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('takes the first in at once where it is to be seen', async () => {
    const log = new RunLog();
    await log.record(withViews(40), true);
    expect(log.runs).toHaveLength(1);
  });

  it('tells nobody of a run that is there already, and is empty when it is cleared', async () => {
    const log = new RunLog();
    let changes = 0;
    const end = log.listen(() => changes++);
    await log.record(withViews(40), true);
    await log.record(withViews(40), true);
    expect(changes).toBe(1);
    log.clear();
    expect([log.runs.length, changes]).toEqual([0, 2]);
    end();
    await log.record(withViews(40), true);
    expect([log.runs.length, changes]).toEqual([1, 2]);
  });
});
