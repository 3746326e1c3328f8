// What a word on screen means, where it stands: by pointer, by keys and by touch, with an example that undo takes back.

import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { describeWorlds, errorNotice, field, SMALL, slider, untilAtRest } from './support/sandbox.ts';

describeWorlds(
  'the glossary',
  ({ open, share }) => {
    const cardOf = (page: import('playwright-core').Page) => page.locator('.term-card');
    const titleOf = (page: import('playwright-core').Page) => cardOf(page).locator('h2').textContent();

    test('a label that is a term is underlined under the pointer, and pressed opens its card, which is beside it', async () => {
      const { page } = await share();
      const label = page.locator('.lil-name', { hasText: 'Projections' });
      await label.hover();
      await page.locator('.lil-name.term-label', { hasText: 'Projections' }).waitFor();
      await label.click();
      await cardOf(page).waitFor();
      expect(await titleOf(page)).toBe('Number of projections');
      expect(await cardOf(page).locator('math').count()).toBe(1);
      const [card, of] = await Promise.all([cardOf(page).boundingBox(), label.boundingBox()]);
      expect(card!.y).toBeGreaterThanOrEqual(of!.y + of!.height);
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('term-card');
      expect(await faults(page)).toEqual([]);
      // Another term takes its place, and Escape closes it.
      await cardOf(page).getByRole('button', { name: 'View', exact: true }).click();
      await expect.poll(() => titleOf(page)).toBe('View');
      expect(await cardOf(page).count()).toBe(1);
      await page.keyboard.press('Escape');
      await expect.poll(() => cardOf(page).count()).toBe(0);
    });

    test('a tick’s label does what it did; the mark beside it opens the card', async () => {
      const { page } = await share();
      await page.getByRole('button', { name: /^Corrections/ }).click();
      const rings = page.locator('.lil-boolean', { has: page.locator('.lil-name', { hasText: /^Rings$/ }) });
      // The folder opens by and by, and a label that moves away from under the pointer loses its mark.
      await expect.poll(() => page.locator('.lil-transition').count()).toBe(0);
      const mark = page.locator('.term-mark');
      const isMarked = async () => {
        await page.mouse.move(2, 2);
        await rings.locator('.lil-name').hover();
        return mark.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      };
      await expect.poll(isMarked, { timeout: 30_000 }).toBe(true);
      await mark.click();
      await expect.poll(() => titleOf(page)).toBe('Ring filter');
      await page.keyboard.press('Escape');
      expect(await rings.locator('input').isChecked()).toBe(false);
      await rings.locator('.lil-name').click();
      expect(await rings.locator('input').isChecked()).toBe(true);
      expect(await cardOf(page).count()).toBe(0);
      await untilAtRest(page);
      await page.getByRole('button', { name: /^Corrections/ }).click();
    });

    test('F1 explains what has the focus, in a field too, and gives the focus back', async () => {
      const { page } = await share();
      await slider(page, 'Arc').focus();
      await page.keyboard.press('F1');
      await expect.poll(() => titleOf(page)).toBe('Arc');
      await page.keyboard.press('Escape');
      await expect.poll(() => cardOf(page).count()).toBe(0);
      expect(await slider(page, 'Arc').evaluate((element) => element === document.activeElement)).toBe(true);
      await field(page, 'Spacing mm').focus();
      await page.keyboard.press('F1');
      await expect.poll(() => titleOf(page)).toBe('Channel spacing');
      await page.keyboard.press('Escape');
      await page.locator('#sinogram .pane-picture').focus();
      await page.keyboard.press('q');
      await expect.poll(() => titleOf(page)).toBe('Sinogram');
      await page.keyboard.press('Escape');
      await expect.poll(() => cardOf(page).count()).toBe(0);
    });

    test('what is looked for in the list is shown as an experiment, elsewhere too, and undo brings back all there was', async () => {
      const { page, after } = await share();
      await page.keyboard.press('?');
      await page.getByRole('button', { name: 'Glossary…' }).click();
      const list = page.getByRole('dialog', { name: 'Glossary' });
      await list.waitFor();
      expect(await faults(page)).toEqual([]);
      await list.getByLabel('Find a term').fill('ramp');
      await page.keyboard.press('Enter');
      await expect.poll(() => titleOf(page)).toBe('Ramp filter');
      expect(await faults(page)).toEqual([]);
      const before = await field(page, 'Grid px').inputValue();
      const notice = page.locator('.notice-told');
      let told: string | null = null;
      await after(async () => {
        await cardOf(page).getByRole('button', { name: 'Show me' }).click();
        // It goes by itself.
        told = await notice.textContent();
      });
      expect(told).toMatch(/^The filter’s curve: .* Undo brings your experiment back\.Undo/);
      expect([await list.count(), await cardOf(page).count()]).toEqual([0, 0]);
      await page.getByRole('heading', { name: 'Filter curve' }).waitFor();
      expect(await field(page, 'Grid px').inputValue()).not.toBe(before);
      await after(() => page.keyboard.press('Control+z'));
      expect(await field(page, 'Grid px').inputValue()).toBe(before);
      // Where one was, as well.
      expect(await page.locator('#stage .pane-title').allTextContents()).toEqual([
        'Phantom',
        'Sinogram',
        'Reconstruction',
        'Difference',
      ]);
      expect(await notice.count()).toBe(0);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('on a phone a card is a sheet at the foot, opened by a finger that rests on a label', async () => {
      const { page } = await open(SMALL, { viewport: { width: 390, height: 844 } });
      await page.getByRole('button', { name: 'Controls', exact: true }).click();
      // As a finger does it: down, and nothing more for a while.
      const filter = page.locator('.lil-name', { hasText: /^Filter$/ });
      await filter.scrollIntoViewIfNeeded();
      await filter.dispatchEvent('pointerdown', { pointerType: 'touch', bubbles: true, clientX: 40, clientY: 600 });
      await expect.poll(() => titleOf(page)).toBe('Filter');
      const box = (await cardOf(page).boundingBox())!;
      expect([box.x, box.width, Math.round(box.y + box.height)]).toEqual([0, 390, 844]);
      expect(await cardOf(page).evaluate((card) => card.scrollWidth <= card.clientWidth)).toBe(true);
    });
  },
  [false],
);
