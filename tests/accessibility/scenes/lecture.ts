import type { Page } from 'playwright-core';
import type { Scene } from '../scenes.ts';
import { atRest } from '../visit.ts';

async function turn(page: Page): Promise<void> {
  const place = () => page.evaluate(() => document.querySelector('.lecture-beside')?.textContent + document.title);
  const before = await place();
  await page.keyboard.press('PageDown');
  await page
    .waitForFunction((was) => document.querySelector('.lecture-beside')?.textContent + document.title !== was, before, {
      timeout: 10_000,
    })
    .catch(() => undefined);
  await atRest(page);
}

export const lecture: Scene = {
  name: 'a lecture',
  async walk(visit) {
    const page = await visit.open('#lesson=sinogram');
    // The window’s size cannot be changed in full screen.
    await page.evaluate(() => {
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'));
    });
    await page.keyboard.press('t');
    await page.locator('.lecture-caption').waitFor();
    await atRest(page);
    for (let slide = 1; slide <= 8; slide++) {
      await visit.look(`lecture, ${slide}: ${await page.locator('.lecture-caption').textContent()}`);
      await turn(page);
    }
    for (const [key, what] of [
      ['?', 'its keys'],
      ['q', 'QR code'],
      ['b', 'black'],
      ['d', 'pen'],
      ['l', 'laser'],
    ] as const) {
      await page.keyboard.press(key);
      await visit.look(`lecture, ${what}`);
      await page.keyboard.press(key);
    }
    await page.keyboard.press('s');
    await page.locator('.notice', { hasText: 'slide 1' }).waitFor();
    await page.keyboard.press('o');
    await page.getByRole('dialog', { name: 'Your lecture' }).waitFor();
    await page.getByRole('button', { name: 'Add steps' }).click();
    await page.getByRole('button', { name: /^Words 1:/ }).click();
    await visit.look('the list of slides');
    await page.keyboard.press('Escape');
    const [speaker] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('m')]);
    await speaker.locator('.speaker-notes').waitFor();
    await visit.look('the speaker’s window', { page: speaker });
    await turn(page);
    await visit.look('the speaker’s window, another slide', { page: speaker });
    await speaker.close();
  },
};
