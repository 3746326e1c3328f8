// Makes the README's picture from the real page: builds it, opens it in Chromium, narrows the window, and takes a
// picture at rest.   npm run picture

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { chromiumLaunchOptions } from './software-gpu.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'docs/page.png');
const folder = mkdtempSync(join(tmpdir(), 'ct-sandbox-picture-'));

await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
const server = await preview({ root, build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch(await chromiumLaunchOptions({ webgpu: false }));
try {
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('the preview server has no address');
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 }, locale: 'en-US' });
  await page.goto(address);
  await page.waitForSelector('#stage[aria-busy="false"]');
  // The narrow window of the Shepp–Logan head, and few enough views to see what missing views do.
  await page.keyboard.press('1');
  const projections = page.getByRole('spinbutton', { name: 'Projections' });
  await projections.fill('90');
  await projections.press('Enter');
  await page.waitForSelector('#stage[aria-busy="true"]', { timeout: 5000 }).catch(() => undefined);
  await page.waitForSelector('#stage[aria-busy="false"]');
  await page.waitForTimeout(300);
  // What is said of this machine's GPU is no part of the picture.
  for (const dismiss of await page.getByRole('button', { name: 'Dismiss' }).all()) await dismiss.click();
  await page.screenshot({ path: file, caret: 'initial' });
  console.warn(`wrote ${file}`);
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
