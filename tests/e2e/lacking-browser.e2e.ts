// The course in a browser that lacks much: it stores nothing, says a language that is none, and knows no popovers.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { calmNotice, describeWorlds, errorNotice, untilAtRest } from './support/sandbox.ts';

const withLacks = (page: Page) =>
  page.addInitScript(() => {
    const refused = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, { get: refused, configurable: true });
    }
    Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' });
    for (const name of ['showPopover', 'hidePopover', 'togglePopover', 'popover']) {
      Reflect.deleteProperty(HTMLElement.prototype, name);
    }
  });

describeWorlds(
  'a browser that lacks much',
  ({ open }) => {
    test('goes through a lesson, says once that nothing is kept, draws plots, and shows cards', async () => {
      const { page } = await open(null, { hash: '#lesson=projection/ray', prepare: withLacks });
      const told = calmNotice(page).filter({ hasText: 'your progress lasts until it is closed' });
      // A card of the glossary: a plain element, with the keyboard in it, closed by Escape and by a press elsewhere.
      const term = page.locator('.lesson-term').first();
      const card = page.locator('.term-card');
      await term.press('Enter');
      await card.waitFor();
      expect(await card.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      const front = await card.evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      });
      expect(front).toBe(true);
      await page.keyboard.press('Escape');
      expect(await card.count()).toBe(0);
      expect(await term.evaluate((element) => element === document.activeElement)).toBe(true);
      await term.press('Enter');
      await page.locator('.lesson-title').click();
      await expect.poll(() => card.count()).toBe(0);

      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await told.waitFor();
      await page.locator('.sketch-board').focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.locator('.task-verdict', { hasText: 'Correlation' }).waitFor();
      await untilAtRest(page);
      expect(await told.count()).toBeLessThanOrEqual(1);

      // A step with a plot.
      await page.evaluate(() => {
        location.hash = '#lesson=projection/chord';
      });
      const plot = page.locator('#stage .plot-area');
      await plot.waitFor();
      await expect.poll(() => plot.getAttribute('aria-label')).toMatch(/values from/);
      expect(await plot.locator('canvas').count()).toBeGreaterThan(0);

      // The contents say what becomes of it, and the report can be written all the same.
      await page.locator('.lesson-contents').click();
      await page.locator('.contents-kept', { hasText: 'This browser stores nothing' }).waitFor();
      expect(await page.locator('.contents-state', { hasText: 'of 7 steps' }).count()).toBe(1);
      expect(await told.count()).toBeLessThanOrEqual(1);
      expect(await errorNotice(page).count()).toBe(0);
    });
  },
  [false],
);
