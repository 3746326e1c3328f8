import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RadiographHand, ShownRadiograph } from '../../../../src/app/workplaces/radiograph/radiograph-face.ts';
import { RadiographRoom } from '../../../../src/app/workplaces/radiograph/radiograph-room.ts';
import { WORKPLACES } from '../../../../src/app/workplaces/registry.ts';
import type { RadiographFigures } from '../../../../src/experiment/radiograph-figures.ts';
import { linkTo } from '../../../support/links.ts';
import { settled } from '../../runs/made-up-engine.ts';
import { type MadeUpPage, madeUpPage } from '../made-up-page.ts';

let page: MadeUpPage;
let hand: RadiographHand;
let shown: ShownRadiograph;
let figures: RadiographFigures;

async function openAt(link: string) {
  page = await madeUpPage(link);
  await page.rest();
}

beforeEach(async () => {
  const root = undefined as unknown as HTMLElement;
  vi.spyOn(WORKPLACES.get('radiograph'), 'room').mockImplementation(
    (workplacePage) =>
      new RadiographRoom(workplacePage, {
        panel: (asks) => {
          hand = asks;
          return {
            root,
            show: (now) => {
              shown = now;
            },
          };
        },
        numbers: () => ({
          root,
          show: (now) => {
            figures = now;
          },
          measure: () => undefined,
        }),
      }),
  );
  await openAt(linkTo({ version: 2, phantom: 'shepp-logan-3d', scan: { views: 90 } }));
});
afterEach(() => vi.restoreAllMocks());

const enter = async (name: string) => {
  await page.area.workplaces.enter(name);
  await settled();
};
const scanNow = () => page.present.experiment.scan;

test('a scan is made one view on entering, of which nothing is reconstructed, and is back on leaving', async () => {
  const before = page.present.experiment;
  await enter('radiograph');
  expect(scanNow()).toMatchObject({ geometry: 'cone', views: 1 });
  expect(page.device.runs.at(-1)!.options).toMatchObject({ readsOnly: true, look: { projection: 'signal' } });
  expect(Object.keys(page.seen)).toEqual(['Radiograph']);
  await page.rest();
  await enter('scan');
  expect(page.present.experiment).toEqual(before);
  expect(page.device.runs.at(-1)!.options.readsOnly).toBe(false);
});

test('for a slice a phantom in space stands in, and the slice comes back', async () => {
  await openAt(linkTo({ version: 2, phantom: 'shepp-logan-1974', scan: { views: 90 } }));
  const before = page.present.experiment;
  await enter('radiograph');
  await page.opening.settled();
  await page.rest();
  expect(page.present.experiment).toMatchObject({ phantom: 'forbild-thorax-3d', scan: { geometry: 'cone', views: 1 } });
  await enter('scan');
  await page.rest();
  expect(page.present.experiment).toEqual(before);
});

test('distances make the magnification, and knobs are steps to undo', async () => {
  await enter('radiograph');
  await page.rest();
  const { magnification } = figures;
  hand.turn({ scan: { sourceToIsocenterMm: 600, sourceToDetectorMm: 900 } }, true);
  await page.rest();
  expect([figures.magnification, shown.scan.views]).toEqual([1.5, 1]);
  hand.projection('line-integrals');
  await page.rest();
  expect(page.device.runs.at(-1)!.options).toMatchObject({ look: { projection: 'line-integrals' } });
  page.undoing.undo();
  await page.rest();
  expect([shown.projection, figures.magnification]).toEqual(['signal', 1.5]);
  page.undoing.undo();
  await page.rest();
  expect(figures.magnification).toBe(magnification);
});

test('is seen from the side or from above, and is one view of all of it either way', async () => {
  await enter('radiograph');
  await page.rest();
  const fromTheSide = scanNow();
  hand.seen('above');
  await page.rest();
  expect(shown).toMatchObject({ direction: 'above', scan: { geometry: 'tomosynthesis', views: 1, startDeg: 0 } });
  hand.turn({ scan: { startDeg: 30 } }, true);
  await page.rest();
  expect([page.told, scanNow().startDeg]).toEqual([[], 30]);
  hand.seen('side');
  await page.rest();
  expect(scanNow()).toEqual(fromTheSide);
});

test('what no scan can be is refused in a sentence', async () => {
  await enter('radiograph');
  await page.rest();
  hand.turn({ scan: { sourceToIsocenterMm: 600, sourceToDetectorMm: 500 } }, true);
  expect(page.told.join()).toMatch(/sourceToDetectorMm/);
  expect(scanNow()).toMatchObject({ sourceToIsocenterMm: figures.sourceToObjectMm });
});

test('regions are moved in steps, and come back with a link to them', async () => {
  await enter('radiograph');
  await page.rest();
  const room = page.area.room as RadiographRoom;
  const first = room.regions!;
  const moved = { a: { u: 12.5, v: -7 }, b: { u: 20, v: 0 } };
  room.moveRegions(moved, true);
  room.moveRegions(moved, false);
  hand.projection('line-integrals');
  await page.rest();
  const link = new URL(page.address.link.href).hash;
  page.undoing.undo();
  page.undoing.undo();
  await page.rest();
  expect(room.regions).toEqual(first);

  await openAt(link);
  await page.rest();
  const opened = page.area.room as RadiographRoom;
  expect(opened).toBeInstanceOf(RadiographRoom);
  expect([opened.regions, opened.look.projection]).toEqual([moved, 'line-integrals']);
  // And from there the scan that was before it is found again.
  await enter('scan');
  await page.rest();
  expect(scanNow()).toMatchObject({ geometry: 'parallel', views: 90 });
});

test('a scan of many views is seen in the workplace made for that', async () => {
  await enter('radiograph');
  await page.rest();
  page.undoing.undo();
  await page.rest();
  expect([page.area.workplaces.present.name, scanNow().views]).toEqual(['scan', 90]);
});
