import { readFile } from 'node:fs/promises';
import type { Scene } from '../scenes.ts';
import { atRest } from '../visit.ts';
import { SMALL_LINK } from './workplaces.ts';

export const report: Scene = {
  name: 'a report',
  async walk(visit) {
    const page = await visit.open(SMALL_LINK);
    await page.keyboard.press('w');
    await page.locator('.report-panel').waitFor();
    await visit.look('report, empty');
    const entries = page.locator('.report-entry');
    await page.getByRole('button', { name: 'Add image' }).click();
    await entries.nth(0).waitFor();
    await page.getByRole('combobox', { name: 'Image to add' }).selectOption('all');
    await page.getByRole('button', { name: 'Add image' }).click();
    await entries.nth(1).waitFor();
    await page.getByRole('button', { name: 'Add text' }).click();
    await entries.nth(2).waitFor();
    await entries.nth(2).getByRole('textbox').last().fill('Less noise with a softer filter.');
    // A plot, which is offered where it stands.
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('j');
    const log = page.getByRole('dialog', { name: 'Run log' });
    await log.locator('.log-table tbody tr').first().waitFor();
    await log
      .getByRole('button', { name: /report/i })
      .first()
      .click();
    await page.keyboard.press('Escape');
    await log.waitFor({ state: 'detached' });
    if (!(await page.locator('.report-panel').isVisible())) await page.keyboard.press('w');
    await entries.nth(3).waitFor();
    await atRest(page);
    await visit.look('report, with four entries');
    await page.getByRole('button', { name: /^Delete entry 3/ }).click();
    await visit.look('report, one deleted');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save HTML' }).click(),
    ]);
    const saved = await readFile((await download.path())!, 'utf8');
    const file = await page.context().newPage();
    await file.setContent(saved);
    await visit.look('report, as a file', { page: file });
    await file.close();
  },
};
