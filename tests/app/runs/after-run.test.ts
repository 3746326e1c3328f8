// What follows a run, and what no longer does when another is asked for meanwhile.

import { beforeEach, expect, test } from 'vitest';
import { AfterRun, type AfterRunParts } from '../../../src/app/runs/after-run.ts';
import type { LiveRun } from '../../../src/app/runs/live-runner.ts';
import type { RunResult } from '../../../src/experiment/run-result.ts';
import { MadeUpEngine, settled } from './made-up-engine.ts';
import { quick, subject } from './small-experiments.ts';

const { engine } = new MadeUpEngine();
const result = { findings: new Map() } as unknown as RunResult;

let afterRun: AfterRun;
let heard: string[];
let findsAxis: boolean;
/** Ends what is under way, by its name. */
let end: Map<string, () => void>;

/** Something that takes until the test says so. */
const taking = (name: string) => () => {
  heard.push(name);
  return new Promise<void>((resolve) => end.set(name, resolve));
};

beforeEach(() => {
  heard = [];
  end = new Map();
  findsAxis = false;
  const note = (word: string) => () => heard.push(word);
  const parts = {
    present: { experiment: quick(3) },
    status: { succeeded: () => {}, endedBeside: () => {}, atRest: note('at rest') },
    axisSearch: { settled: () => findsAxis },
    pictures: { followAtRest: taking('readings'), copyForPointer: taking('copies') },
    numbers: { advise: async () => {}, awaitQuality: note('waits for figures'), measure: taking('figures') },
    roomRuns: { follow: taking('beside') },
  } as unknown as AfterRunParts;
  afterRun = new AfterRun(parts, { onAxisFound: note('axis found'), onWhole: () => {} });
});

function runOf({ moving = false, isPreview = false } = {}): LiveRun {
  const whole = quick(3);
  return { engine, request: { experiment: whole, subject, moving }, whole, experiment: whole, subject, isPreview };
}

/** Lets each part of what follows end as it comes. */
async function endAll(): Promise<void> {
  for (const name of ['readings', 'beside', 'figures', 'copies']) {
    await settled();
    end.get(name)?.();
  }
  await settled();
}

test('a whole run: windows, what stands beside, figures, copies, in this order; then the page is at rest', async () => {
  void afterRun.follow(runOf(), result);
  await endAll();
  expect(heard).toEqual(['readings', 'beside', 'figures', 'copies', 'at rest']);
});

test('a whole run while the hand moves has its figures, and nothing beside it', async () => {
  void afterRun.follow(runOf({ moving: true }), result);
  await endAll();
  expect(heard).toEqual(['figures', 'copies']);
});

test('a preview has no figures', async () => {
  void afterRun.follow(runOf({ moving: true, isPreview: true }), result);
  await endAll();
  expect(heard).toEqual(['waits for figures']);
});

test('a run that has found the axis is followed by another', async () => {
  findsAxis = true;
  void afterRun.follow(runOf(), result);
  await endAll();
  expect(heard).toEqual(['axis found']);
});

test.each(['readings', 'beside', 'figures'])('nothing follows %s when another run is asked for', async (name) => {
  void afterRun.follow(runOf(), result);
  const names = ['readings', 'beside', 'figures'];
  for (const before of names.slice(0, names.indexOf(name))) {
    await settled();
    end.get(before)!();
  }
  await settled();
  expect(heard.at(-1)).toBe(name);
  afterRun.abandon();
  end.get(name)!();
  await endAll();
  expect(heard.filter((word) => word === 'at rest')).toEqual([]);
  expect(heard.slice(0, 3)).toEqual(names.slice(0, names.indexOf(name) + 1));
});

test('of two runs only the newer comes to rest', async () => {
  void afterRun.follow(runOf(), result);
  await settled();
  const endFirst = end.get('readings')!;
  void afterRun.follow(runOf(), result);
  endFirst();
  await endAll();
  expect(heard).toEqual(['readings', 'readings', 'beside', 'figures', 'copies', 'at rest']);
});
