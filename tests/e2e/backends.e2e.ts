// GPU and CPU: changing over, holding one against the other, and going on when one is lost.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import {
  badge,
  calmNotice,
  changesOf,
  chooseFrom,
  describeWorlds,
  differenceOf,
  type ExperimentParts,
  errorNotice,
  FINE,
  numbers,
  PANES,
  paneGreys,
  partDiffering,
  picture,
  pictureLabel,
  pictureSeen,
  picturesSeen,
  SMALL,
  type,
  unfocus,
  untilAtRest,
} from './support/sandbox.ts';

interface LossWindow {
  devices: GPUDevice[];
  giveBack(): void;
  workers: Worker[];
  kill(worker: Worker): void;
  killAtTasks: boolean;
}

/** Lets tests take the GPU away as a driver would. */
const keepDevices = (page: Page) =>
  page.addInitScript(() => {
    const keeping = window as unknown as LossWindow;
    keeping.devices = [];
    const requestDevice = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await requestDevice.call(this, descriptor);
      keeping.devices.push(device);
      return device;
    };
  });
/** For good, unless it is given back. */
const loseDevice = (page: Page) =>
  page.evaluate(() => {
    const losing = window as unknown as LossWindow;
    const { requestAdapter } = GPU.prototype;
    GPU.prototype.requestAdapter = async () => null;
    losing.giveBack = () => {
      GPU.prototype.requestAdapter = requestAdapter;
    };
    losing.devices.at(-1)!.destroy();
  });

/** Lets tests end workers as a browser does that runs out of memory: in the middle of a task, or at rest. */
const keepWorkers = (page: Page) =>
  page.addInitScript(() => {
    const keeping = window as unknown as LossWindow;
    keeping.workers = [];
    keeping.kill = (worker) => {
      worker.terminate();
      worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
    };
    keeping.killAtTasks = false;
    const Original = Worker;
    window.Worker = class extends Original {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        keeping.workers.push(this);
      }
      override postMessage(...given: [unknown]): void {
        super.postMessage(...given);
        // Before any result can come back, however fast the task.
        if (keeping.killAtTasks) queueMicrotask(() => keeping.kill(this));
      }
    };
  });
const killAtTasks = (page: Page, killing: boolean) =>
  page.evaluate((now) => {
    (window as unknown as LossWindow).killAtTasks = now;
  }, killing);
const killAll = (page: Page) =>
  page.evaluate(() => {
    const { workers, kill } = window as unknown as LossWindow;
    for (const worker of workers.splice(0)) kill(worker);
  });

/** No device can be asked for less than WebGPU's least, so the limit is bent where it is read. */
const bindAtMost = (page: Page, bytes: number) =>
  page.addInitScript((most) => {
    const limits = Object.getOwnPropertyDescriptor(GPUDevice.prototype, 'limits')!;
    Object.defineProperty(GPUDevice.prototype, 'limits', {
      get(this: GPUDevice) {
        return new Proxy(limits.get!.call(this) as GPUSupportedLimits, {
          get: (target, name) => (name === 'maxStorageBufferBindingSize' ? most : Reflect.get(target, name, target)),
        });
      },
    });
  }, bytes);

const headIsThere = async (page: Page) => {
  const greys = await paneGreys(page, 'slice');
  return greys.disk(0, 0.443, 0.005) === 255 && Math.abs(greys.disk(0.15, -0.3, 0.03) - 114.75) < 4;
};

describeWorlds(
  'both backends',
  ({ open, share }) => {
    test('badge and B change over; the pictures stay the same', async () => {
      const { page, after } = await share(FINE);
      const gpu = await picturesSeen(page);
      await after(() => badge(page).click());
      expect(await badge(page).textContent()).toMatch(/^CPU, \d+ threads?$/);
      expect(await page.locator('#numbers').textContent()).toMatch(/on CPU, \d+ threads?/);
      // f32 rounding turns one grey into the next here and there, and where a screen pixel lies right between two of the
      // picture's, the two kinds of canvas take one each.
      const cpu = await picturesSeen(page);
      for (const pane of PANES) {
        expect([pane, partDiffering(gpu[pane], cpu[pane], 1) < 0.005]).toEqual([pane, true]);
      }
      await unfocus(page);
      await after(() => page.keyboard.press('b'));
      expect(await badge(page).textContent()).toMatch(/^WebGPU, software · /);
      expect(changesOf(gpu, await picturesSeen(page))).toEqual([]);
    });

    test('a GPU in software is not what the page starts on; once chosen it is, also on the next visit', async () => {
      const { page, after } = await open(SMALL, { unchosenBackend: true });
      expect(await badge(page).textContent()).toMatch(/^CPU, \d+ threads?$/);
      expect(await badge(page).getAttribute('title')).toMatch(/The GPU here is emulated in software.*press to try it/);
      expect(await calmNotice(page).count()).toBe(0);
      await after(() => badge(page).click());
      expect(await badge(page).textContent()).toMatch(/^WebGPU, software · /);
      await page.reload();
      await untilAtRest(page);
      expect(await badge(page).textContent()).toMatch(/^WebGPU, software · /);
      await after(() => badge(page).click());
      await page.reload();
      await untilAtRest(page);
      expect(await badge(page).textContent()).toMatch(/^CPU/);
    });

    test('Compare runs both, times every stage and says that they agree', async () => {
      const { page, after } = await open(SMALL, { allowed: /willReadFrequently/ });
      const before = await pictureSeen(page, 'slice');
      await chooseFrom(page, 'This machine', 'GPU against CPU');
      const dialog = page.getByRole('dialog', { name: 'GPU against CPU' });
      const verdict = dialog.locator('.compare-verdict');
      await verdict.waitFor();
      expect(await verdict.textContent()).toMatch(
        /^GPU and CPU agree: the largest difference is [\d.]+ HU, .*; this GPU is emulated in software, so its time says nothing about GPUs\.$/,
      );
      const largest = Number(/difference is ([\d.]+) HU/.exec((await verdict.textContent()) ?? '')![1]);
      expect(largest).toBeLessThan(1);
      expect(await dialog.locator('thead th').allTextContents()).toEqual([
        'CPU',
        expect.stringMatching(/^GPU \(software\)./),
        'Speed-up',
      ]);
      const rows = await dialog
        .locator('tbody tr')
        .evaluateAll((found) => found.map((row) => Array.from(row.children, (cell) => cell.textContent)));
      const times = ['Scan', 'Filter', 'Back-projection', 'Total', 'Speed'];
      const names = [...times, 'Largest difference', 'Relative RMS', 'Runs timed'];
      expect(rows.map(([name]) => name)).toEqual(names);
      expect(rows[5]![2]).toBe(`${/difference is ([\d.]+ HU)/.exec((await verdict.textContent()) ?? '')![1]}`);
      expect(await faults(page)).toEqual([]);
      for (const [name, cpu, gpu, speedUp] of rows.slice(0, 5)) {
        const unit = name === 'Speed' ? /^[\d.]+ GUPS$/ : /^[\d.]+ ms$/;
        expect([name, unit.test(gpu!), unit.test(cpu!)]).toEqual([name, true, true]);
        // A GPU in software has none.
        expect([name, speedUp]).toEqual([name, name === 'Speed' ? '' : '—']);
      }
      const ms = (row: number, column: number) => Number.parseFloat(rows[row]![column]!);
      for (const column of [1, 2]) {
        expect(ms(0, column) + ms(1, column) + ms(2, column)).toBeCloseTo(ms(3, column), -1);
      }
      await after(() => page.keyboard.press('Escape'));
      expect(await dialog.count()).toBe(0);
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    });

    test('a comparison can be called off', async () => {
      const { page, after } = await share(FINE);
      const before = await pictureSeen(page, 'slice');
      await after(async () => {
        await chooseFrom(page, 'This machine', 'GPU against CPU');
        // In the very frame in which it computes: a moment later it may be over, and the button gone.
        await page.waitForFunction(() => {
          const dialog = document.querySelector('dialog[open]');
          if (!/Warming up|Timing/.test(dialog?.textContent ?? '')) return false;
          dialog!.querySelector<HTMLButtonElement>('.dialog-actions button')!.click();
          return true;
        });
      });
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await errorNotice(page).count()).toBe(0);
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    });

    // The last that shares the page: it leaves it to the CPU.
    test('pictures that are shrunk are averaged alike', async () => {
      // More pixels than the panes have, and by no whole number: 400 rows and 576 channels on about 260.
      const { page, after } = await share({
        phantom: 'siemens-star',
        scan: { views: 60, channels: 576, channelSpacingMm: 0.64 },
        reconstruction: { pixels: 400, pixelSizeMm: 0.64 },
      });
      const gpu = await picturesSeen(page);
      expect(gpu.slice.width).toBeLessThan(300);
      await after(() => badge(page).click());
      const cpu = await picturesSeen(page);
      for (const pane of PANES) {
        // f32 rounding turns one grey into the next here and there; without the mean a third of the star would differ.
        expect([pane, partDiffering(gpu[pane], cpu[pane], 1) < 0.005]).toEqual([pane, true]);
      }
    });

    test('a GPU lost at rest: the pictures stay, the CPU goes on, a calm line says so', async () => {
      const { page, after } = await open(SMALL, { prepare: keepDevices });
      const before = await numbers(page);
      await after(() => loseDevice(page));
      expect(await badge(page).textContent()).toMatch(/^CPU, \d+ threads?$/);
      expect(await calmNotice(page).textContent()).toMatch(
        /^The connection to the GPU was lost.*\. The page continues on the CPU\.$/,
      );
      expect(await errorNotice(page).count()).toBe(0);
      expect(await headIsThere(page)).toBe(true);
      expect((await numbers(page)).RMSE).toBe(before.RMSE);
      await after(() => type(page, 'Projections', '45'));
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 45 views × 184 channels');
      expect(await errorNotice(page).count()).toBe(0);

      await page.evaluate(() => (window as unknown as LossWindow).giveBack());
      await page.getByRole('button', { name: 'Use the GPU again' }).click();
      await expect.poll(() => badge(page).textContent()).toMatch(/^WebGPU/);
      await untilAtRest(page);
      expect(await calmNotice(page).count()).toBe(0);
      expect(await headIsThere(page)).toBe(true);
    });

    test('a browser that gives no canvas for what the GPU made: the CPU does it, and a calm line says so', async () => {
      const { page } = await open(SMALL, {
        prepare: (page) =>
          page.addInitScript(() => {
            const { getContext } = HTMLCanvasElement.prototype;
            HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
              return given[0] === 'webgpu' ? null : Reflect.apply(getContext, this, given);
            } as typeof getContext;
          }),
      });
      expect(await badge(page).textContent()).toMatch(/^CPU, \d+ threads?$/);
      expect(await calmNotice(page).textContent()).toMatch(/cannot show its results on a canvas\.$/);
      expect(await errorNotice(page).count()).toBe(0);
      expect(await headIsThere(page)).toBe(true);
    });

    test('a GPU lost in the middle of a run: the CPU does it', async () => {
      const { page } = await open(SMALL, { prepare: keepDevices });
      await type(page, 'Grid px', '512');
      await page.locator('#stage[aria-busy="true"]').waitFor();
      await page.waitForTimeout(100);
      await loseDevice(page);
      await expect.poll(() => badge(page).textContent()).toMatch(/^CPU/);
      await untilAtRest(page);
      expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 512 × 512 pixels of 2 mm');
      expect(await calmNotice(page).textContent()).toMatch(/lost/);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('a GPU lost while it plays: one calm line, and the whole slice', async () => {
      const { page } = await open(FINE, { prepare: keepDevices });
      await page.keyboard.press('p');
      await expect.poll(() => page.locator('.play-text').textContent()).toMatch(/^([5-9]|\d\d) of/);
      await loseDevice(page);
      await expect.poll(() => badge(page).textContent()).toMatch(/^CPU/);
      await expect.poll(() => page.locator('.play-text').textContent()).toBe('180 of 180 views');
      await untilAtRest(page);
      expect(await headIsThere(page)).toBe(true);
      expect(await page.locator('#slice .pane-note:visible').count()).toBe(0);
      // No view is covered any more: the last ones are bright in the middle.
      const { pixels, width, height } = await paneGreys(page, 'sinogram');
      expect(pixels.at(width >> 1, height - 4)[0]).toBeGreaterThan(150);
      expect(await errorNotice(page).count()).toBe(0);
      expect(await calmNotice(page).textContent()).toMatch(/lost/);
    });

    test('a GPU lost while it is compared: a sentence in the dialog, and the CPU after it', async () => {
      const { page } = await open(FINE, { prepare: keepDevices });
      await chooseFrom(page, 'This machine', 'GPU against CPU');
      await page.getByText(/Warming up|Timing/).waitFor();
      await loseDevice(page);
      await page.getByText(/^The comparison could not be finished: /).waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => badge(page).textContent()).toMatch(/^CPU/);
      await untilAtRest(page);
      expect(await headIsThere(page)).toBe(true);
    });

    test('a sinogram that this GPU holds in several pieces is computed and shown as if in one', async () => {
      // 300 views × 184 channels take 216 KiB: four bands, the last of 30 views.
      const long: ExperimentParts = { ...SMALL, scan: { ...SMALL.scan, views: 300 } };
      const seen = async (prepare?: (page: Page) => Promise<unknown>) => {
        const { page } = await open(long, prepare ? { prepare } : {});
        expect(await badge(page).textContent()).toMatch(/^WebGPU/);
        expect(await calmNotice(page).isVisible()).toBe(false);
        const pictures = await picturesSeen(page);
        await picture(page, 'sinogram').hover();
        await page.mouse.wheel(0, -400);
        return { ...pictures, zoomed: await pictureSeen(page, 'sinogram') };
      };
      const whole = await seen();
      const inBands = await seen((page) => bindAtMost(page, 66 * 2 ** 10));
      // Sums of views in other parts turn one grey into the next here and there.
      for (const what of [...PANES, 'zoomed'] as const) {
        expect([what, partDiffering(whole[what], inBands[what], 1)]).toEqual([what, 0]);
      }
      expect(partDiffering(whole.zoomed, whole.sinogram, 1)).toBeGreaterThan(0.1);
    });

    test('a scan that this GPU cannot hold runs on the CPU, which says so', async () => {
      const { page, after } = await open(SMALL, { prepare: (page) => bindAtMost(page, 2 ** 18) });
      expect(await badge(page).textContent()).toMatch(/^WebGPU/);
      await after(() => type(page, 'Grid px', '512'));
      expect(await badge(page).textContent()).toMatch(/^CPU/);
      expect(await calmNotice(page).textContent()).toMatch(
        /^An image of 512 × 512 pixels takes 1 MiB, more than this GPU allows in one piece; this scan runs on the CPU\.$/,
      );
      expect(await errorNotice(page).count()).toBe(0);
      expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 512 × 512 pixels of 2 mm');
    });
  },
  [true],
);

describeWorlds(
  'the CPU alone',
  ({ open }) => {
    test('the badge and B say why there is nothing to change to, and Compare compares what the CPU has', async () => {
      const { page, after } = await open(SMALL);
      const before = await pictureSeen(page, 'slice');
      expect(await page.locator('#compare-button').textContent()).toMatch(/^Threads and SIMD…/);
      await page.keyboard.press('g');
      const dialog = page.getByRole('dialog', { name: 'Threads and SIMD' });
      await dialog
        .getByText(/^There is no GPU to compare the CPU with\. Computing on the CPU: .*found no GPU it can use.*\./)
        .waitFor();
      await after(() => page.keyboard.press('Escape'));
      await badge(page).click();
      // It is as it is, and no fault of whoever asks.
      const why = page.locator('.notice-calm');
      expect(await why.textContent()).toMatch(/found no GPU it can use/);
      await why.getByRole('button', { name: 'Dismiss' }).click();
      await page.keyboard.press('b');
      expect([await why.count(), await errorNotice(page).count()]).toEqual([1, 0]);
      await why.getByRole('button', { name: 'Dismiss' }).click();
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    });

    test('workers that die fail the run with a sentence, the picture stays and the next run works', async () => {
      const { page, after } = await open(SMALL, { prepare: keepWorkers });
      await killAtTasks(page, true);
      await type(page, 'Grid px', '256');
      await errorNotice(page).waitFor();
      expect(await errorNotice(page).textContent()).toMatch(/A CPU thread stopped: out of memory\./);
      // Nothing is on its way any more.
      await expect.poll(() => badge(page).getAttribute('data-busy')).toBe('false');
      await killAtTasks(page, false);
      await expect.poll(() => page.locator('#stage').getAttribute('aria-busy'), { timeout: 5000 }).toBe('false');
      await after(() => type(page, 'Grid px', '128'));
      // What was said is true no longer.
      expect(await errorNotice(page).count()).toBe(0);
      expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 128 × 128 pixels of 2 mm');
      expect(await headIsThere(page)).toBe(true);
    });

    test('workers that die at rest are replaced before anybody notices', async () => {
      const { page, after } = await open(SMALL, { prepare: keepWorkers });
      await killAll(page);
      await after(() => type(page, 'Projections', '60'));
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 60 views × 184 channels');
      expect(await errorNotice(page).count()).toBe(0);
    });
  },
  [false],
);
