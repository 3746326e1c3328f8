// The artefact lab: a cause switched on, the same scan without it or with its cure beside, and a number for both.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import {
  changesOf,
  describeWorlds,
  differenceOf,
  errorNotice,
  pictureSeen,
  picturesSeen,
  SMALL,
  untilAtRest,
  untilPainted,
  workplace,
} from './support/sandbox.ts';

/** Small, with as many projections as the laboratory asks for. */
const LAB = { ...SMALL, scan: { ...SMALL.scan, views: 210 } };
const lab = (page: Page) => page.getByRole('complementary', { name: 'Artefact lab' });
const pressed = (page: Page, name: string) => lab(page).getByRole('button', { name, exact: true }).click();

/** Unfolds the list where one is on already. */
async function choose(page: Page, title: string): Promise<void> {
  const unfold = page.locator('.lab-unfold');
  if (await unfold.isVisible()) await unfold.click();
  await pressed(page, title);
}

/** What of these is not wholly within the panel and the window, by its text or its name. */
const outOfSight = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) =>
    all
      .filter((element) => {
        const { top, bottom, height } = element.getBoundingClientRect();
        const panel = element.closest('.panel')?.getBoundingClientRect();
        const [first, last] = [Math.max(0, panel?.top ?? 0), Math.min(innerHeight, panel?.bottom ?? innerHeight)];
        return height === 0 || top < first || bottom > last;
      })
      .map((element) => element.textContent || element.id || element.className),
  );

/** RMS in HU away from the undisturbed slice. */
async function departures(page: Page): Promise<{ disturbed: number; cured: number }> {
  const cells = lab(page).locator('.numbers-list dd');
  await expect.poll(async () => (await cells.allTextContents()).join(), { timeout: 60_000 }).toMatch(/HU,.*HU/);
  const [disturbed, cured] = (await cells.allTextContents()).map((text) => Number.parseFloat(text));
  return { disturbed: disturbed!, cured: cured! };
}

describeWorlds(
  'the artefact lab',
  ({ open, share }) => {
    test('switches a cause on, shows the slice without it and with its cure, and brings everything back', async () => {
      const { page } = await share(LAB);
      const before = await picturesSeen(page);
      await workplace(page, 'Artefacts').click();
      // What fills the stage gives way to what an artefact puts there.
      await page.getByRole('button', { name: 'Maximise Phantom' }).click();
      await choose(page, 'Rings');
      await untilAtRest(page);
      for (const slot of ['slice', 'slice-undisturbed']) {
        expect(await page.locator(`#${slot}`).isVisible()).toBe(true);
      }
      const { disturbed, cured } = await departures(page);
      expect(disturbed).toBeGreaterThan(5);
      expect(cured).toBeLessThan(disturbed);
      const without = await pictureSeen(page, 'slice-undisturbed');
      expect(differenceOf(await pictureSeen(page, 'slice'), without, 2)).not.toBe('');

      await pressed(page, 'Remedy: ring filter');
      await untilAtRest(page);
      await departures(page);
      expect(differenceOf(await pictureSeen(page, 'slice-cured'), without, 2)).not.toBe('');
      expect(await page.locator('#slice-cured .pane-title').textContent()).toBe('Remedy: ring filter');
      expect(await page.locator('#slice .pane-title').textContent()).toBe('With rings');

      await lab(page).getByRole('button', { name: 'Close' }).click();
      await untilAtRest(page);
      expect(changesOf(before, await picturesSeen(page))).toEqual([]);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('more of the cause is more of the artefact', async () => {
      const { page } = await share(LAB);
      await page.keyboard.press('a');
      await choose(page, 'Scatter');
      await untilAtRest(page);
      const usual = await departures(page);
      await lab(page).getByLabel('Severity').fill('1');
      await untilAtRest(page);
      await expect.poll(async () => (await departures(page)).disturbed).toBeGreaterThan(1.2 * usual.disturbed);

      // And where iterations help, they are run when they are asked for.
      await choose(page, 'Too short an arc');
      await untilAtRest(page);
      const cells = lab(page).locator('.numbers-list dd');
      expect(await cells.last().textContent()).toBe('not run');
      await pressed(page, 'Remedy: total variation');
      await expect
        .poll(async () => (await cells.allTextContents()).join(), { timeout: 60_000 })
        .toMatch(/HU,.*HU,.*HU/);
      const [short, , iterated] = (await cells.allTextContents()).map((text) => Number.parseFloat(text));
      expect(iterated).toBeLessThan(0.5 * short!);
      expect(await page.locator('#slice-iterated .pane-title').textContent()).toBe('Remedy: total variation');
    });

    test('an artefact that needs a phantom of its own brings it', async () => {
      const { page } = await share(LAB);
      await page.keyboard.press('a');
      await choose(page, 'Beam hardening');
      await untilAtRest(page);
      const { disturbed, cured } = await departures(page);
      expect(disturbed).toBeGreaterThan(5);
      expect(cured).toBeLessThan(0.75 * disturbed);
      const phantom = page.locator('#phantom-select');
      expect(await phantom.inputValue()).toBe('water-with-bones');
      // The next one has the phantom from before, and a phantom chosen by hand none of its beam.
      await choose(page, 'Rings');
      await expect.poll(() => phantom.inputValue()).not.toBe('water-with-bones');
      await untilAtRest(page);
      await departures(page);
      await phantom.selectOption('thorax');
      await untilAtRest(page);
      await lab(page).getByRole('button', { name: 'Close' }).click();
      await expect.poll(() => page.locator('.lil-title', { hasText: 'Beam' }).innerText()).toMatch(/· exact/);
    });

    test('each of the twelve is explained in sight on a laptop, and on a phone its picture stands with its severity', async () => {
      const { page } = await share(LAB);
      const unfold = page.locator('.lab-unfold');
      await page.keyboard.press('a');
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.keyboard.press('Enter');
      const titles = [];
      for (let i = 0; i < 12; i++) {
        const title = await unfold.textContent();
        titles.push(title);
        expect([title, await outOfSight(page, '.lab-words p, .lab-chosen, #lab-strength, .lab-beside button')]).toEqual(
          [title, []],
        );
        await lab(page).getByRole('button', { name: 'Next artefact' }).click();
        await expect.poll(() => unfold.textContent()).not.toBe(title);
      }
      expect(new Set(titles).size).toBe(12);
      await untilAtRest(page);
      // And what was chosen by keyboard goes on being chosen so.
      await unfold.press('Enter');
      await pressed(page, 'Noise and dose');
      await expect.poll(() => unfold.evaluate((element) => element === document.activeElement)).toBe(true);
      await untilAtRest(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await untilPainted(page);
      expect(await outOfSight(page, '#lab-strength, #slice .pane-picture')).toEqual([]);
    });

    test('can be told from its words, axe finds nothing, and a reload brings it back', async () => {
      const { page } = await open(LAB);
      await page.keyboard.press('a');
      await choose(page, 'Truncation');
      await untilAtRest(page);
      await departures(page);
      expect(await lab(page).textContent()).toContain('A bright rim at the edge of the field of view');
      expect(await faults(page)).toEqual([]);
      await page.reload();
      await untilAtRest(page);
      expect(await page.locator('#slice .pane-title').textContent()).toBe('With truncation');
      await departures(page);
    });
  },
  [false],
);
