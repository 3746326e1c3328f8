// Whatever has been changed or opened can be undone and redone, by keys, by buttons and by the browser's own.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  describeWorlds,
  differenceOf,
  errorNotice,
  field,
  picturesSeen,
  SMALL,
  slider,
  type,
} from './support/sandbox.ts';

const header = (page: Page, name: 'Undo' | 'Redo') => page.getByRole('banner').getByRole('button', { name });
const isOff = async (page: Page, name: 'Undo' | 'Redo') =>
  (await header(page, name).getAttribute('aria-disabled')) === 'true';
const projections = (page: Page) => field(page, 'Projections').inputValue();

/** What stands on the stage whether the lab is open or not. */
const ALWAYS = ['phantom', 'sinogram', 'slice'] as const;

async function seen(page: Page) {
  await page.mouse.move(0, 0);
  return picturesSeen(page, ALWAYS);
}

type Seen = Awaited<ReturnType<typeof seen>>;
const changed = (before: Seen, after: Seen) => ALWAYS.filter((id) => differenceOf(before[id], after[id]) !== '');

describeWorlds(
  'undoing',
  ({ open }) => {
    test('a drag is one step, a text field keeps its keys, and resetting is undone too', async () => {
      const { page, after } = await open(SMALL);
      expect([await isOff(page, 'Undo'), await isOff(page, 'Redo')]).toEqual([true, true]);
      const start = await seen(page);

      const { x, y, width, height } = (await slider(page, 'Projections').boundingBox())!;
      await after(async () => {
        await page.mouse.move(x + 0.5 * width, y + height / 2);
        await page.mouse.down();
        for (const part of [0.4, 0.3, 0.2]) await page.mouse.move(x + part * width, y + height / 2);
        await page.mouse.up();
      });
      const few = await projections(page);
      expect(Number(few)).toBeLessThan(60);
      const streaks = await seen(page);
      // The slider has the focus.
      await after(() => page.keyboard.press('Control+z'));
      expect([await projections(page), await isOff(page, 'Undo')]).toEqual(['90', true]);
      expect(changed(start, await seen(page))).toEqual([]);
      await after(() => header(page, 'Redo').click());
      expect([await projections(page), await isOff(page, 'Redo')]).toEqual([few, true]);
      expect(changed(streaks, await seen(page))).toEqual([]);

      // A key that is held is one step too; pressed again without being let go, it repeats.
      await slider(page, 'Projections').focus();
      await after(async () => {
        for (let repeat = 0; repeat < 4; repeat++) await page.keyboard.down('ArrowLeft');
        await page.keyboard.up('ArrowLeft');
      });
      expect(Number(await projections(page))).toBeLessThan(Number(few));
      await after(() => page.keyboard.press('Control+z'));
      expect(await projections(page)).toBe(few);

      await field(page, 'Arc °').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('99');
      await page.keyboard.press('Control+z');
      expect([await projections(page), await field(page, 'Arc °').inputValue()]).toEqual([few, '9']);
      await after(() => type(page, 'Arc °', '120'));

      // Nobody waits for the default's own run.
      await page.getByRole('button', { name: 'Reset experiment' }).click();
      await expect.poll(() => projections(page)).toBe('720');
      expect(await field(page, 'Grid px').inputValue()).toBe('512');
      await after(() => page.keyboard.press('Control+z'));
      expect([await projections(page), await field(page, 'Arc °').inputValue()]).toEqual([few, '120']);
      for (let step = 0; step < 2; step++) await after(() => header(page, 'Undo').click());
      expect(changed(start, await seen(page))).toEqual([]);
    });

    test('Back and Forward lead to what was opened, artefacts too, and after a reload', async () => {
      const { page, after } = await open(SMALL);
      const phantom = () => page.locator('#phantom-select').inputValue();
      const start = await seen(page);
      await after(() => page.locator('#phantom-select').selectOption('water-disk'));
      await after(() => type(page, 'Projections', '45'));
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      const water = await seen(page);
      await page.getByRole('tab', { name: 'Artefacts' }).click();
      const lab = page.getByRole('complementary', { name: 'Artefact lab' });
      const list = lab.getByRole('group', { name: 'Artefacts' });
      /** `null` where none is on, and the list of all stands there. */
      const artefact = async () => ((await list.isVisible()) ? null : lab.locator('.lab-unfold').textContent());
      await after(() => list.getByRole('button', { name: 'Rings' }).click());
      expect(changed(water, await seen(page))).not.toEqual([]);

      await after(() => page.goBack());
      expect(await artefact()).toBeNull();
      expect(changed(water, await seen(page))).toEqual([]);
      await after(() => page.keyboard.press('Control+Shift+z'));
      expect(await artefact()).toBe('Rings');
      // Closing the lab is a step as well.
      await after(() => page.keyboard.press('a'));
      expect(changed(water, await seen(page))).toEqual([]);
      await after(() => page.keyboard.press('Control+z'));
      expect(await artefact()).toBe('Rings');
      for (let step = 0; step < 2; step++) await after(() => page.goBack());
      expect(await phantom()).toBe('shepp-logan-1974');
      await page.keyboard.press('a');
      expect(changed(start, await seen(page))).toEqual([]);

      await after(() => page.goForward());
      expect([await phantom(), await projections(page)]).toEqual(['water-disk', '45']);
      await after(() => page.reload());
      expect([await phantom(), await isOff(page, 'Undo')]).toEqual(['water-disk', true]);
      await after(() => page.goBack());
      expect(changed(start, await seen(page))).toEqual([]);
      // What the address has led to is a step like any other.
      await after(() => page.keyboard.press('Control+z'));
      expect([await phantom(), await projections(page)]).toEqual(['water-disk', '45']);
      expect(await errorNotice(page).count()).toBe(0);
    });
  },
  [false],
);
