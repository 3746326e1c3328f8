// An experiment at many values of a knob: run, cancelled, plotted, saved.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { describeWorlds, type ExperimentParts, hastenClock, untilAtRest } from './support/sandbox.ts';

const NOISY: ExperimentParts = {
  phantom: 'water-disk',
  physics: { energyKeV: 60, photons: 1e5 },
  scan: { views: 24, channels: 64, channelSpacingMm: 4 },
  reconstruction: { pixels: 48, pixelSizeMm: 5 },
};

const CANCELLED = /^Cancelled\. (\d+) runs are kept; Run goes on with the rest\.$/;

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sweep' });
const status = (page: Page) => dialogOf(page).locator('.sweep-status');
const run = (page: Page) => dialogOf(page).getByRole('button', { name: 'Run', exact: true }).click();

async function openSweep(page: Page): Promise<void> {
  await page.keyboard.press('y');
  await dialogOf(page).waitFor();
}

/** Head and rows of the table behind the plot. */
async function tableOf(page: Page): Promise<string[][]> {
  await dialogOf(page).getByRole('button', { name: 'Table', exact: true }).click();
  return dialogOf(page)
    .locator('.plot-figure tr')
    .evaluateAll((rows) => rows.map((row) => Array.from(row.querySelectorAll('th, td'), (cell) => cell.textContent!)));
}

describeWorlds('a sweep', ({ open, share, once }) => {
  test('runs a knob over values and seeds, and shows a point with its error and a slice for each value', async () => {
    const { page } = await open(NOISY, { allowed: /willReadFrequently/, prepare: hastenClock });
    await openSweep(page);
    const dialog = dialogOf(page);
    await dialog.getByLabel('Values', { exact: true }).first().fill('3');
    await dialog.getByLabel('Seeds').fill('4');
    await dialog.getByText('Photons from 12500 to 400000 (3 values), 4 seeds each: 12 runs.').waitFor();
    await run(page);
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toBe('Done: 12 runs.');
    expect(await dialog.locator('.sweep-sheet canvas').evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      'Photons 12500',
      'Photons 70710',
      'Photons 400000',
    ]);
    await dialog.locator('.sweep-results select').first().selectOption({ label: 'Central noise' });
    expect(await faults(page)).toEqual([]);

    const rows = (await tableOf(page)).filter((cells) => /^\d/.test(cells[0] ?? ''));
    const noise = rows.map((cells) => Number(cells[1]));
    expect(noise).toHaveLength(3);
    // The law goes through their middle, and their slope is told.
    const law = rows.map((cells) => Number(cells.at(-1)));
    const middle = (values: readonly number[]) => Math.cbrt(values[0]! * values[1]! * values[2]!);
    expect(middle(law) / middle(noise)).toBeCloseTo(1, 2);
    expect(law[0]! / law[2]!).toBeCloseTo(Math.sqrt(32), 1);
    const slope = Math.log(noise[2]! / noise[0]!) / Math.log(32);
    const told = /^Slope of the points on logarithmic axes: −(0\.\d{3})\.$/.exec(
      (await dialog.locator('.sweep-closing').textContent())!,
    );
    expect(Math.abs(Number(told![1]) + slope)).toBeLessThan(0.02);
    // Noise ∝ 1/√photons: of 32 times as many √32 times less, of the same four seeds at either end.
    expect(noise[0]! / noise[2]!).toBeGreaterThan(Math.sqrt(32) * 0.8);
    expect(noise[0]! / noise[2]!).toBeLessThan(Math.sqrt(32) * 1.25);
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'detached' });
    await untilAtRest(page);
  });

  once('keeps what is done when it is cancelled, and says what is wrong before anything is run', async () => {
    const { page } = await open(NOISY, { allowed: /willReadFrequently/, prepare: hastenClock });
    await openSweep(page);
    const dialog = dialogOf(page);
    await dialog.getByLabel('From', { exact: true }).first().fill('0');
    await dialog.getByLabel('Spaced', { exact: true }).first().selectOption('linear');
    await run(page);
    await expect
      .poll(() => status(page).textContent())
      .toBe('at Photons 0: acquisition.noise.photons: must be between 1 and 1000000000, got 0');
    expect(await dialog.locator('.sweep-sheet li').count()).toBe(0);

    await dialog.getByLabel('From', { exact: true }).first().fill('1000');
    await dialog.getByLabel('Values', { exact: true }).first().fill('100');
    await dialog.getByLabel('Seeds').fill('5');
    await run(page);
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toMatch(/^\d+ of 500: Photons/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => status(page).textContent()).toMatch(CANCELLED);
    const kept = Number(CANCELLED.exec((await status(page).textContent())!)![1]);
    expect(await dialog.locator('.sweep-sheet li:not([hidden])').count()).toBeGreaterThan(0);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Means (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('sweep-means.csv');

    // The same again goes on: the first number that is told is one more than what is kept.
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const told = document.querySelector('.sweep-status')!;
      new MutationObserver(() => seen.push(told.textContent!)).observe(told, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await run(page);
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toMatch(/^\d+ of 500: /);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => status(page).textContent()).toMatch(CANCELLED);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.find((text) => text.includes(' of 500: '))).toMatch(new RegExp(`^${kept + 1} of 500: `));
  });

  once('runs a lesson with an experiment of its own, and plots what it is about', async () => {
    const { page } = await open(NOISY, { allowed: /willReadFrequently/, prepare: hastenClock });
    await openSweep(page);
    const dialog = dialogOf(page);
    await dialog
      .getByLabel('Sweep', { exact: true })
      .selectOption({ label: 'Noise falls as one over the root of the dose' });
    expect(await dialog.getByLabel('From', { exact: true }).first().isVisible()).toBe(false);
    await dialog.getByText('Look at how the noise falls with the dose').waitFor();
    await run(page);
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toMatch(/^\d+ of 56: Photons 10000$/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => status(page).textContent()).toMatch(CANCELLED);
    expect(await dialog.locator('.plot-label').allTextContents()).toEqual(['Central noise (HU)', 'Relative dose']);
    expect(await dialog.locator('.sweep-closing').textContent()).toBe('');
  });

  once(
    'is set up by the link that the dialog copies, says how many runs it is, and runs when it is told to',
    async () => {
      const { page, after } = await share(NOISY);
      await page
        .context()
        .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(page.url()).origin });
      await openSweep(page);
      const dialog = dialogOf(page);
      await dialog.getByLabel('Values', { exact: true }).first().fill('2');
      await dialog.getByLabel('Seeds').fill('2');
      await run(page);
      await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toBe('Done: 4 runs.');
      await dialog.getByLabel('Plot', { exact: true }).selectOption({ label: 'Central noise' });
      await dialog.getByRole('button', { name: 'Copy link' }).click();
      const copied = 'Link copied. Opening it sets up this sweep (4 runs), to be started with Run.';
      await expect.poll(() => status(page).textContent()).toBe(copied);
      const link = await page.evaluate(() => navigator.clipboard.readText());
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await untilAtRest(page);

      await after(() => page.evaluate((hash) => location.assign(hash), new URL(link).hash));
      await dialog.waitFor();
      expect(await dialog.getByText('2 seeds each: 4 runs.').textContent()).toMatch(
        /^Photons from 12500 to 400000 \(2 values\), 2 seeds each: 4 runs\. .* Plot: Central noise over Photons\.$/,
      );
      expect(await status(page).textContent()).toBe('');
      expect(await dialog.getByLabel('From', { exact: true }).first().isVisible()).toBe(false);
      expect(await faults(page)).toEqual([]);
      // Run has the keyboard.
      await page.keyboard.press('Enter');
      await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toBe('Done: 4 runs.');
      expect(await dialog.locator('.plot-label').allTextContents()).toEqual(['Central noise (HU)', 'Photons']);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await untilAtRest(page);
    },
  );
});
