// The gallery: every phantom with its picture and what it teaches, chosen by pointer or keyboard.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { loadSolidPhantom, SOLID_ENTRIES } from '../../src/phantom/solids/solid-library.ts';
import { libraryPhantom } from '../support/library-phantom.ts';
import { describeWorlds } from './support/sandbox.ts';

const gallery = (page: Page) => page.getByRole('dialog', { name: 'Phantoms' });
/** Waits until the last card has its text, which it gets together with its picture. */
const filled = async (page: Page) => {
  await page.locator('.gallery-lesson').last().filter({ hasText: /\w/ }).waitFor();
};

describeWorlds(
  'the gallery of phantoms',
  ({ share }) => {
    test('has a card for each: its picture, its name, what it teaches', async () => {
      const { page } = await share();
      await page.getByRole('button', { name: 'Phantoms…' }).click();
      await filled(page);
      const cards = await page.locator('.gallery-card').evaluateAll((found) =>
        found.map((card) => {
          const canvas = card.querySelector('canvas')!;
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
          const greys = new Set<number>();
          for (let i = 0; i < data.length; i += 4) greys.add(data[i]!);
          return {
            name: (card as HTMLElement).dataset.phantom,
            text: card.textContent,
            greys: greys.size,
            isPresent: card.getAttribute('aria-current') === 'true',
          };
        }),
      );
      const inSpace = SOLID_ENTRIES.map(({ name }) => name);
      expect(cards.map(({ name }) => name)).toEqual([...PHANTOM_NAMES, ...inSpace]);
      for (const { name, text, greys, isPresent } of cards) {
        const file = (await loadSolidPhantom(name!)) ?? libraryPhantom(name!);
        expect(text).toBe(`${file.name}${file.teaches}`);
        expect([name, greys > 1]).toEqual([name, true]);
        expect([name, isPresent]).toEqual([name, name === 'shepp-logan-1974']);
      }
    });

    test('opens what is chosen, as the select does, and the select follows', async () => {
      const { page, after } = await share();
      await page.getByRole('button', { name: 'Phantoms…' }).click();
      await after(() =>
        gallery(page)
          .getByRole('button', { name: /^Low contrast/ })
          .click(),
      );
      expect(await gallery(page).count()).toBe(0);
      expect(await page.locator('#phantom-select').inputValue()).toBe('low-contrast');
      // The window that the file suggests.
      expect(
        await page
          .getByRole('spinbutton', { name: /^(W|Window width)/ })
          .first()
          .inputValue(),
      ).toBe('50');
    });

    test('is walked and left by keyboard', async () => {
      const { page, after } = await share();
      await page.keyboard.press('n');
      await gallery(page).waitFor();
      // The card of the phantom that is open has the focus.
      const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.phantom);
      expect(await focused()).toBe('shepp-logan-1974');
      for (const name of PHANTOM_NAMES.slice(1, 4)) {
        await page.keyboard.press('Tab');
        expect(await focused()).toBe(name);
      }
      await page.keyboard.press('Escape');
      expect(await gallery(page).count()).toBe(0);
      expect(await page.locator('#phantom-select').inputValue()).toBe('shepp-logan-1974');
      await page.keyboard.press('n');
      // Keys that come before it is open go to the page.
      await gallery(page).waitFor();
      await page.keyboard.press('Tab');
      await after(() => page.keyboard.press('Enter'));
      expect(await page.locator('#phantom-select').inputValue()).toBe(PHANTOM_NAMES[1]);
    });
  },
  [false],
);
