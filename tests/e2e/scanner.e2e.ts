// The live scanner, and what lights what: a reading its ray, a place its curve.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readPixels } from './support/page.ts';
import { describeWorlds, differenceOf, field, picture, pictureSeen, SMALL, untilAtRest } from './support/sandbox.ts';
import { saveFromDialog } from './support/save.ts';
import { decodeScreenshot } from './support/screenshot-png.ts';

const scanner = (page: Page) => page.getByRole('img', { name: /^Scanner: .* beam/ });

/** Moves the pointer to a part of a pane's picture, 0 … 1 from the left and from the top. */
async function point(page: Page, pane: 'sinogram' | 'slice', across: number, down: number): Promise<void> {
  const box = (await picture(page, pane).boundingBox())!;
  await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
  await page.waitForTimeout(100);
}

const away = (page: Page) => page.mouse.move(2, 2);

describeWorlds('the scanner', ({ once, share }) => {
  test('a reading lights its ray in every slice, and the scanner turns to its view', async () => {
    const { page } = await share(SMALL);
    await away(page);
    const slice = await pictureSeen(page, 'slice');
    const drawn = await readPixels(scanner(page));
    await point(page, 'sinogram', 0.5, 0.5);
    expect(differenceOf(slice, await pictureSeen(page, 'slice'), 2)).not.toBe('');
    expect(differenceOf(drawn, await readPixels(scanner(page)), 2)).not.toBe('');
    expect(await scanner(page).getAttribute('aria-label')).toMatch(
      /^Scanner: Parallel beam\. View \d+ at 9\d\.\d°, channel/,
    );
    await away(page);
    await expect.poll(async () => differenceOf(slice, await pictureSeen(page, 'slice'), 2)).toBe('');
  });

  once('a place in a slice draws its curve into the sinogram', async () => {
    const { page } = await share(SMALL);
    await away(page);
    const sinogram = await pictureSeen(page, 'sinogram');
    await point(page, 'slice', 0.7, 0.3);
    expect(differenceOf(sinogram, await pictureSeen(page, 'sinogram'), 2)).not.toBe('');
    await away(page);
    await expect.poll(async () => differenceOf(sinogram, await pictureSeen(page, 'sinogram'), 2)).toBe('');
  });

  once('what lies under a resting pointer is told again when anything is computed anew', async () => {
    const { page, after } = await share(SMALL);
    const readout = (pane: string) => page.locator(`#${pane} .pane-readout`).textContent();
    await point(page, 'slice', 0.6, 0.62);
    const [value, curve] = [await readout('slice'), await pictureSeen(page, 'sinogram')];
    expect(value).toMatch(/^x .* HU$/);
    // By keys, for the pointer is to stay where it is.
    const typed = async (name: string, text: string) => {
      await field(page, name).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    await after(() => typed('Projections', '9'));
    const [streak, steps] = [await readout('slice'), await pictureSeen(page, 'sinogram')];
    expect(streak).not.toBe(value);
    await after(() => typed('Projections', '90'));
    expect(await readout('slice')).toBe(value);
    expect(differenceOf(curve, await pictureSeen(page, 'sinogram'))).toBe('');
    // The curve, too, is that of the scan on screen.
    await after(() => typed('Projections', '9'));
    await point(page, 'slice', 0.6, 0.62);
    expect([await readout('slice'), differenceOf(steps, await pictureSeen(page, 'sinogram'))]).toEqual([streak, '']);
  });

  once('can take the phantom’s place beside sinogram and slice, fill the stage, and be saved', async () => {
    const { page } = await share({ ...SMALL, scan: { ...SMALL.scan, geometry: 'fan', detector: 'flat' } });
    expect(await scanner(page).getAttribute('aria-label')).toMatch(/^Scanner: Fan beam, flat detector/);
    const small = (await scanner(page).boundingBox())!;
    await page.getByRole('button', { name: 'Enlarge' }).click();
    const large = (await scanner(page).boundingBox())!;
    expect(large.width * large.height).toBeGreaterThan(2 * small.width * small.height);
    const sinogram = (await picture(page, 'sinogram').boundingBox())!;
    expect(large.x + large.width).toBeLessThanOrEqual(sinogram.x);
    const slice = (await picture(page, 'slice').boundingBox())!;
    expect(large.y + large.height).toBeLessThanOrEqual(slice.y);
    expect(await page.locator('#phantom').isVisible()).toBe(false);
    // A pane like any other.
    await scanner(page).dblclick({ position: { x: 9, y: 9 } });
    const stage = (await page.locator('#stage').boundingBox())!;
    expect((await scanner(page).boundingBox())!.width).toBeCloseTo(stage.width, 0);
    await page.keyboard.press('s');
    const { width, height } = decodeScreenshot((await saveFromDialog(page, 'Scanner', 'PNG image')).bytes);
    expect([width, height > 600]).toEqual([1200, true]);
    for (const wide of [true, false]) {
      await page.keyboard.press('Escape');
      await expect.poll(async () => (await scanner(page).boundingBox())!.width > small.width + 1).toBe(wide);
    }
    await untilAtRest(page);
    expect(await page.locator('#phantom').isVisible()).toBe(true);
    // Large at once, and back where it was.
    await page.getByRole('button', { name: 'Maximise Scanner' }).click();
    expect((await scanner(page).boundingBox())!.width).toBeCloseTo(stage.width, 0);
    await page.keyboard.press('f');
    expect((await scanner(page).boundingBox())!.width).toBeCloseTo(small.width, 0);
  });
});
