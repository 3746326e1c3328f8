import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WORKPLACES } from '../../../../src/app/workplaces/registry.ts';
import type { ShownLook, VolumeHand } from '../../../../src/app/workplaces/volume/volume-face.ts';
import { VolumeRoom } from '../../../../src/app/workplaces/volume/volume-room.ts';
import { linkTo } from '../../../support/links.ts';
import { settled } from '../../runs/made-up-engine.ts';
import { type MadeUpPage, madeUpPage } from '../made-up-page.ts';

let page: MadeUpPage;
let hand: VolumeHand;
let shown: ShownLook;

beforeEach(async () => {
  const spec = WORKPLACES.get('volume');
  vi.spyOn(spec, 'room').mockImplementation(
    (workplacePage) =>
      new VolumeRoom(workplacePage, (asks) => {
        hand = asks;
        return {
          root: undefined as unknown as HTMLElement,
          show: (look) => {
            shown = look;
          },
        };
      }),
  );
  page = await madeUpPage(linkTo({ version: 2, phantom: 'water-disk', scan: { views: 90 } }));
  await page.rest();
});
afterEach(() => vi.restoreAllMocks());

const geometry = () => page.present.experiment.scan.geometry;
const enter = async (name: string) => {
  await page.area.workplaces.enter(name);
  await settled();
};

test('a scan of a slice is made a cone-beam scan on entering, and is back on leaving', async () => {
  const before = page.present.experiment;
  await enter('volume');
  expect(geometry()).toBe('cone');
  expect(page.present.experiment).toMatchObject({ phantom: 'water-disk', reconstruction: { grid: { slices: 64 } } });
  expect(Object.keys(page.seen)).toEqual(['Axial', 'Scene', 'Coronal', 'Sagittal', 'Projection']);
  await page.rest();
  await enter('scan');
  expect(page.present.experiment).toEqual(before);
});

test('of a phantom that is drawn in a slice, the one in space is offered, and leaving brings the slice back', async () => {
  expect(await page.opening.openPhantom('shepp-logan-1974')).toBe(true);
  await page.rest();
  const before = page.present.experiment;
  await enter('volume');
  await page.rest();
  expect([page.present.experiment.phantom, shown.inSpace]).toEqual(['shepp-logan-1974', 'Shepp–Logan 3-D']);
  hand.inSpace();
  await page.opening.settled();
  await page.rest();
  expect([page.present.experiment.phantom, geometry(), shown.inSpace]).toEqual(['shepp-logan-3d', 'cone', null]);
  await enter('scan');
  await page.rest();
  expect(page.present.experiment).toEqual(before);
});

test('undoing leads back to the scan of the slice, and redoing to the volume', async () => {
  await enter('volume');
  await page.rest();
  page.undoing.undo();
  await settled();
  expect(geometry()).toBe('parallel');
  page.undoing.redo();
  await settled();
  expect(geometry()).toBe('cone');
});

test('looking elsewhere runs what is there with another look, and no preview', async () => {
  await enter('volume');
  await page.rest();
  expect(shown.stops).toEqual({
    slice: { at: 32, count: 64 },
    row: { at: 64, count: 128 },
    column: { at: 64, count: 128 },
  });
  const before = page.device.runs.length;
  hand.stop('slice', 10);
  await settled();
  // 128 pixels over the disk's field.
  const { pixelSizeMm } = page.present.experiment.reconstruction.grid;
  expect(shown.look.zMm).toBeCloseTo((10 - 31.5) * pixelSizeMm, 9);
  expect(shown.stops.slice.at).toBe(10);
  expect(page.device.runs.length).toBe(before + 1);
  expect(page.device.runs.at(-1)!.of).toBe('full');
  hand.grows(false);
  (page.area.room as VolumeRoom).player!.seek(45);
  hand.slab(5, 'max', false);
  hand.projection('signal');
  expect(shown.look).toMatchObject({ view: 45, thicknessMm: 5, reduce: 'max', projection: 'signal' });
  await page.rest();
});

test('undoing a knob that was turned after looking elsewhere leaves the look', async () => {
  await enter('volume');
  await page.rest();
  hand.stop('slice', 10);
  await page.rest();
  page.succession.turned({ scan: { views: 90 } }, true);
  await page.rest();
  page.undoing.undo();
  await page.rest();
  expect(shown.stops.slice.at).toBe(10);
  expect(page.present.experiment.scan.views).toBe(180);
});

test('what makes one slice is seen in the workplace made for that', async () => {
  await enter('volume');
  await page.rest();
  page.undoing.undo();
  await page.rest();
  expect(Object.keys(page.seen)).toEqual(['Phantom', 'Sinogram', 'Reconstruction', 'Difference']);
  expect(geometry()).toBe('parallel');
});

test('another phantom of the same size keeps the cone’s scan as it was set', async () => {
  await enter('volume');
  await page.rest();
  page.succession.turned({ scan: { views: 48 } }, true);
  await page.rest();
  await page.opening.openPhantom('water-disk');
  await page.rest();
  expect(page.present.experiment.scan).toMatchObject({ geometry: 'cone', views: 48 });
});

test('the volume is there to be saved when its run is over, whatever the window, until something else is asked for', async () => {
  await enter('volume');
  expect(page.area.room!.volume).toBeNull();
  await page.rest();
  const { experiment } = page.present;
  expect(page.area.room!.volume?.experiment).toBe(experiment);
  page.present.change({ display: { width: 80, level: 35 } });
  expect(page.area.room!.volume?.experiment).toBe(experiment);
  page.present.change({ seed: experiment.seed + 1 });
  expect(page.area.room!.volume).toBeNull();
});

test('playing lets the volume grow, with the view that came last, or lets the views pass before the whole', async () => {
  await enter('volume');
  await page.rest();
  const room = page.area.room as VolumeRoom;
  expect([shown.grows, room.grows, room.player]).toEqual([true, true, undefined]);
  const { canUndo } = page.present.past;
  room.played(46);
  expect([shown.look.view, page.present.past.canUndo]).toEqual([45, canUndo]);
  hand.grows(false);
  await page.rest();
  expect([shown.grows, room.grows]).toEqual([false, false]);
  room.player!.seek(12);
  expect(shown.look.view).toBe(12);
});
