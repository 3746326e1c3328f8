// The present experiment beside one that was kept: both slices, what they differ by, and both columns of numbers.

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
  SMALL,
  type,
  untilAtRest,
  workplace,
} from './support/sandbox.ts';

const QUALITIES = ['RMSE, HU', 'PSNR, dB', 'SSIM', 'RMSE in object, HU', 'SSIM in object'];

/** The rows of the two columns, by their names. */
async function rows(page: Page): Promise<Record<string, [string, string]>> {
  const cells = await page
    .locator('.kept-table tbody tr')
    .evaluateAll((found) => found.map((row) => Array.from(row.children, (cell) => cell.textContent ?? '')));
  return Object.fromEntries(cells.map(([name, present, kept]) => [name, [present!, kept!]]));
}

describeWorlds(
  'comparing with what was kept',
  ({ open }) => {
    test('what is there becomes A, a knob shows what it changes, and Keep begins anew', async () => {
      const { page, after } = await open(SMALL);
      const before = await picturesSeen(page);
      await after(() => workplace(page, 'Compare').click());
      const same = await picturesSeen(page, ['slice', 'slice-kept']);
      expect(differenceOf(same.slice, same['slice-kept'])).toBe('');
      expect((await paneGreys(page, 'departure-kept')).disk(0, 0, 0.4)).toBe(128);
      const first = await rows(page);
      expect(Object.keys(first)).toEqual(QUALITIES);
      for (const [present, kept] of Object.values(first)) expect(kept).toBe(present);

      await after(() => type(page, 'Projections', '30'));
      const other = await picturesSeen(page, ['slice', 'slice-kept']);
      expect(differenceOf(other['slice-kept'], same['slice-kept'])).toBe('');
      expect(differenceOf(other.slice, other['slice-kept'], 20)).not.toBe('');
      const turned = await rows(page);
      expect(turned.Projections).toEqual(['30', '90']);
      expect(turned['RMSE, HU']![1]).toBe(first['RMSE, HU']![1]);
      expect(Number(turned['RMSE, HU']![0])).toBeGreaterThan(Number(turned['RMSE, HU']![1]));

      await after(() => page.getByRole('button', { name: 'Keep', exact: true }).click());
      expect(Object.keys(await rows(page))).toEqual(QUALITIES);
      await after(() => type(page, 'Projections', '90'));
      expect((await rows(page)).Projections).toEqual(['90', '30']);
      await after(() => workplace(page, 'Scan').click());
      expect(changesOf(before, await picturesSeen(page))).toEqual([]);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('slices on different pixels have no difference; axe finds nothing; GPU against CPU is at hand', async () => {
      const { page, after } = await open(SMALL);
      await after(() => page.keyboard.press('v'));
      expect(page.url()).toMatch(/&workplace=compare/);
      await after(() => type(page, 'Grid px', '64'));
      expect(await page.locator('#departure-kept .pane-note').textContent()).toBe(
        'the two slices have different grids',
      );
      expect((await rows(page))['Grid, px']).toEqual(['64', '128']);
      expect(await faults(page)).toEqual([]);
      await page.reload();
      await untilAtRest(page);
      expect(await workplace(page, 'Compare').getAttribute('aria-selected')).toBe('true');
      // A has come along.
      expect((await rows(page))['Grid, px']).toEqual(['64', '128']);
      await page.getByRole('button', { name: 'GPU against CPU…' }).click();
      expect(await errorNotice(page).textContent()).toMatch(/There is nothing to compare the CPU with\./);
    });
  },
  [false],
);
