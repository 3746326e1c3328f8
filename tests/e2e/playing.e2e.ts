// Views arriving one by one, the slice building up.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  describeWorlds,
  differenceOf,
  FINE,
  greysOf,
  numbers,
  paneGreys,
  pictureSeen,
  SMALL,
  slider,
  untilAtRest,
  untilPainted,
} from './support/sandbox.ts';

const text = (page: Page) => page.locator('.play-text').textContent();
const viewsSoFar = async (page: Page) => Number(/^(\d+) of/.exec((await text(page)) ?? '')![1]);
const play = (page: Page) => page.getByRole('button', { name: 'Play the views one by one' });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause' });

/** How many rows of the sinogram, from the top, are not covered yet. */
async function rowsShown(page: Page): Promise<number> {
  const pixels = await pictureSeen(page, 'sinogram');
  let last = 0;
  for (let y = 0; y < pixels.height; y++) {
    const [red, , blue] = pixels.at(pixels.width >> 1, y);
    // The middle of the sinogram is bright; the cover is nearly black and bluish, the marker blue.
    if (red > 40 && red === blue) last = y;
  }
  return last / pixels.height;
}

describeWorlds('play', ({ open, once }) => {
  test('views arrive from the top, the slice builds up, and the end is what was there before', async () => {
    const { page } = await open(FINE);
    const slice = await pictureSeen(page, 'slice');
    const sinogram = await pictureSeen(page, 'sinogram');
    const phantom = await pictureSeen(page, 'phantom');
    const figures = await numbers(page);

    await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '4×' });
    await play(page).click();
    await expect.poll(() => viewsSoFar(page)).toBeGreaterThan(20);
    await pause(page).click();
    await play(page).waitFor();
    await untilPainted(page);
    const stopped = await viewsSoFar(page);
    expect(stopped).toBeLessThan(180);
    const partly = await pictureSeen(page, 'slice');
    expect(differenceOf(partly, slice)).not.toBe('');
    expect(Math.abs((await rowsShown(page)) - stopped / 180)).toBeLessThan(0.03);
    expect(await page.locator('#slice .pane-note').textContent()).toMatch(new RegExp(`^${stopped} of 180 views`));
    expect(await numbers(page)).toEqual({ ...figures, RMSE: '—', PSNR: '—', SSIM: '—' });
    // Paused is paused.
    await page.waitForTimeout(300);
    expect(await viewsSoFar(page)).toBe(stopped);
    expect(differenceOf(partly, await pictureSeen(page, 'slice'))).toBe('');

    await play(page).click();
    await expect.poll(() => viewsSoFar(page), { timeout: 20_000 }).toBe(180);
    await play(page).waitFor();
    expect(differenceOf(slice, await pictureSeen(page, 'slice'), 1)).toBe('');
    expect(differenceOf(sinogram, await pictureSeen(page, 'sinogram'))).toBe('');
    expect(differenceOf(phantom, await pictureSeen(page, 'phantom'))).toBe('');
    // Times are those of the run, and not of whoever has watched.
    await expect.poll(() => numbers(page)).toEqual(figures);
  });

  once('the bar takes the slice to any view, back and forth', async () => {
    const { page } = await open();
    const slice = await pictureSeen(page, 'slice');
    const scrub = slider(page, 'Views shown');
    const seek = async (views: number) => {
      await scrub.fill(String(views));
      await expect.poll(() => viewsSoFar(page)).toBe(views);
      await untilPainted(page);
      return pictureSeen(page, 'slice');
    };
    const half = await seek(45);
    const two = await seek(2);
    expect(differenceOf(two, half)).not.toBe('');
    expect(differenceOf(half, await seek(45), 1)).toBe('');
    // Half the views: the brain is already there, and about as bright as it will be.
    const brain = greysOf(half).disk(0.15, -0.3, 0.05);
    expect(brain).toBeGreaterThan(20);
    // Views summed up in other portions round to one grey more or less here and there.
    expect(differenceOf(slice, await seek(90), 1)).toBe('');
    expect(await page.locator('#slice .pane-note:visible').count()).toBe(0);
  });

  once('a knob turned while it plays ends the play and shows the whole', async () => {
    const { page, after } = await open();
    await page.keyboard.press('p');
    await expect.poll(() => viewsSoFar(page)).toBeGreaterThan(3);
    await after(() => page.getByRole('combobox', { name: 'Filter' }).selectOption({ label: 'Hann' }));
    expect(await text(page)).toBe('90 of 90 views');
    expect(await play(page).count()).toBe(1);
    const fresh = await open({ ...SMALL, reconstruction: { ...SMALL.reconstruction, filter: 'hann' } });
    expect(differenceOf(await pictureSeen(page, 'slice'), await pictureSeen(fresh.page, 'slice'))).toBe('');
    expect(differenceOf(await pictureSeen(page, 'sinogram'), await pictureSeen(fresh.page, 'sinogram'))).toBe('');
  });

  once('show unfiltered: the smear builds up in the fourth pane, and the difference comes back', async () => {
    const { page, after } = await open();
    const difference = await pictureSeen(page, 'difference');
    await after(() => page.getByText('show unfiltered').click());
    expect(await page.locator('#slice-unfiltered .pane-title').textContent()).toBe('Unfiltered');
    const whole = await pictureSeen(page, 'slice-unfiltered');
    // Plain back-projection: a bright middle that fades outwards.
    const greys = await paneGreys(page, 'slice-unfiltered');
    expect(greys.disk(0.1, -0.1, 0.05) - greys.disk(0.44, 0.44, 0.02)).toBeGreaterThan(100);

    const seek = async (views: number) => {
      await slider(page, 'Views shown').fill(String(views));
      await expect.poll(() => viewsSoFar(page)).toBe(views);
      await untilPainted(page);
      return pictureSeen(page, 'slice-unfiltered');
    };
    const few = await seek(20);
    const all = await seek(90);
    expect(differenceOf(few, all)).not.toBe('');
    // The corner with the window's numbers aside.
    const [first, again] = [greysOf(whole), greysOf(all)];
    expect(Math.abs(first.disk(0, 0.1, 0.3) - again.disk(0, 0.1, 0.3))).toBeLessThan(0.1);
    expect(differenceOf(few, await seek(20), 1)).toBe('');

    await after(() => page.getByText('show unfiltered').click());
    expect(await page.locator('#difference .pane-title').textContent()).toBe('Difference');
    expect(differenceOf(difference, await pictureSeen(page, 'difference'))).toBe('');
  });
});

describeWorlds(
  'play, whoever computes',
  ({ open }) => {
    test('where motion is unwelcome, a few still pictures', async () => {
      const { page } = await open(SMALL, { reducedMotion: true });
      const slice = await pictureSeen(page, 'slice');
      const seen = page.locator('.play-text').evaluate(
        (output) =>
          new Promise<string[]>((resolve) => {
            const texts: string[] = [];
            const observer = new MutationObserver(() => {
              if (texts.at(-1) !== output.textContent) texts.push(output.textContent ?? '');
              if (texts.length > 1 && /^(\d+) of \1 views$/.test(texts.at(-1)!)) {
                observer.disconnect();
                resolve(texts);
              }
            });
            observer.observe(output, { childList: true, characterData: true, subtree: true });
          }),
      );
      await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '4×' });
      await play(page).click();
      const texts = await seen;
      expect(texts.length).toBeLessThanOrEqual(9);
      expect(texts.length).toBeGreaterThanOrEqual(4);
      await play(page).waitFor();
      await untilAtRest(page);
      expect(differenceOf(slice, await pictureSeen(page, 'slice'), 1)).toBe('');
    });
  },
  [false],
);
