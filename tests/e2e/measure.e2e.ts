// Measuring on the pictures: marks drawn, typed and put down by keys, what is measured at them, and analyses with a plot.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { besidesFromHash } from '../../src/experiment/link.ts';
import { faults } from './support/axe.ts';
import { clippedWords } from './support/clipped-words.ts';
import {
  describeWorlds,
  type ExperimentParts,
  errorNotice,
  picture,
  type SlotId,
  SMALL,
  slider,
  type as typeNumber,
  untilAtRest,
  untilPainted,
  windowOnPicture,
  workplace,
} from './support/sandbox.ts';

/** A disk of 40 HU, 60 mm across, in water that fills the picture: at (20, 10) mm of 256 mm, in no mirror image where it is. */
const DISK: ExperimentParts = {
  ...SMALL,
  phantom: {
    ...{ version: 1, name: 'A disk in water', unitMm: 1, fieldSizeMm: 256, values: 'hounsfield' },
    composition: 'replace',
    shapes: [
      { type: 'ellipse', x: 0, y: 0, semiAxisX: 110, semiAxisY: 110, value: 0 },
      { type: 'ellipse', x: 20, y: 10, semiAxisX: 30, semiAxisY: 30, value: 40 },
    ],
  },
};

/** A ball of 20 mm in the middle of the volume. */
const BALL = {
  version: 2,
  phantom: {
    ...{ version: 1, dimensions: 3, name: 'A ball', fieldSizeMm: 96, heightMm: 96 },
    ...{ values: 'attenuation-per-mm', composition: 'replace' },
    solids: [{ type: 'sphere', x: 0, y: 0, z: 0, radius: 20, value: 0.04 }],
  },
  scan: {
    ...{ geometry: 'cone', views: 24, channels: 48, channelSpacingMm: 5, rows: 48, rowSpacingMm: 5 },
  },
  reconstruction: { grid: { pixels: 32, pixelSizeMm: 3, slices: 32 } },
} as unknown as ExperimentParts;

const SIZE_MM = 256;

const draw = (page: Page, kind: string) => page.getByRole('button', { name: kind, exact: true }).click();

/** Drags over a picture of the slice's plane, from one place to another, mm. */
async function drag(page: Page, pane: SlotId, from: readonly [number, number], to: readonly [number, number]) {
  const box = (await picture(page, pane).boundingBox())!;
  const at = ([x, y]: readonly [number, number]) =>
    [box.x + (0.5 + x / SIZE_MM) * box.width, box.y + (0.5 - y / SIZE_MM) * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

/** What stands beside a mark, as `A circle`. */
const value = (page: Page, mark: string) =>
  page
    .locator('.measure-marks li', { has: page.getByRole('button', { name: mark, exact: true }) })
    .locator('.measure-value');
const hu = async (page: Page, mark: string) =>
  Number.parseFloat(((await value(page, mark).textContent()) ?? '').replace('−', '-'));
const marks = (page: Page) => page.locator('.measure-mark').allTextContents();

describeWorlds('measuring', ({ share, once }) => {
  test('a region has the values of its place, which follow a knob, and its CNR', async () => {
    const { page, after } = await share(DISK);
    await after(() => workplace(page, 'Measure').click());
    await draw(page, 'Circle');
    await drag(page, 'slice', [20, 10], [35, 10]);
    await draw(page, 'Circle');
    await drag(page, 'phantom', [-50, 10], [-35, 10]);
    await expect.poll(() => marks(page)).toEqual(['A circle', 'B circle']);
    await expect.poll(() => value(page, 'A circle').textContent()).toMatch(/HU$/);
    await expect.poll(() => value(page, 'B circle').textContent()).toMatch(/HU$/);
    expect(Math.abs((await hu(page, 'A circle')) - 40)).toBeLessThan(2);
    expect(Math.abs(await hu(page, 'B circle'))).toBeLessThan(2);
    const numbers = page.locator('.measure-panel');
    await expect.poll(() => numbers.textContent()).toMatch(/A − B(39|40|41)/);

    // Of four views there are streaks.
    const before = await value(page, 'A circle').textContent();
    await after(() => typeNumber(page, 'Projections', '4'));
    await expect.poll(() => value(page, 'A circle').textContent()).not.toBe(before);
    expect(await marks(page)).toEqual(['A circle', 'B circle']);
    expect(await errorNotice(page).count()).toBe(0);
  });

  once('a line has a profile: the disk is as wide as it is', async () => {
    const { page, after } = await share(DISK);
    await after(() => workplace(page, 'Measure').click());
    await draw(page, 'Line');
    await drag(page, 'slice', [-40, 10], [80, 10]);
    const pane = page.locator('#analysis');
    await pane.getByRole('application', { name: /Profile along A/ }).waitFor();
    // Half of the step is crossed at the edges of the disk, 60 mm apart.
    const width = async () => Number.parseFloat(/FWHM([\d.]+) mm/.exec((await pane.textContent()) ?? '')?.[1] ?? '');
    await expect.poll(width).toBeGreaterThan(59);
    expect(await width()).toBeLessThan(61);
    await pane.getByRole('combobox', { name: 'Analysis' }).selectOption('Histogram');
    await pane.getByRole('application', { name: /Histogram of the slice/ }).waitFor();

    // The band on it is the display window.
    const [black, white] = [pane.getByRole('slider', { name: 'Black' }), pane.getByRole('slider', { name: 'White' })];
    await black.waitFor();
    const edges = async () =>
      Promise.all([black, white].map(async (edge) => Number(await edge.getAttribute('aria-valuenow'))));
    const inWindow = async () => {
      const { width, level } = await windowOnPicture(page, 'slice');
      return [level - width / 2, level + width / 2];
    };
    const [blackBefore, whiteBefore] = (await edges()) as [number, number];
    expect(await inWindow()).toEqual([blackBefore, whiteBefore]);
    const box = (await white.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 20, box.y + box.height / 2);
    await page.mouse.up();
    await expect.poll(async () => (await edges())[1]).toBeGreaterThan(whiteBefore + 20);
    expect((await edges())[0]).toBe(blackBefore);
    await black.press('ArrowLeft');
    await expect.poll(async () => (await edges())[0]).toBeLessThan(blackBefore);
    expect(await inWindow()).toEqual(await edges());
    expect(await faults(page)).toEqual([]);
  });

  once('values and profile follow a hand before it lets go', async () => {
    const { page, after } = await share(DISK);
    await after(() => workplace(page, 'Measure').click());
    await draw(page, 'Circle');
    await drag(page, 'slice', [20, 10], [35, 10]);
    await draw(page, 'Line');
    await drag(page, 'slice', [-100, 10], [100, 10]);
    const plot = page.locator('#analysis');
    await plot.getByRole('application', { name: /Profile along B/ }).waitFor();
    await plot.getByRole('button', { name: 'Table' }).click();
    await expect.poll(() => value(page, 'A circle').textContent()).toMatch(/HU$/);
    const seen = async () => [await value(page, 'A circle').textContent(), await plot.locator('table').textContent()];
    const [mean, table] = await seen();
    const projections = slider(page, 'Projections');
    const slide = (kind: 'input' | 'change') =>
      projections.evaluate((element: HTMLInputElement, event) => {
        if (event === 'input') element.value = '100';
        element.dispatchEvent(new Event(event, { bubbles: true }));
      }, kind);
    await slide('input');
    await expect.poll(async () => (await seen())[0]).not.toBe(mean);
    await expect.poll(async () => (await seen())[1]).not.toBe(table);
    await after(() => slide('change'));
    await plot.getByRole('button', { name: 'Table' }).click();
  });

  once('planes of a volume have marks, and are stepped through', async () => {
    const { page, after } = await share(BALL);
    await after(() => workplace(page, 'Measure').click());
    await draw(page, 'Pin');
    await picture(page, 'coronal').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => marks(page)).toEqual(['A pin']);
    const inTheMiddle = async () =>
      Number.parseFloat(((await value(page, 'A pin').textContent()) ?? '').replace('−', '-'));
    await expect.poll(inTheMiddle).toBeGreaterThan(0.02);
    const note = () => page.locator('#coronal').textContent();
    const before = await note();
    await after(() => page.keyboard.press('Home'));
    expect(await note()).not.toBe(before);
    // Out of the ball.
    await expect.poll(inTheMiddle).toBeLessThan(0.02);
  });

  once('axe finds nothing with marks of many kinds, and no word of theirs is cut off at any size', async () => {
    const { page, after } = await share(DISK);
    await after(() => workplace(page, 'Measure').click());
    const kinds = ['Line', 'Circle', 'Ellipse', 'Rectangle', 'Ruler', 'Angle', 'Pin'];
    for (const [i, kind] of kinds.entries()) {
      await draw(page, kind);
      await drag(page, 'slice', [-60, 60 - 20 * i], [-40, 50 - 20 * i]);
    }
    await draw(page, 'Rectangle');
    const { x, y, width, height } = (await picture(page, 'sinogram').boundingBox())!;
    await page.mouse.move(x + 0.4 * width, y + 0.4 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.6 * width, y + 0.6 * height);
    await page.mouse.up();
    await expect.poll(() => marks(page)).toHaveLength(kinds.length + 1);
    for (const mark of await marks(page)) await expect.poll(() => value(page, mark).textContent()).not.toBe('…');
    expect(await faults(page)).toEqual([]);
    const { width: before, height: high } = page.viewportSize()!;
    for (const [wide, tall] of [
      [1366, 768],
      [1024, 768],
      [390, 844],
      [844, 390],
    ] as const) {
      await page.setViewportSize({ width: wide, height: tall });
      await untilPainted(page);
      for (const mark of ['A line', 'B circle', 'F angle', 'H rectangle']) {
        await page.getByRole('button', { name: mark, exact: true }).click();
        await untilPainted(page);
        expect([wide, mark, await clippedWords(page)]).toEqual([wide, mark, []]);
      }
    }
    await page.setViewportSize({ width: before, height: high });
  });

  once('a picture keeps its size while a first mark is drawn on it, where marks stand below it', async () => {
    const { page, after } = await share(DISK);
    const { width: before, height: high } = page.viewportSize()!;
    await after(() => workplace(page, 'Measure').click());
    await page.setViewportSize({ width: 1024, height: 768 });
    await untilPainted(page);
    const size = () => picture(page, 'slice').boundingBox();
    const first = (await size())!;
    await draw(page, 'Line');
    await untilPainted(page);
    expect(await size()).toEqual(first);
    await drag(page, 'slice', [-100, 0], [100, 0]);
    await expect.poll(() => marks(page)).toEqual(['A line']);
    await untilPainted(page);
    expect(await size()).toEqual(first);
    await page.setViewportSize({ width: before, height: high });
  });

  once('by keys alone marks are put down, moved, reshaped and taken away, and undone', async () => {
    const { page, after } = await share(DISK);
    await after(() => page.keyboard.press('u'));
    await page.getByRole('button', { name: 'Circle', exact: true }).focus();
    await page.keyboard.press('Enter');
    await picture(page, 'slice').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => marks(page)).toEqual(['A circle']);
    const field = (name: string) => page.getByRole('spinbutton', { name, exact: true });
    expect([await field('x (mm)').inputValue(), await field('y (mm)').inputValue()]).toEqual(['0', '0']);
    const radius = Number(await field('Radius (mm)').inputValue());
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowUp');
    const x = Number(await field('x (mm)').inputValue());
    const y = Number(await field('y (mm)').inputValue());
    expect(x).toBe(10 * y);
    // The first handle is the right one.
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    expect(Number(await field('Radius (mm)').inputValue())).toBe(radius + y);
    await page.keyboard.press('Control+z');
    expect(Number(await field('Radius (mm)').inputValue())).toBe(radius);
    await typeNumber(page, 'Radius (mm)', '12.5');
    expect(await field('Radius (mm)').inputValue()).toBe('12.5');
    await typeNumber(page, 'Radius (mm)', '5000');
    await page.getByText('Radius must be a number from 0.001 to 128 mm: the image is no larger.').waitFor();
    expect(await field('Radius (mm)').inputValue()).toBe('12.5');
    await picture(page, 'slice').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => marks(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => marks(page)).toEqual(['A circle']);
    // As it was, and chosen as it was.
    expect(await field('Radius (mm)').inputValue()).toBe('12.5');
    // Whatever had the phantom's pane meanwhile, marks are there again.
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    const bar = page.locator('#phantom .editor-bar');
    await edit.click();
    await bar.waitFor();
    await edit.click();
    await bar.waitFor({ state: 'detached' });
    await picture(page, 'phantom').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => marks(page)).toEqual([]);
    // And what is to be drawn next has it at once.
    await edit.click();
    await bar.waitFor();
    await draw(page, 'Pin');
    await bar.waitFor({ state: 'detached' });
    expect(await edit.getAttribute('aria-pressed')).toBe('false');
    await drag(page, 'phantom', [20, 10], [20, 10]);
    await expect.poll(() => marks(page)).toEqual(['A pin']);
  });

  once('marks, the chosen one and the analysis come back with the address', async () => {
    const { page, after } = await share(DISK);
    await after(() => workplace(page, 'Measure').click());
    await draw(page, 'Rectangle');
    await drag(page, 'slice', [0, 0], [40, 20]);
    await page.locator('#analysis').getByRole('combobox', { name: 'Analysis' }).selectOption('Histogram');
    await draw(page, 'Pin');
    await drag(page, 'slice', [20, 10], [20, 10]);
    await expect.poll(() => marks(page)).toEqual(['A rectangle', 'B pin']);
    await page.getByRole('button', { name: 'A rectangle', exact: true }).click();
    const shown = await value(page, 'B pin').textContent();
    // The address is written as often as browsers take it.
    const besides = () => besidesFromHash(new URL(page.url()).hash);
    await expect.poll(besides).toMatchObject({ measure: { analysis: 'histogram', chosen: 'A' }, marks: [{}, {}] });
    await page.reload();
    await untilAtRest(page);
    await expect.poll(() => marks(page)).toEqual(['A rectangle', 'B pin']);
    await page
      .locator('#analysis')
      .getByRole('application', { name: /Histogram of region A/ })
      .waitFor();
    await expect.poll(() => value(page, 'B pin').textContent()).toBe(shown);
    await page.getByRole('spinbutton', { name: 'Width (mm)' }).waitFor();
  });

  test('a pin on the sinogram chooses the view that is shown before and after its filter', async () => {
    const { page, after } = await share(DISK);
    await after(() => workplace(page, 'Measure').click());
    const pane = page.locator('#analysis');
    await pane.getByRole('combobox', { name: 'Analysis' }).selectOption('Filtered view');
    const view = (deg: string) =>
      pane.getByRole('application', { name: `View at ${deg}° before and after its filter` });
    await view('0.0').waitFor();
    await draw(page, 'Pin');
    const box = (await picture(page, 'sinogram').boundingBox())!;
    // 90 views over half a turn: each is two degrees high.
    await page.mouse.click(box.x + box.width / 2, box.y + (30.5 / 90) * box.height);
    await view('60.0').waitFor();
    // Of every view the middle goes through most of 220 mm of water.
    const largest = async () =>
      Number.parseFloat(/Maximum, measured([\d.]+)/.exec((await pane.textContent()) ?? '')?.[1] ?? '');
    await expect.poll(largest).toBeGreaterThan(220 * 0.0205);
    expect(await errorNotice(page).count()).toBe(0);
  });

  test('the error of the slice stands beside its similarity to the phantom, and comes back with undo', async () => {
    const { page, after } = await share(DISK);
    await after(() => workplace(page, 'Measure').click());
    const pane = page.locator('#analysis');
    await after(() => pane.getByRole('combobox', { name: 'Analysis' }).selectOption('Error'));
    await pane.getByRole('application', { name: /Errors in the slice/ }).waitFor();
    await expect.poll(() => page.locator('#similarity').textContent()).not.toContain('not computed yet');
    const box = (await picture(page, 'similarity').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    // In the middle of level water nothing is amiss.
    await expect.poll(() => page.locator('#similarity').textContent()).toMatch(/: (1\.000|0\.99\d) SSIM/);
    expect(await page.locator('#sinogram').isVisible()).toBe(false);
    await after(() => page.keyboard.press('Control+z'));
    await expect.poll(() => page.locator('#sinogram').isVisible()).toBe(true);
    await expect.poll(() => page.locator('#sinogram').textContent()).not.toContain('not computed yet');
    expect(await errorNotice(page).count()).toBe(0);
  });

  once('one click measures the phantom made for it whole; of another it offers one', async () => {
    const { page, after } = await share({ ...SMALL, phantom: 'thorax' });
    await after(() => workplace(page, 'Measure').click());
    const pane = page.locator('#analysis');
    await pane.getByRole('button', { name: 'Measure this phantom' }).click();
    await pane.getByText('Thorax is not made for any protocol.').waitFor();
    await after(() => pane.getByRole('button', { name: 'Water disk' }).click());
    const verdict = pane.locator('.protocol-verdict');
    await expect.poll(() => verdict.textContent()).toMatch(/^✓ Passed: all \d values/);
    const line = (what: string | RegExp) => pane.getByRole('row', { name: what });
    expect(await line('Water, in the centre').textContent()).toMatch(/HU✓ pass−4 … 4 \[a\]0\.0 HU$/);
    expect(await line(/^Noise/).textContent()).toContain('not judged');
    expect(await pane.locator('.protocol-remark').allTextContents()).toContainEqual(
      expect.stringContaining('no noise'),
    );
    await after(() => pane.getByRole('button', { name: /^Add photon noise/ }).click());
    await expect.poll(() => line(/^Noise/).textContent()).toMatch(/✓ pass|✗ fail/);
    await after(() => page.keyboard.press('Control+z'));
    await expect.poll(() => line(/^Noise/).textContent()).toContain('not judged');
    await pane.getByRole('application', { name: /CT number from the middle to the rim/ }).waitFor();

    const download = page.waitForEvent('download');
    await pane.getByRole('button', { name: 'Save table (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe('protocol.csv');
    expect(await faults(page)).toEqual([]);
    expect(await errorNotice(page).count()).toBe(0);
  });
});
