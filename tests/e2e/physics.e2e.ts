// Beam, detector, corrections, dose and advice: what they do to pictures and numbers, and what the page says of them.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import {
  changesOf,
  describeWorlds,
  type ExperimentParts,
  field,
  numbers,
  picture,
  picturesSeen,
  SMALL,
  type,
  untilPainted,
} from './support/sandbox.ts';

/** A cylinder of water: its middle is 0 HU under every beam. */
const WATER: ExperimentParts = { ...SMALL, phantom: 'water-disk' };

const TUBE = { voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0 };

const folder = (page: Page, name: string) => page.locator('.lil-title', { hasText: name });

/** Opens a folder of the panel, if it is closed; it begins to move in the next frame, and has moved when it is open. */
async function openFolder(page: Page, name: string): Promise<void> {
  if ((await folder(page, name).getAttribute('aria-expanded')) === 'true') return;
  await folder(page, name).click();
  await untilPainted(page);
  await expect.poll(() => page.locator('.lil-transition').count()).toBe(0);
}

const choose = (page: Page, name: string, label: string) =>
  page.getByRole('combobox', { name, exact: true }).selectOption({ label });
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const rmse = async (page: Page) => Number.parseFloat((await numbers(page)).RMSE!);
const advice = (page: Page, kind: string) => page.locator(`[data-advice="${kind}"]`);

/** What is under the pointer in the middle of a slice, in HU. */
async function middleHU(page: Page, pane: 'slice' | 'phantom'): Promise<number> {
  const { x, y, width, height } = (await picture(page, pane).boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  const readout = page.locator(`#${pane} .pane-readout`);
  await expect.poll(() => readout.textContent()).toMatch(/: [−\d]+ HU$/);
  const text = (await readout.textContent())!;
  return Number(/: ([−\d]+) HU$/.exec(text)![1]!.replace('−', '-'));
}

describeWorlds(
  'physics',
  ({ open, share }) => {
    test('water is 0 HU under every voltage, in the slice and in the phantom', async () => {
      const { page, after } = await share(WATER);
      await openFolder(page, 'Beam and detector');
      await after(() => choose(page, 'Beam', 'X-ray tube'));
      for (const voltage of ['80 kV', '140 kV']) {
        await after(() => choose(page, 'Tube voltage', voltage));
        expect([voltage, await middleHU(page, 'phantom')]).toEqual([voltage, 0]);
        // Without the correction the middle of such a cylinder is darker: hardening's cupping, some tens of HU.
        const cupped = await middleHU(page, 'slice');
        expect([voltage, cupped < 0 && cupped > -60]).toEqual([voltage, true]);
      }
      await openFolder(page, 'Corrections');
      await after(() => box(page, 'Beam hardening').check());
      // Against the water of 60 keV 140 kV would be off by more than 100 HU.
      expect(Math.abs(await middleHU(page, 'slice'))).toBeLessThanOrEqual(5);
    });

    test('noise raises the error, the same seed gives the same picture, and the lock keeps the dose', async () => {
      const { page, after } = await share();
      const exact = await rmse(page);
      const before = await picturesSeen(page);
      await openFolder(page, 'Beam and detector');
      await after(() => box(page, 'Photon noise').check());
      await after(() => type(page, 'Photons', '2000'));
      expect(await rmse(page)).toBeGreaterThan(exact);
      const noisy = await picturesSeen(page);

      await after(() => page.getByRole('button', { name: 'New noise' }).click());
      expect(changesOf(noisy, await picturesSeen(page)).join()).toMatch(/sinogram.*slice/);
      const fresh = await open(null, { hash: new URL(page.url()).hash });
      expect(changesOf(await picturesSeen(page), await picturesSeen(fresh.page))).toEqual([]);

      await after(() => box(page, 'Same dose').check());
      expect((await numbers(page))['Relative dose']!.replace(/\s/g, '')).toBe('180000');
      await after(() => type(page, 'Projections', '45'));
      expect(await field(page, 'Photons').inputValue()).toBe('4000');
      await after(() => type(page, 'Photons', '1000'));
      expect(await field(page, 'Projections').inputValue()).toBe('180');
      expect((await numbers(page))['Relative dose']!.replace(/\s/g, '')).toBe('180000');
      expect((await numbers(page))['Central noise']).toMatch(/^[\d.]+ HU$/);

      await after(() => choose(page, 'Beam', 'X-ray tube'));
      expect((await numbers(page)).CTDIvol).toMatch(/^≈ [\d.]+ mGy$/);
      const assumptions = page.locator('.numbers-details', { hasText: 'Assumptions' });
      await assumptions.locator('summary').click();
      expect(await assumptions.innerText()).toMatch(/factor of two/);

      // Exact line integrals again: nothing is left of it.
      await after(() => choose(page, 'Beam', 'Exact line integrals'));
      await after(() => type(page, 'Projections', '90'));
      expect(changesOf(before, await picturesSeen(page))).toEqual([]);
      expect(await assumptions.isVisible()).toBe(false);
    });

    test('each noisy scan is a point of noise against dose', async () => {
      const { page, after } = await open();
      await openFolder(page, 'Beam and detector');
      await after(() => box(page, 'Photon noise').check());
      const plot = page.locator('.dose-plot');
      await plot.getByRole('button', { name: 'Table' }).click();
      /** The scans of the plot's table, by the names of its series. */
      const scans = async () => {
        const [head, ...rows] = await plot
          .locator('.plot-table tr')
          .evaluateAll((found) => found.map((row) => Array.from(row.children, (cell) => cell.textContent!)));
        const of = (name: string) =>
          rows.flatMap((row) => {
            const text = row[head!.indexOf(`${name} (HU)`)] ?? '—';
            return text === '—' ? [] : [{ dose: row[0]!, noise: Number(text) }];
          });
        return { now: of('This scan'), same: of('Same settings'), other: of('Other settings') };
      };
      const counts = async () => {
        const { now, same, other } = await scans();
        return [now.length, same.length, other.length];
      };
      await after(() => type(page, 'Photons', '2000'));
      await expect.poll(counts).toEqual([1, 1, 0]);
      const [before] = (await scans()).now;
      await after(() => type(page, 'Photons', '8000'));
      await expect.poll(counts).toEqual([1, 2, 0]);
      const [now] = (await scans()).now;
      expect(now!.dose).toBe('720000');
      // Half of it, within what some 600 pixels tell.
      expect(now!.noise).toBeGreaterThan(0.4 * before!.noise);
      expect(now!.noise).toBeLessThan(0.6 * before!.noise);
      // With another filter, other noise of the same dose.
      await after(() => choose(page, 'Filter', 'Hann'));
      await expect.poll(counts).toEqual([1, 0, 3]);
      // The beam stays for another phantom, whose points are its own.
      await after(() => page.locator('#phantom-select').selectOption('water-disk'));
      expect(await field(page, 'Photons').inputValue()).toBe('8000');
      await expect.poll(counts).toEqual([1, 0, 0]);
    });

    test('a drifted detector makes rings, and their correction takes them away', async () => {
      const { page, after } = await share(WATER);
      await openFolder(page, 'Beam and detector');
      const exact = await rmse(page);
      await after(() => type(page, 'Gain drift %', '2'));
      const ringed = await rmse(page);
      expect(ringed).toBeGreaterThan(1.5 * exact);
      await after(() =>
        page
          .getByRole('textbox', { name: 'Dead channels' })
          .fill('70, 80-81')
          .then(() => page.keyboard.press('Tab')),
      );
      expect(await page.getByRole('textbox', { name: 'Dead channels' }).inputValue()).toBe('70, 80–81');
      expect(await rmse(page)).toBeGreaterThan(ringed);
      await openFolder(page, 'Corrections');
      const broken = await rmse(page);
      await after(() => box(page, 'Rings').check());
      expect(await rmse(page)).toBeLessThan(broken);
    });
  },
  [false],
);

describeWorlds(
  'physics, whoever computes',
  ({ open, share }) => {
    test('a closed folder says what is on', async () => {
      const { page, after } = await share({
        ...SMALL,
        physics: { spectrum: { ...TUBE, voltageKV: 110 }, photons: 20000, deadChannels: [3] },
        corrections: { rings: true },
      });
      expect(await folder(page, 'Beam and detector').innerText()).toMatch(/· 110 kV, 20\s000 photons, dead: 3/);
      expect(await folder(page, 'Corrections').innerText()).toMatch(/· rings/);
      await openFolder(page, 'Beam and detector');
      expect(await page.getByRole('combobox', { name: 'Tube voltage' }).locator('option:checked').textContent()).toBe(
        '110 kV',
      );
      await after(() => choose(page, 'Beam', 'Exact line integrals'));
      await folder(page, 'Beam and detector').click();
      await expect.poll(() => folder(page, 'Beam and detector').innerText()).toMatch(/· exact/);
    });

    test('a list of channels that cannot be is refused with a sentence', async () => {
      const { page } = await share();
      await openFolder(page, 'Beam and detector');
      const list = page.getByRole('textbox', { name: 'Dead channels' });
      for (const [text, sentence] of [
        ['184', 'Dead channels must be between 0 and 183, got 184.'],
        ['left', 'Dead channels must be numbers such as 12, 40–42, got “left”.'],
      ] as const) {
        await list.fill(text);
        await list.press('Tab');
        expect(await page.locator('.channel-list-control .number-control-error').textContent()).toBe(sentence);
      }
    });

    test('corrections say what they wait for', async () => {
      const { page, after } = await open();
      await openFolder(page, 'Corrections');
      expect(await box(page, 'Beam hardening').isDisabled()).toBe(true);
      expect(await page.locator('.control-reason:visible').allTextContents()).toEqual([
        'needs photon noise',
        'needs scatter',
        'needs a tube’s beam',
      ]);
      await openFolder(page, 'Beam and detector');
      await after(() => box(page, 'Photon noise').check());
      await after(() => choose(page, 'Beam', 'X-ray tube'));
      expect(await box(page, 'Beam hardening').isEnabled()).toBe(true);
      expect(await box(page, 'Starvation').isEnabled()).toBe(true);
      await after(() => box(page, 'Beam hardening').check());
      // Without a tube nothing hardens, and the correction goes with it.
      await after(() => choose(page, 'Beam', 'Monochromatic'));
      expect(await box(page, 'Beam hardening').isChecked()).toBe(false);
    });

    test('a fan has a focal spot, and parallel rays say why they have none', async () => {
      const { page, after } = await share(SMALL);
      await openFolder(page, 'Beam and detector');
      const note = page.getByText('Parallel beams have no focal spot.');
      const spot = page.getByRole('slider', { name: 'Focal spot' });
      expect([await note.isVisible(), await spot.isVisible()]).toEqual([true, false]);
      await after(() => choose(page, 'Geometry', 'Fan, arc detector'));
      expect([await note.isVisible(), await spot.isVisible()]).toEqual([false, true]);
      await after(() => type(page, 'Focal spot mm', '2'));
      // Another geometry and back again: the numbers are those that were there.
      await after(() => choose(page, 'Geometry', 'Parallel'));
      await after(() => choose(page, 'Geometry', 'Fan, arc detector'));
      expect(await field(page, 'Focal spot mm').inputValue()).toBe('2');
    });

    test('the axis is found in the readings, and the page says where', async () => {
      const { page, after } = await share({ ...SMALL, physics: { detectorShift: 3 } });
      const wrong = await rmse(page);
      await openFolder(page, 'Corrections');
      await after(() => box(page, 'Axis').check());
      await expect.poll(() => rmse(page)).toBeLessThan(0.9 * wrong);
      await expect
        .poll(() => advice(page, 'finding').textContent())
        .toMatch(/axis found in the data.*lies (2\.9\d|3(\.0\d)?) channels above/);
    });

    test('the page warns of few views, a short arc, a small field and starved readings', async () => {
      const { page, after } = await share({ ...SMALL, scan: { ...SMALL.scan, views: 180 } });
      for (const kind of ['views', 'arc', 'field-of-view']) {
        expect([kind, await advice(page, kind).innerText()]).toEqual([kind, expect.stringMatching(/^● /)]);
      }
      await after(() => type(page, 'Projections', '20'));
      expect(await advice(page, 'views').textContent()).toMatch(/▲ Warning: few projections.*streaks/);
      await after(() => type(page, 'Arc °', '90'));
      expect(await advice(page, 'arc').textContent()).toMatch(/▲ Warning: arc too short.*blurred/);
      await after(() => type(page, 'Channels', '60'));
      expect(await advice(page, 'field-of-view').textContent()).toMatch(/▲ Warning: object truncated.*bright rim/);
      await openFolder(page, 'Beam and detector');
      await after(() => box(page, 'Photon noise').check());
      await after(() => type(page, 'Photons', '100'));
      expect(await advice(page, 'starved').textContent()).toMatch(/▲ Warning: photon starvation.*streaks/);
    });

    test('axe finds nothing with every folder open', async () => {
      const { page, after } = await share({ ...SMALL, physics: { spectrum: TUBE, photons: 1000 } });
      await openFolder(page, 'Beam and detector');
      await openFolder(page, 'Corrections');
      await after(() => choose(page, 'Motion', 'Breathing'));
      await page.locator('.numbers-details summary', { hasText: 'Assumptions' }).click();
      expect(await faults(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('button', { name: 'Controls', exact: true }).click();
      expect(await faults(page)).toEqual([]);
    });
  },
  [false],
);
