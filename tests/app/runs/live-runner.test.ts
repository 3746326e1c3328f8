// Who runs when, on an engine whose every step is ours: no device, no clock, no luck.

import { beforeEach, describe, expect, test } from 'vitest';
import { LiveRunner } from '../../../src/app/runs/live-runner.ts';
import { BackendLostError } from '../../../src/compute/device.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunStep } from '../../../src/experiment/run-steps.ts';
import { MadeUpEngine, settled, told } from './made-up-engine.ts';
import { experimentOf, quick, slow, subject } from './small-experiments.ts';

const SINOGRAM = { kind: 'sinogram' } as unknown as RunStep;

let device: MadeUpEngine;
let runner: LiveRunner;
/** What the page is told, a word each. */
let heard: string[];

function listen(made: MadeUpEngine): LiveRunner {
  return new LiveRunner(made.engine, {
    onStep: ({ experiment, isPreview }, { kind }) =>
      heard.push(`${kind} of ${isPreview ? 'preview ' : ''}${experiment.scan.views}`),
    onSettled: ({ experiment, isPreview }) =>
      heard.push(`settled ${isPreview ? 'preview ' : ''}${experiment.scan.views}`),
    onFailed: ({ experiment }, error) => heard.push(`${experiment.scan.views} failed: ${(error as Error).message}`),
    onBusy: (busy) => heard.push(busy ? 'busy' : 'idle'),
    onProgress: ({ experiment }, stage, done) => heard.push(`${stage} of ${experiment.scan.views}: ${done}`),
  });
}

const ask = async (experiment: Experiment, moving = false) => {
  runner.request({ experiment, subject, moving });
  await settled();
};

beforeEach(() => {
  device = new MadeUpEngine();
  heard = [];
  runner = listen(device);
});

describe('one run after the other', () => {
  test('a run is shown step by step, and settles', async () => {
    await ask(quick(3));
    await device.present.show(SINOGRAM);
    await device.present.finish();
    expect(heard).toEqual(['busy', 'sinogram of 3', 'finished of 3', 'settled 3', 'idle']);
  });

  test('what settles may ask for the next run, and the page stays busy', async () => {
    let again = true;
    runner = new LiveRunner(device.engine, {
      onStep: () => undefined,
      onSettled: () => {
        if (again) runner.request({ experiment: quick(4), subject, moving: false });
        again = false;
      },
      onFailed: () => undefined,
      onBusy: (busy) => heard.push(busy ? 'busy' : 'idle'),
      onProgress: () => undefined,
    });
    await ask(quick(3));
    await device.present.finish();
    expect(device.open).toEqual(['full: 4']);
    await device.present.finish();
    expect(heard).toEqual(['busy', 'idle']);
  });

  test('a whole run that is no longer wanted is given up; the newest wish alone runs after it', async () => {
    await ask(quick(3));
    const first = device.present;
    await first.show(SINOGRAM);
    for (const views of [4, 5, 6]) await ask(quick(views));
    expect(first.isGivenUp).toBe(true);
    // The step under way has not ended, and a session takes one run at a time.
    expect(device.runs.map(told)).toEqual(['full: 3']);
    await first.endStep();
    expect(device.runs.map(told)).toEqual(['full: 3', 'full: 6']);
    await device.present.finish();
    expect(heard).toEqual(['busy', 'sinogram of 3', 'finished of 6', 'settled 6', 'idle']);
  });

  test('a step that ends after its run was given up is shown nowhere', async () => {
    await ask(quick(3));
    const first = device.present;
    await ask(quick(4));
    await first.show(SINOGRAM);
    expect(first.isOver).toBe(true);
    await device.present.finish();
    expect(heard).toEqual(['busy', 'finished of 4', 'settled 4', 'idle']);
  });

  test('of how far a run is, only the present one is heard', async () => {
    await ask(quick(3));
    const first = device.present;
    first.options.onProgress?.('scan', 0.5);
    await ask(quick(4));
    first.options.onProgress?.('scan', 0.75);
    await first.endStep();
    const second = device.present;
    first.options.onProgress?.('scan', 0.9);
    second.options.onProgress?.('scan', 0.25);
    await second.finish();
    second.options.onProgress?.('scan', 1);
    expect(heard.filter((word) => word.startsWith('scan'))).toEqual(['scan of 3: 0.5', 'scan of 4: 0.25']);
  });
});

describe('iterations', () => {
  const iteration = (views: number) => ({ kind: 'image', views, of: 4, iterations: {} }) as unknown as RunStep;

  test('are shown as they are made, but for the start', async () => {
    await ask(quick(3));
    for (const made of [0, 1, 2, 4]) await device.present.show(iteration(made));
    expect(heard).toEqual(['busy', 'image of 3', 'image of 3', 'image of 3']);
  });

  test('under a hand only the last of them is', async () => {
    await ask(quick(3), true);
    for (const made of [0, 1, 2, 4]) await device.present.show(iteration(made));
    expect(heard).toEqual(['busy', 'image of 3']);
  });
});

describe('a prior’s knob', () => {
  let nowMs: number;
  const strength = (strength: number) =>
    experimentOf({
      version: 2,
      scan: { views: 720 },
      reconstruction: { method: 'pwls', strength, grid: { pixels: 64 } },
    });
  const iteration = (views: number, objective: number, of = 10) =>
    ({ kind: 'image', views, of, iterations: { last: { residual: 1, objective } } }) as unknown as RunStep;
  const strengthOf = ({ reconstruction }: Experiment) => (reconstruction as { strength?: number }).strength;

  beforeEach(() => {
    nowMs = 0;
    device.goesOnTo = (experiment) => strengthOf(experiment) !== undefined;
    runner = new LiveRunner(
      device.engine,
      {
        onStep: ({ experiment, way = 'whole' }, step) =>
          heard.push(`${way} ${strengthOf(experiment)}: ${'views' in step ? step.views : step.kind}`),
        onSettled: ({ experiment }) => heard.push(`settled ${strengthOf(experiment)}`),
        onFailed: (_, error) => heard.push((error as Error).message),
        onBusy: () => undefined,
        onProgress: () => undefined,
      },
      () => nowMs,
    );
  });

  test('that moves goes on from the image on screen, and on once more from where that stands', async () => {
    await ask(strength(1), true);
    expect(device.runs.map(({ of }) => of)).toEqual(['full, going on']);
    for (const made of [0, 1, 2]) await device.present.show(iteration(made, 9 - made));
    const first = device.present;
    for (const next of [2, 3]) await ask(strength(next), true);
    // The iteration under way is seen first.
    expect([first.isGivenUp, first.isOver]).toEqual([false, false]);
    await first.show(iteration(3, 6));
    expect([first.isOver, device.runs.length]).toEqual([true, 2]);
    await device.present.show(iteration(1, 5));
    expect(heard).toEqual(['goes on 1: 1', 'goes on 1: 2', 'goes on 1: 3', 'goes on 3: 1']);
  });

  test('at rest is followed for a while, and then by the run from the start, seen once it has come as near', async () => {
    await ask(strength(1));
    await device.present.show(iteration(1, 5));
    nowMs = 1000;
    await device.present.show(iteration(2, 4));
    expect(device.open).toEqual(['full: 720']);
    const { passesOver } = device.present.options;
    const fromStart = [90, 30, 4.5, 3.9, 4.2, 3].map((objective, made) => iteration(made, objective));
    expect(fromStart.map((step) => passesOver?.(step as never))).toEqual([true, true, true, false, false, false]);
    await device.present.show(fromStart[2]!);
    await device.present.show(fromStart[4]!);
    await device.present.finish();
    expect(heard).toEqual([
      'goes on 1: 1',
      'goes on 1: 2',
      'catches up 1: 2',
      'catches up 1: 4',
      'catches up 1: finished',
      'settled 1',
    ]);
  });

  test('of what is small at the start too is seen by its residual', async () => {
    await ask(strength(1));
    nowMs = 1000;
    await device.present.show(iteration(1, 5));
    const { passesOver } = device.present.options;
    const step = (views: number, objective: number, residual: number) =>
      ({ kind: 'image', views, of: 10, iterations: { last: { objective, residual } } }) as never;
    expect(passesOver?.(step(0, 0, 50))).toBe(true);
    expect(passesOver?.(step(1, 2, 10))).toBe(true);
    expect(passesOver?.(step(2, 6, 0.9))).toBe(false);
    // The last is seen in any case.
    expect(passesOver?.(step(10, 6, 3))).toBe(false);
  });

  test('that moves again gives up what follows it at rest; Cancel gives up both', async () => {
    await ask(strength(1));
    const first = device.present;
    await ask(strength(2), true);
    expect(first.isGivenUp).toBe(true);
    await first.endStep();
    expect(device.runs.map(({ of }) => of)).toEqual(['full, going on', 'full, going on']);
    const second = device.present;
    await ask(strength(3));
    runner.cancel();
    await settled();
    expect(second.isGivenUp).toBe(true);
    await second.endStep();
    expect(device.open).toEqual([]);
    expect(heard).toEqual([]);
  });

  test('whose image on screen cannot be gone on from is followed by the run from the start', async () => {
    await ask(strength(1));
    await device.present.fail(new Error('no room'));
    expect(device.open).toEqual(['full: 720']);
    await device.present.finish();
    expect(heard).toEqual(['whole 1: finished', 'settled 1']);
  });
});

describe('a hand that moves on', () => {
  test('a run that keeps up is its own preview', async () => {
    await ask(quick(3), true);
    expect(device.open).toEqual(['full: 3']);
    await device.present.finish();
    expect(heard.at(-2)).toBe('settled 3');
  });

  test('previews are let end, the newest wish comes after, those in between are passed over', async () => {
    await ask(slow(90), true);
    const first = device.present;
    expect(first.of).toBe('preview');
    for (const views of [91, 92, 93]) await ask(slow(views), true);
    expect(first.isGivenUp).toBe(false);
    await first.finish();
    expect(device.open).toEqual(['preview: 93']);
    await device.present.finish();
    expect(heard).toEqual(['busy', 'finished of preview 90', 'finished of preview 93', 'settled preview 93', 'idle']);
  });

  test('on release the preview comes first, then the whole, which alone settles', async () => {
    await ask(slow(90));
    expect(device.open).toEqual(['preview: 90']);
    await device.present.finish();
    expect(device.open).toEqual(['full: 90']);
    await device.present.finish();
    expect(heard).toEqual(['busy', 'finished of preview 90', 'finished of 90', 'settled 90', 'idle']);
  });

  test('a hand that moves again gives up the whole run', async () => {
    await ask(slow(90));
    await device.present.finish();
    const whole = device.present;
    await ask(slow(91), true);
    expect(whole.isGivenUp).toBe(true);
    await whole.endStep();
    expect(device.open).toEqual(['preview: 91']);
  });

  test('a hand that moves again before the whole has begun gives up its preview, and the whole with it', async () => {
    await ask(slow(90));
    const preview = device.present;
    await ask(slow(91), true);
    await preview.endStep();
    expect(device.runs.map(told)).toEqual(['preview: 90', 'preview: 91']);
  });
});

describe('Cancel', () => {
  test('ends what runs at once, whatever step is under way; what waited is not run', async () => {
    await ask(quick(3));
    const run = device.present;
    runner.request({ experiment: quick(4), subject, moving: false });
    runner.cancel();
    await settled();
    expect(heard).toEqual(['busy', 'idle']);
    expect(device.runs).toEqual([run]);
    await ask(quick(5));
    expect(device.runs).toEqual([run]);
    await run.endStep();
    expect(device.open).toEqual(['full: 5']);
  });

  test('during the preview ends the whole run too', async () => {
    await ask(slow(90));
    const preview = device.present;
    runner.cancel();
    await settled();
    expect(heard).toEqual(['busy', 'idle']);
    await preview.endStep();
    expect(device.runs).toEqual([preview]);
  });

  test('before the first step has been asked for', async () => {
    runner.request({ experiment: quick(3), subject, moving: false });
    runner.cancel();
    await settled();
    expect(heard).toEqual(['busy', 'idle']);
    expect(device.open).toEqual([]);
  });

  test('stop waits until the session is free', async () => {
    await ask(quick(3));
    const run = device.present;
    let isFree = false;
    const stopped = runner.stop().then(() => {
      isFree = true;
    });
    await settled();
    expect([run.isGivenUp, isFree]).toEqual([true, false]);
    await run.endStep();
    await stopped;
    expect(device.open).toEqual([]);
  });
});

describe('a fault', () => {
  test('is told once, and the next run works', async () => {
    await ask(quick(3));
    await device.present.fail(new Error('out of memory'));
    await ask(quick(4));
    await device.present.finish();
    expect(heard).toEqual(['busy', '3 failed: out of memory', 'idle', 'busy', 'finished of 4', 'settled 4', 'idle']);
  });

  test('of a run that was given up is told to nobody', async () => {
    await ask(quick(3));
    const first = device.present;
    await ask(quick(4));
    await first.fail(new Error('out of memory'));
    await device.present.finish();
    expect(heard).toEqual(['busy', 'finished of 4', 'settled 4', 'idle']);
  });

  test('of a preview is left to the whole run, which may do without', async () => {
    await ask(slow(90));
    await device.present.fail(new Error('no such grid'));
    expect(device.open).toEqual(['full: 90']);
    await device.present.finish();
    expect(heard).toEqual(['busy', 'finished of 90', 'settled 90', 'idle']);
  });

  test('of a preview while the hand moves is told, for nothing comes after it', async () => {
    await ask(slow(90), true);
    await device.present.fail(new Error('out of memory'));
    expect(heard).toEqual(['busy', '90 failed: out of memory', 'idle']);
  });

  test('of whoever shows a step ends the run like one of its own', async () => {
    runner = new LiveRunner(device.engine, {
      onStep: () => {
        throw new Error('no canvas');
      },
      onSettled: () => heard.push('settled'),
      onFailed: (_, error) => heard.push((error as Error).message),
      onBusy: () => undefined,
      onProgress: () => undefined,
    });
    await ask(quick(3));
    await device.present.show(SINOGRAM);
    expect(heard).toEqual(['no canvas']);
    expect(device.open).toEqual([]);
  });
});

describe('another device', () => {
  test('is changed over to in the middle of a run', async () => {
    const other = new MadeUpEngine({ backend: 'gpu' });
    await ask(quick(3));
    const first = device.present;
    runner.setEngine(other.engine);
    await ask(quick(3));
    // The session that is waited for is the other's, but operators are let finish what they are at.
    await first.endStep();
    expect([device.open, other.open]).toEqual([[], ['full: 3']]);
    await other.present.finish();
    expect(heard).toEqual(['busy', 'finished of 3', 'settled 3', 'idle']);
  });

  test('a device lost in the middle of a run: told to whoever runs there, and another goes on', async () => {
    await ask(quick(3));
    await device.present.fail(new BackendLostError('the driver has crashed'));
    const other = new MadeUpEngine();
    runner.setEngine(other.engine);
    await ask(quick(3));
    await other.present.finish();
    expect(heard).toEqual([
      'busy',
      '3 failed: the driver has crashed',
      'idle',
      'busy',
      'finished of 3',
      'settled 3',
      'idle',
    ]);
  });

  test('a change over during the preview does not run the whole of what was asked of the one before', async () => {
    const other = new MadeUpEngine();
    await ask(slow(90));
    const preview = device.present;
    runner.setEngine(other.engine);
    await settled();
    await preview.endStep();
    expect([device.open, other.open]).toEqual([[], []]);
    await ask(slow(91));
    expect(other.open).toEqual(['preview: 91']);
  });
});
