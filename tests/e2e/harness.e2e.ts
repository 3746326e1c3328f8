// Not the sandbox but what its e2e tests stand on: a page of a few lines, served in place of the real one.

import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodePixels, launchBrowser, type OpenPageOptions, openPage, readClip, readPixels } from './support/page.ts';

const HARNESS_PAGE = `<!doctype html>
<html lang="en">
  <link rel="icon" href="data:," />
  <body style="margin: 0; background: white">
    <canvas width="40" height="20"></canvas>
    <p style="font: 20px sans-serif; width: 200px">Text is seen</p>
  </body>
</html>`;

const harnessPage = (options: OpenPageOptions = {}): OpenPageOptions => ({
  path: '/harness.html',
  prepare: (page) =>
    page.route('**/harness.html', (route) => route.fulfill({ contentType: 'text/html', body: HARNESS_PAGE })),
  ...options,
});

/** 6 x 7 by a compute shader. */
function computeInPage(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    const device = await adapter!.requestDevice();
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    const result = device.createBuffer({ size: 4, usage });
    const readable = device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    const code = `
      @group(0) @binding(0) var<storage, read_write> product: f32;
      @compute @workgroup_size(1) fn main() { product = 6 * 7; }`;
    const pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code }) },
    });
    const layout = pipeline.getBindGroupLayout(0);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer: result } }] }));
    pass.dispatchWorkgroups(1);
    pass.end();
    encoder.copyBufferToBuffer(result, 0, readable, 0, 4);
    device.queue.submit([encoder.finish()]);
    await readable.mapAsync(GPUMapMode.READ);
    return new Float32Array(readable.getMappedRange())[0]!;
  });
}

/** Clears the canvas through WebGPU; the answer is what became of the device. */
function clearCanvas(page: Page, colour: [number, number, number]): Promise<string> {
  return page.evaluate(async ([r, g, b]) => {
    const adapter = await navigator.gpu.requestAdapter();
    const device = await adapter!.requestDevice();
    let fate = 'alive';
    device.lost.then(({ message }) => {
      fate = `lost: ${message}`;
    });
    const context = document.querySelector('canvas')!.getContext('webgpu')!;
    context.configure({ device, format: navigator.gpu.getPreferredCanvasFormat(), alphaMode: 'opaque' });
    // Several frames: it was the first presented one that lost the device under the wrong flags.
    for (let frame = 0; frame < 3; frame++) {
      const encoder = device.createCommandEncoder();
      const view = context.getCurrentTexture().createView();
      const clearValue = { r, g, b, a: 1 };
      encoder.beginRenderPass({ colorAttachments: [{ view, clearValue, loadOp: 'clear', storeOp: 'store' }] }).end();
      device.queue.submit([encoder.finish()]);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await device.queue.onSubmittedWorkDone();
    return fate;
  }, colour);
}

/** How many of an element's pixels are dark: some where there is text, none where no font was found. */
async function darkPixels(page: Page, selector: string): Promise<number> {
  const { data } = await readPixels(page.locator(selector));
  let dark = 0;
  for (let first = 0; first < data.length; first += 4) if (data[first]! < 128) dark++;
  return dark;
}

describe.each([{ webgpu: true }, { webgpu: false }])('a browser with webgpu: $webgpu', ({ webgpu }) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser({ webgpu });
  });

  if (webgpu) {
    test('computes', async () => {
      const { page, errors } = await openPage(browser, harnessPage());
      expect(await computeInPage(page)).toBe(42);
      expect(errors).toEqual([]);
    });

    test('shows a WebGPU canvas in screenshots', async () => {
      const { page, errors } = await openPage(browser, harnessPage());
      expect(await clearCanvas(page, [1, 0.4, 0])).toBe('alive');
      const pixels = await readPixels(page.locator('canvas'));
      expect([pixels.width, pixels.height]).toEqual([40, 20]);
      expect(pixels.at(0, 0)).toEqual([255, 102, 0, 255]);
      expect(pixels.at(39, 19)).toEqual([255, 102, 0, 255]);
      expect(errors).toEqual([]);
    });
  } else {
    test('has no adapter', async () => {
      const { page } = await openPage(browser, harnessPage());
      expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBe(null);
    });
  }

  test('shows text', async () => {
    const { page } = await openPage(browser, harnessPage());
    expect(await darkPixels(page, 'p')).toBeGreaterThan(100);
  });

  test('reads a part of a page that has been scrolled as Playwright and a library do', async () => {
    const { page } = await openPage(browser, harnessPage({ viewport: { width: 300, height: 90 } }));
    await page.evaluate(() => {
      document.body.style.height = '400px';
      document.body.style.background = 'linear-gradient(60deg, #123, #fed)';
      window.scrollTo(0, 15);
    });
    // Most of what is in sight, a small part of it, and what reaches out of sight.
    for (const [x, y, width, height] of [
      [5, 3, 190, 60],
      [70, 20, 40, 30],
      [200, 20, 90, 100],
    ] as const) {
      const seen = await readClip(page, { left: x, top: y, width, height });
      expect([seen.width, seen.height]).toEqual([width, height]);
      const { data } = seen;
      const first = Buffer.from(data.subarray(0, 4));
      expect(data.some((value, i) => value !== first[i % 4])).toBe(true);
      // Playwright's own ends where the window does.
      if (y + height > 90) continue;
      const clip = { x, y, width, height };
      expect(Buffer.from(data).equals(decodePixels(await page.screenshot({ clip })).data)).toBe(true);
    }
  });

  test('takes the viewport, the motion and the hash asked for', async () => {
    const { page } = await openPage(
      browser,
      harnessPage({ viewport: { width: 390, height: 844 }, reducedMotion: true, hash: 'here' }),
    );
    const seen = await page.evaluate(() => [
      window.innerWidth,
      window.innerHeight,
      matchMedia('(prefers-reduced-motion: reduce)').matches,
      location.hash,
      isSecureContext,
    ]);
    expect(seen).toEqual([390, 844, true, '#here', true]);
  });

  test('tells of errors and of requests to other places', async () => {
    const { page, errors, foreignRequests } = await openPage(browser, harnessPage());
    expect([errors, foreignRequests]).toEqual([[], []]);
    await page.evaluate(() => {
      console.error('said');
      setTimeout(() => {
        throw new Error('thrown');
      });
      return fetch('https://example.org/picture.png').catch(() => {});
    });
    expect(foreignRequests).toEqual(['https://example.org/picture.png']);
    await expect.poll(() => errors.join('\n')).toMatch(/said.*thrown|thrown.*said/s);
  });
});
