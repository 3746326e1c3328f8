// A thousand moves of the knobs leave nothing behind: no GPU buffer, no kernel, no array, in the page or in its workers.

import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeWorlds, type ExperimentParts, numbers, pictureLabel, untilAtRest } from './support/sandbox.ts';

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

describeWorlds('memory', ({ webgpu, open }) => {
  test('hundreds of moves of the knobs leave nothing behind', async () => {
    // Small pictures: what is counted does not depend on how many pixels a GPU in software paints.
    const { page } = await open(TINY, { viewport: { width: 800, height: 500 }, prepare: countGpu });
    const heaps = await watchHeaps(page);
    const look = async () => {
      await untilAtRest(page);
      const counted = () => {
        const { made, kernels } = window as unknown as { made: Made; kernels: Set<string> };
        return { made, kernels: kernels.size };
      };
      return { ...(await page.evaluate(counted)), heaps: await heaps() };
    };

    await turn(page, SETTLING_MOVES);
    const before = await look();
    await turn(page, MOVES);
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
});
