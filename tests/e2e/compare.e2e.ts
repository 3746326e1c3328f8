// The present experiment and those that were kept: their slices, what they differ by, and a column of numbers each.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import {
  changesOf,
  describeWorlds,
  differenceOf,
  errorNotice,
  paneGreys,
  picturesSeen,
  type SlotId,
  SMALL,
  type,
  untilAtRest,
  workplace,
} from './support/sandbox.ts';

const QUALITIES = ['RMSE, HU', 'PSNR, dB', 'SSIM', 'RMSE in the object, HU', 'SSIM in the object'];
const TIMES = ['Scan, ms', 'Reconstruct, ms'];

/** The rows of the columns, by their names: what stands in each cell, without how it compares with A. */
async function rows(page: Page): Promise<Record<string, string[]>> {
  const cells = await page
    .locator('.kept-table tbody tr')
    .evaluateAll((found) =>
      found.map((row) =>
        [row.firstElementChild!, ...row.querySelectorAll('td')].map((cell) => cell.firstChild!.textContent!),
      ),
    );
  return Object.fromEntries(cells.map(([name, ...values]) => [name, values]));
}

/** Whether water is to be seen on the left and on the right, where the disk has it and the head has none. */
async function sidesOf(page: Page): Promise<boolean[]> {
  const id = await page.locator('#stage > .pane:not([hidden])').first().getAttribute('id');
  const { disk } = await paneGreys(page, id as SlotId);
  return [-1, 1].map((side) => disk(side * 0.367, 0, 0.01) > 40);
}

describeWorlds(
  'comparing with what was kept',
  ({ open }) => {
    test('what is there becomes A, a knob shows what it changes, and Keep makes B', async () => {
      const { page, after } = await open(SMALL);
      const before = await picturesSeen(page);
      await after(() => workplace(page, 'Compare').click());
      const same = await picturesSeen(page, ['slice', 'slice-a']);
      expect(differenceOf(same.slice, same['slice-a'])).toBe('');
      expect((await paneGreys(page, 'departure-a')).disk(0, 0, 0.4)).toBe(128);
      const first = await rows(page);
      expect(Object.keys(first)).toEqual(['At pointer, HU', ...QUALITIES, ...TIMES]);
      // What is under the pointer in one slice is read in the other, and stands in all columns.
      await page.locator('#slice .pane-picture').hover();
      const pointed = async () => (await rows(page))['At pointer, HU']!;
      await expect.poll(async () => (await pointed())[0]).toMatch(/^[\d−]+$/);
      expect(new Set(await pointed()).size).toBe(1);
      const title = await page.locator('#slice .pane-readout').textContent();
      expect(title).toContain(`${(await pointed())[0]} HU`);
      expect(await page.locator('#slice-a .pane-readout').textContent()).toBe(title);
      await page.mouse.move(0, 0);
      await expect.poll(async () => (await pointed())[0]).toBe('—');
      for (const quality of QUALITIES) expect(first[quality]![1]).toBe(first[quality]![0]);

      await after(() => type(page, 'Projections', '30'));
      const other = await picturesSeen(page, ['slice', 'slice-a']);
      expect(differenceOf(other['slice-a'], same['slice-a'])).toBe('');
      expect(differenceOf(other.slice, other['slice-a'], 20)).not.toBe('');
      const turned = await rows(page);
      expect(turned.Projections).toEqual(['30', '90']);
      const [present, kept] = turned['RMSE, HU']!.map(Number);
      expect(kept).toBe(Number(first['RMSE, HU']![1]));
      expect(present).toBeGreaterThan(kept!);
      // How it compares with A stands below it, by the figures before they are rounded.
      const ratio = await page.locator('.kept-table tr', { hasText: 'RMSE, HU' }).locator('small').textContent();
      expect(Math.abs(Number(ratio!.slice(1)) / (present! / kept!) - 1)).toBeLessThan(0.02);

      await after(() => page.getByRole('button', { name: 'Keep', exact: true }).click());
      expect((await rows(page)).Projections).toEqual(['30', '90', '30']);
      await after(() => type(page, 'Projections', '45'));
      expect((await rows(page)).Projections).toEqual(['45', '90', '30']);
      await after(() => page.getByRole('button', { name: 'Side by side' }).click());
      expect(await page.locator('#stage > .pane:not([hidden]) h2').allTextContents()).toEqual([
        'Current',
        'A',
        'B',
        'Phantom',
      ]);
      expect((await paneGreys(page, 'slice-b')).disk(0, 0, 0.4)).toBeGreaterThan(0);

      // What was kept is taken up again, in one step that is undone; the words that change move no button.
      const swapB = page.getByRole('button', { name: 'Swap B' });
      const place = await swapB.boundingBox();
      await after(() => swapB.click());
      expect(await swapB.boundingBox()).toEqual(place);
      expect((await rows(page)).Projections).toEqual(['30', '90', '45']);
      await after(() => page.getByRole('button', { name: 'Undo' }).click());
      expect((await rows(page)).Projections).toEqual(['45', '90', '30']);
      await after(() => page.getByRole('button', { name: 'Remove B' }).click());
      expect((await rows(page)).Projections).toEqual(['45', '90']);
      await after(() => type(page, 'Projections', '90'));
      await after(() => workplace(page, 'Scan').click());
      expect(changesOf(before, await picturesSeen(page))).toEqual([]);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('slices on different pixels have no difference; axe finds nothing; without a GPU, threads and SIMD are compared', async () => {
      const { page, after } = await open(SMALL);
      await after(() => page.keyboard.press('v'));
      expect(page.url()).toMatch(/&workplace=compare/);
      await after(() => type(page, 'Grid px', '64'));
      expect(await page.locator('#departure-a .pane-note').textContent()).toBe('the two slices have different grids');
      expect((await rows(page))['Grid, px']).toEqual(['64', '128']);
      expect(await faults(page)).toEqual([]);
      await page.reload();
      await untilAtRest(page);
      expect(await workplace(page, 'Compare').getAttribute('aria-selected')).toBe('true');
      // A has come along.
      expect((await rows(page))['Grid, px']).toEqual(['64', '128']);
      // Without a GPU the CPU's own ways are compared.
      await page.getByRole('button', { name: 'Threads and SIMD…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Threads and SIMD' });
      await dialog.locator('.compare-verdict').waitFor();
      expect(await dialog.locator('.compare-verdict').textContent()).toMatch(
        /^All of them agree: the largest difference is [\d.e-]+ HU, from rounding in 32-bit arithmetic, and /,
      );
      const heads = await dialog.locator('thead th').allTextContents();
      expect(heads.slice(0, 3)).toEqual(['Plain, 1 thread', 'SIMD, 1 thread', 'Speed-up']);
      const total = await dialog.locator('tbody tr', { hasText: 'Total' }).locator('td').allTextContents();
      const [plainMs, simdMs] = total.map(Number.parseFloat);
      expect(Number(total[2]!.slice(1)) / (plainMs! / simdMs!)).toBeCloseTo(1, 1);
      await dialog.getByText(/^There is no GPU to compare the CPU with\./).waitFor();
      expect(await faults(page)).toEqual([]);
      await after(() => page.keyboard.press('Escape'));
      expect(await errorNotice(page).count()).toBe(0);
    });
  },
  [false],
);

/** A picture of the page is costlier than what is waited for, most of all where a GPU in software makes it. */
const SELDOM = { interval: 100 };

describeWorlds('two experiments in one place', ({ webgpu, share }) => {
  test('are swiped by hand and by keys, and flipped', async () => {
    const { page, after } = await share(SMALL);
    await after(() => page.keyboard.press('v'));
    await after(() => page.selectOption('#phantom-select', { label: 'Water disk' }));
    const sides = () => sidesOf(page);
    await after(() => page.getByRole('button', { name: 'Swipe' }).click());
    await expect.poll(sides, SELDOM).toEqual([true, false]);
    // What a GPU's canvases could get wrong is which side is whose; where the line is does not depend on who computes.
    if (webgpu) {
      await page.keyboard.press('x');
      await untilAtRest(page);
      await expect.poll(sides, SELDOM).toEqual([false, true]);
      expect(await errorNotice(page).count()).toBe(0);
      return;
    }
    const divider = page.getByRole('slider', { name: 'Divider' });
    await divider.focus();
    await page.keyboard.press('Home');
    await expect.poll(sides, SELDOM).toEqual([false, false]);
    await page.keyboard.press('End');
    await expect.poll(sides, SELDOM).toEqual([true, true]);
    for (let i = 0; i < 12; i++) await page.keyboard.press(',');
    await expect.poll(() => divider.inputValue()).toBe('40');
    await page.keyboard.press('x');
    await untilAtRest(page);
    await expect.poll(sides, SELDOM).toEqual([false, true]);

    // The line is dragged to the left edge.
    const picture = (await page.locator('#slice-a .pane-picture').boundingBox())!;
    const y = picture.y + picture.height / 3;
    await page.mouse.move(picture.x + 0.4 * picture.width, y);
    await page.mouse.down();
    await page.mouse.move(picture.x + 0.2 * picture.width, y, { steps: 4 });
    await page.mouse.move(picture.x + 0.01 * picture.width, y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Number(await divider.inputValue())).toBeLessThan(3);
    expect(await faults(page)).toEqual([]);

    // One that was flipped by hand stands still. Its controls take the place of those before.
    await after(() => page.getByRole('button', { name: 'Blink' }).click());
    expect(await page.locator('#slice-a .pane-picture').boundingBox()).toEqual(picture);
    await page.getByRole('button', { name: 'Flip' }).click();
    await page.getByRole('button', { name: 'Start' }).waitFor();
    const before = await sidesOf(page);
    expect(before[0]).toBe(before[1]);
    await page.keyboard.press('x');
    await expect.poll(() => sidesOf(page), SELDOM).toEqual(before.map((isWater) => !isWater));
    expect(await errorNotice(page).count()).toBe(0);
  });
});
