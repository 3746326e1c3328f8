// Every picture is compared with what it should show: known CT numbers at known places, each turned to grey by hand.

import { expect, test } from 'vitest';
import {
  describeWorlds,
  dragWindowTo,
  type ExperimentParts,
  FINE,
  greyOfValue,
  paneGreys,
  picture,
  SMALL,
  setWindow,
  untilPainted,
  valueOfGrey,
  windowOnPicture,
} from './support/sandbox.ts';

const FIELD_MM = 256;
/** The whole range of the module's CT numbers, 9.8 HU a grey. */
const WIDE = { width: 2500, level: 0 };

/** The inserts of the CT-number module, counter-clockwise from +x on a circle of 57 mm, each 12 mm wide, in HU. */
const INSERTS_HU = [15, -35, -100, -200, -1000, 990, 340, 120];

/** No mirror and no turn brings this onto itself. In HU; lengths in mm. */
const ASYMMETRIC = {
  version: 1,
  name: 'asymmetric',
  fieldSizeMm: FIELD_MM,
  values: 'hounsfield',
  composition: 'replace',
  shapes: [
    { type: 'ellipse', x: 0, y: 0, semiAxisX: 110, semiAxisY: 90, value: 0 },
    { type: 'ellipse', x: 60, y: 45, semiAxisX: 12, semiAxisY: 12, value: 900 },
    { type: 'rectangle', x: -70, y: 20, width: 20, height: 40, angleDeg: 0, value: -800 },
    { type: 'ellipse', x: 20, y: -60, semiAxisX: 30, semiAxisY: 10, value: 400 },
  ],
};
const FEATURES = [
  { x: 60, y: 45, hu: 900 },
  { x: -70, y: 20, hu: -800 },
  { x: 20, y: -60, hu: 400 },
  { x: 0, y: 0, hu: 0 },
];

const module: ExperimentParts = { ...FINE, phantom: 'ct-number-module', display: WIDE };
const asymmetric: ExperimentParts = { ...FINE, phantom: ASYMMETRIC, display: WIDE };

describeWorlds('the greys', ({ share, once }) => {
  test('phantom and slice show the right CT numbers in the right places', async () => {
    const { page } = await share(module);
    const phantom = await paneGreys(page, 'phantom');
    const slice = await paneGreys(page, 'slice');
    for (const [index, hu] of INSERTS_HU.entries()) {
      const angle = (index * Math.PI) / 4;
      const [x, y] = [(57 * Math.cos(angle)) / FIELD_MM, (57 * Math.sin(angle)) / FIELD_MM];
      const radius = 3.5 / FIELD_MM;
      // The phantom is exact to half a grey.
      expect([hu, Math.abs(phantom.disk(x, y, radius) - greyOfValue(hu, WIDE)) <= 0.51]).toEqual([hu, true]);
      expect([hu, Math.abs(valueOfGrey(slice.disk(x, y, radius), WIDE) - hu) < 20]).toEqual([hu, true]);
    }
    expect(phantom.disk(0, 0, 0.1)).toBeCloseTo(greyOfValue(0, WIDE), -0.5);
    expect(Math.abs(valueOfGrey(slice.disk(0, 0, 0.1), WIDE))).toBeLessThan(5);
    expect(Math.abs(valueOfGrey(slice.disk(0.4, 0.4, 0.05), WIDE) + 1000)).toBeLessThan(15);

    // In a narrow window, black is at L − W/2 and white at L + W/2.
    const window = { width: 300, level: 100 };
    await setWindow(page, window);
    const narrow = await paneGreys(page, 'phantom');
    for (const [index, hu] of INSERTS_HU.entries()) {
      const angle = (index * Math.PI) / 4;
      const grey = narrow.disk((57 * Math.cos(angle)) / FIELD_MM, (57 * Math.sin(angle)) / FIELD_MM, 3.5 / FIELD_MM);
      expect([hu, Math.abs(grey - greyOfValue(hu, window)) <= 0.51]).toEqual([hu, true]);
    }
    await setWindow(page, { width: 10, level: 335 });
    const edge = await paneGreys(page, 'phantom');
    // 340 HU is just white, everything softer black.
    expect(edge.disk(0, -57 / FIELD_MM, 3 / FIELD_MM)).toBe(255);
    expect(edge.disk(0, 0, 0.1)).toBe(0);
  });

  test('nothing is flipped: phantom, slice, unfiltered slice, sinogram', async () => {
    const { page, after } = await share(asymmetric);
    for (const pane of ['phantom', 'slice'] as const) {
      const greys = await paneGreys(page, pane);
      for (const { x, y, hu } of FEATURES) {
        const shown = valueOfGrey(greys.disk(x / FIELD_MM, y / FIELD_MM, 5 / FIELD_MM), WIDE);
        expect([pane, hu, Math.abs(shown - hu) < 25]).toEqual([pane, hu, true]);
      }
    }

    // At 0° the detector looks along y, u = x; at 90° along x, u = y. The dense disk shadows more than its mirror image.
    const sinogram = await paneGreys(page, 'sinogram');
    const at = (viewDeg: number, uMm: number) =>
      sinogram.at(
        Math.floor((0.5 + uMm / 368) * sinogram.width),
        Math.min(sinogram.height - 1, Math.floor((viewDeg / 180) * sinogram.height)),
      );
    expect(at(1, 60) - at(1, -60)).toBeGreaterThan(15);
    expect(at(1, -70) - at(1, 70)).toBeLessThan(-15);
    expect(at(90, 45) - at(90, -45)).toBeGreaterThan(8);
    expect(at(90, -60) - at(90, 60)).toBeGreaterThan(8);

    await after(() => page.getByText('show unfiltered').click());
    expect(await page.locator('#slice-unfiltered .pane-title').textContent()).toBe('Unfiltered');
    const beside = await paneGreys(page, 'slice-unfiltered');
    const grey = (x: number, y: number) => beside.disk(x / FIELD_MM, y / FIELD_MM, 4 / FIELD_MM);
    expect(grey(60, 45) - grey(-60, 45)).toBeGreaterThan(10);
    expect(grey(60, 45) - grey(60, -45)).toBeGreaterThan(10);
    expect(grey(-70, 20) - grey(70, 20)).toBeLessThan(-10);
    expect(grey(20, -60) - grey(20, 60)).toBeGreaterThan(5);
    await after(() => page.getByText('show unfiltered').click());
  });

  once('the difference is the slice less the phantom, pixel by pixel', async () => {
    // Twelve views: differences everywhere. In a window that cuts nothing: a mean of greys that are cut at black or white
    // is not what the difference is averaged from.
    const { page } = await share({
      ...asymmetric,
      scan: { ...asymmetric.scan, views: 12 },
      reconstruction: { pixels: 128, pixelSizeMm: 2 },
      display: { width: 8000, level: 0 },
    });
    // Its window follows it; as wide as the slice's, the greys of the three can be compared.
    const contrast = 8000 / (await dragWindowTo(page, 'difference', 8000));
    await page.mouse.move(5, 5);
    const phantom = await paneGreys(page, 'phantom');
    const slice = await paneGreys(page, 'slice');
    const difference = await paneGreys(page, 'difference');
    expect([slice.width, slice.height]).toEqual([phantom.width, phantom.height]);
    let farthest = 0;
    let spread = 0;
    // But for the corner where the window's numbers stand.
    for (let y = 2; y < slice.height - 30; y++) {
      for (let x = 2; x < slice.width - 2; x++) {
        const expected = contrast * (slice.at(x, y) - phantom.at(x, y)) + 127.5;
        if (expected <= 1 || expected >= 254 || slice.at(x, y) < 1 || slice.at(x, y) > 254) continue;
        spread = Math.max(spread, Math.abs(expected - 127.5));
        farthest = Math.max(farthest, Math.abs(difference.at(x, y) - expected));
      }
    }
    expect(spread).toBeGreaterThan(20);
    // Three roundings to whole greys.
    expect(farthest).toBeLessThanOrEqual(1.5);
  });

  once('the off-centre point draws u = 60·cos θ + 25·sin θ', async () => {
    const { page } = await share({
      ...SMALL,
      phantom: 'point',
      scan: { views: 180, channels: 400, channelSpacingMm: 0.5 },
    });
    // Filling the stage, every channel has a pixel.
    await picture(page, 'sinogram').dblclick();
    await untilPainted(page);
    const sinogram = await paneGreys(page, 'sinogram');
    for (const viewDeg of [0, 10, 23, 45, 67, 90, 112, 135, 157, 179]) {
      const y = Math.floor(((viewDeg + 0.5) / 180) * sinogram.height);
      const row = Array.from({ length: sinogram.width - 2 }, (_, x) => sinogram.at(x + 1, y));
      const brightest = Math.max(...row);
      // The middle of what is bright.
      let sum = 0;
      let total = 0;
      for (const [x, grey] of row.entries()) {
        sum += grey * ((x + 1.5) / sinogram.width - 0.5) * 200;
        total += grey;
      }
      const angle = (viewDeg * Math.PI) / 180;
      const expected = 60 * Math.cos(angle) + 25 * Math.sin(angle);
      expect([viewDeg, brightest > 100, Math.abs(sum / total - expected) < 0.5]).toEqual([viewDeg, true, true]);
    }
  });
});

describeWorlds(
  'the greys, whoever computes',
  ({ open }) => {
    test('where the slice is right, the difference is the middle grey', async () => {
      const { page } = await open({ ...FINE, phantom: 'water-disk', display: { width: 400, level: 40 } });
      const difference = await paneGreys(page, 'difference');
      const window = await windowOnPicture(page, 'difference');
      expect(window.level).toBe(0);
      for (const [x, y] of [
        [0, 0],
        [0.2, 0.1],
        [-0.15, -0.2],
      ] as const) {
        // HU.
        expect(Math.abs(valueOfGrey(difference.disk(x, y, 0.04), window))).toBeLessThan(4.7);
      }
    });
  },
  [false],
);
