// Windows that a hand has turned are steps to undo, whether they belong to the experiment or not.

import { expect, test } from 'vitest';
import { linkTo } from '../../support/links.ts';
import { pageParts } from '../present/page-parts.ts';

const LINK = linkTo({ version: 2, scan: { views: 20 } });
const NARROW = { width: 2, level: 1 };
const WIDE = { width: 9, level: 4 };

async function openPage() {
  const page = await pageParts(LINK);
  const { present } = page;
  const go = (step: 'undo' | 'redo') => {
    present.past[step]();
    present.bringParts();
  };
  return { ...page, undo: () => go('undo'), redo: () => go('redo') };
}

test.each(['unfiltered', 'sinogram', 'difference', 'similarity', 'radiograph'] as const)(
  'a drag over the %s is one step',
  async (kind) => {
    const { present, windows, undo, redo } = await openPage();
    const { experiment } = present;
    windows.turn(kind, WIDE, false);
    windows.turn(kind, NARROW, false);
    windows.turn(kind, NARROW, true);
    windows.turn(kind, WIDE, true);
    expect(present.experiment).toBe(experiment);
    undo();
    expect(windows.of(kind)).toEqual(NARROW);
    undo();
    expect([windows.of(kind), present.past.canUndo]).toEqual([null, false]);
    redo();
    redo();
    expect([windows.of(kind), present.past.canRedo]).toEqual([WIDE, false]);
  },
);

test('drags over two pictures are two steps, and a drag that ends where it began is none', async () => {
  const { present, windows, undo } = await openPage();
  windows.turn('sinogram', NARROW, false);
  windows.turn('difference', NARROW, false);
  windows.turn('difference', NARROW, true);
  const { presentId } = present.past;
  windows.turn('sinogram', WIDE, false);
  windows.turn('sinogram', NARROW, true);
  windows.turn('sinogram', NARROW, true);
  undo();
  expect([windows.of('sinogram'), windows.of('difference')]).toEqual([NARROW, null]);
  expect(present.past.presentId).toBeLessThan(presentId);
});

test('inverting is a step', async () => {
  const { present, windows, undo, redo } = await openPage();
  windows.invert(true);
  windows.invert(true);
  undo();
  expect([windows.inverted, present.past.canUndo]).toEqual([false, false]);
  redo();
  expect(windows.inverted).toBe(true);
});

test('everything as at first is one step, which brings all of it back', async () => {
  const { present, windows, undo } = await openPage();
  const { display } = present.experiment;
  windows.turn('sinogram', NARROW, true);
  windows.turn('slice', WIDE, true);
  windows.invert(true);
  windows.reset(display);
  expect([windows.of('sinogram'), windows.inverted, present.experiment.display]).toEqual([null, false, display]);
  undo();
  expect([windows.of('sinogram'), windows.inverted, present.experiment.display]).toEqual([NARROW, true, WIDE]);
});

test('another phantom has windows of its own, and the way back leads to those that were turned', async () => {
  const { windows, opening, undo, redo } = await openPage();
  windows.turn('sinogram', NARROW, true);
  windows.invert(true);
  await opening.openPhantom('water-disk');
  expect([windows.of('sinogram'), windows.inverted]).toEqual([null, true]);
  undo();
  expect(windows.of('sinogram')).toEqual(NARROW);
  redo();
  expect(windows.of('sinogram')).toBeNull();
});

test('another filter forgets what was turned on another scale, and the way back remembers', async () => {
  const { knobs, windows, undo } = await openPage();
  windows.turn('unfiltered', NARROW, true);
  knobs.turn({ reconstruction: { filter: 'none' } }, true);
  windows.forgetUnfiltered();
  expect(windows.of('unfiltered')).toBeNull();
  undo();
  expect(windows.of('unfiltered')).toEqual(NARROW);
});
