// A lecture: shown by a remote control's keys, with a list of slides of one's own, a speaker's window, a pen and a QR code.

import { Buffer } from 'node:buffer';
import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { readPixels } from './support/page.ts';
import { describeWorlds, type Sandbox, SMALL, untilAtRest } from './support/sandbox.ts';

const SIZES = [
  [1024, 768],
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
] as const;

const caption = (page: Page) => page.locator('.lecture-caption').textContent();

/** Texts that the room sees and that are smaller than a 25th of the screen's height, or cut off at its edges. */
const faultyTexts = (page: Page) =>
  page.evaluate(() => {
    const least = innerHeight / 25;
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== '');
      if (!isText || element.closest('.visually-hidden, script, option') || !element.checkVisibility()) continue;
      const { left, right, bottom } = element.getBoundingClientRect();
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      const isCut = left < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
      if (size < least - 0.01 || isCut)
        faults.push(`${element.className || element.tagName} ${size} ${element.textContent}`);
    }
    for (const pane of document.querySelectorAll<HTMLElement>('.lecture-seen')) {
      const size = Number.parseFloat(getComputedStyle(pane).getPropertyValue('--pane-font-size'));
      if (size < least) faults.push(`canvas of ${pane.id} ${size}`);
    }
    return faults;
  });

const refuseFullScreen = (page: Page) =>
  page.addInitScript(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'));
  });

async function press(sandbox: Sandbox, key: string, slide: RegExp): Promise<void> {
  await sandbox.page.keyboard.press(key);
  await sandbox.page.locator('.lecture-caption', { hasText: slide }).waitFor();
  await untilAtRest(sandbox.page);
}

describeWorlds(
  'a lecture',
  ({ once, open }) => {
    once('is walked by a remote control, in type that the last row reads, and leaves the page as it was', async () => {
      // Not every browser grants it, and none lets the size of a window be changed meanwhile.
      const sandbox = await open(SMALL, { prepare: refuseFullScreen });
      const { page } = sandbox;
      await page.evaluate(() => {
        location.hash = '#lesson=sinogram';
      });
      await page.locator('.lesson-header').waitFor();
      await untilAtRest(page);
      await page.keyboard.press('t');
      await page.locator('.lecture-caption', { hasText: 'Row by row' }).waitFor();
      expect(await page.locator('.bar').isVisible()).toBe(false);

      await press(sandbox, 'PageDown', /What does a bead draw/);
      expect(await page.locator('.lecture-option').count()).toBeGreaterThan(2);
      expect(await page.locator('.lecture-option-right').count()).toBe(0);
      await page.keyboard.press('PageDown');
      await page.locator('.lecture-option-right').waitFor();
      expect(await caption(page)).toMatch(/What does a bead draw/);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await expect.poll(() => faultyTexts(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await press(sandbox, 'PageUp', /What does a bead draw/);
      await expect.poll(() => page.locator('.lecture-option-right').count()).toBe(0);

      await page.keyboard.press('.');
      expect(await page.locator('.lecture-black').isVisible()).toBe(true);
      await page.keyboard.press('PageDown');
      expect(await page.locator('.lecture-black').isVisible()).toBe(false);
      expect(await page.locator('.lecture-option-right').count()).toBe(0);

      await page.keyboard.press('x');
      expect(await page.locator('.lecture-seen').count()).toBe(1);
      await page.keyboard.press('q');
      const code = await readPixels(page.locator('.lecture-qr-code'));
      const address = jsQR(new Uint8ClampedArray(code.data), code.width, code.height)?.data;
      expect(address).toMatch(/#lesson=sinogram\/[\w-]+$/);
      await page.keyboard.press('Escape');
      expect(await page.locator('.lecturing').count()).toBe(1);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.lecturing').count()).toBe(0);
      expect(await page.locator('.bar').isVisible()).toBe(true);
      expect(await page.locator('.lesson-header').isVisible()).toBe(true);
    });

    once('keeps scenes with pen strokes over a reload, and has a window for the speaker', async () => {
      const sandbox = await open();
      const { page } = sandbox;
      await page.keyboard.press('t');
      await page.locator('.lecture-knob .knob-shown').waitFor();
      const views = page.locator('.lecture-knob .knob-shown input[type="number"]');
      const before = Number(await views.inputValue());
      await sandbox.after(() => page.keyboard.press('ArrowUp'));
      await expect.poll(async () => Number(await views.inputValue())).toBeGreaterThan(before);

      await page.keyboard.press('x');
      await page.keyboard.press('d');
      const { x, y, width, height } = (await page.locator('.lecture-seen .pane-picture').boundingBox())!;
      await page.mouse.move(x + 0.4 * width, y + 0.5 * height);
      await page.mouse.down();
      await page.mouse.move(x + 0.5 * width, y + 0.45 * height);
      await page.mouse.move(x + 0.6 * width, y + 0.5 * height);
      await page.mouse.up();
      await page.keyboard.press('s');
      await page.locator('.notice', { hasText: 'slide 1' }).waitFor();
      const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('ct-sandbox-lecture')!).json);
      const drawn = (await kept()).slides[0].strokes;
      expect(drawn).toHaveLength(1);
      expect(drawn[0].points.length).toBeGreaterThanOrEqual(6);
      await page.keyboard.press('o');
      await page.getByRole('button', { name: 'Keep this page as a scene' }).click();
      await page.getByRole('button', { name: /^Words 2:/ }).click();
      await page.getByLabel('Notes, for the speaker alone').fill('Ask what changes.');
      await page.getByLabel('Caption', { exact: true }).fill('One view more');
      await page.getByRole('button', { name: /^Show 2:/ }).click();
      await page.locator('.lecture-caption', { hasText: 'One view more' }).waitFor();
      await untilAtRest(page);

      const [speaker] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('m')]);
      await speaker.getByText('Ask what changes.').waitFor();
      await speaker.getByRole('button', { name: 'Back' }).click();
      await page.locator('.lecture-place', { hasText: '1 of 2' }).waitFor();
      await untilAtRest(page);
      await page.mouse.move(x + 0.3 * width, y + 0.5 * height);
      await page.mouse.down();
      await page.mouse.move(x + 0.4 * width, y + 0.4 * height);
      await page.mouse.move(x + 0.6 * width, y + 0.5 * height);
      await page.mouse.up();
      await expect.poll(async () => (await kept()).slides[0].strokes.length).toBe(2);

      await page.reload();
      await untilAtRest(page);
      await page.locator('.lecture-place', { hasText: '1 of 2' }).waitFor();
      await speaker.getByText('1 of 2').waitFor();
      expect((await kept()).slides[0].strokes[0]).toEqual(drawn[0]);
      await speaker.close();
    });

    once('opens the file of a lecture, and refuses one that is wrong by a sentence', async () => {
      const { page } = await open();
      const file = (json: unknown) => ({
        name: 'tuesday.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(json)),
      });
      const lecture = { version: 1, lecture: 'Tuesday', slides: [{ kind: 'step', lesson: 'sinogram', step: 'rows' }] };
      await page
        .locator('#file-input')
        .setInputFiles(file({ ...lecture, slides: [{ kind: 'step', lesson: 'alchemy', step: 'a' }] }));
      await page.locator('.notice-error', { hasText: 'there is no lesson "alchemy"' }).waitFor();
    });
  },
  [false],
);
