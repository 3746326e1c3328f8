// A report of experiments: what goes into it, what stays over a reload, and what comes out as files and on paper.

import { readFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { jsonFromHash } from '../../src/experiment/link.ts';
import { faults } from './support/axe.ts';
import { clippedWords } from './support/clipped-words.ts';
import { describeWorlds, SMALL, untilAtRest } from './support/sandbox.ts';

const report = (page: Page) => page.getByRole('complementary', { name: 'Report' });
const entries = (page: Page): Locator => report(page).locator('.report-entry');
const words = (page: Page, entry: number) => report(page).getByRole('textbox', { name: `Words of entry ${entry},` });
const heading = (page: Page, entry: number) =>
  report(page).getByRole('textbox', { name: `Heading of entry ${entry},` });
const press = (page: Page, name: string | RegExp) => report(page).getByRole('button', { name }).click();
const kinds = (page: Page) => page.locator('.report-entry-name').allTextContents();
const openReport = async (page: Page) => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('w');
  await report(page).waitFor();
};
const add = async (page: Page, image: string) => {
  const before = await entries(page).count();
  await report(page).getByRole('combobox', { name: 'Image to add' }).selectOption(image);
  await press(page, 'Add image');
  await expect.poll(() => entries(page).count()).toBe(before + 1);
};
const saved = async (page: Page, name: string) => {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  return { name: download.suggestedFilename(), path: (await download.path())! };
};

/** The experiment in an address, whose keys may stand in any order. */
const heldBy = (href: string): unknown => jsonFromHash(new URL(href).hash);

const SAID = 'Less <b>noise</b> & "more" <script>blur</script>.';

describeWorlds(
  'a report',
  ({ open }) => {
    test('takes images by keys alone, in their words and their order, and is there again after a reload', async () => {
      const { page } = await open(SMALL, { allowed: /willReadFrequently/ });
      const clipped = await clippedWords(page);
      await page.keyboard.press('w');
      await report(page).waitFor();
      // The keyboard stands on the button that adds.
      await page.keyboard.press('Enter');
      await words(page, 1).waitFor();
      await expect.poll(() => words(page, 1).evaluate((field) => field === document.activeElement)).toBe(true);
      await page.keyboard.type(SAID);
      await add(page, 'all');
      await heading(page, 2).fill('All four');
      await press(page, 'Add text');
      await heading(page, 3).fill('Question');
      expect(await kinds(page)).toEqual(['1 · Image', '2 · Image', '3 · Text']);

      const up = report(page).getByRole('button', { name: 'Move entry 3, text up' });
      await up.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      expect(await kinds(page)).toEqual(['1 · Text', '2 · Image', '3 · Image']);
      expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Move entry 1, text up');

      await report(page)
        .locator('.report-body')
        .evaluate((body) => body.scrollTo(0, 0));
      const grip = (await entries(page).nth(1).locator('.report-grip').boundingBox())!;
      const first = (await entries(page).nth(0).boundingBox())!;
      await page.mouse.move(grip.x + 4, grip.y + 8);
      await page.mouse.down();
      await page.mouse.move(first.x + 20, first.y + 4, { steps: 4 });
      await page.mouse.up();
      expect(await kinds(page)).toEqual(['1 · Image', '2 · Text', '3 · Image']);

      await press(page, /^Delete entry 3/);
      expect(await entries(page).count()).toBe(2);
      // The keyboard stands on what brings it back.
      await page.keyboard.press('Enter');
      await expect.poll(() => heading(page, 3).inputValue()).toBe('All four');
      await report(page).getByRole('textbox', { name: 'Title', exact: true }).fill('A <report>');
      expect(await faults(page)).toEqual([]);
      expect(await clippedWords(page)).toEqual(clipped);

      await page.reload();
      await untilAtRest(page);
      await openReport(page);
      await expect.poll(() => kinds(page)).toEqual(['1 · Image', '2 · Text', '3 · Image']);
      expect(await words(page, 1).inputValue()).toBe(SAID);
      await expect
        .poll(() =>
          entries(page)
            .locator('img')
            .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 300)),
        )
        .toEqual([true, true, true, true, true]);

      // Out as one file, which another page shows without a script.
      const html = await saved(page, 'Save HTML');
      expect(html.name).toBe('a-report.html');
      const reader = await page.context().browser()!.newContext({ javaScriptEnabled: false, offline: true });
      const sheet = await reader.newPage();
      const complaints: string[] = [];
      sheet.on('console', (message) => complaints.push(message.text()));
      await sheet.setContent(await readFile(html.path, 'utf8'));
      expect(await sheet.title()).toBe('A <report>');
      expect(await sheet.locator('figure').count()).toBe(2);
      expect(await sheet.locator('figure img').count()).toBe(5);
      expect(await sheet.locator('.words').textContent()).toBe(SAID);
      expect(await sheet.locator('script, b').count()).toBe(0);
      expect(await sheet.locator('figcaption').first().textContent()).toMatch(
        /^Figure 1\. Reconstruction: .*Parallel beam, 90 projections over 180°.*Ram–Lak.*W \d+ +L \d+ HU · CT sandbox, \d{4}-\d\d-\d\d\.$/,
      );
      expect(await sheet.locator('tr', { hasText: 'Projections' }).first().textContent()).toBe('Projections90720');
      expect(await sheet.locator('tr', { hasText: /^RMSE/ }).first().textContent()).toMatch(/^RMSE[\d.]+ HU$/);
      // The link leads to what is on the page.
      expect(heldBy((await sheet.locator('.link a').first().getAttribute('href'))!)).toEqual(heldBy(page.url()));
      await sheet.emulateMedia({ media: 'print' });
      expect(await sheet.locator('.methods dl').first().isVisible()).toBe(true);
      expect(complaints).toEqual([]);
      await reader.close();

      const zip = await saved(page, 'Save ZIP');
      const files = unzipSync(await readFile(zip.path));
      const names = Object.keys(files);
      expect(names.filter((name) => name.endsWith('.png'))).toHaveLength(5);
      expect(names).toContain('README.txt');
      const slice = files['01-picture/reconstruction.png']!;
      expect(decode(slice).text).toMatchObject({ Title: expect.stringContaining('Reconstruction') });
      expect(new TextDecoder().decode(files['01-picture/words.txt'])).toBe(`${SAID}\n`);
      // The experiment opens again as it was.
      const address = page.url();
      await page.goto('about:blank');
      await page.goto(new URL('/', address).href);
      await untilAtRest(page);
      const buffer = Buffer.from(files['01-picture/experiment.json']!);
      await page.locator('#file-input').setInputFiles({ name: 'experiment.json', mimeType: '', buffer });
      await expect.poll(() => heldBy(page.url())).toEqual(heldBy(address));
    });

    test('takes plots and tables from where they are, and is printed alone', async () => {
      const { page } = await open(SMALL, {
        allowed: /willReadFrequently/,
        prepare: (page) =>
          page.addInitScript(() => {
            window.print = () => document.body.setAttribute('data-printed', '');
          }),
      });
      await page.keyboard.press('j');
      const log = page.getByRole('dialog', { name: 'Run log' });
      await log.getByRole('button', { name: 'To report', exact: true }).click();
      await log.getByText('In the report as entry 1.').waitFor();
      await log.getByRole('button', { name: 'Table to report' }).click();
      await log.getByText('In the report as entry 2.').waitFor();
      await page.keyboard.press('Escape');
      await openReport(page);
      expect(await kinds(page)).toEqual(['1 · Plot', '2 · Table']);
      expect(await faults(page)).toEqual([]);
      await press(page, 'Print…');
      await page.locator('body[data-printed]').waitFor();
      await page.emulateMedia({ media: 'print' });
      const sheet = page.locator('.report-print .report');
      await sheet.waitFor();
      expect(await page.locator('.page').isVisible()).toBe(false);
      expect(await sheet.locator('figure svg').count()).toBe(1);
      expect(await sheet.locator('table.data').last().locator('tbody tr').count()).toBe(1);
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await expect.poll(() => page.locator('.report-print').count()).toBe(0);
      await page.emulateMedia({ media: 'screen' });

      // On a phone it lies below a picture, and goes again.
      await page.setViewportSize({ width: 390, height: 844 });
      const [panel, pane] = [await report(page).boundingBox(), await page.locator('#slice').boundingBox()];
      expect(panel!.y).toBeGreaterThan(844 / 3);
      expect(panel!.y + panel!.height).toBeLessThanOrEqual(844);
      expect(pane!.width).toBeGreaterThan(380);
      expect(await clippedWords(page)).toEqual([]);
      await press(page, 'Close');
      expect(await report(page).count()).toBe(0);
    });
  },
  [false],
);
