// Zoom, pan and the pane that fills the stage.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  describeWorlds,
  differenceOf,
  dragWindowTo,
  FINE,
  PANES,
  type PaneId,
  paneGreys,
  picture,
  pictureSeen,
  unfocus,
  untilPainted,
  workSoFar,
} from './support/sandbox.ts';

const module = { ...FINE, phantom: 'ct-number-module', display: { width: 2500, level: 0 } };

async function middleOf(page: Page, pane: PaneId) {
  const box = (await picture(page, pane).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, height: box.height };
}

const visiblePanes = async (page: Page) => {
  const seen: PaneId[] = [];
  for (const pane of PANES) if (await page.locator(`#${pane}`).isVisible()) seen.push(pane);
  return seen;
};

describeWorlds(
  'the panes',
  ({ share }) => {
    test('the slices zoom and pan together, the sinogram on its own', async () => {
      const { page } = await share(module);
      const work = await workSoFar(page);
      const sinogram = await pictureSeen(page, 'sinogram');
      const whole = await pictureSeen(page, 'phantom');

      // The wheel over the +990 HU insert (at (−40, −40) mm) leaves it where it is and makes it larger.
      const middle = await middleOf(page, 'slice');
      const insert = { x: -40.3 / 256, y: -40.3 / 256 };
      await page.mouse.move(middle.x + insert.x * middle.width, middle.y - insert.y * middle.height);
      for (let notch = 0; notch < 4; notch++) await page.mouse.wheel(0, -300);
      await page.mouse.move(5, 5);
      await untilPainted(page);
      for (const pane of ['phantom', 'slice'] as const) {
        const greys = await paneGreys(page, pane);
        // 990 HU: grey 228; water: 127. Before, the insert had a radius of 6 mm of 256, now of four times that or more.
        expect([pane, greys.disk(insert.x, insert.y, 20 / 256) > 215]).toEqual([pane, true]);
      }
      expect(differenceOf(sinogram, await pictureSeen(page, 'sinogram'))).toBe('');

      // Zoomed, the difference is still slice less phantom; its own window follows it, and is made as wide as theirs.
      const contrast = 2500 / (await dragWindowTo(page, 'difference', 2500));
      await page.mouse.move(5, 5);
      const [phantom, slice, difference] = [
        await paneGreys(page, 'phantom'),
        await paneGreys(page, 'slice'),
        await paneGreys(page, 'difference'),
      ];
      let farthest = 0;
      for (let y = 2; y < slice.height - 30; y += 3) {
        for (let x = 2; x < slice.width - 2; x += 3) {
          const expected = contrast * (slice.at(x, y) - phantom.at(x, y)) + 127.5;
          if (slice.at(x, y) < 1 || expected < 1 || expected > 254) continue;
          farthest = Math.max(farthest, Math.abs(difference.at(x, y) - expected));
        }
      }
      expect(farthest).toBeLessThanOrEqual(1.5);

      // The middle button drags the picture along: what was under the hand stays under it.
      const phantomMiddle = await middleOf(page, 'phantom');
      const from = {
        x: phantomMiddle.x + insert.x * phantomMiddle.width,
        y: phantomMiddle.y - insert.y * phantomMiddle.height,
      };
      await page.mouse.move(from.x, from.y);
      await page.mouse.down({ button: 'middle' });
      await page.mouse.move(from.x + 40, from.y - 30, { steps: 4 });
      await page.mouse.up({ button: 'middle' });
      await page.mouse.move(5, 5);
      await untilPainted(page);
      for (const pane of ['phantom', 'slice'] as const) {
        const greys = await paneGreys(page, pane);
        const moved = greys.disk(insert.x + 40 / greys.width, insert.y + 30 / greys.height, 15 / 256);
        expect([pane, moved > 215]).toEqual([pane, true]);
      }

      // A fit brings everything back; nothing was computed for any of it.
      await picture(page, 'slice').focus();
      await page.keyboard.press('0');
      expect(differenceOf(whole, await pictureSeen(page, 'phantom'))).toBe('');
      expect(await workSoFar(page)).toBe(work);
    });

    test('the sinogram zooms alone, with the right button too', async () => {
      const { page } = await share(module);
      const before = await pictureSeen(page, 'slice');
      const sinogram = await pictureSeen(page, 'sinogram');
      const { x, y } = await middleOf(page, 'sinogram');
      await page.mouse.move(x, y);
      await page.mouse.down({ button: 'right' });
      await page.mouse.move(x, y - 60, { steps: 4 });
      await page.mouse.up({ button: 'right' });
      await page.mouse.move(5, 5);
      expect(differenceOf(sinogram, await pictureSeen(page, 'sinogram'))).not.toBe('');
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
      // What is zoomed, and nothing else, has a button that brings everything back.
      const fit = page.locator('.pane-fit:visible');
      expect(await fit.count()).toBe(1);
      await fit.click();
      await expect.poll(() => fit.count()).toBe(0);
      await unfocus(page);
      expect(differenceOf(sinogram, await pictureSeen(page, 'sinogram'))).toBe('');
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -300);
      await page.mouse.move(5, 5);
      expect(differenceOf(sinogram, await pictureSeen(page, 'sinogram'))).not.toBe('');
      await page.keyboard.press('Space');
      await unfocus(page);
      expect(differenceOf(sinogram, await pictureSeen(page, 'sinogram'))).toBe('');
    });
  },
  [false],
);

describeWorlds(
  'the panes, whoever computes',
  ({ share }) => {
    test('double-click, F, the button and Escape: one pane fills the stage, and all come back', async () => {
      const { page } = await share(module);
      const before = await pictureSeen(page, 'slice');
      const sizeBefore = (await picture(page, 'slice').boundingBox())!;

      await picture(page, 'slice').dblclick();
      expect(await visiblePanes(page)).toEqual(['slice']);
      await untilPainted(page);
      const size = (await picture(page, 'slice').boundingBox())!;
      expect(size.width).toBeGreaterThan(1.8 * sizeBefore.width);
      const large = await paneGreys(page, 'slice');
      // +990 HU stays at (−40, −40) mm, air at (−57, 0) mm.
      expect(large.disk(-40.3 / 256, -40.3 / 256, 3 / 256)).toBeGreaterThan(218);
      expect(large.disk(-57 / 256, 0, 3 / 256)).toBeLessThan(35);
      await picture(page, 'slice').dblclick();
      expect(await visiblePanes(page)).toEqual(PANES);

      await unfocus(page);
      await page.keyboard.press('f');
      expect(await visiblePanes(page)).toEqual(['slice']);
      await page.keyboard.press('f');
      expect(await visiblePanes(page)).toEqual(PANES);

      await picture(page, 'sinogram').focus();
      await page.keyboard.press('f');
      expect(await visiblePanes(page)).toEqual(['sinogram']);
      await page.keyboard.press('Escape');
      expect(await visiblePanes(page)).toEqual(PANES);

      await page.getByRole('button', { name: 'Maximise Phantom' }).click();
      expect(await visiblePanes(page)).toEqual(['phantom']);
      await page.getByRole('button', { name: 'Maximise Phantom' }).click();
      expect(await visiblePanes(page)).toEqual(PANES);
      await page.mouse.move(5, 5);
      // The double-clicks have not moved the window.
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    });

    test('the value under the pointer stands in the title line', async () => {
      const { page } = await share(module);
      const { x, y, width } = await middleOf(page, 'phantom');
      await page.mouse.move(x - (57 / 256) * width, y);
      await expect
        .poll(() => page.locator('#phantom .pane-readout').textContent())
        .toMatch(/^x −5[67]\.\d, y −?[01]\.\d mm: −1000 HU$/);
      await page.mouse.move(5, 5);
      await expect.poll(() => page.locator('#phantom .pane-readout').textContent()).toBe('');

      await picture(page, 'slice').focus();
      await page.keyboard.press('c');
      await expect.poll(() => page.locator('#slice .pane-readout').textContent()).toMatch(/^x .*, y .* mm: −?\d+ HU$/);

      // Where there is little room the title stays beside it, and the value is seen whole.
      const before = page.viewportSize()!;
      await page.setViewportSize({ width: 1024, height: 768 });
      await untilPainted(page);
      const [title, value] = ['.pane-title', '.pane-readout-value'].map((part) => page.locator(`#slice ${part}`));
      expect(await title!.innerText()).toBe('Reconstruction');
      const header = (await page.locator('#slice .pane-header').boundingBox())!;
      const [of, at] = [(await title!.boundingBox())!, (await value!.boundingBox())!];
      expect(of.x + of.width).toBeLessThan(at.x);
      expect(at.x + at.width).toBeLessThan(header.x + header.width);
      await page.setViewportSize(before);
    });

    test('axes stand right at the picture, and nothing is painted over its edge', async () => {
      const { page } = await share(module);
      for (const viewport of [
        { width: 1280, height: 800 },
        { width: 1366, height: 768 },
        { width: 1023, height: 767 },
      ]) {
        await page.setViewportSize(viewport);
        await untilPainted(page);
        const wrong: string[] = [];
        for (const pane of PANES) {
          const greys = await paneGreys(page, pane);
          const { width, height } = greys;
          for (const [x, y] of [
            [0, height >> 1],
            [width - 1, height >> 1],
            [width >> 1, 0],
            [width >> 1, height - 1],
          ] as const) {
            const [red, , blue] = greys.pixels.at(x, y);
            if (red !== blue) wrong.push(`${viewport.width}: ${pane} at ${x}, ${y} of ${width} × ${height}`);
          }
        }
        expect(wrong).toEqual([]);
      }
    });
  },
  [false],
);
