// A slice that is made by iterations: watched, scrubbed, gone on with, turned, given up, plotted; and a GPU lost meanwhile.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  describeWorlds,
  differenceOf,
  type ExperimentParts,
  errorNotice,
  numbers,
  pictureSeen,
  type,
  untilAtRest,
  untilPainted,
} from './support/sandbox.ts';

/** A few milliseconds an iteration, on the CPU. */
const sirt = (iterations: number) =>
  ({
    version: 2,
    scan: { views: 60, channels: 92, channelSpacingMm: 3 },
    reconstruction: { method: 'sirt', iterations, grid: { pixels: 64, pixelSizeMm: 4 } },
  }) as unknown as ExperimentParts;
const MANY = 5000;
/** The same by a method with a prior. */
const withPrior = (iterations: number) => {
  const experiment = sirt(iterations) as unknown as { readonly reconstruction: object };
  const reconstruction = { ...experiment.reconstruction, method: 'tv-fista', tvStrength: 1 };
  return { ...experiment, reconstruction } as unknown as ExperimentParts;
};

const bar = (page: Page) => page.locator('.play-text').textContent();
const note = (page: Page) => page.locator('#slice .pane-note').textContent();
const iterationIn = (text: string | null) => Number(/^iteration (\d+) of/i.exec(text ?? '')?.[1] ?? Number.NaN);
const control = (page: Page, path: string) => page.locator(`#panel [data-path="reconstruction.${path}"]`);

const scrubTo = async (page: Page, iteration: number) => {
  const scrub = page.getByRole('slider', { name: 'Iteration shown' });
  await scrub.fill(String(iteration));
  await expect.poll(() => note(page)).toMatch(new RegExp(`^iteration ${iteration} of`));
  await untilPainted(page);
};

describeWorlds('iterations', ({ webgpu, open, share, once }) => {
  once('can be scrubbed through, are followed by more, and have a plot whose points show their images', async () => {
    const { page, after } = await share(sirt(12));
    expect(await bar(page)).toBe('iteration 12 of 12');
    const whole = await pictureSeen(page, 'slice');
    await scrubTo(page, 3);
    const third = await pictureSeen(page, 'slice');
    expect(differenceOf(third, whole)).not.toBe('');
    await scrubTo(page, 6);
    await scrubTo(page, 3);
    expect(differenceOf(await pictureSeen(page, 'slice'), third)).toBe('');

    await after(() => page.getByRole('button', { name: '10 more iterations' }).click());
    expect(await bar(page)).toBe('iteration 22 of 22');
    expect((await numbers(page)).Iterations).toMatch(/^22 of .* ms$/);

    await page.keyboard.press('u');
    await page.getByRole('combobox', { name: 'Analysis', exact: true }).selectOption('convergence');
    const plot = page.getByRole('application', { name: /^Convergence over iterations/ });
    await plot.focus();
    await plot.press('Home');
    for (let step = 0; step < 3; step++) await plot.press('ArrowRight');
    await expect.poll(() => note(page)).toBe('iteration 3 of 22');
    await plot.press('Escape');
    await expect.poll(() => page.locator('#slice .pane-note:visible').count()).toBe(0);
  });

  once('of two methods are drawn over one another, each with images of its own, and saved in one table', async () => {
    const { page, after } = await share(sirt(12));
    await page.keyboard.press('k');
    await page.keyboard.press('u');
    await page.getByRole('combobox', { name: 'Analysis', exact: true }).selectOption('convergence');
    await after(() =>
      page
        .getByRole('combobox', { name: 'Method', exact: true })
        .selectOption({ label: 'CGLS' })
        .then(() => undefined),
    );
    const legend = () => page.locator('#analysis .plot-legend li:not(.plot-legend-mark)').allTextContents();
    await expect
      .poll(legend)
      .toEqual(['Current: CGLS, residual', 'Current: CGLS, RMSE', 'A: SIRT, residual', 'A: SIRT, RMSE']);

    const notes = async () => {
      const of = (id: string) => page.locator(`#${id} .pane-note:visible`).allTextContents();
      return [...(await of('slice')), '|', ...(await of('slice-a'))];
    };
    const plot = page.getByRole('application', { name: /^Convergence over iterations/ });
    await plot.focus();
    await plot.press('Home');
    for (let step = 0; step < 3; step++) await plot.press('ArrowRight');
    await expect.poll(notes).toEqual(['iteration 3 of 12', '|']);
    await plot.press('ArrowDown');
    await plot.press('ArrowDown');
    await expect.poll(notes).toEqual(['|', 'iteration 3 of 12']);
    await plot.press('Escape');
    await expect.poll(notes).toEqual(['|']);

    await page.getByText('Curves', { exact: true }).click();
    const curve = (name: string) => page.getByRole('checkbox', { name, exact: true });
    await curve('1 − SSIM').check();
    await curve('residual').uncheck();
    await curve('RMSE').uncheck();
    await expect.poll(legend).toEqual(['Current: CGLS', 'A: SIRT']);
    await page.locator('#analysis').getByRole('button', { name: 'Save', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Table (CSV)' }).click(),
    ]);
    const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
    expect(head).toBe('iteration,Current: CGLS,A: SIRT');
    expect(rows.map((row) => row.split(',').map(Number))).toEqual(
      Array.from({ length: 13 }, (_, iteration) => [iteration, expect.closeTo(0.5, 0), expect.closeTo(0.5, 0)]),
    );
    expect(await errorNotice(page).count()).toBe(0);
  });

  once('have the controls of their method alone, and a relaxation turned meanwhile begins anew', async () => {
    const { page } = await open(sirt(MANY), { atRest: false });
    await expect.poll(async () => iterationIn(await note(page))).toBeGreaterThan(2);
    expect(await control(page, 'filter').isVisible()).toBe(false);
    expect(await control(page, 'stop').isVisible()).toBe(false);
    await page.getByRole('button', { name: /^Further settings/ }).click();
    expect(await control(page, 'changeBelow').isVisible()).toBe(false);
    const bound = control(page, 'upperBound').getByRole('spinbutton');
    expect([await bound.inputValue(), await bound.getAttribute('placeholder')]).toEqual(['', 'none']);
    expect(await page.getByText('show unfiltered').isVisible()).toBe(false);
    await control(page, 'stop').getByRole('combobox').selectOption({ label: 'At a small change' });
    await control(page, 'changeBelow').waitFor();
    // Usually it is so large that a fast machine is there before anybody can cancel.
    await type(page, 'Smallest change', '0.000001');
    await type(page, 'Relaxation', '1.5');
    await expect.poll(async () => iterationIn(await note(page))).toBeGreaterThan(2);
    await expect.poll(() => page.locator('#progress').textContent(), { timeout: 10_000 }).toMatch(/to go/);

    const before = performance.now();
    await page.locator('#progress').getByRole('button', { name: 'Cancel' }).click();
    await untilAtRest(page);
    expect(performance.now() - before).toBeLessThan(3000);
    await page.mouse.move(0, 0);
    await untilPainted(page);
    const left = iterationIn(await note(page));
    expect(left).toBeGreaterThan(0);
    // What was made last stays.
    const picture = await pictureSeen(page, 'slice');
    await page.waitForTimeout(200);
    expect(iterationIn(await note(page))).toBe(left);
    expect(differenceOf(await pictureSeen(page, 'slice'), picture)).toBe('');

    await page
      .getByRole('combobox', { name: 'Method', exact: true })
      .selectOption({ label: 'Filtered back-projection' });
    await untilAtRest(page);
    expect(await control(page, 'filter').isVisible()).toBe(true);
    expect(await control(page, 'iterations').count()).toBe(0);
    expect(await bar(page)).toBe('60 of 60 views');
    expect(await errorNotice(page).count()).toBe(0);
  });

  once(
    'go on from the present image where a strength is turned while they run, and then from their start',
    async () => {
      const { page } = await open(withPrior(MANY), { atRest: false });
      await expect.poll(async () => iterationIn(await note(page))).toBeGreaterThan(2);
      const progress = page.locator('#progress');
      await type(page, 'TV strength ‰ of water', '200');
      const said = () =>
        page.evaluate(() => {
          const [slice, foot] = ['#slice .pane-note', '.play-text'].map(
            (at) => document.querySelector(at)?.textContent,
          );
          return `${slice}; ${foot}`;
        });
      await expect.poll(said).toMatch(/^going on from the present image: \d+ more; going on: \d+ more$/);
      // The start takes over as soon as it has come as near.
      await expect
        .poll(() => progress.textContent(), { timeout: 10_000 })
        .toMatch(/^Iteration \d+ of 5000 from the start/);
      await expect.poll(async () => iterationIn(await note(page)), { timeout: 10_000 }).toBeGreaterThan(0);
      await expect.poll(() => progress.textContent()).toMatch(/\d+ images kept: \d+ of 128 MiB/);
      await progress.getByRole('button', { name: 'Cancel' }).click();
      await untilAtRest(page);
      expect(await errorNotice(page).count()).toBe(0);
    },
  );

  if (webgpu) {
    test('go on, on the CPU, when the GPU is lost in their midst', async () => {
      const { page } = await open(sirt(30), {
        atRest: false,
        prepare: (opened) =>
          opened.addInitScript(() => {
            const { requestDevice } = GPUAdapter.prototype;
            GPUAdapter.prototype.requestDevice = async function (descriptor) {
              const device = await requestDevice.call(this, descriptor);
              (window as unknown as { lose(): void }).lose = () => {
                GPU.prototype.requestAdapter = async () => null;
                device.destroy();
              };
              return device;
            };
          }),
      });
      await expect.poll(async () => iterationIn(await note(page))).toBeGreaterThan(2);
      await page.evaluate(() => (window as unknown as { lose(): void }).lose());
      // What is there stays.
      expect(iterationIn(await note(page))).toBeGreaterThan(0);
      await expect.poll(() => page.getByText(/^The connection to the GPU was lost/).count()).toBe(1);
      await untilAtRest(page);
      expect(await bar(page)).toBe('iteration 30 of 30');
      expect(await errorNotice(page).count()).toBe(0);
    });
  }
});
