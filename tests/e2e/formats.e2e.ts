// Formats whose readers the page fetches when they are needed, under its security policy.

import { expect, test } from 'vitest';
import { tinyHdf5 } from '../files/tiny-hdf5.ts';
import { tinyHeader } from '../files/tiny-interfile.ts';
import { WEBPS } from '../files/tiny-webp.ts';
import { ellipseSinogram } from '../support/ellipse-sinogram.ts';
import { describeWorlds, errorNotice, field, paneGreys, pictureLabel } from './support/sandbox.ts';

describeWorlds(
  'formats',
  ({ share }) => {
    test('a WebP picture is scanned, and SPECT opens with the angles and the spacing of its header', async () => {
      const { page, after } = await share();
      const give = (...files: (readonly [name: string, bytes: Uint8Array])[]) =>
        page
          .locator('#file-input')
          .setInputFiles(
            files.map(([name, bytes]) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
          );
      await after(() => give(['slope.webp', WEBPS[0]!]));
      const greys = await paneGreys(page, 'phantom');
      // 20 columns from 40 to 192 of 255.
      expect(greys.disk(-0.45, 0, 0.01)).toBeLessThan(70);
      expect(greys.disk(0.45, 0, 0.01)).toBeGreaterThan(170);

      const header = tinyHeader({
        'name of data file': 'scan.s',
        'imagedata byte order': 'LITTLEENDIAN',
        '!number format': 'float',
        '!number of bytes per pixel': '4',
        '!type of data': 'Tomographic',
        '!process status': 'acquired',
        '!matrix size [1]': '64',
        '!matrix size [2]': '1',
        '!scaling factor (mm/pixel) [1]': '2.5',
        '!number of projections': '90',
        '!extent of rotation': '180',
        '!direction of rotation': 'CCW',
        'start angle': '0',
      });
      await give(['scan.hs', header], ['scan.s', new Uint8Array(ellipseSinogram().buffer)]);
      const dialog = page.getByRole('dialog', { name: 'What are these arrays?' });
      await dialog.waitFor();
      expect(await dialog.getByRole('radio', { name: /arbitrary units/ }).isChecked()).toBe(true);
      await after(() => dialog.getByRole('button', { name: 'Open' }).click());
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 90 views × 64 channels');
      expect(await field(page, 'Spacing mm').inputValue()).toBe('2.5');
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('what a slow network keeps HDF5 waiting for is said, until it is there', async () => {
      const { page } = await share();
      let arrive = () => {};
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      await page.context().route(/hdf5_util/, async (route) => {
        await arrived;
        await route.continue();
      });
      const bytes = await tinyHdf5((file) => {
        file.create_dataset({ name: 'slope', data: Float32Array.from({ length: 600 }, (_, i) => i), shape: [20, 30] });
      });
      await page
        .locator('#file-input')
        .setInputFiles({ name: 'a.h5', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
      const notice = page.locator('.notice', { hasText: 'The library that reads HDF5 files is being loaded …' });
      await notice.waitFor();
      arrive();
      const dialog = page.getByRole('dialog', { name: 'What are these arrays?' });
      await dialog.waitFor();
      expect(await notice.count()).toBe(0);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    });
  },
  [false],
);
