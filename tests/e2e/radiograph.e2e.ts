// One view alone, in the workplace made for it: its picture, its knobs, its numbers, and the way there and back.

import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import {
  describeWorlds,
  type ExperimentParts,
  errorNotice,
  field,
  numbers,
  paneGreys,
  picture,
  type as typeNumber,
  untilPainted,
  workplace,
} from './support/sandbox.ts';

/** A ball of 9 mm of water at (20, 10, 25) mm, seen by one view: in no mirror image where it is. */
const BALL = {
  version: 2,
  phantom: {
    ...{ version: 1, dimensions: 3, name: 'A ball', fieldSizeMm: 96, heightMm: 96 },
    ...{ values: 'materials', composition: 'replace' },
    solids: [{ type: 'sphere', x: 20, y: 10, z: 25, radius: 9, material: 'water' }],
  },
  scan: {
    ...{ geometry: 'cone', views: 1, channels: 64, channelSpacingMm: 3, rows: 64, rowSpacingMm: 3 },
    ...{ sourceToIsocenterMm: 500, sourceToDetectorMm: 600 },
  },
  acquisition: {
    beam: { kind: 'tube', voltageKV: 60, filtrationMmAluminium: 3 },
    ...{ noise: { photons: 1e6 }, focalSpotMm: 0.5, channelAperture: 1 },
  },
} as unknown as ExperimentParts;

/** Where the ball is seen from (0, −D), as parts of the panel's 192 mm from its middle. */
const seenAt = (sourceToObject: number, objectToDetector: number) => {
  const magnification = (sourceToObject + objectToDetector) / (sourceToObject + 10);
  return [(20 * magnification) / 192, (25 * magnification) / 192] as const;
};

describeWorlds('a radiograph', ({ share, once }) => {
  test('is bone white, magnified by its distances, and has knobs, regions and numbers of its own', async () => {
    const { page, after } = await share(BALL);
    await after(() => workplace(page, 'Radiograph').click());
    // Regions are no greys.
    const ballAt = async (across: number, up: number) => {
      const { disk } = await paneGreys(page, 'projection');
      const mirrored = [disk(-across, up, 0.02), disk(across, -up, 0.02), disk(-across, -up, 0.02)];
      return { here: disk(across, up, 0.02), elsewhere: Math.max(...mirrored) };
    };
    const [across, up] = seenAt(500, 100);
    const near = await ballAt(across, up);
    expect(near.here).toBeGreaterThan(near.elsewhere + 150);
    const first = await numbers(page);
    expect(first).toMatchObject({ Magnification: '1.20×', 'Pixel at object': '2.50 mm', Unsharpness: '0.100 mm' });
    expect(first['Entrance kerma']).toMatch(/^≈ [\d.]+ (µ|m)Gy$/);
    // Nothing is compared with the phantom: nothing was reconstructed.
    expect(await page.getByText('Compared with the phantom').isVisible()).toBe(false);

    await after(() => typeNumber(page, 'Object–detector mm', '300'));
    expect((await numbers(page)).Magnification).toBe('1.60×');
    const [farAcross, farUp] = seenAt(500, 300);
    const far = await ballAt(farAcross, farUp);
    expect(far.here).toBeGreaterThan(far.elsewhere + 150);
    // The window follows what is counted, and is the radiograph's own.
    expect(await picture(page, 'projection').getAttribute('aria-description')).toMatch(/% of air: black at/);
    expect(await errorNotice(page).count()).toBe(0);
  });

  once('is undone and left by keys, and axe finds nothing', async () => {
    const { page, after } = await share(BALL);
    await after(() => page.keyboard.press('r'));
    expect(await faults(page)).toEqual([]);
    const noise = async () => Number.parseFloat((await numbers(page))['Noise in B']!);
    const before = await noise();
    await after(() => typeNumber(page, 'Photons', '2500'));
    // Of 400 times fewer photons the noise is 20 times as high, in a region of 25 pixels of air, told in hundredths of a per cent.
    const after20 = (await noise()) / before;
    expect(after20).toBeGreaterThan(10);
    expect(after20).toBeLessThan(40);
    await after(() => page.keyboard.press('Control+z'));
    expect(await field(page, 'Photons').inputValue()).toBe('1000000');

    await picture(page, 'projection').focus();
    await after(() => page.keyboard.press('x'));
    expect(await picture(page, 'projection').getAttribute('aria-description')).toMatch(/line integral: black at/);
    await page.keyboard.press('w');
    await page.keyboard.press('ArrowRight');
    await untilPainted(page);
    await after(() => page.keyboard.press('Control+z'));
    await after(() => page.keyboard.press('Control+z'));
    expect(await picture(page, 'projection').getAttribute('aria-description')).toMatch(/% of air: black at/);
  });
});
