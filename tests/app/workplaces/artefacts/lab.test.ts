// The laboratory on a page without elements and an engine whose every step is ours: who overtakes whom, and what is on
// screen afterwards.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ArtefactName } from '../../../../src/experiment/artefacts.ts';
import { ellipseSinogram } from '../../../support/ellipse-sinogram.ts';
import { linkTo } from '../../../support/links.ts';
import { npyBytes } from '../../../support/npy.ts';
import { settled } from '../../runs/made-up-engine.ts';
import { type MadeUpPage, madeUpPage } from '../made-up-page.ts';
import { withMadeUpRooms } from '../made-up-rooms.ts';

const SCAN = { views: 720, channels: 184, channelSpacingMm: 2 };
const GRID = { pixels: 128, pixelSizeMm: 2 };
const linkOf = (parts: object = {}) => linkTo({ version: 2, scan: SCAN, reconstruction: { grid: GRID }, ...parts });

const HEAD = 'shepp-logan-1974, 720 views';
const RINGS = `${HEAD}, gainDrift 0.028`;
const NOISE = `${HEAD}, noise 13000 0`;
const WATER = 'water-with-bones, 720 views';
const CUP = `${WATER}, 120 kV`;

let page: MadeUpPage;
const choose = (name: ArtefactName) => rooms.face().chooseAndWait(name);
/** Until the phantoms that are on their way have come. */
const arrived = async () => {
  await vi.waitFor(() => expect(page.device.runs.some((run) => !run.isOver)).toBe(true));
  await settled();
};
const enterLab = () => page.area.workplaces.enter('artefacts');
const slices = () => {
  const { Phantom: _phantom, Sinogram: _sinogram, ...others } = page.seen;
  return others;
};

async function open(hash: string) {
  page = await madeUpPage(hash);
  await page.rest();
}

let rooms: ReturnType<typeof withMadeUpRooms>;
beforeEach(async () => {
  rooms = withMadeUpRooms();
  await open(linkOf());
  await enterLab();
  await page.rest();
});
afterEach(() => rooms.end());

describe('an artefact', () => {
  test('stands beside the scan without it, both measured; leaving brings everything back', async () => {
    await choose('rings');
    expect(page.runs).toEqual([`full: ${RINGS}`]);
    await page.finish(30);
    expect([page.runs, rooms.face().numbers]).toEqual([[`undisturbed: ${HEAD}`], 'awaited']);
    await page.finish(10);
    expect(page.runs).toEqual([`cured: ${RINGS}, rings corrected`]);
    await page.finish(14);
    expect(slices()).toEqual({ 'With rings': RINGS, 'Without artefact': HEAD });
    expect(rooms.face().numbers).toEqual({
      disturbed: expect.closeTo(20, 2),
      cured: expect.closeTo(4, 2),
      iterated: null,
    });

    await page.area.enterFirst();
    await page.rest();
    expect(page.seen).toEqual({ Phantom: HEAD, Sinogram: HEAD, Reconstruction: HEAD, Difference: HEAD });
    expect(page.told).toEqual([]);
  });

  test('has its cure beside it when asked, and keeps that for the next one', async () => {
    await choose('rings');
    rooms.face().hand.putBeside('cured');
    await page.rest();
    expect(slices()).toEqual({ 'With rings': RINGS, 'Remedy: ring filter': `${RINGS}, rings corrected` });
    await choose('noise');
    await page.rest();
    expect(slices()).toEqual({
      'With noise': NOISE,
      'Remedy: a smoother filter': NOISE,
    });
  });

  test('has iterations beside it when asked, which are run then, and measured; where none help, its cure', async () => {
    const levels = { full: 40, undisturbed: 10, cured: 10, iterated: 15 } as Readonly<Record<string, number>>;
    await choose('limited-arc');
    await page.rest((run) => levels[run.of]!);
    expect(rooms.face().numbers).toEqual({ disturbed: expect.closeTo(30, 2), cured: 0, iterated: null });
    rooms.face().hand.putBeside('iterated');
    await page.rest((run) => levels[run.of]!);
    expect(Object.keys(slices())).toEqual(['With too short an arc', 'Remedy: total variation']);
    expect(rooms.face().numbers).toEqual({
      disturbed: expect.closeTo(30, 2),
      cured: 0,
      iterated: expect.closeTo(5, 2),
    });
    await choose('rings');
    await page.rest();
    expect(Object.keys(slices())).toEqual(['With rings', 'Remedy: ring filter']);
  });

  test('given up while what stands beside it runs: nobody waits for its numbers', async () => {
    await choose('limited-arc');
    rooms.face().hand.putBeside('iterated');
    await settled();
    for (;;) {
      const run = page.device.present;
      if (run.of === 'iterated') break;
      await (run.isGivenUp ? run.endStep() : page.finish(10, run));
    }
    page.area.lanes.abandon();
    await page.rest();
    expect(rooms.face().numbers).toEqual({ disturbed: null, cured: null, iterated: null });
    expect(page.told).toEqual([]);
  });

  test('is one step with the phantom that it needs, and undone with it', async () => {
    const steps = page.present.past.presentId;
    await choose('beam-hardening');
    await arrived();
    await page.rest();
    expect(slices()['With beam hardening']).toBe(CUP);
    expect(page.present.past.presentId).toBe(steps + 1);
    page.undoing.undo();
    await page.rest();
    expect(page.seen).toEqual({ Phantom: HEAD, Sinogram: HEAD, Reconstruction: HEAD, Difference: HEAD });
    expect(rooms.face().chosen).toBeNull();
    page.undoing.redo();
    await page.rest();
    expect([slices()['With beam hardening'], slices()['Without artefact']]).toEqual([CUP, WATER]);
    expect(rooms.face().chosen).toBe('beam-hardening');
  });
});

describe('a scan that would hide it', () => {
  test('gives way to one that shows it, which is said, and comes back', async () => {
    await open(linkOf({ scan: { ...SCAN, views: 12 } }));
    await enterLab();
    await choose('rings');
    await page.rest();
    expect(slices()).toEqual({ 'With rings': RINGS, 'Without artefact': HEAD });
    expect(rooms.face().shown?.differing).toEqual([{ what: 'Projections', values: ['720', '12'] }]);
    await choose('beam-hardening');
    await arrived();
    await page.rest();
    expect(slices()['With beam hardening']).toBe(CUP);
    expect(rooms.face().shown?.differing).toEqual([
      { what: 'Phantom', values: ['Water with two bones', 'Shepp–Logan 1974'] },
      { what: 'Projections', values: ['720', '12'] },
    ]);
    await page.area.enterFirst();
    await page.rest();
    expect(page.seen.Reconstruction).toBe('shepp-logan-1974, 12 views');
  });
});

describe('another artefact while the last one runs', () => {
  test('the present slice: it is given up, and nothing of it is shown', async () => {
    await choose('rings');
    const first = page.device.present;
    await choose('noise');
    expect(first.isGivenUp).toBe(true);
    await page.rest();
    expect(slices()).toEqual({ 'With noise': NOISE, 'Without artefact': HEAD });
    expect([rooms.face().chosen, page.told]).toEqual(['noise', []]);
  });

  test('what stands beside: its numbers are those of the newer', async () => {
    await choose('rings');
    await page.finish(900);
    const lane = page.device.present;
    expect(lane.of).toBe('undisturbed');
    await choose('noise');
    expect([lane.isGivenUp, rooms.face().numbers]).toEqual([true, 'awaited']);
    await page.rest((run) => ({ full: 5, undisturbed: 0, cured: 2 })[run.of]!);
    expect(rooms.face().numbers).toEqual({
      disturbed: expect.closeTo(5, 2),
      cured: expect.closeTo(2, 2),
      iterated: null,
    });
  });

  test('a phantom on its way: it is not opened, and the scan from before is what the newer is switched on over', async () => {
    rooms.face().choose('beam-hardening');
    rooms.face().choose('rings');
    await arrived();
    await page.rest();
    expect(slices()).toEqual({ 'With rings': RINGS, 'Without artefact': HEAD });
    await page.area.enterFirst();
    await page.rest();
    expect(page.seen.Reconstruction).toBe(HEAD);
  });

  test('a phantom that has just come: the newer has the one from before, and one step leads back', async () => {
    const steps = page.present.past.presentId;
    // The phantom is there, and what was playing has not stopped yet.
    let stop = () => {};
    page.playing.stop = () => new Promise<void>((resolve) => (stop = resolve));
    rooms.face().choose('beam-hardening');
    await vi.waitFor(() => expect(page.present.experiment.phantom).toBe('water-with-bones'));
    page.playing.stop = async () => undefined;
    rooms.face().choose('rings');
    stop();
    await settled();
    await page.rest();
    expect(slices()).toEqual({ 'With rings': RINGS, 'Without artefact': HEAD });
    expect(page.present.past.presentId).toBe(steps + 1);
    await page.area.enterFirst();
    await page.rest();
    expect(page.seen.Reconstruction).toBe(HEAD);
  });
});

test('an artefact that is undone before it has begun is off, and the next one begins from the scan', async () => {
  await choose('noise');
  await page.rest();
  rooms.face().choose('rings');
  page.undoing.undo();
  await page.rest();
  expect([rooms.face().chosen, page.seen.Reconstruction]).toEqual([null, HEAD]);
  await choose('rings');
  await page.rest();
  expect(slices()).toEqual({ 'With rings': RINGS, 'Without artefact': HEAD });
});

describe('a moving strength', () => {
  test('runs the artefact alone; the release runs what stands beside it; all of it is one step', async () => {
    await choose('rings');
    await page.rest();
    const steps = page.present.past.presentId;
    for (const strength of [0.8, 0.9]) rooms.face().hand.turn(strength, false);
    await settled();
    expect(page.runs).toEqual([`preview: ${HEAD}, gainDrift 0.032`]);
    await page.finish();
    expect(page.runs).toEqual([`preview: ${HEAD}, gainDrift 0.036`]);
    await page.finish();
    expect(page.runs).toEqual([]);
    rooms.face().hand.turn(0.9, true);
    await page.rest();
    expect(slices()['With rings']).toBe(`${HEAD}, gainDrift 0.036`);
    expect(page.present.past.presentId).toBe(steps + 1);
    page.undoing.undo();
    await page.rest();
    expect([slices()['With rings'], rooms.face().shown?.strength]).toEqual([RINGS, 0.7]);
  });

  test('that is undone while it moves is where it was', async () => {
    await choose('rings');
    await page.rest();
    rooms.face().hand.turn(0.9, false);
    page.undoing.undo();
    await page.rest();
    expect([slices()['With rings'], rooms.face().shown?.strength, page.present.past.canRedo]).toEqual([
      RINGS,
      0.7,
      true,
    ]);
    rooms.face().hand.turn(0.9, true);
    await page.rest();
    expect(slices()['With rings']).toBe(`${HEAD}, gainDrift 0.036`);
  });
});

describe('leaving', () => {
  test.each(['the present slice', 'what stands beside'])('while %s runs', async (what) => {
    await choose('rings');
    if (what === 'what stands beside') await page.finish();
    const run = page.device.present;
    void page.area.enterFirst();
    await settled();
    expect(run.isGivenUp).toBe(true);
    await page.rest();
    expect(page.seen).toEqual({ Phantom: HEAD, Sinogram: HEAD, Reconstruction: HEAD, Difference: HEAD });
    await enterLab();
    await page.rest();
    expect([rooms.face().chosen, page.seen.Reconstruction]).toEqual([null, HEAD]);
  });

  test('while a phantom is on its way', async () => {
    rooms.face().choose('beam-hardening');
    void page.area.enterFirst();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await page.rest();
    expect(page.seen).toEqual({ Phantom: HEAD, Sinogram: HEAD, Reconstruction: HEAD, Difference: HEAD });
  });

  test('while a phantom has come and its artefact has not', async () => {
    let stop = () => {};
    page.playing.stop = () => new Promise<void>((resolve) => (stop = resolve));
    rooms.face().choose('beam-hardening');
    await vi.waitFor(() => expect(page.present.experiment.phantom).toBe('water-with-bones'));
    page.playing.stop = async () => undefined;
    void page.area.enterFirst();
    stop();
    await settled();
    await page.rest();
    expect(page.seen).toEqual({ Phantom: HEAD, Sinogram: HEAD, Reconstruction: HEAD, Difference: HEAD });
  });
});

describe('another subject', () => {
  test('opened by hand goes into the scan from before the laboratory, which starts anew', async () => {
    await choose('rings');
    await page.finish();
    await page.opening.openPhantom('thorax');
    await page.rest();
    const thorax = 'thorax, 720 views';
    expect(page.seen).toEqual({ Phantom: thorax, Sinogram: thorax, Reconstruction: thorax, Difference: thorax });
    expect(rooms.face().chosen).toBeNull();
    await page.area.enterFirst();
    await page.rest();
    expect(page.seen.Reconstruction).toBe(thorax);
  });

  test('asked for while the phantom of an artefact is on its way is what comes', async () => {
    rooms.face().choose('beam-hardening');
    await page.opening.openPhantom('thorax');
    await page.rest();
    expect([page.seen.Reconstruction, rooms.face().chosen, page.told]).toEqual(['thorax, 720 views', null, []]);
  });

  test('undone leads back to the artefact, with what stood beside it', async () => {
    await choose('rings');
    rooms.face().hand.putBeside('cured');
    await page.rest();
    await page.opening.openPhantom('thorax');
    await page.rest();
    page.undoing.undo();
    await page.rest();
    expect(slices()).toEqual({ 'With rings': RINGS, 'Remedy: ring filter': `${RINGS}, rings corrected` });
    await page.area.enterFirst();
    await page.rest();
    expect(page.seen.Reconstruction).toBe(HEAD);
  });

  test('a measurement has a phantom that shows the artefact, and comes back', async () => {
    const values = ellipseSinogram({ views: 12, channels: 16, spacingMm: 12 });
    const array = new File([npyBytes(values, [12, 16]) as Uint8Array<ArrayBuffer>], 'sino.npy');
    const experiment = new File([JSON.stringify({ measurement: { sinogram: 'sino.npy' } })], 'mine.json');
    await page.opening.openFiles([experiment, array]);
    await page.rest();
    expect(page.present.subject.kind).toBe('measurement');
    await choose('rings');
    await arrived();
    await page.rest();
    expect(page.present.experiment.phantom).toBe('shepp-logan-1974');
    expect(rooms.face().shown?.differing).toEqual([
      { what: 'Phantom', values: ['Shepp–Logan 1974', 'the measurement'] },
    ]);
    await page.area.enterFirst();
    await page.rest();
    expect(page.present.subject.kind).toBe('measurement');
  });
});

describe('a run that fails', () => {
  test('the present one: is told, nothing stands beside it, and the next artefact works', async () => {
    await choose('rings');
    await page.device.present.fail(new Error('out of memory'));
    expect([page.runs, page.told, rooms.face().numbers]).toEqual([[], ['out of memory'], 'awaited']);
    await choose('noise');
    await page.rest();
    expect(slices()).toEqual({ 'With noise': NOISE, 'Without artefact': HEAD });
  });

  test('the cured one: the artefact has its number all the same', async () => {
    await choose('rings');
    rooms.face().hand.putBeside('cured');
    await settled();
    for (;;) {
      const run = page.device.present;
      if (run.of === 'cured') break;
      await (run.isGivenUp ? run.endStep() : page.finish(run.of === 'full' ? 30 : 10));
    }
    await page.device.present.fail(new Error('no such view'));
    await settled();
    await page.rest((run) => (run.of === 'full' ? 30 : 10));
    expect(page.told).toEqual(['no such view']);
    expect(slices()).toEqual({ 'With rings': RINGS, 'Remedy: ring filter': 'could not be computed' });
    expect(rooms.face().numbers).toEqual({ disturbed: expect.closeTo(20, 2), cured: null, iterated: null });
  });

  test('the undisturbed one: there is nothing to measure from', async () => {
    await choose('rings');
    await page.finish();
    await page.device.present.fail(new Error('no such view'));
    await page.rest();
    expect(slices()).toEqual({ 'With rings': RINGS, 'Without artefact': 'could not be computed' });
    expect(rooms.face().numbers).toEqual({ disturbed: null, cured: null, iterated: null });
  });
});
