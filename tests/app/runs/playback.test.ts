// Views one by one, at a hand's pace, on an engine whose every step is ours.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Engine } from '../../../src/app/engine/engine.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import type { PlayBarCallbacks } from '../../../src/app/runs/play-bar.ts';
import { Playback } from '../../../src/app/runs/playback.ts';
import type { PlayerState } from '../../../src/app/runs/player.ts';
import type { RunPictures } from '../../../src/app/runs/run-pictures.ts';
import type { Stage } from '../../../src/app/stage/stage.ts';
import type { RunStep } from '../../../src/experiment/run-steps.ts';
import { FIRST_LOOK, type VolumeLook } from '../../../src/experiment/volume-look.ts';
import { MadeUpEngine, settled, told } from './made-up-engine.ts';
import { experimentOf, quick, subject } from './small-experiments.ts';

const VIEWS = 60;

let device: MadeUpEngine;
let playback: Playback;
let hand: PlayBarCallbacks;
let heard: string[];
/** What is looked at of a volume, where one is. */
let looked: VolumeLook | null;
/** Ends what runs before. */
let begin: () => Promise<Engine>;
let present: PresentExperiment;
/** On the bar. */
let shown: PlayerState[];

const imageOf = (views: number) => ({ kind: 'image', views, of: VIEWS }) as unknown as RunStep;

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  device = new MadeUpEngine();
  heard = [];
  looked = null;
  begin = async () => device.engine;
  shown = [];
  present = new PresentExperiment();
  present.open(quick(VIEWS), subject);
  const pane = { setNote: () => {}, setOverlay: () => {} };
  const stage = { slots: [], slotsOf: () => [], shown: () => null, pane: () => pane } as unknown as Stage;
  const makeBar = (callbacks: PlayBarCallbacks) => {
    hand = callbacks;
    return { show: (state: PlayerState) => void shown.push(state) };
  };
  playback = new Playback(makeBar, present, stage, {} as RunPictures, {
    begin: () => begin(),
    look: () => looked,
    volume: (_, { experiment }) => ({ ...experiment, seed: 99 }),
    onStep: (_, { kind }) => heard.push(kind),
    onViews: (views) => heard.push(`${views} views`),
    onPartial: (words) => heard.push(...(words.startsWith('iteration') ? [words] : [])),
    onComplete: () => heard.push('complete'),
    onFailed: (_, error) => heard.push((error as Error).message),
    onBeside: () => {},
    onMore: (more) => heard.push(`${more} more`),
  });
});

afterEach(() => vi.unstubAllGlobals());

const seek = async (views: number) => {
  hand.onSeek(views);
  await settled();
};

describe('a hand on the bar', () => {
  test('takes the run to where it wants to be in one step, and on from there', async () => {
    await seek(20);
    expect(device.present.options.viewsPerStep?.()).toBe(20);
    await device.present.show(imageOf(20));
    await seek(45);
    expect(device.present.options.viewsPerStep?.()).toBe(25);
    await device.present.show(imageOf(45));
    expect(heard).toEqual(['image', '20 views', 'image', '45 views']);
    expect(device.runs).toHaveLength(1);
  });

  test('that goes back begins anew; of places in between only the newest counts', async () => {
    await seek(20);
    await device.present.show(imageOf(20));
    await seek(50);
    for (const views of [40, 30, 10]) await seek(views);
    const first = device.present;
    // The step under way is let end.
    await first.show(imageOf(50));
    expect(first.isOver).toBe(true);
    expect(device.present.options.viewsPerStep?.()).toBe(10);
    await device.present.show(imageOf(10));
    expect(heard.at(-1)).toBe('10 views');
  });

  test('at the last view the run comes to its end, whose time is nobody’s', async () => {
    await seek(VIEWS);
    await device.present.show(imageOf(VIEWS));
    await device.present.finish();
    expect(heard).toEqual(['image', `${VIEWS} views`, 'complete']);
    expect(device.open).toEqual([]);
  });

  test('a fault is told once, and the next move of the hand begins anew', async () => {
    await seek(20);
    await device.present.fail(new Error('out of memory'));
    expect(heard).toEqual(['out of memory']);
    await seek(30);
    expect(device.runs.map(told)).toEqual([`full: ${VIEWS}`, `full: ${VIEWS}`]);
    await device.present.show(imageOf(30));
    expect(heard.at(-1)).toBe('30 views');
  });
});

describe('iterations', () => {
  const iterationOf = (views: number) => ({ kind: 'image', views, of: 40, iterations: {} }) as unknown as RunStep;
  const goTo = async (iteration: number) => {
    await seek(iteration);
    if (device.present.isOver) return;
    await device.present.show(iterationOf(iteration));
  };

  beforeEach(() => {
    present.open(
      experimentOf({
        version: 2,
        scan: { views: VIEWS, channels: 16 },
        reconstruction: { method: 'sirt', iterations: 40, grid: { pixels: 16 } },
      }),
      subject,
    );
  });

  test('are played instead of views, from the start on', async () => {
    await seek(7);
    // A run begins with its start, which nobody wants to see.
    await device.present.show(iterationOf(0));
    expect(device.present.options.viewsPerStep?.()).toBe(7);
    await device.present.show(iterationOf(7));
    expect(shown.at(-1)).toMatchObject({ views: 7, of: 40, unit: 'iteration' });
    await seek(0);
    await device.present.show(iterationOf(0));
    expect(shown.at(-1)).toMatchObject({ views: 0, of: 40, unit: 'iteration' });
    expect(heard).toEqual(['image', 'iteration 7 of 40', 'image', 'iteration 0 of 40']);
  });

  test('of which not all are kept are shown by the nearest, and go on from there', async () => {
    await goTo(10);
    await seek(21);
    await device.present.show(iterationOf(24));
    expect(shown.at(-1)).toMatchObject({ views: 24 });
    // It stands there already.
    await seek(23);
    expect(device.runs).toHaveLength(1);
    await seek(26);
    expect(device.present.options.viewsPerStep?.()).toBe(2);
    await device.present.show(iterationOf(26));
    await seek(22);
    expect(device.present.options.viewsPerStep?.()).toBe(22);
  });

  test('are followed by more, and the bar says how far a run is', async () => {
    hand.onMore(10);
    playback.showIteration(3, 40);
    expect(shown.at(-1)).toEqual({ playing: false, views: 3, of: 40, unit: 'iteration' });
    playback.showWhole();
    expect(shown.at(-1)).toEqual({ playing: false, views: 40, of: 40, unit: 'iteration' });
    expect(heard).toEqual(['10 more']);
  });

  test('end on the bar with the last that a run came to, where its method was at rest before all were made', async () => {
    playback.showIteration(0, 40);
    playback.showIteration(17, 17);
    playback.showWhole();
    expect(shown.at(-1)).toEqual({ playing: false, views: 17, of: 17, unit: 'iteration' });
    // The next run comes to all of them.
    playback.showIteration(40, 40);
    playback.showWhole();
    expect(shown.at(-1)).toEqual({ playing: false, views: 40, of: 40, unit: 'iteration' });
  });
});

describe('a volume', () => {
  const planesOf = (views: number) =>
    ({ kind: 'planes', growth: { views, of: VIEWS, share: 1 } }) as unknown as RunStep;
  const shownLook = (views?: number) => device.present.options.lookNow?.(views!);

  test('grows in the preview’s session, as what there is time for, with the view that came last', async () => {
    looked = { ...FIRST_LOOK, zMm: 5 };
    await seek(20);
    expect(device.runs.map(told)).toEqual([`preview: ${VIEWS}`]);
    expect([device.present.experiment.seed, device.present.options.look]).toEqual([99, looked]);
    expect(device.present.options.viewsPerStep?.()).toBe(20);
    expect(shownLook(20)).toEqual({ ...looked, view: 19 });
    await device.present.show(planesOf(20));
    await seek(45);
    expect(device.present.options.viewsPerStep?.()).toBe(25);
    await device.present.show(planesOf(45));
    // Backwards it begins anew.
    await seek(9);
    expect(device.present.options.viewsPerStep?.()).toBe(9);
    await device.present.show(planesOf(9));
    expect(heard).toEqual(['planes', '20 views', 'planes', '45 views', 'planes', '9 views']);
    await seek(VIEWS);
    await device.present.show(planesOf(VIEWS));
    await device.present.show({ kind: 'planes' } as unknown as RunStep);
    await device.present.finish();
    expect(heard.slice(-2)).toEqual([`${VIEWS} views`, 'complete']);
  });

  test('that stands still is shown again where it is looked at elsewhere, and no view is added', async () => {
    looked = FIRST_LOOK;
    await seek(20);
    shownLook(20);
    await device.present.show(planesOf(20));
    looked = { ...FIRST_LOOK, xMm: 30 };
    playback.lookAgain();
    await settled();
    expect(device.present.options.viewsPerStep?.()).toBe(0);
    // A hand may have gone to another view meanwhile.
    expect(shownLook(20)).toBe(looked);
    await device.present.show(planesOf(20));
    expect([device.runs.length, heard.at(-1)]).toEqual([1, '20 views']);
    expect(device.present.isOver).toBe(false);
  });
});

describe('an end', () => {
  test('is there when the step under way has ended, whoever asks for it how often', async () => {
    await seek(20);
    const ended: string[] = [];
    const stops = ['first', 'second'].map((who) => playback.stop().then(() => ended.push(who)));
    await settled();
    // Whoever turns a knob meanwhile is to wait as well: a session takes one run at a time.
    expect([playback.isOpen, ended]).toEqual([true, []]);
    const run = device.present;
    expect(run.isGivenUp).toBe(true);
    await run.endStep();
    await Promise.all(stops);
    expect([playback.isOpen, ended, device.open]).toEqual([false, ['first', 'second'], []]);
    expect(heard).toEqual([]);
  });

  test('comes to whoever still waits for the run before too, so that two runs never share a session', async () => {
    let end = () => {};
    begin = () =>
      new Promise((resolve) => {
        end = () => resolve(device.engine);
      });
    await seek(20);
    expect([playback.isOpen, device.runs]).toEqual([true, []]);
    await playback.stop();
    end();
    await settled();
    expect([playback.isOpen, device.runs]).toEqual([false, []]);
  });

  test('is waited for by whoever plays on', async () => {
    await seek(20);
    const stopped = playback.stop();
    await seek(30);
    expect(device.runs).toHaveLength(1);
    await device.present.endStep();
    await stopped;
    await settled();
    expect(device.runs).toHaveLength(2);
    await device.present.show(imageOf(30));
    expect(heard).toEqual(['image', '30 views']);
  });
});
