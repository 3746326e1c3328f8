// Experiments that are kept as A, B and C: what keeping, swapping, replacing and removing do, and what undoes them.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { besidesFromHash, besidesPart } from '../../../../src/experiment/link.ts';
import { linkTo } from '../../../support/links.ts';
import { type MadeUpPage, madeUpPage } from '../made-up-page.ts';
import { withMadeUpRooms } from '../made-up-rooms.ts';

const linkOf = (views: number) =>
  `${linkTo({
    ...{ version: 2, phantom: 'water-disk' },
    scan: { views, channels: 16 },
    reconstruction: { grid: { pixels: 16, pixelSizeMm: 1 } },
  })}&workplace=compare`;
const WATER = (views: number) => `water-disk, ${views} views`;

let rooms: ReturnType<typeof withMadeUpRooms>;
let page: MadeUpPage;
beforeEach(async () => {
  rooms = withMadeUpRooms();
  await open(linkOf(10));
});
afterEach(() => rooms.end());

async function open(hash: string) {
  page = await madeUpPage(hash);
  await page.rest();
}
async function turn(views: number) {
  page.succession.turned({ scan: { views } }, true);
  await page.rest();
}
async function keep() {
  page.area.keep();
  await page.rest();
}
async function undo() {
  page.undoing.undo();
  await page.rest();
}
const hand = () => rooms.compareFace().hand;
const kept = () => page.area.kept.names.map((name) => [name, page.area.kept.of(name)!.experiment.scan.views]);
const current = () => page.present.experiment.scan.views;
/** Ten views are A, twenty B, thirty C, and forty current. */
async function four() {
  for (const views of [20, 30]) {
    await turn(views);
    await keep();
  }
  await turn(40);
}

test('what is there is A until a hand keeps something; further Keeps are B and C, each compared with what follows', async () => {
  expect([kept(), page.seen]).toEqual([
    [['A', 10]],
    { Current: WATER(10), A: WATER(10), 'Current − A': `${WATER(10)} − ${WATER(10)}`, Phantom: WATER(10) },
  ]);
  await turn(20);
  await keep();
  await turn(30);
  expect(page.seen).toMatchObject({ B: WATER(20), 'Current − B': `${WATER(30)} − ${WATER(20)}` });
  await keep();
  await turn(40);
  expect(kept()).toEqual([
    ['A', 10],
    ['B', 20],
    ['C', 30],
  ]);
  // All four have numbers, whichever two one looks at.
  expect(rooms.compareFace().rows[0]!.cells.length).toBe(4);
  expect(rooms.compareFace().differing.map(({ what, values }) => [what, ...values])).toEqual([
    ['Projections', '40', '10', '20', '30'],
  ]);
  await keep();
  expect(page.told.at(-1)).toMatch(/^A, B and C are all in use\. Replace or remove one of them in Compare/);
  expect(current()).toBe(40);
});

test('the same experiment is kept once', async () => {
  await keep();
  expect([kept(), page.told.at(-1)]).toEqual([[['A', 10]], expect.stringMatching(/is kept as A already/)]);
  page.succession.turned({ reconstruction: { filter: 'hann' } }, true);
  await page.rest();
  await keep();
  expect(kept().length).toBe(2);
});

test('side by side all of them stand on the stage, and any two can be looked at', async () => {
  await four();
  hand().way('beside');
  await page.rest();
  expect(page.seen).toEqual({ Current: WATER(40), A: WATER(10), B: WATER(20), C: WATER(30) });
  // Three leave a place of four to what was scanned, and the numbers compare with the first of what is left.
  const face = rooms.compareFace();
  expect(face.reference).toBe('A');
  hand().remove('A');
  await page.rest();
  expect(page.seen).toEqual({ Current: WATER(40), B: WATER(20), C: WATER(30), Phantom: WATER(40) });
  expect(face.reference).toBe('B');
  await undo();
  hand().way('difference');
  hand().look('first', 'A');
  hand().look('second', 'B');
  await page.rest();
  expect(page.seen).toMatchObject({ A: WATER(10), B: WATER(20), 'A − B': `${WATER(10)} − ${WATER(20)}` });
  hand().look('second', 'current');
  await page.rest();
  expect(page.seen).toMatchObject({ 'A − Current': `${WATER(10)} − ${WATER(40)}` });
  for (let i = 0; i < 3; i++) await undo();
  expect(page.seen).toMatchObject({ 'Current − C': `${WATER(40)} − ${WATER(30)}` });
});

test('swapping continues with what was kept, and keeps what was there, in one step', async () => {
  await four();
  hand().takeUp('B');
  await page.rest();
  expect([current(), kept()]).toEqual([
    20,
    [
      ['A', 10],
      ['B', 40],
      ['C', 30],
    ],
  ]);
  expect(page.seen).toMatchObject({ Current: WATER(20) });
  await undo();
  expect([current(), kept()[1]]).toEqual([40, ['B', 20]]);
  page.undoing.redo();
  await page.rest();
  expect([current(), kept()[1]]).toEqual([20, ['B', 40]]);
});

test('replacing and removing are undone, and letters stay where they are', async () => {
  await four();
  hand().replace('A');
  await page.rest();
  expect(kept()[0]).toEqual(['A', 40]);
  hand().remove('B');
  await page.rest();
  expect(kept()).toEqual([
    ['A', 40],
    ['C', 30],
  ]);
  await turn(50);
  await keep();
  expect(kept()[1]).toEqual(['B', 50]);
  for (let i = 0; i < 4; i++) await undo();
  expect(kept()).toEqual([
    ['A', 10],
    ['B', 20],
    ['C', 30],
  ]);
});

test('with nothing kept the current slice stands alone, and what is there becomes A when Compare is entered again', async () => {
  hand().remove('A');
  await page.rest();
  expect([kept(), page.seen]).toEqual([[], { Current: WATER(10), Phantom: WATER(10) }]);
  await undo();
  expect(kept()).toEqual([['A', 10]]);
  page.undoing.redo();
  await turn(20);
  await page.area.workplaces.enter('scan');
  await page.area.workplaces.enter('compare');
  await page.rest();
  expect(page.seen).toMatchObject({ Current: WATER(20), A: WATER(20) });
});

test('Keep is undone in any workplace', async () => {
  await page.area.workplaces.enter('scan');
  await turn(20);
  await keep();
  expect(kept().length).toBe(2);
  await undo();
  expect([kept(), current(), page.workplace]).toEqual([[['A', 10]], 20, 'scan']);
});

test('a link has all of them and what is looked at; A alone stands in it as it always has', async () => {
  const besides = () => besidesFromHash(new URL(page.address.link.href).hash) as Record<string, unknown>;
  await turn(20);
  expect(besides()).toEqual({ kept: { scan: { views: 10 } } });
  await four();
  hand().remove('A');
  hand().way('beside');
  await page.rest();
  expect(besides()).toEqual({
    kept: [null, { scan: { views: 20 } }, { scan: { views: 30 } }],
    compare: { way: 'beside', second: 'C' },
  });
  const { seen } = page;
  await open(new URL(page.address.link.href).hash);
  expect([page.seen, kept()]).toEqual([
    seen,
    [
      ['B', 20],
      ['C', 30],
    ],
  ]);
  // And followed on a page that is in Compare already.
  await page.opening.openAddress(`${linkOf(60)}${besidesPart({ kept: { scan: { views: 5 } } })}`);
  await page.rest();
  expect([kept(), page.seen]).toMatchObject([[['A', 5]], { Current: WATER(60), A: WATER(5) }]);
});

test('swiped or blinking, two share a pane; the divider goes with the link, and moving it is no step', async () => {
  await turn(20);
  hand().way('swipe');
  await page.rest();
  expect(Object.keys(page.seen)).toEqual(['Current and A']);
  hand().divide(0.2, true);
  hand().divide(0.3, false);
  hand().flip();
  await page.rest();
  expect(Object.keys(page.seen)).toEqual(['A and Current']);
  expect(rooms.compareFace().shown).toMatchObject({ look: { way: 'swipe', divider: 0.3 }, pair: ['A', 'current'] });
  await open(new URL(page.address.link.href).hash);
  expect(Object.keys(page.seen)).toEqual(['A and Current']);
  expect(rooms.compareFace().shown).toMatchObject({ look: { way: 'swipe', divider: 0.3 }, pair: ['A', 'current'] });
  hand().way('blink');
  await page.rest();
  expect(rooms.compareFace().shown!.isBlinking).toBe(true);
  hand().flip();
  expect(rooms.compareFace().shown!.isBlinking).toBe(false);
  await undo();
  expect(rooms.compareFace().shown).toMatchObject({ look: { way: 'swipe', divider: 0.3 }, isBlinking: false });
  await page.area.workplaces.enter('scan');
});
