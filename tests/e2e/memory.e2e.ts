// A thousand moves of the knobs leave nothing behind: no GPU buffer, no kernel, no array, in the page or in its workers.

import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  describeWorlds,
  type ExperimentParts,
  numbers,
  pictureLabel,
  untilAtRest,
  type World,
} from './support/sandbox.ts';

/** As little to compute as there can be: what is counted here does not depend on sizes. */
const TINY: ExperimentParts = {
  phantom: 'water-disk',
  scan: { views: 20, channels: 46, channelSpacingMm: 8 },
  reconstruction: { pixels: 32, pixelSizeMm: 8 },
};

/** Most of what V8 compiles of the page it has compiled by then: some 0.6 MiB. */
const SETTLING_MOVES = 300;
const MOVES = 500;

/**
 * Arrays' bytes may grow by this much in all the moves: 100 a move. The least thing that a run makes, a row of quality's
 * sums or a view's sines, is larger.
 */
const BACKING_BYTES = 100 * MOVES;
/**
 * The engine's own objects. V8 goes on compiling for a thousand moves and more, which takes up to 0.7 MiB, and some 200
 * steps of the past are kept. A promise with its closures and the view of an array that are kept by every task of every
 * move make 0.9 MiB besides.
 */
const HEAP_BYTES = 2 ** 20;

/**
 * Which size of preview the page takes depends on how fast the machine is at the moment, and a transform is compiled for
 * its length: in all there are lengths of 16 to 512, each a shader and a pipeline.
 */
const KERNELS_OF_OTHER_LENGTHS = 12;

interface Made {
  buffers: number;
  bytes: number;
  textures: number;
  /** Shaders and pipelines that were there before. */
  madeAgain: number;
}

/** Counts what of a GPU is alive, and what is compiled. What is merely dropped, and not destroyed, counts as alive. */
const countGpu = (page: Page) =>
  page.addInitScript(() => {
    const made: Made = { buffers: 0, bytes: 0, textures: 0, madeAgain: 0 };
    const kernels = new Set<string>();
    const codes = new WeakMap<object, string>();
    Object.assign(window, { made, kernels });
    /** What tells kernels apart, shaders by their text. */
    const nameOf = (kind: string, descriptor: unknown) =>
      kind + JSON.stringify(descriptor, (_, value) => (typeof value === 'object' && codes.get(value ?? {})) || value);
    if (typeof GPUDevice === 'undefined') return;
    const alive = new WeakSet<GPUBuffer | GPUTexture>();
    const { createBuffer, createTexture } = GPUDevice.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const buffer = createBuffer.call(this, descriptor);
      made.buffers++;
      made.bytes += buffer.size;
      alive.add(buffer);
      return buffer;
    };
    GPUDevice.prototype.createTexture = function (descriptor) {
      const texture = createTexture.call(this, descriptor);
      made.textures++;
      alive.add(texture);
      return texture;
    };
    const destroyBuffer = GPUBuffer.prototype.destroy;
    GPUBuffer.prototype.destroy = function () {
      if (alive.delete(this)) {
        made.buffers--;
        made.bytes -= this.size;
      }
      return destroyBuffer.call(this);
    };
    const destroyTexture = GPUTexture.prototype.destroy;
    GPUTexture.prototype.destroy = function () {
      if (alive.delete(this)) made.textures--;
      return destroyTexture.call(this);
    };
    for (const kind of [
      'createComputePipeline',
      'createComputePipelineAsync',
      'createRenderPipeline',
      'createRenderPipelineAsync',
      'createShaderModule',
    ] as const) {
      const create = GPUDevice.prototype[kind] as (...given: unknown[]) => unknown;
      Object.assign(GPUDevice.prototype, {
        [kind](this: GPUDevice, ...given: unknown[]) {
          const name = nameOf(kind, given[0]);
          if (kernels.has(name)) made.madeAgain++;
          kernels.add(name);
          const result = create.apply(this, given);
          if (kind === 'createShaderModule') codes.set(result as object, (given[0] as GPUShaderModuleDescriptor).code);
          return result;
        },
      });
    }
  });

interface HeapUsage {
  usedSize: number;
  backingStorageSize: number;
}

/** The heaps of the page and of its workers, after everything that can be collected has been. */
async function watchHeaps(page: Page): Promise<() => Promise<HeapUsage[]>> {
  const session = await page.context().newCDPSession(page);
  const workers: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const usages = [(await session.send('Runtime.getHeapUsage')) as HeapUsage];
    for (const worker of workers) {
      await askWorker(session, worker, 'HeapProfiler.collectGarbage');
      usages.push(await askWorker(session, worker, 'Runtime.getHeapUsage'));
    }
    return usages;
  };
}

let lastId = 0;

/** The protocol's session of a worker is one inside the page's. */
async function askWorker<Answer>(session: CDPSession, sessionId: string, method: string): Promise<Answer> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    const listen = ({ message }: { message: string }) => {
      const answer = JSON.parse(message);
      if (answer.id !== id) return;
      session.off('Target.receivedMessageFromTarget', listen);
      resolve(answer.result);
    };
    session.on('Target.receivedMessageFromTarget', listen);
    session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).catch(reject);
  });
}

/** Moves the sliders as hands do: mostly Projections, several times within one run, and lets go now and then. */
const turn = (page: Page, moves: number) =>
  page.evaluate(async (count) => {
    const badge = document.querySelector<HTMLElement>('#backend-badge')!;
    const untilIdle = async () => {
      while (badge.dataset.busy === 'true') await new Promise((resolve) => setTimeout(resolve));
    };
    const sliders = [...document.querySelectorAll<HTMLInputElement>('input[type="range"]')];
    const slider = (name: string) =>
      sliders.find(
        (input) => document.getElementById(input.getAttribute('aria-labelledby') ?? '')?.textContent === name,
      )!;
    /** Each with the part of it, in thousandths, that is passed over. */
    const knobs = {
      Projections: { input: slider('Projections'), from: 150, to: 450 },
      Cutoff: { input: slider('Cutoff'), from: 300, to: 1000 },
      Grid: { input: slider('Grid'), from: 100, to: 400 },
    };
    for (let move = 0; move < count; move++) {
      const digit = move % 10;
      const { input, from, to } = knobs[digit === 3 ? 'Cutoff' : digit === 7 ? 'Grid' : 'Projections'];
      // The golden section comes near every position and to none twice.
      input.value = String(Math.round(from + (to - from) * ((move * 0.618034) % 1)));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      const letsGo = digit === 9;
      if (letsGo) input.dispatchEvent(new Event('change', { bubbles: true }));
      if (letsGo || digit === 4) await untilIdle();
    }
    await untilIdle();
  }, moves);

/** A cone's volume as small. */
const TINY_VOLUME = {
  ...{ version: 2, phantom: 'shepp-logan-3d' },
  scan: { geometry: 'cone', views: 8, channels: 24, channelSpacingMm: 22, rows: 16, rowSpacingMm: 22 },
  reconstruction: { grid: { pixels: 16, pixelSizeMm: 16, slices: 12 } },
} as unknown as ExperimentParts;

const VOLUME_CHANGES = 200;
/**
 * Which sizes of preview there are depends on how fast the machine is at the moment: up to six lengths of transforms, each
 * with a table, and arrays of their sizes that wait to be used again. What is left behind by one change in eight is more.
 */
const BUFFERS_OF_OTHER_LENGTHS = 12;
/** Three's own objects and what V8 compiles of them, besides what is said above. */
const VOLUME_HEAP_BYTES = 1.5 * 2 ** 20;

/** Changes whatever there is to be changed in *Volume*: knobs, planes, slab, how far the volume has grown, and the scene. */
const turnVolume = (page: Page, changes: number) =>
  page.evaluate(async (count) => {
    const badge = document.querySelector<HTMLElement>('#backend-badge')!;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const untilIdle = async () => {
      await frame();
      while (badge.dataset.busy === 'true') await new Promise((resolve) => setTimeout(resolve));
    };
    const named = (name: string) =>
      [...document.querySelectorAll<HTMLInputElement>('input[type="range"]')].find(
        (input) => document.getElementById(input.getAttribute('aria-labelledby') ?? '')?.textContent === name,
      )!;
    const at = <Of extends HTMLElement = HTMLInputElement>(selector: string) => document.querySelector<Of>(selector)!;
    const set = (input: HTMLInputElement | HTMLSelectElement, value: string, kind = 'input') => {
      input.value = value;
      input.dispatchEvent(new Event(kind, { bubbles: true }));
    };
    const knob = (name: string, part: number, letsGo = false) => {
      set(named(name), String(Math.round(1000 * part)));
      if (letsGo) named(name).dispatchEvent(new Event('change', { bubbles: true }));
    };
    const mode = at<HTMLSelectElement>('#scene select');
    for (let change = 0; change < count; change++) {
      const part = (change * 0.618034) % 1;
      switch (change % 10) {
        case 2:
          set(at('#volume-slice'), String(Math.floor(12 * part)));
          break;
        case 3:
          set(at('#volume-thickness'), String(Math.round(4 * part) * 20), 'change');
          break;
        case 4:
        case 5:
          // Forwards and backwards; the next knob ends it.
          set(at('#play .slider'), String(1 + Math.floor(6 * part)));
          await frame();
          await frame();
          break;
        case 6:
          set(at('#scene-cut-x'), String(part / 2));
          break;
        case 7:
          set(mode, ['mip', 'surface', 'none'][change % 3]!, 'change');
          break;
        case 8:
          knob('Cutoff', 0.4 + 0.5 * part, true);
          await untilIdle();
          break;
        default:
          knob('Projections', 0.1 + 0.1 * part, change % 10 === 9);
          if (change % 10 === 9) await untilIdle();
      }
    }
    // It ends as it always does: what is kept is of the same sizes. Of a volume that is not seen the chip holds nothing, or
    // what it was when it was.
    set(mode, 'mip', 'change');
    set(at('#volume-thickness'), '0', 'change');
    set(at('#volume-slice'), '3');
    for (const views of [5, 2]) {
      set(at('#play .slider'), String(views));
      for (let i = 0; i < 10; i++) await frame();
    }
    knob('Cutoff', 0.7, true);
    knob('Projections', 0.15, true);
    await untilIdle();
  }, changes);

/** Waits until the scene has the volume of the last run, and has been drawn finely and the same for half a second. */
const untilStill = (page: Page) =>
  page.evaluate(async () => {
    const { dataset } = document.querySelector<HTMLElement>('#scene .scene-picture')!;
    let before = '';
    for (let frames = 0; frames < 30; frames++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = `${dataset.drawn} ${dataset.chip}`;
      if (now !== before || dataset.drawn !== 'fine') frames = 0;
      before = now;
    }
  });

const body = ({ webgpu, open }: World) => {
  test('hundreds of changes of a volume and of how it is looked at leave nothing behind', async () => {
    const { page, after } = await open(TINY_VOLUME, { viewport: { width: 800, height: 400 }, prepare: countGpu });
    await after(() => page.keyboard.press('d'));
    await page.waitForSelector('#scene-cut-x', { state: 'attached' });
    const heaps = await watchHeaps(page);
    const look = async () => {
      await untilAtRest(page);
      await untilStill(page);
      const made = await page.evaluate(() => (window as unknown as { made: Made }).made);
      const chip = await page.locator('#scene .scene-picture').evaluate((canvas: HTMLElement) => canvas.dataset.chip);
      return { made, chip: chip?.replace(/, \d+ programs/, ''), heaps: await heaps() };
    };
    // Fewer where a GPU in software paints every frame.
    const changes = webgpu ? 60 : VOLUME_CHANGES;
    await turnVolume(page, webgpu ? 40 : VOLUME_CHANGES / 2);
    const before = await look();
    await turnVolume(page, changes);
    const after200 = await look();
    if (webgpu) expect(before.made.buffers).toBeGreaterThan(5);
    expect(after200.chip).toBe(before.chip);
    expect(after200.made.textures).toBe(before.made.textures);
    expect(after200.made.buffers - before.made.buffers).toBeLessThanOrEqual(BUFFERS_OF_OTHER_LENGTHS);
    expect(after200.made.bytes - before.made.bytes).toBeLessThanOrEqual(BUFFERS_OF_OTHER_LENGTHS * 2 ** 16);
    expect(before.heaps.length).toBeGreaterThan(1);
    expect(after200.heaps.length).toBe(before.heaps.length);
    for (const [i, { usedSize, backingStorageSize }] of after200.heaps.entries()) {
      expect(backingStorageSize - before.heaps[i]!.backingStorageSize).toBeLessThan(100 * VOLUME_CHANGES);
      expect(usedSize - before.heaps[i]!.usedSize).toBeLessThan(VOLUME_HEAP_BYTES);
    }
    // And it has changed.
    expect(await pictureLabel(page, 'axial')).toMatch(/z = /);
  });

  test('hundreds of moves of the knobs leave nothing behind', async () => {
    // Small pictures: what is counted does not depend on how many pixels a GPU in software paints.
    const { page } = await open(TINY, { viewport: { width: 800, height: 300 }, prepare: countGpu });
    const heaps = await watchHeaps(page);
    const look = async () => {
      await untilAtRest(page);
      const counted = () => {
        const { made, kernels } = window as unknown as { made: Made; kernels: Set<string> };
        return { made, kernels: kernels.size };
      };
      return { ...(await page.evaluate(counted)), heaps: await heaps() };
    };

    // Fewer where a GPU in software paints every frame.
    const part = webgpu ? 0.4 : 1;
    await turn(page, part * SETTLING_MOVES);
    const before = await look();
    await turn(page, part * MOVES);
    const after = await look();

    if (webgpu) {
      expect(before.made.buffers).toBeGreaterThan(5);
      expect(before.kernels).toBeGreaterThan(5);
    }
    expect(after.made).toEqual(before.made);
    expect(after.kernels - before.kernels).toBeLessThanOrEqual(KERNELS_OF_OTHER_LENGTHS);
    // The page and at least one worker.
    expect(before.heaps.length).toBeGreaterThan(1);
    expect(after.heaps.length).toBe(before.heaps.length);
    for (const [i, { usedSize, backingStorageSize }] of after.heaps.entries()) {
      expect(backingStorageSize - before.heaps[i]!.backingStorageSize).toBeLessThan(BACKING_BYTES);
      expect(usedSize - before.heaps[i]!.usedSize).toBeLessThan(HEAP_BYTES);
    }
    // And it has not merely stood still.
    expect(await pictureLabel(page, 'sinogram')).not.toMatch(/: 20 views/);
    expect((await numbers(page)).RMSE).toMatch(/HU$/);
  });
};

describeWorlds('memory', body, [true, false], { showsGpu: false });
