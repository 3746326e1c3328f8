// Sharpness and noise of a run over what theory expects of it.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { describeWorlds, type ExperimentParts, errorNotice, workplace } from './support/sandbox.ts';

const SCAN = {
  version: 2,
  scan: { views: 180, channels: 256, channelSpacingMm: 1 },
  reconstruction: { filter: 'hann', grid: { pixels: 256, pixelSizeMm: 1 } },
};
const BEAM = { kind: 'monochromatic' };
const NOISY = {
  ...SCAN,
  phantom: 'water-disk',
  acquisition: { beam: BEAM, noise: { photons: 100_000 } },
} as unknown as ExperimentParts;
const SHARP = {
  ...SCAN,
  phantom: 'ct-number-module',
  acquisition: { beam: BEAM, channelAperture: 1 },
} as unknown as ExperimentParts;

const pane = (page: Page) => page.locator('#analysis');
const choose = (page: Page, analysis: string) =>
  pane(page).getByRole('combobox', { name: 'Analysis' }).selectOption(analysis);

/** A number of the analysis over another, as `1.02`; not a number where one of them is missing. */
async function ratio(page: Page, label: string, other: string): Promise<number> {
  const terms = await pane(page).locator('.analysis-numbers dt').allTextContents();
  const values = await pane(page).locator('.analysis-numbers dd').allTextContents();
  const numberUnder = (term: string) => Number.parseFloat(values[terms.indexOf(term)] ?? '');
  return numberUnder(label) / numberUnder(other);
}

const ofExpected = (page: Page, label: string) => ratio(page, label, `${label}, expected`);

describeWorlds(
  'sharpness and noise',
  ({ share }) => {
    test('disks of the phantom are as sharp as theory has it', async () => {
      const { page, after } = await share(SHARP);
      await after(() => workplace(page, 'Measure').click());
      await choose(page, 'TTF of a disk');
      await pane(page)
        .getByRole('application', { name: /TTF of the phantom’s disks, by contrast/ })
        .waitFor();
      await expect.poll(() => ofExpected(page, 'f50')).toBeGreaterThan(0.95);
      expect(await ofExpected(page, 'f50')).toBeLessThan(1.05);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('noise of one scan and of eight has the height of its theory, and a picture', async () => {
      const { page, after } = await share(NOISY);
      await after(() => workplace(page, 'Measure').click());
      await choose(page, 'Noise power (NPS)');
      await pane(page)
        .getByRole('application', { name: /Noise power in the middle/ })
        .waitFor();
      await expect.poll(() => ofExpected(page, 'σ')).toBeGreaterThan(0.9);
      expect(await ofExpected(page, 'σ')).toBeLessThan(1.1);
      expect(await ratio(page, '∬NPS (check of σ²)', 'σ²')).toBe(1);
      await pane(page).getByRole('img', { name: 'Noise power spectrum' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await choose(page, 'Noise power over 8 scans');
      await expect.poll(() => pane(page).textContent()).toContain('in each of 8 scans that differ in their seeds');
      expect(await ofExpected(page, 'σ')).toBeGreaterThan(0.95);
      expect(await ofExpected(page, 'σ')).toBeLessThan(1.05);
      // What has been done offers no stop any more.
      expect(await pane(page).getByRole('button', { name: 'Stop' }).count()).toBe(0);
      expect(await errorNotice(page).count()).toBe(0);
    });
  },
  [false],
);
