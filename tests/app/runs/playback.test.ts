// Views one by one, at a hand's pace, on an engine whose every step is ours.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import type { PlayBarCallbacks } from '../../../src/app/runs/play-bar.ts';
import { Playback } from '../../../src/app/runs/playback.ts';
import type { RunPictures } from '../../../src/app/runs/run-pictures.ts';
import type { Stage } from '../../../src/app/stage/stage.ts';
import type { RunStep } from '../../../src/experiment/run-steps.ts';
import { MadeUpEngine, settled, told } from './made-up-engine.ts';
import { quick, subject } from './small-experiments.ts';

const VIEWS = 60;

let device: MadeUpEngine;
let playback: Playback;
let hand: PlayBarCallbacks;
let heard: string[];

const imageOf = (views: number) => ({ kind: 'image', views, of: VIEWS }) as unknown as RunStep;

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  device = new MadeUpEngine();
  heard = [];
  const present = new PresentExperiment();
  present.open(quick(VIEWS), subject);
  const pane = { setNote: () => {}, setOverlay: () => {} };
  const stage = { slots: [], slotsOf: () => [], shown: () => null, pane: () => pane } as unknown as Stage;
  const makeBar = (callbacks: PlayBarCallbacks) => {
    hand = callbacks;
    return { show: () => {} };
  };
  playback = new Playback(makeBar, present, stage, {} as RunPictures, {
    begin: async () => device.engine,
    onStep: (_, { kind }) => heard.push(kind),
    onViews: (views) => heard.push(`${views} views`),
    onPartial: () => {},
    onComplete: () => heard.push('complete'),
    onFailed: (_, error) => heard.push((error as Error).message),
    onBeside: () => {},
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
