// Which times and figures stand beside a slice, whichever of its runs came last.

import { beforeEach, describe, expect, test } from 'vitest';
import type { RunToLog } from '../../../src/app/log/logged-run.ts';
import type { RunLog } from '../../../src/app/log/run-log.ts';
import type { NumbersPanel } from '../../../src/app/panels/numbers-panel.ts';
import type { ShownTimes } from '../../../src/app/panels/times-section.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { HostCopies } from '../../../src/app/runs/host-copies.ts';
import { RunNumbers } from '../../../src/app/runs/run-numbers.ts';
import type { Notices } from '../../../src/app/shell/notices.ts';
import type { RunResult } from '../../../src/experiment/run-result.ts';
import type { FinishedStep } from '../../../src/experiment/run-steps.ts';
import type { ImageQuality } from '../../../src/measure/image-quality.ts';
import { MadeUpEngine } from './made-up-engine.ts';
import { quick, subject } from './small-experiments.ts';

const { engine } = new MadeUpEngine();

/** A run that has ended with a slice. */
function finished(image: object, totalMs: number, kept = false): FinishedStep {
  const stages = ['scan', 'filter', 'back-project'] as const;
  return {
    kind: 'finished',
    result: { image, measured: {}, isReconstructed: true } as unknown as RunResult,
    totalMs,
    times: stages.map((stage) => ({ stage, timeMs: kept ? 0 : totalMs / 3, kept })),
  };
}

/** Of a result whose arrays are there. */
const KEPT = { isThere: true, hold: () => () => undefined, starvedFraction: async () => 0.25 };

/** Keeps what goes into the log. */
function madeUpLog(logged: RunToLog[] = []): RunLog {
  const record = async (one: RunToLog) => {
    logged.push(one);
  };
  return { runs: [], listen: () => () => undefined, record } as unknown as RunLog;
}

let numbers: RunNumbers;
/** What stands in the panel. */
let times: ShownTimes | string;
let quality: string;

beforeEach(() => {
  times = '';
  quality = '';
  const panel = {
    setTimes: (shown: ShownTimes) => {
      times = shown;
    },
    setNoTimes: (why: string) => {
      times = why;
    },
    setQualityPending: () => {
      quality = '…';
    },
    setNoQuality: (why: string) => {
      quality = why;
    },
  } as unknown as NumbersPanel;
  const present = new PresentExperiment();
  present.open(quick(3), subject);
  numbers = new RunNumbers(present, panel, new HostCopies(), {} as Notices, madeUpLog());
});

const run = { engine, whole: quick(3), experiment: quick(3), subject };
const whole = (step: FinishedStep) => numbers.showTimes({ ...run, isPreview: false }, step);
const preview = (step: FinishedStep) => numbers.showTimes({ ...run, isPreview: true }, step);

describe('times', () => {
  test('beside a whole slice that was there already are those of when it was made, not those of its preview', () => {
    const slice = {};
    whole(finished(slice, 300));
    preview(finished({}, 20));
    expect(times).toMatchObject({ totalMs: 20, isPreview: true });
    whole(finished(slice, 0.1, true));
    expect(times).toMatchObject({ totalMs: 300, isPreview: false });
    expect((times as ShownTimes).times![0]).toMatchObject({ kept: false, timeMs: 100 });
  });

  test('of a slice that somebody else has made say that it was kept', () => {
    preview(finished({}, 20));
    whole(finished({}, 0.1, true));
    expect(times).toMatchObject({ totalMs: 0.1, isPreview: false, gigaUpdatesPerSecond: null });
    expect((times as ShownTimes).times!.every(({ kept }) => kept)).toBe(true);
  });

  test('of a run that computed a part of it are its own', () => {
    const slice = {};
    whole(finished(slice, 300));
    const step = finished(slice, 90);
    whole({ ...step, times: step.times!.map((time, i) => (i === 0 ? { ...time, kept: true, timeMs: 0 } : time)) });
    expect(times).toMatchObject({ totalMs: 90 });
    whole(finished(slice, 0.1, true));
    expect(times).toMatchObject({ totalMs: 90 });
  });

  test('of a preview do not stay beside a slice that was played to its end', () => {
    preview(finished({}, 20));
    numbers.showPlayed();
    expect(times).toBe('played view by view, not timed');
  });

  test('of the whole run stay beside a slice that was played', () => {
    whole(finished({}, 300));
    numbers.showPlayed();
    expect(times).toMatchObject({ totalMs: 300 });
  });
});

test('a slice of some of the views has no figures, and nobody waits for them', () => {
  numbers.showPartial('incomplete: 20 of 90 views');
  expect(quality).toBe('incomplete: 20 of 90 views');
});

test('the same slice, looked at from another place, is measured once', async () => {
  let measured = 0;
  const shown: ImageQuality[] = [];
  const present = new PresentExperiment();
  present.open(run.experiment, subject);
  const panel = {
    setTimes: () => undefined,
    setQuality: (given: ImageQuality) => shown.push(given),
    setDose: () => undefined,
    awaitDose: async () => undefined,
  } as unknown as NumbersPanel;
  const copies = { of: async () => new Float32Array(1) } as unknown as HostCopies;
  const logged: RunToLog[] = [];
  const own = new RunNumbers(present, panel, copies, {} as Notices, madeUpLog(logged));
  const [slice, truthValues] = [{}, new Float32Array(1)];
  const look = async (isKept: boolean, truth = truthValues) => {
    const step = finished(slice, 30, isKept);
    const quality = async () => ({ rmse: ++measured }) as unknown as ImageQuality;
    const result = { ...step.result, ...KEPT, truthValues: truth, quality } as unknown as RunResult;
    own.showTimes({ ...run, isPreview: false }, { ...step, result });
    await own.measure(result, engine, run.experiment, true);
  };
  await look(false);
  for (let place = 0; place < 3; place++) await look(true);
  expect(measured).toBe(1);
  expect(shown).toEqual(Array(4).fill({ rmse: 1 }));
  // Against another phantom, or computed anew in the same array, it is another.
  await look(true, new Float32Array(1));
  await look(false);
  expect(measured).toBe(3);
  expect(logged.map(({ quality, totalMs }) => [quality?.rmse, totalMs])).toEqual([
    ...Array(4).fill([1, 30]),
    ...[2, 3].map((rmse) => [rmse, 30]),
  ]);
});

test('a run goes into the log when it has come to rest, with its numbers', async () => {
  const present = new PresentExperiment();
  present.open(run.experiment, subject);
  const panel = {
    setTimes: () => undefined,
    setQuality: () => undefined,
    setDose: () => undefined,
    awaitDose: async () => undefined,
  };
  const image = new Float32Array(1);
  const copies = { of: async () => image } as unknown as HostCopies;
  const logged: RunToLog[] = [];
  const own = new RunNumbers(present, panel as unknown as NumbersPanel, copies, {} as Notices, madeUpLog(logged));
  const step = finished({}, 30);
  const quality = async () => ({ rmse: 7 }) as unknown as ImageQuality;
  const result = { ...step.result, ...KEPT, truthValues: null, quality } as unknown as RunResult;
  own.showTimes({ ...run, isPreview: false }, { ...step, result });
  await own.measure(result, engine, run.experiment, false);
  expect(logged).toEqual([]);
  const ended = new AbortController();
  ended.abort();
  await own.measure(result, engine, run.experiment, true, ended.signal);
  expect(logged).toEqual([]);
  await own.measure(result, engine, run.experiment, true);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatchObject({ totalMs: 30, quality: { rmse: 7 }, marked: [], starvedFraction: 0.25 });
  expect(logged[0]!.image).toBe(image);
  expect(logged[0]!.experiment).toBe(run.experiment);
});
