// The difference from A while a hand moves: it follows the slice, made of an A that is as coarse as the preview is.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { coarsened, coarsenedAs } from '../../../../src/app/runs/preview.ts';
import { linkTo } from '../../../support/links.ts';
import { settled } from '../../runs/made-up-engine.ts';
import { experimentOf, subject } from '../../runs/small-experiments.ts';
import { type MadeUpPage, madeUpPage } from '../made-up-page.ts';
import { withMadeUpRooms } from '../made-up-rooms.ts';

const DIFFERENCE = 'Current − A';
const WATER = (views: number) => `water-disk, ${views} views`;
const linkOf = (pixels: number) =>
  `${linkTo({
    ...{ version: 2, phantom: 'water-disk' },
    scan: { views: 90, channels: pixels },
    reconstruction: { grid: { pixels, pixelSizeMm: 1 } },
  })}&workplace=compare`;

let rooms: ReturnType<typeof withMadeUpRooms>;
let page: MadeUpPage;
beforeEach(() => {
  rooms = withMadeUpRooms();
});
afterEach(() => rooms.end());

async function open(pixels: number, runMs = 1) {
  page = await madeUpPage(linkOf(pixels));
  page.clock.runMs = runMs;
  await page.rest();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(90)} − ${WATER(90)}`);
}
const move = async (views: number) => {
  page.succession.turned({ scan: { views } }, false);
  await settled();
};
const release = async (views: number) => {
  page.succession.turned({ scan: { views } }, true);
  await settled();
};
/** The open run of a session. */
const runOf = (session: string) => page.device.runs.find((run) => !run.isOver && run.of === session)!;
const pixelsOf = (session: string) => runOf(session).experiment.reconstruction.grid.pixels;

test('follows each slice of a machine that keeps up, and the release', async () => {
  await open(16);
  for (const views of [60, 30]) {
    await move(views);
    await page.finish();
    expect(page.runs).toEqual([`a, moving: ${WATER(90)}`]);
    await page.finish();
    expect(page.seen[DIFFERENCE]).toBe(`${WATER(views)} − ${WATER(90)}`);
    expect(page.seen.A).toBe(WATER(90));
  }
  await release(30);
  await page.rest();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(30)} − ${WATER(90)}`);
});

test('is of previews on a machine that does not keep up: A is made as coarse, and what it shows says so', async () => {
  await open(2048, 5000);
  await move(60);
  const coarse = pixelsOf('preview');
  expect(coarse).toBeLessThan(2048);
  await page.finish();
  expect(pixelsOf('a, moving')).toBe(coarse);
  await page.finish();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(60)} − ${WATER(90)} (preview ${coarse}², every 4th channel)`);
  expect(page.seen.A).toBe(WATER(90));
  await release(60);
  await page.rest();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(60)} − ${WATER(90)}`);
});

test('is of the newest slice, where A takes longer than the hand', async () => {
  await open(16);
  await move(60);
  await page.finish();
  const kept = runOf('a, moving');
  for (const views of [50, 40]) {
    await move(views);
    await page.finish();
  }
  // It is not begun anew, however often the hand moves.
  expect([kept.isGivenUp, page.runs]).toEqual([false, [`a, moving: ${WATER(90)}`]]);
  await page.finish(0, kept);
  await page.finish();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(40)} − ${WATER(90)}`);
  expect(page.runs).toEqual([]);
});

test('that comes after the release is shown no more', async () => {
  await open(16);
  await move(60);
  await page.finish();
  const late = runOf('a, moving');
  await release(60);
  const full = runOf('full');
  await page.finish();
  expect([full.isOver, late.isGivenUp]).toEqual([true, true]);
  await late.endStep();
  await page.rest();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(60)} − ${WATER(90)}`);
  await move(45);
  await page.finish();
  await page.finish();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(45)} − ${WATER(90)}`);
});

test('leaves what it was where A cannot be made so coarse; the release tells why', async () => {
  await open(16);
  await move(60);
  await page.finish();
  await page.device.present.fail(new Error('no room'));
  expect([page.seen[DIFFERENCE], page.told]).toEqual([`${WATER(90)} − ${WATER(90)}`, []]);
  await move(50);
  await page.finish();
  await page.finish();
  expect(page.seen[DIFFERENCE]).toBe(`${WATER(50)} − ${WATER(90)}`);
});

test('nothing is run where nothing lies between', async () => {
  await open(16);
  await page.area.workplaces.enter('scan');
  await page.rest();
  await move(60);
  await page.finish();
  expect(page.runs).toEqual([]);
});

test('an experiment is made as coarse as a preview is of another', () => {
  const whole = experimentOf({ scan: { views: 90 }, reconstruction: { pixels: 512 } });
  const other = experimentOf({ scan: { views: 45, arcDeg: 90 }, reconstruction: { pixels: 512 } });
  for (const [pixels, channels] of [
    [2, 1],
    [3, 3],
    [8, 6],
  ] as const) {
    const preview = coarsened(whole, subject, pixels, channels);
    expect(coarsenedAs(preview, whole, whole, subject)).toEqual(preview);
    const alike = coarsenedAs(preview, whole, other, subject);
    expect(alike).toEqual(coarsened(other, subject, pixels, channels));
    expect(alike.reconstruction.grid).toEqual(preview.reconstruction.grid);
  }
  expect(coarsenedAs(whole, whole, other, subject)).toBe(other);
});
