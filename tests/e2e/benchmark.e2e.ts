// Measuring this machine, and choosing the GPU's kernel by hand.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  chooseFrom,
  describeWorlds,
  differenceOf,
  errorNotice,
  hastenClock,
  numbers,
  pictureSeen,
  unfocus,
  untilAtRest,
} from './support/sandbox.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Benchmark' });
const status = (page: Page) => dialogOf(page).locator('.benchmark-status');

/** Opens the dialog and chooses sizes. */
async function openBenchmark(page: Page, ...sizes: number[]): Promise<void> {
  await chooseFrom(page, 'This machine', 'Benchmark');
  await dialogOf(page).waitFor();
  for (const size of [64, 256, 512, 1024]) {
    await dialogOf(page).getByLabel(`${size}²`, { exact: true }).setChecked(sizes.includes(size));
  }
}

const kernelControl = (page: Page) => dialogOf(page).getByLabel(/^GPU kernel/);
const backend = async (page: Page) => page.getByRole('region', { name: 'Time', exact: true }).textContent();

const runIt = (page: Page) => dialogOf(page).getByRole('button', { name: 'Run' }).click();

/** Caption, and first column and cells of every line, of every table. */
const tables = (page: Page) =>
  dialogOf(page)
    .locator('.benchmark-table')
    .evaluateAll((found) =>
      found.map((table) => ({
        caption: table.querySelector('caption')!.textContent,
        columns: Array.from(table.querySelectorAll('thead th'), (cell) => cell.textContent),
        lines: Array.from(table.querySelectorAll('tbody tr'), (line) => ({
          name: line.querySelector('th')!.textContent,
          cells: Array.from(line.querySelectorAll('td'), (cell) => cell.textContent),
          bars: Array.from(line.querySelectorAll<HTMLElement>('.benchmark-bar'), (bar) => bar.offsetWidth),
        })),
      })),
    );

describeWorlds('the benchmark', ({ webgpu, open, once }) => {
  test('measures every backend, shows bars and figures, and gives them as text', async () => {
    const { page, after } = await open(undefined, { prepare: hastenClock });
    if (webgpu) {
      await openBenchmark(page, 64);
      await kernelControl(page).selectOption('texture');
      await after(() => page.keyboard.press('Escape'));
    }
    const before = await pictureSeen(page, 'slice');
    await openBenchmark(page, 64);
    await runIt(page);
    if (webgpu) expect(await kernelControl(page).isDisabled()).toBe(true);
    await expect.poll(() => status(page).textContent(), { timeout: 120_000 }).toMatch(/^Done: \d+ measurements, all/);

    const found = await tables(page);
    expect(found.map(({ caption }) => caption)).toEqual([
      'Back-projection GUPS',
      'Gridrec, filter included million readings/s',
      'Scan of shapes million rays/s',
      'Filter million readings/s',
      'Forward projection (Joseph) million rays/s',
    ]);
    const [backProjection] = found;
    expect(backProjection!.columns).toEqual(['64²']);
    const names = backProjection!.lines.map(({ name }) => name);
    const kernels = ['GPU (software), texture', 'GPU (software), tile', 'GPU (software), plain'];
    expect(names.filter((name) => name!.startsWith('GPU'))).toEqual(webgpu ? kernels : []);
    expect(names).toEqual(expect.arrayContaining(['CPU, 1 thread', 'CPU, 1 thread, plain TypeScript']));
    for (const { lines } of found) {
      for (const { name, cells, bars } of lines) {
        if (name!.startsWith('GPU')) {
          expect([cells, bars]).toEqual([[expect.stringMatching(/^[\d.]+ ms; not a measure of GPU speed$/)], []]);
        } else {
          expect(cells).toEqual([expect.stringMatching(/^[\d.]+ ms(; [\d.]+ % of the ceiling)?$/)]);
          expect(bars[0]).toBeGreaterThan(0);
        }
      }
    }
    const about = await dialogOf(page).locator('.benchmark-about').textContent();
    expect(about).toMatch(/^CPU, \d+ threads?\. /);
    expect(about).toMatch(
      webgpu ? /WebGPU, software · .* emulated in software: .* say nothing about GPUs/ : /Computing on the CPU/,
    );

    // This browser lets no page copy that nobody allowed it; the text is offered instead.
    await dialogOf(page).getByRole('button', { name: 'Copy as text' }).click();
    const area = dialogOf(page).getByRole('textbox', { name: 'The table as text' });
    const text = await area.inputValue();
    expect(await area.evaluate((element: HTMLTextAreaElement) => element.selectionEnd - element.selectionStart)).toBe(
      text.length,
    );
    expect(text).toMatch(/^CT sandbox benchmark, \d{4}-\d\d-\d\dT/);
    expect(text).toContain(await page.evaluate(() => navigator.userAgent));
    const lines = text.split('\n').filter((line) => line.includes(' 64² '));
    expect(lines).toHaveLength(found.reduce((sum, table) => sum + table.lines.length, 0));
    expect(lines.find((line) => line.startsWith('CPU, 1 thread '))).toMatch(/90 × 92 .* GUPS .*e-\d+$/);

    await after(() => page.keyboard.press('Escape'));
    expect(await dialogOf(page).count()).toBe(0);
    expect(await errorNotice(page).count()).toBe(0);
    expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    // The kernel that was chosen by hand, after all have been tried.
    if (webgpu) expect(await backend(page)).toMatch(/texture kernel/);
  });

  test('can be called off, by its button and by Escape, and the page goes on', async () => {
    const { page, after } = await open();
    const before = await pictureSeen(page, 'slice');
    await unfocus(page);
    await page.keyboard.press('m');
    await dialogOf(page).waitFor();
    await page.keyboard.press('Escape');
    await openBenchmark(page, 512, 1024);
    await runIt(page);
    await expect.poll(() => status(page).textContent()).toMatch(/512²$/);
    await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toBe('Cancelled.');
    await runIt(page);
    await expect.poll(() => status(page).textContent()).toMatch(/512²$/);
    await after(() => page.keyboard.press('Escape'));
    expect(await dialogOf(page).count()).toBe(0);
    expect(await errorNotice(page).count()).toBe(0);
    expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
  });

  once('asks for a size', async () => {
    const { page } = await open();
    await openBenchmark(page);
    await runIt(page);
    expect(await status(page).textContent()).toBe('Choose at least one size.');
  });
});

describeWorlds(
  "the GPU's kernel",
  ({ open }) => {
    test('chosen by hand runs when the dialog closes, names what it approximates, and is there on the next visit', async () => {
      const { page, after } = await open();
      // A GPU in software is not tested for its fastest kernel.
      expect(await backend(page)).toMatch(/swiftshader, plain kernel$/i);
      const exact = (await numbers(page)).RMSE;
      const before = await pictureSeen(page, 'difference');
      await openBenchmark(page, 64);
      expect(await kernelControl(page).locator('option').allTextContents()).toEqual([
        'automatic (plain)',
        'texture',
        'tile',
        'plain',
      ]);
      await kernelControl(page).selectOption('texture');
      expect(
        await dialogOf(page)
          .getByText(/8-bit weights/)
          .count(),
      ).toBe(1);
      await after(() => page.keyboard.press('Escape'));
      const approximate = /texture kernel, approximate by the 8-bit weights of its texture units$/;
      expect(await backend(page)).toMatch(approximate);
      // 0.025 % leaves the error against the phantom as it is, to the digits shown.
      expect((await numbers(page)).RMSE).toBe(exact);
      expect(differenceOf(before, await pictureSeen(page, 'difference'))).not.toBe('');

      await page.reload();
      await untilAtRest(page);
      expect(await backend(page)).toMatch(approximate);
      await openBenchmark(page, 64);
      expect(await kernelControl(page).inputValue()).toBe('texture');
      await kernelControl(page).selectOption('automatic');
      await after(() => page.keyboard.press('Escape'));
      expect(await backend(page)).toMatch(/plain kernel$/);
      expect(differenceOf(before, await pictureSeen(page, 'difference'))).toBe('');
    });
  },
  [true],
);

describeWorlds(
  'a page without a GPU',
  ({ open }) => {
    test('copies where the browser lets it', async () => {
      const { page } = await open(undefined, {
        prepare: async (page) => {
          await hastenClock(page);
          await page.addInitScript(() => {
            navigator.clipboard.writeText = async (text) => {
              (window as unknown as { copied: string }).copied = text;
            };
          });
        },
      });
      await openBenchmark(page, 64);
      await runIt(page);
      const copy = dialogOf(page).getByRole('button', { name: 'Copy as text' });
      // Not before there is something whole to copy.
      expect(await copy.isDisabled()).toBe(true);
      await expect.poll(() => status(page).textContent(), { timeout: 120_000 }).toMatch(/^Done/);
      await copy.click();
      await expect.poll(() => status(page).textContent()).toBe('Table copied as text.');
      const copied = await page.evaluate(() => (window as unknown as { copied: string }).copied);
      expect(copied).toMatch(/^device +kernel +grid /m);
      expect(await dialogOf(page).getByRole('textbox').count()).toBe(0);
    });

    test('has no kernel of it to choose', async () => {
      const { page } = await open();
      await openBenchmark(page, 64);
      expect(await dialogOf(page).getByRole('combobox').count()).toBe(0);
    });
  },
  [false],
);
