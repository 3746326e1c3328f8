// Which times and figures stand beside a slice, whichever of its runs came last.

import { beforeEach, describe, expect, test } from 'vitest';
import type { NumbersPanel } from '../../../src/app/panels/numbers-panel.ts';
import type { ShownTimes } from '../../../src/app/panels/times-section.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { HostCopies } from '../../../src/app/runs/host-copies.ts';
import { RunNumbers } from '../../../src/app/runs/run-numbers.ts';
import type { Notices } from '../../../src/app/shell/notices.ts';
import type { RunResult } from '../../../src/experiment/run-result.ts';
import type { FinishedStep } from '../../../src/experiment/run-steps.ts';
import { MadeUpEngine } from './made-up-engine.ts';
import { quick, subject } from './small-experiments.ts';

const { engine } = new MadeUpEngine();

/** A run that has ended with a slice. */
function finished(image: object, totalMs: number, kept = false): FinishedStep {
  const stages = ['scan', 'filter', 'back-project'] as const;
  return {
    kind: 'finished',
    result: { image } as unknown as RunResult,
    totalMs,
    times: stages.map((stage) => ({ stage, timeMs: kept ? 0 : totalMs / 3, kept })),
  };
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
  numbers = new RunNumbers(present, panel, new HostCopies(), {} as Notices);
});

const run = { engine, whole: quick(3), experiment: quick(3) };
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
  numbers.showPartial(20, 90);
  expect(quality).toBe('20 of 90 views are no whole slice');
});
