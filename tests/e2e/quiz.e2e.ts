// The quiz and the observer study of *Learn*, by keys alone.

import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { describeWorlds, errorNotice, SMALL, untilAtRest } from './support/sandbox.ts';

describeWorlds(
  'what one can be asked in Learn',
  ({ open }) => {
    test('a scan with something wrong: four answers, why, the same without it, and another one', async () => {
      const { page } = await open(SMALL);
      await page.keyboard.press('c');
      await page.getByRole('button', { name: 'Spot the artefact' }).focus();
      await page.keyboard.press('Enter');
      const options = page.locator('.quiz-option');
      await expect.poll(() => options.count()).toBe(4);
      await untilAtRest(page);
      // Nothing beside the pictures says what it is.
      expect(await page.locator('#numbers .numbers-list').first().isVisible()).toBe(false);
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toMatch(/quiz-option/);
      const first = await options.allTextContents();
      await page.keyboard.press('Enter');
      await page.locator('.quiz-verdict h3').waitFor();
      await untilAtRest(page);
      const titles = page.locator('#stage .pane:not([hidden]) .pane-title');
      expect(await titles.last().textContent()).toBe('Without the artefact');
      expect(await page.locator('.quiz-option[data-verdict="right"]').count()).toBe(1);
      expect(await page.locator('.quiz-score').textContent()).toMatch(/^[01] of 1 right/);
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await options.allTextContents()).join() !== first.join()).toBe(true);
      await untilAtRest(page);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('which of two slices has the disk: forty answers by keys, then d′ and ROC beside those of theory', async () => {
      const { page } = await open(SMALL);
      await page.keyboard.press('c');
      await page.getByRole('button', { name: 'Is it there?' }).focus();
      await page.keyboard.press('Enter');
      const ready = page.locator('.study-choice[aria-disabled="false"]').first();
      for (let pair = 1; pair <= 40; pair++) {
        await ready.waitFor();
        expect(await page.locator('.study-count').textContent()).toBe(`Pair ${pair} of 40`);
        if (pair === 1) expect(await faults(page)).toEqual([]);
        await page.keyboard.press('4');
      }
      const rows = page.locator('.study-table tbody tr');
      // Whoever always says the same is right half of the time, since disks are as often on either side.
      for (const text of await rows.allTextContents()) expect(text).toMatch(/5 of 10/);
      expect(await rows.count()).toBe(4);
      expect(await page.locator('.study .plot-title').allTextContents()).toEqual([
        'What you saw, against the dose',
        expect.stringMatching(/^ROC at /),
      ]);
      expect(await faults(page)).toEqual([]);
    });
  },
  [false],
);
