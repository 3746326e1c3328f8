import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Mark } from '../../../../src/app/marks/mark.ts';
import { WHOLE_STEP } from '../../../../src/app/present/past.ts';
import type { ShownPicture } from '../../../../src/app/stage/slot-pictures.ts';
import type { DrawnView } from '../../../../src/app/views/drawn-view.ts';
import type {
  AnalysisHand,
  MeasureHand,
  ShownAnalysis,
  ShownMarks,
} from '../../../../src/app/workplaces/measure/measure-face.ts';
import { MeasureRoom } from '../../../../src/app/workplaces/measure/measure-room.ts';
import { WORKPLACES } from '../../../../src/app/workplaces/registry.ts';
import { linkTo } from '../../../support/links.ts';
import { settled } from '../../runs/made-up-engine.ts';
import { type MadeUpPage, madeUpPage } from '../made-up-page.ts';

let page: MadeUpPage;
let hand: MeasureHand;
let analyse: AnalysisHand['choose'];
let showCurves: AnalysisHand['showCurves'];
let shown: ShownMarks;
let analysed: { name: string; shown: ShownAnalysis } | null;
let said: string[];

async function openAt(link: string) {
  page = await madeUpPage(link);
  await page.rest();
}

beforeEach(async () => {
  [analysed, said] = [null, []];
  vi.spyOn(WORKPLACES.get('measure'), 'room').mockImplementation(
    (workplacePage) =>
      new MeasureRoom(workplacePage, {
        panel: (asks) => {
          hand = asks;
          return {
            root: undefined as unknown as HTMLElement,
            show: (now) => {
              shown = now;
            },
            showValues: () => undefined,
            say: (sentence) => said.push(sentence),
          };
        },
        pane: (asks) => {
          analyse = asks.choose;
          showCurves = asks.showCurves;
          return {
            view: {
              name: 'analysis',
              needsPhantom: false,
              title: () => 'Analysis',
              draw: () => null,
            } as unknown as DrawnView,
            show: (name, now) => {
              analysed = { name, shown: now };
            },
            setBusy: () => undefined,
          };
        },
      }),
  );
  await openAt(linkTo({ version: 2, phantom: 'shepp-logan-1974', scan: { views: 90 } }));
  await page.area.workplaces.enter('measure');
  await page.rest();
});
afterEach(() => vi.restoreAllMocks());

const room = () => page.area.room as MeasureRoom;
const names = () => shown.marks.map(({ name, form }) => `${name} ${form.kind}`);
/** A region about the axis, by the hand that tools have. */
const add = (form: Mark['form'], plane: Mark['plane'] = 'slice') => room().hand.add(plane, form, WHOLE_STEP);
const circle = (x: number): Mark['form'] => ({ kind: 'circle', middle: { x, y: 0 }, radius: 5 });

test('the pictures stand beside the analysis, in which a line is asked for', () => {
  expect(Object.keys(page.seen)).toEqual(['Reconstruction', 'Phantom', 'Sinogram', 'Profile']);
  expect(analysed?.name).toBe('profile');
});

test('marks are made, moved and taken away in steps', async () => {
  add(circle(0));
  hand.reshape('A', circle(3), WHOLE_STEP);
  add({ kind: 'pin', at: { x: 1, y: 2 } }, 'sinogram');
  expect(names()).toEqual(['A circle', 'B pin']);
  hand.remove('A');
  expect(names()).toEqual(['B pin']);
  page.undoing.undo();
  expect(names()).toEqual(['A circle', 'B pin']);
  page.undoing.undo();
  expect(names()).toEqual(['A circle']);
  expect(shown.marks[0]!.form).toEqual(circle(3));
  page.undoing.undo();
  expect(shown.marks[0]!.form).toEqual(circle(0));
  page.undoing.undo();
  expect(names()).toEqual([]);
  page.undoing.redo();
  expect(names()).toEqual(['A circle']);
  // The room stays, and so does the experiment.
  expect([page.area.workplaces.present.name, page.present.experiment.scan.views]).toEqual(['measure', 90]);
});

test('marks stay while knobs turn, and in other workplaces', async () => {
  add(circle(0));
  page.succession.turned({ scan: { views: 12 } }, true);
  await page.rest();
  expect(names()).toEqual(['A circle']);
  page.undoing.undo();
  await page.rest();
  expect([names(), page.present.experiment.scan.views]).toEqual([['A circle'], 90]);
  await page.area.workplaces.enter('scan');
  await page.rest();
  await page.area.workplaces.enter('measure');
  await page.rest();
  expect(names()).toEqual(['A circle']);
});

test('its tools, and what they paint, are on its own panes alone', async () => {
  expect(page.panesWithTools).toEqual(['slice', 'phantom', 'sinogram']);
  // Of the two pictures that are on the stage still, too.
  await page.area.workplaces.enter('scan');
  await page.rest();
  expect(Object.keys(page.seen)).toEqual(expect.arrayContaining(['Phantom', 'Reconstruction']));
  expect(page.panesWithTools).toEqual([]);
  await page.area.workplaces.enter('measure');
  await page.rest();
  expect(page.panesWithTools).toEqual(['slice', 'phantom', 'sinogram']);
});

test('numbers of a mark have the units of its picture as soon as that is there', () => {
  add(circle(0));
  expect(shown.axes.horizontal.unit).toBeNull();
  const slot = room().layout[0]!;
  const axis = (label: string) => ({ label, unit: 'mm', start: -50, end: 50, steps: 'decimal' }) as const;
  const picture = { horizontal: axis('x'), vertical: axis('y') } as unknown as ShownPicture;
  page.showIn(slot, picture);
  room().shown(slot);
  expect(shown.axes).toEqual(picture);
});

test('two regions of one plane are compared, the first two until others are chosen', () => {
  add(circle(0));
  expect(shown.pair).toBeNull();
  add(circle(20), 'axial');
  expect(shown.pair).toBeNull();
  add(circle(20));
  add({ kind: 'pin', at: { x: 0, y: 0 } });
  add(circle(30));
  expect(shown.pair).toEqual({ a: 'A', b: 'C', among: ['A', 'C', 'E'] });
  hand.compare('E', 'A');
  expect(shown.pair).toMatchObject({ a: 'E', b: 'A' });
  page.undoing.undo();
  expect(shown.pair).toMatchObject({ a: 'A', b: 'C' });
  hand.remove('A');
  expect(shown.pair).toMatchObject({ a: 'C', b: 'E' });
});

test('another analysis is a step, and stands over its pane', async () => {
  analyse('histogram');
  expect(Object.keys(page.seen).at(-1)).toBe('Histogram');
  page.undoing.undo();
  await settled();
  expect(Object.keys(page.seen).at(-1)).toBe('Profile');
});

test('marks, which is chosen, what is compared and analysed come back with a link', async () => {
  add(circle(0));
  add(circle(20));
  add({ kind: 'line', from: { x: -10, y: 0 }, to: { x: 10, y: 5 }, width: 2 });
  hand.compare('B', 'A');
  analyse('histogram');
  hand.choose('B');
  const { marks } = shown;
  const link = new URL(page.address.link.href).hash;
  await openAt(link);
  expect(page.area.workplaces.present.name).toBe('measure');
  expect(shown).toMatchObject({ marks, pair: { a: 'B', b: 'A' }, chosen: { name: 'B' } });
  expect(Object.keys(page.seen).at(-1)).toBe('Histogram');
  // A link without marks has none.
  await openAt(linkTo({ version: 2, phantom: 'shepp-logan-1974', scan: { views: 90 } }));
  await page.area.workplaces.enter('measure');
  expect(names()).toEqual([]);
});

test('a link that says what nobody can measure is refused in a sentence, and changes nothing', async () => {
  add(circle(0));
  const { href } = page.address.link;
  const besides = Buffer.from(JSON.stringify({ measure: { analysis: 'magic' } })).toString('base64url');
  const link = `${linkTo({ version: 2, phantom: 'shepp-logan-1974' })}&workplace=measure&besides=${besides}`;
  await page.opening.openAddress(link);
  await page.opening.settled();
  expect(page.told.join()).toMatch(/besides\.measure: analysis: must be one of profile, histogram/);
  expect([names(), page.address.link.href]).toEqual([['A circle'], href]);
});

test('of a volume its planes are looked at, and stepped through without a step to undo', async () => {
  const cone = { geometry: 'cone', views: 24, channels: 48, channelSpacingMm: 5, rows: 48, rowSpacingMm: 5 };
  const grid = { pixels: 32, pixelSizeMm: 3, slices: 32 };
  await openAt(linkTo({ version: 2, phantom: 'shepp-logan-3d', scan: cone, reconstruction: { grid } }));
  await page.area.workplaces.enter('measure');
  await page.rest();
  expect(Object.keys(page.seen)).toEqual(['Axial', 'Coronal', 'Sagittal', 'Profile']);
  room().lookAt({ ...room().look!, zMm: 12 });
  await page.rest();
  expect(page.device.runs.at(-1)!.options.look).toMatchObject({ zMm: 12 });
  expect(page.present.past.canUndo).toBe(false);
  const link = new URL(page.address.link.href).hash;
  await openAt(link);
  expect(room().look).toMatchObject({ zMm: 12 });
});

test('what was kept runs and is seen beside an analysis that compares it, where it is another than the present', async () => {
  const panes = () => Object.keys(page.seen);
  page.area.keep();
  await page.rest();
  page.succession.turned({ scan: { views: 12 } }, true);
  await page.rest();
  expect(panes()).toEqual(['Reconstruction', 'Phantom', 'Sinogram', 'Profile']);
  analyse('convergence');
  await page.rest();
  expect(panes()).toEqual(['Reconstruction', 'A', 'Phantom', 'Convergence']);
  expect(page.seen.A).toMatch(/90 views/);
  // The present experiment is A again.
  page.undoing.undo();
  page.undoing.undo();
  analyse('convergence');
  await page.rest();
  expect([page.present.experiment.scan.views, panes()]).toEqual([
    90,
    ['Reconstruction', 'Phantom', 'Sinogram', 'Convergence'],
  ]);
});

test('which curves are drawn is a step, and comes back with a link', async () => {
  analyse('convergence');
  await page.rest();
  showCurves(['rmse', 'ssim']);
  const link = new URL(page.address.link.href).hash;
  page.undoing.undo();
  expect(room().choices()).toMatchObject({ analysis: 'convergence', curves: null });
  await openAt(link);
  expect(room().choices()).toMatchObject({ analysis: 'convergence', curves: ['rmse', 'ssim'] });
});
