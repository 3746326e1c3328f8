// The log of all runs, and the plots that it is made into: as a table, by hand and by keys, in files, at all sizes.

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { parseCsv } from '../app/plots/parse-csv.ts';
import { parseXml } from '../app/plots/parse-xml.ts';
import { faults } from './support/axe.ts';
import { clippedWords } from './support/clipped-words.ts';
import { describeWorlds, field, numbers, picture, SMALL, type, untilPainted, workplace } from './support/sandbox.ts';

const log = (page: Page) => page.getByRole('dialog', { name: 'Run log' });
const openLog = async (page: Page) => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('j');
  await log(page).locator('.log-table tbody tr').first().waitFor();
};
/** The log's table as it stands, by its headings. */
const rowsOf = async (page: Page) => {
  const [head, ...rows] = await log(page)
    .locator('.log-table tr')
    .evaluateAll((found) => found.map((row) => Array.from(row.children, (cell) => cell.textContent!)));
  const names = head!.map((name) => name.replace(/ [▾▴]$|^[▾▴] /, ''));
  return rows.map((row) => Object.fromEntries(row.map((text, i) => [names[i]!, text])));
};
const saved = async (page: Page, press: () => Promise<void>) => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: await readFile((await download.path())!, 'utf8') };
};
/** The colours of a plot's canvas, but for its ground: that something is drawn. */
const inkOf = (plot: Locator) =>
  plot.locator('canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let ink = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]! > 40) ink++;
    return ink;
  });

describeWorlds('the run log', ({ open, once }) => {
  test('has every run with its numbers, in any order, and puts any of them back', async () => {
    const { page, after } = await open(SMALL);
    const figures = [await numbers(page)];
    await after(() => type(page, 'Projections', '45'));
    figures.push(await numbers(page));
    await after(() => page.getByRole('combobox', { name: 'Filter', exact: true }).selectOption({ label: 'Hann' }));
    figures.push(await numbers(page));
    await openLog(page);
    const rows = await rowsOf(page);
    expect(rows.map(({ Run, Changed, Projections }) => [Run, Changed, Projections])).toEqual([
      ['3', 'Filter Ram–Lak (ramp) → Hann', '45'],
      ['2', 'Projections 90 → 45', '45'],
      ['1', '—', '90'],
    ]);
    // The same figures as in the column beside the pictures, which has fewer digits.
    for (const [i, { RMSE, PSNR, SSIM }] of figures.entries()) {
      const row = rows.find(({ Run }) => Run === String(i + 1))!;
      expect(Number(row['RMSE (HU)'])).toBeCloseTo(Number.parseFloat(RMSE!), 0);
      expect(Number(row['PSNR (dB)'])).toBeCloseTo(Number.parseFloat(PSNR!), 1);
      expect(Number(row.SSIM)).toBeCloseTo(Number.parseFloat(SSIM!), 3);
    }

    const rmses = rows.map((row) => Number(row['RMSE (HU)']));
    const byRmse = log(page).getByRole('button', { name: 'RMSE (HU)', exact: true });
    await byRmse.click();
    const sorted = async () => (await rowsOf(page)).map((row) => Number(row['RMSE (HU)']));
    expect(await sorted()).toEqual([...rmses].sort((a, b) => a - b));
    expect(await log(page).locator('[aria-sort="ascending"]').count()).toBe(1);
    // The keyboard is still there.
    await page.keyboard.press('Enter');
    expect(await sorted()).toEqual([...rmses].sort((a, b) => b - a));

    await after(() => log(page).getByRole('button', { name: 'Open run 1 again' }).click());
    expect(await log(page).count()).toBe(0);
    expect(await field(page, 'Projections').inputValue()).toBe('90');
    expect((await numbers(page)).RMSE).toBe(figures[0]!.RMSE);
    await after(() => page.keyboard.press('Control+z'));
    expect(await field(page, 'Projections').inputValue()).toBe('45');
    expect((await numbers(page)).RMSE).toBe(figures[2]!.RMSE);

    await page.locator('#log-button').click();
    await log(page).locator('.log-table tbody tr').first().waitFor();
    expect((await rowsOf(page)).map(({ Run }) => Run)).toEqual(['5', '4', '3', '2', '1']);
    await log(page).getByRole('button', { name: 'Clear' }).click();
    await log(page).getByRole('button', { name: 'Forget all 5 runs?' }).click();
    await log(page).getByText('No run has come to its end yet.').waitFor();
  });

  once('has what is marked on the pictures, a column for each number', async () => {
    const { page, after } = await open({ ...SMALL, phantom: 'water-disk' });
    await after(() => workplace(page, 'Measure').click());
    await page.getByRole('button', { name: 'Circle', exact: true }).click();
    const { x, y, width, height } = (await picture(page, 'slice').boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 12, y + height / 2);
    await page.mouse.up();
    const beside = page.locator('.measure-marks li', { hasText: 'A circle' }).locator('.measure-value');
    await expect.poll(() => beside.textContent()).toMatch(/HU/);
    await after(() => type(page, 'Projections', '45'));
    const mean = Number.parseFloat((await beside.textContent())!.replace('−', '-'));
    await openLog(page);
    const [now, before] = await rowsOf(page);
    expect(before!['A, Mean (HU)']).toBe('—');
    expect(Number(now!['A, Mean (HU)']!.replace('−', '-'))).toBeCloseTo(mean, -0.5);
    expect(Number(now!['A, SD (HU)'])).toBeGreaterThan(0);
  });

  once('is saved whole, plotted, read by keys, and free of faults', async () => {
    const { page, after } = await open(SMALL, { allowed: /willReadFrequently/ });
    await after(() => type(page, 'Projections', '45'));
    await after(() => type(page, 'Projections', '20'));
    await openLog(page);
    const rows = await rowsOf(page);

    const csv = await saved(page, () => log(page).getByRole('button', { name: 'Save CSV' }).click());
    expect(csv.name).toBe('run-log.csv');
    const [head, ...lines] = parseCsv(csv.text);
    expect(lines.map((line) => line[head!.indexOf('Projections')])).toEqual(['90', '45', '20']);
    const json = await saved(page, () => log(page).getByRole('button', { name: 'Save JSON' }).click());
    const { runs } = JSON.parse(json.text);
    expect(runs.map(({ experiment }: { experiment: unknown }) => parseExperimentInput(experiment).scan?.views)).toEqual(
      [90, 45, 20],
    );

    // RMSE over projections, as the log begins.
    const plot = log(page).locator('.plot-figure');
    await expect.poll(() => inkOf(plot)).toBeGreaterThan(500);
    const area = plot.getByRole('application');
    expect(await area.getAttribute('aria-label')).toMatch(
      /^RMSE \(HU\) against Projections: RMSE \(HU\) over Projections\. Runs: 3 values from [\d.]+ HU at 20 to [\d.]+ HU at 90\.$/,
    );
    await area.focus();
    await page.keyboard.press('ArrowRight');
    const spoken = plot.getByRole('status');
    const said = (row: Record<string, string>) => `Runs: Projections ${row.Projections}, RMSE ${row['RMSE (HU)']} HU`;
    const [run3, run2, run1] = rows as [Record<string, string>, Record<string, string>, Record<string, string>];
    expect(await spoken.textContent()).toBe(said(run3));
    await page.keyboard.press('ArrowRight');
    expect(await spoken.textContent()).toBe(said(run2));
    await page.keyboard.press('End');
    expect(await spoken.textContent()).toBe(said(run1));
    expect(await plot.locator('.plot-reading').textContent()).toBe(said(run1));
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Open run 1 again');

    // The pointer reads the nearest point, here where the keys have been.
    await plot.getByRole('button', { name: 'Log x' }).click();
    await area.focus();
    await page.keyboard.press('Home');
    const ring = (await plot.locator('.plot-ring').boundingBox())!;
    await page.keyboard.press('Escape');
    expect(await plot.locator('.plot-reading').isVisible()).toBe(false);
    await page.mouse.move(ring.x + ring.width / 2 + 4, ring.y + ring.height / 2 + 4);
    expect(await plot.locator('.plot-reading').textContent()).toBe(said(run3));
    expect((await plot.locator('.plot-ring').boundingBox())!).toEqual(ring);
    await plot.getByRole('button', { name: 'Log y' }).click();
    expect(await plot.getByRole('button', { name: 'Log y' }).getAttribute('aria-pressed')).toBe('true');

    const save = async (kind: string) => {
      await plot.getByRole('button', { name: 'Save' }).click();
      return saved(page, () => plot.getByRole('menuitem', { name: kind }).click());
    };
    const svg = await save('SVG');
    expect(svg.name).toBe('rmse-hu-against-projections.svg');
    expect(parseXml(svg.text).attributes).toMatchObject({ width: '720', height: '480' });
    const isDrawn = await page.evaluate(async (text) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
      await image.decode();
      return image.naturalWidth;
    }, svg.text);
    expect(isDrawn).toBe(720);
    expect(parseCsv((await save('CSV')).text).map(([x]) => x)).toEqual(['Projections', '20', '45', '90']);

    await plot.getByRole('button', { name: 'Table' }).click();
    const cells = await plot.locator('tbody tr').evaluateAll((found) => found.map((row) => row.textContent));
    expect(cells).toEqual([run3, run2, run1].map((row) => `${row.Projections}${row['RMSE (HU)']}`));
    expect(await faults(page)).toEqual([]);
    await plot.getByRole('button', { name: 'Table' }).click();
    await page.mouse.move(0, 0);
    expect(await faults(page)).toEqual([]);
  });

  once('no word of it is cut off, at any size, nor of the plot beside the pictures', async () => {
    const acquisition = { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons: 1000 } };
    const experiment = { ...SMALL, version: 2, reconstruction: { grid: { pixels: 128, pixelSizeMm: 2 } }, acquisition };
    const { page, after } = await open(experiment as unknown as typeof SMALL, { allowed: /willReadFrequently/ });
    await after(() => type(page, 'Projections', '45'));
    const beside = page.locator('.dose-plot .plot-figure');
    await expect.poll(() => inkOf(beside)).toBeGreaterThan(200);
    expect(await faults(page)).toEqual([]);
    // On paper it is a drawing, dark on white.
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const drawing = beside.locator(':scope > svg');
    expect(await drawing.isVisible()).toBe(true);
    expect(await drawing.locator('text').allTextContents()).toContain('Central noise (HU)');
    expect(await drawing.locator('rect').getAttribute('fill')).toBe('#ffffff');
    expect(await beside.locator('canvas').isVisible()).toBe(false);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await drawing.count()).toBe(0);
    expect(await beside.locator('canvas').isVisible()).toBe(true);
    for (const [width, height] of [
      [1366, 768],
      [1920, 1080],
      [1024, 768],
      [390, 844],
      [844, 390],
    ] as const) {
      await page.setViewportSize({ width, height });
      await untilPainted(page);
      // What a folder of the panel says of itself ends in dots where it is long.
      const clipped = (await clippedWords(page)).filter((words) => !/keV/.test(words));
      expect([width, clipped]).toEqual([width, []]);
      await openLog(page);
      await expect.poll(() => inkOf(log(page).locator('.plot-figure'))).toBeGreaterThan(200);
      expect([width, (await clippedWords(page)).filter((words) => !/keV/.test(words))]).toEqual([width, []]);
      const dialog = (await log(page).boundingBox())!;
      const figure = (await log(page).locator('.plot-figure').boundingBox())!;
      expect(dialog.x).toBeGreaterThanOrEqual(0);
      expect(dialog.x + dialog.width).toBeLessThanOrEqual(width);
      expect(figure.x + figure.width).toBeLessThanOrEqual(dialog.x + dialog.width);
      await page.keyboard.press('Escape');
    }
  });
});
