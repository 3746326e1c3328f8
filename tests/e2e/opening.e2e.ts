// What a visitor sees in the first seconds, and who is there to compute it.

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  badge,
  calmNotice,
  changesOf,
  describeWorlds,
  errorNotice,
  field,
  numbers,
  PANES,
  paneGreys,
  pictureLabel,
  picturesSeen,
  SMALL,
  untilAtRest,
} from './support/sandbox.ts';

/** Pixels of the pane that are not its ground, left of, below and right of the picture: axes, titles, the grey scale. */
async function paintedAround(page: import('playwright-core').Page, pane: string) {
  return page.locator(`#${pane}`).evaluate((root) => {
    const overlay = root.querySelector<HTMLCanvasElement>('.pane-overlay')!;
    const frame = root.querySelector('.pane-picture')!.getBoundingClientRect();
    const body = overlay.getBoundingClientRect();
    const context = overlay.getContext('2d')!;
    const painted = (left: number, top: number, right: number, bottom: number) => {
      const { data } = context.getImageData(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
      let count = 0;
      for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha]! > 128) count++;
      return count;
    };
    const left = frame.left - body.left;
    const right = frame.right - body.left;
    const bottom = frame.bottom - body.top;
    return {
      left: painted(0, 0, left - 2, body.height),
      below: painted(left, bottom + 2, right, body.height),
      right: painted(right + 2, 0, body.width, bottom),
    };
  });
}

describeWorlds('a bare address', ({ webgpu, open, once }) => {
  test('takes less than 250 kB of scripts, says who computes, and opens the head, scanned and reconstructed', async () => {
    const scripts = new Map<string, Promise<Buffer>>();
    // A GPU in software takes ten seconds for the head, which the gates run on it (reconstruction/head-figures.gpu.test.ts).
    const { page } = await open(webgpu ? SMALL : null, {
      prepare: async (opening) =>
        opening.on('response', (response) => {
          if (!response.url().endsWith('.js')) return;
          const body = response.body();
          scripts.set(response.url(), body);
          // What comes when the page is closed already is looked at by nobody.
          body.catch(() => undefined);
        }),
    });
    let bytes = 0;
    for (const body of await Promise.all(scripts.values())) bytes += gzipSync(body).length;
    // A guard, the page, a worker: asking for a file costs as much as some kB of it.
    expect(scripts.size).toBeGreaterThan(1);
    expect(scripts.size).toBeLessThan(7);
    // A second on a line of 2 Mbit/s.
    expect(bytes).toBeLessThan(250_000);
    expect([...scripts.keys()].filter((address) => /dialog|png|dicom|npy|editor|cpu-tasks/.test(address))).toEqual([]);

    expect(await errorNotice(page).count()).toBe(0);
    if (webgpu) {
      expect(await badge(page).textContent()).toMatch(/^WebGPU, software · \S/);
      expect(await calmNotice(page).isVisible()).toBe(false);
      return;
    }
    expect(await badge(page).textContent()).toMatch(/^CPU, \d+ threads?$/);
    expect(await calmNotice(page).textContent()).toMatch(/^Computing on the CPU: .*found no GPU it can use.*\.$/);

    expect(await page.locator('#stage .pane-title').allTextContents()).toEqual([
      'Phantom',
      'Sinogram',
      'Reconstruction',
      'Difference',
    ]);
    expect(await page.locator('#phantom-select option:checked').textContent()).toMatch(/Shepp.Logan 1974/);
    expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 720 views × 736 channels');
    expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 512 × 512 pixels of 0.5 mm');
    expect(await field(page, 'Projections').inputValue()).toBe('720');

    // Brain is +20 HU and bone beyond white, in a window of level 40 and width 400: here, and in the phantom itself.
    for (const pane of ['phantom', 'slice'] as const) {
      const greys = await paneGreys(page, pane);
      expect(greys.disk(0.15, -0.3, 0.02)).toBeCloseTo((0.5 - 20 / 400) * 255, 0);
      expect(greys.disk(0, 0.443, 0.005)).toBe(255);
      expect(greys.disk(0.45, 0.45, 0.02)).toBeLessThan(1);
    }
    const { RMSE, PSNR, SSIM, Total } = await numbers(page);
    expect(RMSE).toMatch(/^\d+\.\d HU$/);
    expect(PSNR).toMatch(/^\d+\.\d\d dB$/);
    expect(Number(SSIM)).toBeGreaterThan(0.9);
    expect(Total).toMatch(/^[\d.]+ ms$/);

    // The line is short, for it lies over the pictures; the reason is there for whoever asks.
    const reason = page.locator('.notice-rest');
    expect(await reason.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Why' }).click();
    expect(await reason.isVisible()).toBe(true);
  });

  once('axes, titles and grey scales stand around every picture', async () => {
    const { page } = await open(SMALL, { allowed: /willReadFrequently/ });
    for (const pane of PANES) {
      const { left, below, right } = await paintedAround(page, pane);
      expect([pane, left > 60, below > 60, right > 300]).toEqual([pane, true, true, true]);
    }
  });
});

const WEBGPU_FAULTS: { name: string; isThere: boolean; break: () => void; sentence: RegExp }[] = [
  {
    // WebKitGTK, whose pages are isolated all the same.
    name: 'there is neither navigator.gpu nor SharedArrayBuffer',
    isThere: false,
    break: () => {
      Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined });
      Reflect.deleteProperty(window, 'SharedArrayBuffer');
    },
    sentence: /^Computing on the CPU: this browser does not support WebGPU; in Chrome, .*\.$/,
  },
  {
    name: 'the adapter refuses a device',
    isThere: true,
    break: () => {
      GPUAdapter.prototype.requestDevice = () => Promise.reject(new DOMException('the driver is asleep'));
    },
    sentence: /^Computing on the CPU: the GPU could not be started \(the driver is asleep\)\.$/,
  },
  {
    name: 'there is no adapter, which the browser finds out in five seconds',
    isThere: false,
    break: () => {
      GPU.prototype.requestAdapter = () => new Promise((resolve) => setTimeout(() => resolve(null), 5000));
    },
    sentence: /^Computing on the CPU: this browser supports WebGPU but found no GPU it can use; .*\.$/,
  },
];

describeWorlds('a browser whose WebGPU does not work', ({ webgpu, open }) => {
  for (const fault of WEBGPU_FAULTS.filter(({ isThere }) => isThere === webgpu)) {
    test(`${fault.name}: it computes on the CPU and says why`, async () => {
      const { page } = await open(SMALL, { prepare: (page) => page.addInitScript(fault.break) });
      expect(await badge(page).textContent()).toMatch(/^CPU, \d+ threads?$/);
      await expect.poll(() => calmNotice(page).textContent(), { timeout: 10_000 }).toMatch(fault.sentence);
      expect(await errorNotice(page).count()).toBe(0);
      expect((await paneGreys(page, 'slice')).disk(0, 0.44, 0.005)).toBe(255);
    });
  }
});

describeWorlds(
  'a page that lacks something',
  ({ open }) => {
    const fault = (page: import('playwright-core').Page) => page.locator('#start-fault');
    const network = /Failed to load resource/;

    test('says so instead of starting for ever, and tries again', async () => {
      let isThere = false;
      const { page } = await open(SMALL, {
        atRest: false,
        allowed: network,
        prepare: (page) =>
          page.route(/assets\/index-.*\.js/, (route) => (isThere ? route.continue() : route.abort('failed'))),
      });
      await fault(page).waitFor();
      expect(await fault(page).textContent()).toMatch(/A part of this page could not be loaded: .*\.\s*Try again/);
      expect(await page.locator('#page').isVisible()).toBe(false);
      isThere = true;
      await fault(page).getByRole('button', { name: 'Try again' }).click();
      await untilAtRest(page);
      expect(await fault(page).isVisible()).toBe(false);
      expect((await paneGreys(page, 'slice')).disk(0, 0.44, 0.005)).toBe(255);
    });

    test('says so where there is no canvas', async () => {
      const { page } = await open(SMALL, {
        atRest: false,
        prepare: (page) =>
          page.addInitScript(() => {
            HTMLCanvasElement.prototype.getContext = () => null;
          }),
      });
      await fault(page).waitFor();
      expect(await fault(page).textContent()).toMatch(/does not let the page draw on a canvas/);
    });

    test('computes without WebAssembly, and says so calmly', async () => {
      const { page } = await open(SMALL, {
        prepare: (page) =>
          page.route(/cpu-worker.*\.js/, async (route) => {
            const response = await route.fetch();
            await route.fulfill({ response, body: `delete self.WebAssembly;${await response.text()}` });
          }),
      });
      await expect.poll(() => calmNotice(page).textContent()).toMatch(/WebAssembly is not available/);
      expect(await errorNotice(page).count()).toBe(0);
      expect((await paneGreys(page, 'slice')).disk(0, 0.44, 0.005)).toBe(255);
    });

    test('fetches what was missing when it is asked to', async () => {
      const { page, after } = await open(SMALL, { allowed: network });
      const menu = page.locator('#phantom-select');
      let failures = 0;
      // Once more by itself, and then only by hand.
      await page.route(/thorax/, (route) => (failures++ < 2 ? route.abort('failed') : route.continue()));
      await menu.selectOption('thorax');
      await expect
        .poll(() => errorNotice(page).locator('.notice-text').allTextContents())
        .toEqual([expect.stringMatching(/The phantom Thorax could not be loaded: /)]);
      expect(await menu.inputValue()).toBe('shepp-logan-1974');
      await after(() => errorNotice(page).getByRole('button', { name: 'Try again' }).click());
      expect(await menu.inputValue()).toBe('thorax');
      expect(await errorNotice(page).count()).toBe(0);
      // So with what the lanes of the CPU lack.
      let lanesAreServed = false;
      await page.route(/cpu-tasks/, (route) => (lanesAreServed ? route.continue() : route.abort('failed')));
      await page.getByLabel('Geometry').selectOption({ label: 'Fan, arc detector' });
      await expect
        .poll(() => errorNotice(page).locator('.notice-text').textContent())
        .toMatch(/A CPU thread stopped: the part that computes this on the CPU could not be loaded: /);
      lanesAreServed = true;
      await after(() => page.getByLabel('Geometry').selectOption({ label: 'Parallel' }));
      await after(() => page.getByLabel('Geometry').selectOption({ label: 'Fan, arc detector' }));
      expect(await errorNotice(page).count()).toBe(0);
      // A dialog that fails once is there all the same.
      let isFirst = true;
      await page.route(/gallery-dialog/, (route) => {
        const fails = isFirst;
        isFirst = false;
        return fails ? route.abort('failed') : route.continue();
      });
      await page.getByRole('button', { name: 'Phantoms…' }).click();
      await page.getByRole('dialog', { name: 'Phantoms' }).waitFor();
    });
  },
  [false],
);

describeWorlds('on paper', ({ open }) => {
  test('there are pictures, numbers and settings on white, no controls, and the page is as before afterwards', async () => {
    const { page } = await open();
    const before = await picturesSeen(page);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const settings = page.getByRole('region', { name: 'Settings' });
    expect(await settings.textContent()).toMatch(/Shepp–Logan 1974.*views 90,.*filter ram-lak.*width 400, level 40/);
    for (const name of ['Controls', 'Playback, view by view']) {
      expect([name, await page.getByLabel(name, { exact: true }).isVisible()]).toEqual([name, false]);
    }
    expect(await page.locator('#numbers').textContent()).toMatch(/RMSE.*HU/);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    // The slice stands on the canvas of the axes too, which is the one that browsers print whoever computes.
    const greys = await page.locator('#slice .pane-overlay').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255 && data[i] === data[i + 1]) seen.add(data[i]!);
      return seen.size;
    });
    expect(greys).toBeGreaterThan(20);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await settings.isVisible()).toBe(false);
    expect(changesOf(before, await picturesSeen(page))).toEqual([]);
  });
});
