// The axis of rotation, chosen by eye.

import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { describeWorlds, field } from './support/sandbox.ts';

/** A detector that stands 5 channels beside where it is taken to be. */
const SHIFTED = {
  scan: { views: 90, channels: 184, channelSpacingMm: 2 },
  reconstruction: { pixels: 128, pixelSizeMm: 2 },
  physics: { energyKeV: 60, detectorShift: 5 },
};

describeWorlds(
  'the axis',
  ({ open }) => {
    test('is chosen by eye among slices about several, by keys, and that is undone', async () => {
      const { page, after } = await open(SHIFTED);
      await page.getByRole('button', { name: 'Corrections' }).click();
      await page.getByRole('button', { name: 'Choose axis by eye…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Axis of rotation' });
      const slices = dialog.getByRole('radio');
      const chosen = () => dialog.getByRole('radio', { checked: true }).getAttribute('aria-label');
      await expect.poll(() => slices.count(), { timeout: 20_000 }).toBe(9);
      expect(await chosen()).toMatch(/^Offset 0\.00 channels, set/);
      // From 4 channels to 1, about the right neighbour.
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
      await dialog.getByText('Offset 5.00 channels, 5.00 above the one set.').waitFor();
      // Two steps and one: nothing is least before all is known.
      await expect.poll(chosen, { timeout: 20_000 }).toMatch(/^Offset 5\.00 channels, below 0 [\d.]+ %, least$/);
      const painted = await dialog
        .locator('.axis-strip canvas')
        .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
      expect(new Set(painted).size).toBe(9);
      expect(await faults(page)).toEqual([]);
      await after(() => page.keyboard.press('Enter'));
      expect(await dialog.count()).toBe(0);
      expect(await field(page, 'Offset ch').inputValue()).toBe('5');
      await after(() => page.keyboard.press('Control+z'));
      expect(await field(page, 'Offset ch').inputValue()).toBe('0');
    });
  },
  [false],
);
