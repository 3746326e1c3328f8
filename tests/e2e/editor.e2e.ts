// Editing the phantom: with the hand, with the keyboard, and taking the result away.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { npyBytes } from '../support/npy.ts';
import { faults } from './support/axe.ts';
import type { Pixels } from './support/page.ts';
import {
  changesOf,
  describeWorlds,
  differenceOf,
  errorNotice,
  field,
  PANES,
  type PaneId,
  paneGreys,
  partDiffering,
  picture,
  pictureSeen,
  picturesSeen,
  SMALL,
  type,
  untilPainted,
} from './support/sandbox.ts';
import { saveAs } from './support/save.ts';

const FIELD_MM = 256;
const BODY = { type: 'ellipse', label: 'body', x: 0, y: 0, semiAxisX: 100, semiAxisY: 80, angleDeg: 0, value: 0 };
const PHANTOM = {
  version: 1,
  name: 'a body',
  fieldSizeMm: FIELD_MM,
  unitMm: 1,
  values: 'hounsfield',
  composition: 'replace',
  shapes: [BODY],
};
const BODY_SCAN = { ...SMALL, phantom: PHANTOM, display: { width: 1000, level: 0 } };

const list = (page: Page) => page.getByRole('listbox', { name: 'Shapes, the topmost first' });
const shapeTexts = (page: Page) => list(page).locator('option').allTextContents();
const word = (page: Page) => page.locator('.editor-word');
const tool = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
const number = async (page: Page, name: string) => Number(await field(page, name).inputValue());
/** Of the page: the editor has none of its own. */
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true });
const cannotUndo = async (page: Page) => (await undo(page).getAttribute('aria-disabled')) === 'true';

async function edit(page: Page): Promise<void> {
  await page.keyboard.press('e');
  await page.getByRole('toolbar', { name: 'Edit the phantom' }).waitFor();
  await untilPainted(page);
}

/** Where a point of the slice plane is on the screen, in the phantom's pane. */
async function screenOf(page: Page, xMm: number, yMm: number) {
  const box = (await picture(page, 'phantom').boundingBox())!;
  return {
    x: box.x + box.width * (0.5 + xMm / FIELD_MM),
    y: box.y + box.height * (0.5 - yMm / FIELD_MM),
    pixelMm: FIELD_MM / box.width,
  };
}

async function grip(page: Page, xMm: number, yMm: number): Promise<void> {
  const { x, y } = await screenOf(page, xMm, yMm);
  await page.mouse.move(x, y);
  await page.mouse.down();
}

async function pull(page: Page, xMm: number, yMm: number): Promise<void> {
  const { x, y } = await screenOf(page, xMm, yMm);
  await page.mouse.move(x, y, { steps: 4 });
}

const clickAt = async (page: Page, xMm: number, yMm: number) => {
  const { x, y } = await screenOf(page, xMm, yMm);
  await page.mouse.click(x, y);
};

/** What the save dialog's button gives. */
async function savedPhantom(page: Page): Promise<{ name: string; shapes: Record<string, unknown>[] }> {
  const { fileName, bytes } = await saveAs(page, 'Phantom, as a file', 'JSON file');
  expect(fileName).toBe('ct-sandbox-phantom.json');
  return JSON.parse(bytes.toString('utf8'));
}

/** The pictures without the rays and curves of a pointer over one of them. */
async function resting(page: Page, panes: readonly PaneId[] = PANES): Promise<Record<PaneId, Pixels>> {
  await page.mouse.move(1, 1);
  return picturesSeen(page, panes);
}

describeWorlds(
  'editing the phantom',
  ({ open }) => {
    test('sinogram and slice follow an added ellipse and the hand that drags it', async () => {
      const { page, after } = await open(BODY_SCAN);
      await edit(page);
      await after(() => tool(page, 'Add an ellipse').click());
      const before = await pictureSeen(page, 'sinogram');
      await grip(page, 0, 0);
      await pull(page, 64, 0);
      await expect
        .poll(async () => partDiffering(before, await pictureSeen(page, 'sinogram'), 8), {
          interval: 100,
          timeout: 20_000,
        })
        .toBeGreaterThan(0.05);
      await after(() => page.mouse.up());
      const dragged = await paneGreys(page, 'slice');
      // 0 HU is the middle grey of this window, 300 HU is 0.8 of white.
      expect(dragged.disk(0.25, 0, 0.03)).toBeGreaterThan(190);
      expect(dragged.disk(0, 0, 0.03)).toBeLessThan(140);
    });

    test('an ellipse is added, dragged, stretched, turned, filled and deleted, and every step undone', async () => {
      const { page, after } = await open(BODY_SCAN, { viewport: { width: 1600, height: 1000 } });
      await edit(page);
      const start = await resting(page, ['sinogram', 'slice', 'difference']);
      await after(() => tool(page, 'Add an ellipse').click());
      expect(await shapeTexts(page)).toEqual(['Ellipse, 300 HU', 'body (ellipse), 0 HU']);
      const added = await paneGreys(page, 'slice');
      expect(added.disk(0, 0, 0.03)).toBeGreaterThan(190);
      expect(added.disk(0.25, 0, 0.03)).toBeLessThan(140);

      await grip(page, 0, 0);
      await pull(page, 64, 0);
      await after(() => page.mouse.up());
      const { pixelMm } = await screenOf(page, 0, 0);
      expect(Math.abs((await number(page, 'x mm')) - 64)).toBeLessThan(2 * pixelMm);
      expect(await number(page, 'y mm')).toBe(0);
      const dragged = await paneGreys(page, 'slice');
      expect(dragged.disk(0.25, 0, 0.03)).toBeGreaterThan(190);
      expect(dragged.disk(0, 0, 0.03)).toBeLessThan(140);

      // The right side goes, the left one stays.
      const [x, width] = [await number(page, 'x mm'), await number(page, 'Width mm')];
      await grip(page, x + width / 2, 0);
      await pull(page, x + width / 2 + 16, 0);
      await after(() => page.mouse.up());
      const [newX, newWidth] = [await number(page, 'x mm'), await number(page, 'Width mm')];
      expect(Math.abs(newWidth - width - 16)).toBeLessThan(2.5 * pixelMm);
      expect(newX - newWidth / 2).toBeCloseTo(x - width / 2, 3);

      // The disk above turns it; Shift by multiples of 15°.
      const height = await number(page, 'Height mm');
      await page.keyboard.down('Shift');
      await grip(page, newX, height / 2 + 28 * pixelMm);
      await pull(page, newX - 60, 30);
      await pull(page, newX - 60, 61);
      await after(() => page.mouse.up());
      await page.keyboard.up('Shift');
      expect(await number(page, 'Angle °')).toBe(45);

      await after(() => type(page, 'Value HU', '-400'));
      expect(await shapeTexts(page)).toEqual(['Ellipse, −400 HU', 'body (ellipse), 0 HU']);
      expect((await paneGreys(page, 'slice')).disk(newX / FIELD_MM, 0, 0.03)).toBeLessThan(60);
      const filled = await resting(page, ['sinogram', 'slice', 'difference']);

      await after(() => tool(page, 'Delete the shape').click());
      expect(await shapeTexts(page)).toEqual(['body (ellipse), 0 HU']);
      const same = (seen: typeof start, other: typeof start) =>
        changesOf({ ...seen, phantom: seen.slice }, { ...other, phantom: other.slice });
      expect(same(start, await resting(page, ['sinogram', 'slice', 'difference']))).toEqual([]);

      await after(() => undo(page).click());
      expect(same(filled, await resting(page, ['sinogram', 'slice', 'difference']))).toEqual([]);
      // Value, turn, stretch, drag, add: a step each.
      for (let step = 0; step < 5; step++) {
        expect(await cannotUndo(page)).toBe(false);
        await after(() => page.keyboard.press('Control+z'));
      }
      expect(await cannotUndo(page)).toBe(true);
      expect(same(start, await resting(page, ['sinogram', 'slice', 'difference']))).toEqual([]);
      for (let step = 0; step < 4; step++) await after(() => page.keyboard.press('Control+Shift+z'));
      await after(() => page.keyboard.press('Control+y'));
      expect(same(filled, await resting(page, ['sinogram', 'slice', 'difference']))).toEqual([]);
    });

    test('a polygon is drawn, gets a corner, may not cross itself, and comes back from a file and from a link', async () => {
      const { page, after, ...sandbox } = await open(BODY_SCAN);
      await edit(page);
      await tool(page, 'Add a polygon').click();
      for (const [x, y] of [
        [-50, -40],
        [50, -40],
        [50, 40],
      ] as const) {
        await clickAt(page, x, y);
      }
      expect(await word(page).textContent()).toMatch(/^3 corners/);
      await after(async () => {
        const { x, y } = await screenOf(page, -50, 40);
        await page.mouse.dblclick(x, y);
      });
      expect(await shapeTexts(page)).toEqual(['Polygon, 300 HU', 'body (ellipse), 0 HU']);
      const corners = async () => (await savedPhantom(page)).shapes[1]!.points as [number, number][];
      expect(await corners()).toHaveLength(4);
      expect((await paneGreys(page, 'slice')).disk(-0.15, 0, 0.03)).toBeGreaterThan(190);

      // A double-click on an edge makes a corner, which can be pulled.
      const { x, y } = await screenOf(page, -50, 20);
      await after(() => page.mouse.dblclick(x, y));
      expect(await corners()).toHaveLength(5);
      await grip(page, -50, 20);
      await pull(page, 0, 0);
      await after(() => page.mouse.up());
      expect((await paneGreys(page, 'slice')).disk(-0.15, 0, 0.03)).toBeLessThan(140);

      // Over the opposite edge the outline would cross itself.
      const dented = await corners();
      await grip(page, 0, 0);
      await pull(page, 90, 0);
      await page.mouse.up();
      expect(await word(page).textContent()).toMatch(/crosses or touches itself. Nothing was changed/);
      expect(await corners()).toEqual(dented);

      // Back to a rectangle: the key takes the active corner.
      await clickAt(page, 0, 0);
      await after(() => page.keyboard.press('Delete'));
      expect(await corners()).toHaveLength(4);

      const saved = await savedPhantom(page);
      await page.keyboard.press('e');
      await page.mouse.move(0, 0);
      const seen = await resting(page);
      const again = await open({ ...SMALL, display: { width: 1000, level: 0 } });
      const buffer = Buffer.from(JSON.stringify(saved));
      await again.after(() =>
        again.page.locator('#file-input').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer }),
      );
      expect(await savedPhantom(again.page)).toEqual(saved);
      expect(changesOf(seen, await resting(again.page))).toEqual([]);

      const linked = await open(null, { hash: new URL(page.url()).hash });
      expect(changesOf(seen, await resting(linked.page))).toEqual([]);
      expect(sandbox.errors).toEqual([]);
    });
  },
  [false],
);

describeWorlds(
  'editing in every way',
  ({ open, share }) => {
    test('the keyboard alone does all of it', async () => {
      const { page, after } = await share(BODY_SCAN);
      await edit(page);
      // The picture has the focus; Tab goes from shape to shape.
      await page.keyboard.press('Tab');
      expect(await word(page).textContent()).toBe('body (ellipse), 0 HU: 1 of 1 from the bottom.');
      const { pixelMm } = await screenOf(page, 0, 0);
      await after(() => page.keyboard.press('ArrowRight'));
      // A whole millimetre, where a pixel is about one.
      expect(Math.abs(pixelMm - 1)).toBeLessThan(0.25);
      expect(await number(page, 'x mm')).toBe(1);
      await after(() => page.keyboard.press('Shift+ArrowUp'));
      expect(await number(page, 'y mm')).toBe(10);
      await after(() => page.keyboard.press('Control+d'));
      expect(await list(page).locator('option').count()).toBe(2);
      await after(() => page.keyboard.press('Delete'));
      expect(await list(page).locator('option').count()).toBe(1);

      await tool(page, 'Add a polygon').focus();
      await page.keyboard.press('Enter');
      await after(() => page.keyboard.press('Enter'));
      expect((await shapeTexts(page))[0]).toBe('Polygon, 300 HU');
      await after(() => type(page, 'Corner x mm', '-70'));
      expect((await savedPhantom(page)).shapes[1]!.points).toContainEqual([-70, expect.any(Number)]);
      await after(() => page.getByRole('button', { name: 'Insert corner' }).press('Enter'));
      expect((await savedPhantom(page)).shapes[1]!.points).toHaveLength(4);
      await after(() => page.getByRole('button', { name: 'Send backward' }).press('Enter'));
      expect(await shapeTexts(page)).toEqual(['body (ellipse), 0 HU', 'Polygon, 300 HU']);
      await list(page).focus();
      await page.keyboard.press('ArrowUp');
      expect(await word(page).textContent()).toMatch(/^body/);
      await after(() => page.keyboard.press('Delete'));
      expect(await shapeTexts(page)).toEqual(['Polygon, 300 HU']);

      // Escape lets go of the shape, then of editing; Tab leaves the picture after the last shape.
      await picture(page, 'phantom').focus();
      await page.keyboard.press('Tab');
      expect(await picture(page, 'phantom').evaluate((element) => element === document.activeElement)).toBe(false);
      await picture(page, 'phantom').focus();
      await page.keyboard.press('Escape');
      expect(await word(page).textContent()).toMatch(/^Nothing selected/);
      await page.keyboard.press('Escape');
      expect(await page.getByRole('toolbar').count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Edit', exact: true }).getAttribute('aria-pressed')).toBe('false');
      // The arrows belong to the view again.
      await page.keyboard.press('ArrowRight');
      expect(await field(page, 'x mm').count()).toBe(0);
    });

    test('a phantom of the library becomes a copy, and itself again when everything is undone', async () => {
      const { page, after } = await share({ ...SMALL, phantom: 'water-disk' });
      const chosen = () => page.locator('#phantom-select option:checked').textContent();
      const before = await resting(page);
      await edit(page);
      await after(() => tool(page, 'Add a rectangle').click());
      expect(await chosen()).toBe('Water disk (edited)');
      expect((await savedPhantom(page)).name).toBe('Water disk (edited)');
      await after(() => undo(page).click());
      expect(await chosen()).toBe('Water disk');
      await page.keyboard.press('e');
      await page.mouse.move(0, 0);
      expect(changesOf(before, await resting(page))).toEqual([]);
    });

    test('a new phantom begins empty', async () => {
      const { page, after } = await share();
      await after(() => page.locator('#phantom-select').selectOption({ label: 'New: empty phantom' }));
      await page.getByRole('toolbar').waitFor();
      expect(await word(page).textContent()).toBe('No shapes yet: add one.');
      await after(() => tool(page, 'Add a rectangle').click());
      expect(await shapeTexts(page)).toEqual(['Rectangle, 300 HU']);
      // Another phantom ends the editing of this one.
      await after(() => page.locator('#phantom-select').selectOption('water-disk'));
      expect(await page.getByRole('toolbar').count()).toBe(0);
    });

    test('materials are chosen by name, with a density', async () => {
      const shapes = [{ ...BODY, value: undefined, material: 'water' }];
      const { page, after } = await share({ ...BODY_SCAN, phantom: { ...PHANTOM, values: 'materials', shapes } });
      await edit(page);
      await list(page).selectOption('0');
      await after(() => page.getByRole('combobox', { name: 'Material' }).selectOption('cortical bone'));
      await after(() => type(page, 'Density × nominal', '0.5'));
      expect((await savedPhantom(page)).shapes[0]).toMatchObject({ material: 'cortical-bone', density: 0.5 });
      // A value would mean nothing here.
      expect(await field(page, 'Value').count()).toBe(0);
    });

    test('an image cannot be edited, and the button says so', async () => {
      const { page, after } = await share();
      const buffer = Buffer.from(npyBytes(new Float32Array(32 * 32).fill(1), [32, 32]));
      await page.locator('#file-input').setInputFiles({ name: 'image.npy', mimeType: '', buffer });
      await page.getByRole('dialog').waitFor();
      await after(() => page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click());
      const button = page.getByRole('button', { name: 'Edit', exact: true });
      expect(await button.getAttribute('aria-disabled')).toBe('true');
      expect(await button.getAttribute('title')).toMatch(/image.npy is an image/);
      await page.keyboard.press('e');
      expect(await errorNotice(page).textContent()).toMatch(/image.npy is an image, and only phantoms made of shapes/);
      expect(await page.getByRole('toolbar').count()).toBe(0);
    });

    test('axe finds nothing while the phantom is edited, on a desktop and on a phone', async () => {
      const { page, after } = await open(BODY_SCAN, { allowed: /willReadFrequently/ });
      await edit(page);
      expect(await faults(page)).toEqual([]);
      await after(() => tool(page, 'Add an ellipse').click());
      expect(await faults(page)).toEqual([]);
      await tool(page, 'Add a polygon').click();
      await after(() => page.keyboard.press('Enter'));
      expect(await faults(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('button', { name: 'Controls', exact: true }).click();
      expect(await faults(page)).toEqual([]);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1]!);
    });

    test('a right drag still zooms, and the handles stay on the shape', async () => {
      const { page, after } = await share(BODY_SCAN);
      await edit(page);
      await after(() => tool(page, 'Add an ellipse').click());
      const before = await pictureSeen(page, 'slice');
      const { x, y, pixelMm } = await screenOf(page, 0, 0);
      await page.mouse.move(x, y);
      await page.mouse.down({ button: 'right' });
      await page.mouse.move(x, y - 100, { steps: 3 });
      await page.mouse.up({ button: 'right' });
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).not.toBe('');
      // About twice as large now: the same way on the screen is half of it in the plane.
      await page.mouse.down();
      await page.mouse.move(x + 40, y, { steps: 3 });
      await after(() => page.mouse.up());
      expect(Math.abs((await number(page, 'x mm')) - (40 * pixelMm) / Math.exp(100 / 150))).toBeLessThan(2);
    });
  },
  [false],
);
