// Fans in the page: choosing one, its distances, rebinning, and what the pictures then show.

import { expect, test } from 'vitest';
import { jsonFromHash } from '../../src/experiment/link.ts';
import { describeWorlds, errorNotice, field, numbers, picture, pictureLabel, SMALL, type } from './support/sandbox.ts';

describeWorlds(
  'fans',
  ({ open }) => {
    const choices = ['Fan, arc detector', 'Fan, flat detector'] as const;

    test.each(choices)('%s: as good a slice as from parallel rays, rebinned or not', async (choice) => {
      const { page, after } = await open();
      const parallel = await numbers(page);
      expect(await field(page, 'Source–axis mm').isVisible()).toBe(false);

      await after(() => page.getByLabel('Geometry').selectOption({ label: choice }));
      // The same step between views, over twice the arc.
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 180 views × 184 channels');
      expect(await field(page, 'Source–axis mm').inputValue()).toBe('570');
      expect(await field(page, 'Arc °').inputValue()).toBe('360');
      const rmse = (shown: Record<string, string>) => Number.parseFloat(shown.RMSE!);
      expect(rmse(await numbers(page))).toBeLessThan(1.1 * rmse(parallel));

      await after(() => page.getByLabel('Rebin to parallel').check());
      expect(rmse(await numbers(page))).toBeLessThan(1.1 * rmse(parallel));
      expect(jsonFromHash(new URL(page.url()).hash)).toMatchObject({
        scan: { geometry: 'fan', sourceToIsocenterMm: 570, sourceToDetectorMm: 1040, views: 180 },
        reconstruction: { rebin: true },
      });

      await after(() => page.getByLabel('Geometry').selectOption({ label: 'Parallel' }));
      expect(jsonFromHash(new URL(page.url()).hash)).toMatchObject({ scan: SMALL.scan });
      expect(await page.getByLabel('Rebin to parallel').isVisible()).toBe(false);
      expect(await numbers(page)).toMatchObject({ RMSE: parallel.RMSE });
    });

    test('a detector this side of the axis is refused by a sentence, and the distance stays', async () => {
      const { page } = await open({
        ...SMALL,
        scan: { geometry: 'fan', views: 90, channels: 184, channelSpacingMm: 4 },
      });
      await type(page, 'Source–detector mm', '300');
      await expect.poll(() => errorNotice(page).textContent()).toContain('the detector must be beyond the axis');
      expect(await field(page, 'Source–detector mm').inputValue()).toBe('1040');
    });

    test('gridrec rebins by itself, and playing shows the fan’s own views', async () => {
      const { page, after } = await open({
        ...SMALL,
        scan: { geometry: 'fan', views: 60, channels: 184, channelSpacingMm: 4 },
      });
      await after(() => page.getByLabel('Method').selectOption({ index: 1 }));
      expect(await page.getByLabel('Rebin to parallel').isChecked()).toBe(true);
      expect(await page.getByLabel('Rebin to parallel').isDisabled()).toBe(true);
      await picture(page, 'slice').focus();
      await page.getByRole('slider', { name: /view/i }).first().press('Home');
      await expect.poll(() => page.locator('.play').textContent()).toContain('of 60');
    });
  },
  [false],
);
