// What is taken out of the page by its one dialog: chosen by keys, in formats that have a place for it.

import { expect } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeArray } from '../../src/files/decoding.ts';
import { faults } from './support/axe.ts';
import { describeWorlds, SMALL } from './support/sandbox.ts';
import { saveAs, saveFromDialog } from './support/save.ts';

describeWorlds(
  'saving',
  ({ share, once }) => {
    once('by keys alone: what, as what, and Enter; the same again by two keys', async () => {
      const { page } = await share(SMALL);
      await page.keyboard.press('s');
      const dialog = page.getByRole('dialog', { name: 'Save' });
      const checked = (group: string) => dialog.getByRole('group', { name: group }).locator('input:checked');
      await dialog.waitFor();
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('slice');
      await page.keyboard.press('ArrowDown');
      expect(await checked('What').inputValue()).toBe('difference');
      await page.keyboard.press('Tab');
      for (const format of ['capture', 'npy', 'tiff']) {
        await page.keyboard.press('ArrowDown');
        expect(await checked('As').inputValue()).toBe(format);
      }
      expect(await dialog.locator('.save-file').textContent()).toBe('ct-sandbox-difference.tif');
      for (const again of [false, true]) {
        if (again) {
          await page.keyboard.press('s');
          await dialog.waitFor();
        }
        const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
        expect(download.suggestedFilename()).toBe('ct-sandbox-difference.tif');
        await dialog.waitFor({ state: 'detached' });
      }
    });

    once('a format that has no place for a thing says why, on a phone too; axe finds nothing', async () => {
      const { page } = await share(SMALL);
      const size = page.viewportSize()!;
      await page.setViewportSize({ width: 390, height: 844 });
      await page.keyboard.press('s');
      const dialog = page.getByRole('dialog', { name: 'Save' });
      await dialog.getByRole('radio', { name: 'Sinogram', exact: true }).check();
      const nifti = dialog.getByRole('radio', { name: 'NIfTI', exact: true });
      expect(await nifti.isDisabled()).toBe(true);
      expect(await page.locator(`#${await nifti.getAttribute('aria-describedby')}`).textContent()).toMatch(
        /^NIfTI says/,
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
      // A button under the mouse is to be read, too.
      await dialog.getByRole('button', { name: 'Save', exact: true }).hover();
      expect(await faults(page)).toEqual([]);
      const { fileName, bytes } = await saveFromDialog(page, 'All arrays', 'NumPy archive');
      expect(fileName).toBe('ct-sandbox-run.npz');
      const arrays = (await arraysIn(bytesInMemory(bytes), 'run.npz'))!;
      expect(arrays.map(({ part, shape }) => [part, shape.join(' ')])).toEqual(
        expect.arrayContaining([
          ['sinogram', '90 184'],
          ['angles_deg', '90'],
          ['reconstruction', '128 128'],
        ]),
      );
      await page.setViewportSize(size);
    });

    once('a picture for an archive is the one that is seen, a grey for each pixel', async () => {
      const { page } = await share(SMALL);
      const { bytes } = await saveAs(page, 'Phantom', 'DICOM secondary capture', true);
      const read = { mayBeRead: () => {}, said: 'other' } as const;
      const { shape, data, pixelSize } = await decodeArray(bytesInMemory(bytes), 'phantom.dcm', 'image', read);
      expect([shape, pixelSize]).toEqual([[128, 128], { mm: 2 }]);
      // Air is black, the skull white.
      expect([Math.min(...data), Math.max(...data)]).toEqual([0, 255]);
    });
  },
  [false],
);
