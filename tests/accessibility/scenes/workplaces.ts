import type { Page } from 'playwright-core';
import { WORKPLACES } from '../../../src/app/workplaces/registry.ts';
import { linkTo } from '../../support/links.ts';
import type { Scene } from '../scenes.ts';
import { atRest, painted } from '../visit.ts';

/** Small enough to be computed at once. */
export const SMALL_LINK = linkTo({
  scan: { views: 90, channels: 184, channelSpacingMm: 2 },
  reconstruction: { pixels: 128, pixelSizeMm: 2 },
});

async function enter(page: Page, title: string): Promise<void> {
  await page.getByRole('tab', { name: title, exact: true }).click();
  await painted(page);
  await page.waitForFunction(() => !/not computed yet|loading…/.test(document.querySelector('#stage')!.textContent!));
  await atRest(page);
}

/** Draws one mark of each kind on the slice, by keys. */
async function drawMarks(page: Page): Promise<void> {
  const kinds = await page.locator('.measure-kind').count();
  for (let kind = 0; kind < kinds; kind++) {
    await page.locator('.measure-kind').nth(kind).click();
    const box = (await page.locator('#slice .pane-picture').boundingBox())!;
    const at = (x: number, y: number) => page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    await at(0.3 + 0.05 * kind, 0.4);
    await page.mouse.down();
    await at(0.5 + 0.05 * kind, 0.5);
    await at(0.6, 0.55);
    await page.mouse.up();
    await page.keyboard.press('Escape');
  }
}

export const workplaces: Scene = {
  name: 'the workplaces',
  async walk(visit) {
    const page = await visit.open(SMALL_LINK);
    await visit.look('the first page');
    // All at once: each that opens is no longer among those that are closed.
    await page.locator('#panel .lil-title[aria-expanded="false"]').evaluateAll((titles) => {
      for (const title of titles) (title as HTMLElement).click();
    });
    await visit.look('every folder open');
    for (const { title } of WORKPLACES.all) {
      await enter(page, title);
      await visit.look(`workplace ${title}`);
      if (title !== 'Measure') continue;
      await drawMarks(page);
      await visit.look('Measure, with marks');
      const analyses = page.getByRole('combobox', { name: 'Analysis', exact: true });
      const names = await analyses.locator('option').allTextContents();
      for (const name of names) {
        await analyses.selectOption(name);
        await atRest(page);
        await visit.look(`Measure, ${name}`);
      }
    }
    await page.getByRole('tab', { name: 'Scan', exact: true }).click();
    await atRest(page);
    await page.keyboard.press('p');
    await page.locator('.play-text', { hasText: /^(?!90)\d+ of 90 views/ }).waitFor();
    await page.keyboard.press('p');
    await visit.look('a scan being played');
    await page.keyboard.press('e');
    await page.locator('.editor-tools').waitFor();
    await visit.look('the editor');
  },
};
