// A run that takes its time says how far it has come, and can be given up.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  changesOf,
  describeWorlds,
  errorNotice,
  numbers,
  paneGreys,
  pictureLabel,
  picturesSeen,
  type Sandbox,
  SMALL,
  type,
  untilAtRest,
  workSoFar,
} from './support/sandbox.ts';

const progress = (page: Page) => page.locator('#progress');

/** What is written over the pictures, such as how coarse a preview is. */
const paneNotes = (page: Page) => page.locator('.pane-note:visible').allTextContents();

/** A run of seconds: at 10⁹ updates a second on fast threads, and at 5·10⁷ on a GPU in software. */
const LONG = { cpu: { views: '8000', pixels: '2048' }, gpu: { views: '2000', pixels: '512' } };

/** Asks for it and waits until the whole run, which its preview precedes, is told about. */
async function begin({ page, after }: Sandbox, backend: 'cpu' | 'gpu') {
  // With few views it is soon over, so that what has many is this run alone.
  await after(() => type(page, 'Grid px', LONG[backend].pixels));
  await type(page, 'Projections', LONG[backend].views);
  // A preview has as many views, but coarser channels.
  const whole = `Sinogram: ${LONG[backend].views} views × 184 channels`;
  await expect.poll(() => pictureLabel(page, 'sinogram')).toBe(whole);
  await progress(page)
    .getByText(new RegExp(`Back-projecting on the ${backend}`, 'i'))
    .waitFor();
}

describeWorlds('a long run', ({ webgpu, open, once }) => {
  const backend = webgpu ? 'gpu' : 'cpu';

  test('tells how far it is, and Cancel ends it: what is on screen stays, and the next run works', async () => {
    const sandbox = await open();
    const { page, after } = sandbox;
    expect(await progress(page).isVisible()).toBe(false);
    const first = await picturesSeen(page);
    await begin(sandbox, backend);
    const bar = progress(page).getByRole('progressbar');
    await expect
      .poll(() => bar.evaluate(({ value }: HTMLProgressElement) => value > 0 && value < 1), { timeout: 10_000 })
      .toBe(true);

    const before = await picturesSeen(page);
    const notesBefore = await paneNotes(page);
    await progress(page).getByRole('button', { name: 'Cancel' }).click();
    // What was under the button is under the pointer now, and would light up.
    await page.mouse.move(0, 0);
    await untilAtRest(page);
    expect(await progress(page).isVisible()).toBe(false);
    expect(await page.locator('.notice-done').textContent()).toMatch(/^Cancelled\./);
    expect(changesOf(before, await picturesSeen(page))).toEqual([]);
    expect(await paneNotes(page)).toEqual(notesBefore);
    expect(await pictureLabel(page, 'slice')).not.toContain(`${LONG[backend].pixels} ×`);
    // Nothing goes on behind it.
    const work = await workSoFar(page);
    await page.waitForTimeout(300);
    expect(await workSoFar(page)).toBe(work);

    await type(page, 'Projections', '90');
    await after(() => type(page, 'Grid px', '128'));
    expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 128 × 128 pixels of 2 mm');
    expect((await numbers(page)).RMSE).toMatch(/HU$/);
    // The very pictures of the page that had never run anything else.
    expect(changesOf(first, await picturesSeen(page))).toEqual([]);
    expect((await paneGreys(page, 'slice')).disk(0, 0.443, 0.005)).toBe(255);
  });

  once('gives way to the next wish at once', async () => {
    const sandbox = await open();
    const { page, after } = sandbox;
    await begin(sandbox, backend);
    await type(page, 'Projections', '90');
    await after(() => type(page, 'Grid px', '128'));
    expect(await progress(page).isVisible()).toBe(false);
    expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 90 views × 184 channels');
    expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 128 × 128 pixels of 2 mm');
  });
});

describeWorlds(
  'the threads of the CPU',
  ({ open }) => {
    test('when the browser ends them without a word, it is said, and the next run has others', async () => {
      const sandbox = await open(SMALL, {
        prepare: (page) =>
          page.addInitScript(() => {
            const workers: Worker[] = [];
            Object.assign(window, { workers });
            const { postMessage } = Worker.prototype;
            Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
              if (!workers.includes(this)) workers.push(this);
              Reflect.apply(postMessage, this, given);
            };
          }),
      });
      const { page, after } = sandbox;
      await begin(sandbox, 'cpu');
      await page.evaluate(() => {
        for (const worker of (window as unknown as { workers: Worker[] }).workers) worker.terminate();
      });
      await expect
        .poll(() => errorNotice(page).allTextContents())
        .toEqual([expect.stringMatching(/A CPU thread stopped: the browser terminated it\./)]);
      expect(await progress(page).isVisible()).toBe(false);
      await type(page, 'Projections', '90');
      await after(() => type(page, 'Grid px', '128'));
      expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 128 × 128 pixels of 2 mm');
      expect(await errorNotice(page).count()).toBe(0);
    });
  },
  [false],
);
