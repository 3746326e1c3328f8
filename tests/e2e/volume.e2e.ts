// A volume in the workplace made for it: which way up it is, stepping through it, and the way there and back.

import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import {
  describeWorlds,
  differenceOf,
  type ExperimentParts,
  errorNotice,
  type PlaneId,
  paneGreys,
  picture,
  pictureSeen,
  SMALL,
  slider,
  untilAtRest,
  untilPainted,
  workplace,
} from './support/sandbox.ts';
import { saveAs } from './support/save.ts';

/** A ball of 9 mm at (20, 10, 15) mm in a cube of 96 mm: in no view it lies where its mirror image would. */
const BALL: ExperimentParts = {
  version: 2,
  phantom: {
    ...{ version: 1, dimensions: 3, name: 'A ball', fieldSizeMm: 96, heightMm: 96 },
    ...{ values: 'attenuation-per-mm', composition: 'add' },
    solids: [{ type: 'sphere', x: 20, y: 10, z: 15, radius: 9, value: 0.04 }],
  },
  scan: {
    ...{ geometry: 'cone', views: 24, channels: 48, channelSpacingMm: 5, rows: 48, rowSpacingMm: 5 },
  },
  reconstruction: { grid: { pixels: 32, pixelSizeMm: 3, slices: 32 } },
} as unknown as ExperimentParts;

/** Where the ball is in each, as parts of the picture's width from its middle, and where its mirror images would be. */
const PLACES: readonly (readonly [PlaneId, across: number, up: number])[] = [
  ['axial', 20 / 96, 10 / 96],
  ['coronal', 20 / 96, 15 / 96],
  ['sagittal', 10 / 96, 15 / 96],
  // Seen from (0, −570): 570 + 10 mm from the source and 1040 on the detector, of 48 · 5 mm.
  ['projection', (20 * 1040) / 580 / 240, (15 * 1040) / 580 / 240],
];

describeWorlds('a volume', ({ webgpu, open, once }) => {
  test('no plane and no view of it is a mirror image, and planes are stepped through', async () => {
    const { page, after } = await open(BALL);
    await after(() => workplace(page, 'Volume').click());
    // Its lines are no greys.
    await page.getByLabel('Show the crosshair').uncheck();
    const { x, y, width, height } = (await picture(page, 'axial').boundingBox())!;
    const ball = { x: x + (0.5 + 20 / 96) * width, y: y + (0.5 - 10 / 96) * height };
    // What is under the pointer is marked in the other pictures, in colour.
    const away = () => page.mouse.move(5, 5);
    await after(() => page.mouse.click(ball.x, ball.y));
    expect(await page.locator('#volume-row + output, #volume-column + output').allTextContents()).toEqual([
      '10.5 mm',
      '19.5 mm',
    ]);
    // Five slices of 3 mm up, from the one next to the middle.
    await after(() => page.mouse.wheel(0, -500));
    expect(await page.locator('#axial .pane-readout').textContent()).toMatch(/^x 19\.5, y 10\.5, z 16\.5 mm: \d+ HU$/);
    await away();
    for (const [plane, across, up] of PLACES) {
      const { disk } = await paneGreys(page, plane);
      const here = disk(across, up, 0.03);
      const images = [disk(-across, up, 0.03), disk(across, -up, 0.03), disk(-across, -up, 0.03)];
      expect(here, plane).toBeGreaterThan(Math.max(...images) + 60);
    }
    await after(() => slider(page, 'Axial, z').fill('4'));
    const { disk } = await paneGreys(page, 'axial');
    expect(disk(20 / 96, 10 / 96, 0.03)).toBeLessThan(60);
    await picture(page, 'projection').focus();
    await page.keyboard.press('PageUp');
    await expect.poll(() => page.locator('#projection .pane-note').textContent()).toMatch(/^view 2 of 24 at 15\.0°/);

    // On the bar the volume grows with its views, backwards too, and is whole with the last one.
    const grown = async (views: number) => {
      await slider(page, 'Views shown').fill(String(views));
      await expect.poll(() => page.locator('#axial .pane-note').textContent()).toMatch(`· ${views} of 24 views`);
      return pictureSeen(page, 'coronal');
    };
    const whole = await pictureSeen(page, 'coronal');
    const [many, few] = [await grown(16), await grown(6)];
    expect(differenceOf(many, few, 40)).not.toBe('');
    await expect.poll(() => page.locator('#projection .pane-note').textContent()).toMatch(/^view 6 of 24/);
    // Looked at elsewhere meanwhile it stays as it is.
    await slider(page, 'Axial, z').fill('20');
    await expect.poll(() => page.locator('#axial .pane-note').textContent()).toBe('z = 13.5 mm · 6 of 24 views');
    await after(() => slider(page, 'Views shown').fill('24'));
    await expect.poll(() => page.locator('#axial .pane-note').textContent()).toBe('z = 13.5 mm · 21/32');
    await page.mouse.move(5, 5);
    expect(differenceOf(whole, few, 40)).not.toBe('');

    // As a file the volume is the one on screen: where the ball is, in HU, and not where its mirror images would be.
    const { bytes: file } = await saveAs(page, 'Volume', 'NIfTI');
    const { buffer, byteOffset } = file;
    const nifti = new DataView(buffer, byteOffset);
    const hounsfield = (column: number, row: number, slice: number) =>
      nifti.getFloat32(352 + 4 * ((slice * 32 + row) * 32 + column), true);
    expect(hounsfield(22, 12, 20)).toBeGreaterThan(500);
    const images = [hounsfield(9, 12, 20), hounsfield(22, 19, 20), hounsfield(22, 12, 11)];
    expect(Math.max(...images)).toBeLessThan(-500);
    expect(await errorNotice(page).count()).toBe(0);
    // The GPU's kernel that scans voxels has tests of its own.
    if (webgpu) return;

    // And opened as a phantom it is scanned in its turn, and the ball is where it was.
    await page.keyboard.press('Escape');
    const input = page.locator('#file-input');
    await after(() => input.setInputFiles({ name: 'ball.nii', mimeType: '', buffer: file }));
    expect(await page.locator('#phantom-select option:checked').textContent()).toBe('ball.nii');
    // Another phantom is looked at in its middle, which the ball is beside.
    await after(() => slider(page, 'Axial, z').fill('20'));
    for (const [plane, across, up] of [PLACES[0]!, PLACES[3]!]) {
      const greys = await paneGreys(page, plane);
      const mirrored = [greys.disk(-across, up, 0.03), greys.disk(across, -up, 0.03), greys.disk(-across, -up, 0.03)];
      expect(greys.disk(across, up, 0.03), `${plane} of the file`).toBeGreaterThan(Math.max(...mirrored) + 60);
    }
    expect(await errorNotice(page).count()).toBe(0);
  });

  once('a slice’s scan is made a cone’s on the way there, and is back on the way back; axe finds nothing', async () => {
    const { page, after } = await open(SMALL);
    await after(() => workplace(page, 'Volume').click());
    expect(await page.getByLabel('Geometry').inputValue()).toBe('Cone, flat panel');

    // A view as a radiograph: in a window of its own, which line integrals have no part in, and bone white.
    const windowOf = () => picture(page, 'projection').getAttribute('aria-description');
    const linesWindow = await windowOf();
    const middleOf = async () => (await paneGreys(page, 'projection')).disk(0, 0, 0.01);
    const besideOf = async () => (await paneGreys(page, 'projection')).disk(-0.48, 0, 0.01);
    await page.getByLabel('Show the crosshair').uncheck();
    await after(() => page.getByRole('combobox', { name: 'Projection' }).selectOption('Radiograph'));
    expect(await page.locator('#projection .pane-note').textContent()).toMatch(/^radiograph 1 of/);
    const ownWindow = await windowOf();
    expect(ownWindow).toMatch(/% of air: black at/);
    expect([await besideOf(), (await middleOf()) > 100]).toEqual([0, true]);
    await picture(page, 'projection').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await untilPainted(page);
    expect(await windowOf()).not.toBe(ownWindow);
    await page.keyboard.press('Control+z');
    await expect.poll(windowOf).toBe(ownWindow);
    expect(await faults(page)).toEqual([]);
    await after(() => page.keyboard.press('x'));
    expect(await windowOf()).toBe(linesWindow);
    await after(() => workplace(page, 'Scan').click());
    expect(await page.getByLabel('Geometry').inputValue()).toBe('Parallel');
    await untilAtRest(page);
  });
});
