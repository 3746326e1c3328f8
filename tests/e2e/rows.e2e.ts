// Several rows of a parallel beam's projections, opened by hand as a volume.

import { expect, test } from 'vitest';
import { npyBytes, parseNpy } from '../support/npy.ts';
import { faults } from './support/axe.ts';
import { describeWorlds, field, pictureLabel } from './support/sandbox.ts';
import { saveAs } from './support/save.ts';

const [VIEWS, ROWS, CHANNELS] = [24, 8, 32];

/** A ball of 0.02 /mm in channels and rows of 4 mm, its middle at x = 12 mm and at the height of row 1 of 8 from the top. */
function ballStack(): Float32Array {
  return Float32Array.from({ length: VIEWS * ROWS * CHANNELS }, (_, i) => {
    const [view, row, channel] = [Math.floor(i / (ROWS * CHANNELS)), Math.floor(i / CHANNELS) % ROWS, i % CHANNELS];
    const across = 4 * (channel - 15.5) - 12 * Math.cos((view * Math.PI) / VIEWS);
    const apart = Math.hypot(across, 4 * (row - 1));
    return 0.04 * Math.sqrt(Math.max(0, 16 * 16 - apart * apart));
  });
}

describeWorlds(
  'rows of a parallel beam',
  ({ open }) => {
    test('are asked which, say what they take, and make a volume whose highest slice is that of the first row', async () => {
      const { page, after } = await open();
      const dialog = page.getByRole('dialog');
      const buffer = Buffer.from(npyBytes(ballStack(), [VIEWS, ROWS, CHANNELS]));
      await page
        .locator('#file-input')
        .setInputFiles([{ name: 'ball.npy', mimeType: 'application/octet-stream', buffer }]);
      await dialog.waitFor();
      await dialog.getByLabel('Role of ball.npy').selectOption('row');
      await dialog.getByLabel('several rows, as a volume').check();
      const cost = dialog.getByRole('status');
      await expect
        .poll(() => cost.textContent())
        .toMatch(/^8 slices of 32 × 32 pixels: 1 MiB of memory .* about a second/);
      await dialog.getByLabel('To row').fill('5');
      await expect.poll(() => cost.textContent()).toMatch(/^6 slices/);
      await dialog.getByLabel('Channel spacing or pixel size').fill('4');
      expect(await faults(page)).toEqual([]);
      await after(() => dialog.getByRole('button', { name: 'Open' }).click());
      expect(await pictureLabel(page, 'axial')).toMatch(/32 × 32 voxels at z = /);
      expect(await field(page, 'Detector rows').inputValue()).toBe('6');
      // The panel's window is that of the planes.
      expect(await page.locator('.window-readout-unit').textContent()).toBe('1/mm');
      expect(Number(await field(page, 'W, window width').inputValue())).toBeLessThan(0.1);
      const { shape, data } = parseNpy((await saveAs(page, 'Volume', 'NPY array')).bytes);
      expect(shape).toEqual([6, 32, 32]);
      // Row 0 is the highest slice, 5; the ball's middle lies in row 1, slice 4; row 5 does not see it.
      const at = (slice: number) => data[(slice * 32 + 15) * 32 + 18]!;
      expect(at(4)).toBeGreaterThan(0.017);
      expect(Math.abs(at(0))).toBeLessThan(0.004);
    });
  },
  [false],
);
