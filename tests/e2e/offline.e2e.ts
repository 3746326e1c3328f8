// The page on a server that sends nothing but its files, from a folder of its own: afterwards without any server, and with
// a newer version on it.

import { rmSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { builtFiles } from '../../scripts/offline-plugin.mjs';
import { StaticServer } from '../../scripts/static-server.mjs';
import { nextVersion } from './support/next-version.ts';
import { type OpenedPage, openPage, sharedBrowser } from './support/page.ts';
import { badge, hashOf, SMALL, untilAtRest } from './support/sandbox.ts';

const folder = inject('pageFolder');
const PATH = '/courses/ct/';
/** What the page at rest begins with its copy. */
interface NotingWindow {
  busyAtRegistration?: string | null;
}

/** Every file of the folder that the page does not get as it was built, asked for by the page itself. */
const missedBy = (page: Page, from: string) =>
  page.evaluate(
    async (files) => {
      const there = await Promise.all(
        files.map(({ url, integrity }) =>
          fetch(`./${url}`, { integrity }).then(
            ({ ok }) => ok,
            () => false,
          ),
        ),
      );
      return files.filter((_, at) => !there[at]).map(({ url }) => url);
    },
    builtFiles(from).map(({ url, integrity }) => ({ url, integrity })),
  );

const keptAddresses = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => url.split('?')[0]!);
  });

/** Opens a dialog that comes with a part of its own, and closes it. */
async function opensDialog(page: Page, key: string, name: string): Promise<string> {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog', { name });
  await dialog.waitFor();
  const text = (await dialog.textContent())!;
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return text;
}

describe('a page on a server that sends files and nothing else', () => {
  const server = new StaticServer(PATH, folder);
  let newer: string;
  let opened: OpenedPage;
  let page: Page;
  let context: BrowserContext;

  beforeAll(async () => {
    newer = nextVersion(folder, 'The next one');
    await server.start();
    opened = await openPage(await sharedBrowser({ webgpu: false }), {
      path: server.address,
      hash: hashOf(SMALL),
      keepsCopy: true,
      prepare: (page) =>
        page.addInitScript(() => {
          const { register } = ServiceWorkerContainer.prototype;
          ServiceWorkerContainer.prototype.register = function (...given) {
            const busy = document.querySelector('#stage')!.getAttribute('aria-busy');
            (window as NotingWindow).busyAtRegistration = busy;
            return register.apply(this, given);
          };
        }),
    });
    ({ page } = opened);
    context = page.context();
    await untilAtRest(page);
  });

  afterAll(async () => {
    await opened.close();
    await server.stop();
    rmSync(newer, { recursive: true });
  });

  test('works, and is what browsers install', async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    const session = await context.newCDPSession(page);
    // A browser without a window of its own finds nothing amiss with any page; so, one by one, what Chrome asks for.
    const { errors, manifest } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { name, startUrl, scope, display } = manifest;
    expect({ name, startUrl, scope, display }).toEqual({
      ...{ name: 'CT sandbox', display: 'kStandalone' },
      ...{ startUrl: server.address, scope: server.address },
    });
    const sizes = await page.evaluate(
      (addresses) =>
        Promise.all(
          addresses.map(async (address) => {
            const icon = new Image();
            icon.src = address;
            await icon.decode();
            return `${icon.naturalWidth}x${icon.naturalHeight}`;
          }),
        ),
      manifest.icons!.map(({ url }) => url),
    );
    expect(sizes).toEqual(manifest.icons!.map((icon) => icon.sizes));
    expect(sizes).toContain('192x192');
  });

  test('keeps a copy of all that was built once its pictures are there, and of nothing else', async () => {
    await expect
      .poll(() => opensDialog(page, '?', 'Mouse and keys'))
      .toContain('The whole page is saved in this browser and works without a network.');
    expect(await page.evaluate(() => (window as NotingWindow).busyAtRegistration)).toBe('false');
    expect((await keptAddresses(page)).sort()).toEqual(
      builtFiles(folder)
        .map(({ url }) => `${server.address}${url}`)
        .sort(),
    );
  });

  test('is all there without a server and a network, and isolated from its second visit on', async () => {
    await server.stop();
    await context.setOffline(true);
    // The first visit itself finds its late parts.
    await opensDialog(page, 'n', 'Phantoms');
    await page.reload();
    await untilAtRest(page);
    expect(await missedBy(page, folder)).toEqual([]);
    expect(await page.evaluate(() => fetch('./never-built.txt').catch(() => null))).toBeNull();
    expect(await page.evaluate(() => crossOriginIsolated && new SharedArrayBuffer(8).byteLength)).toBe(8);
    expect(await badge(page).textContent()).toMatch(/^CPU, \d+ threads?$/);
    // Its address with something behind a question mark is the same page; another address below it is none.
    const beside = await context.newPage();
    await beside.goto(`${server.address}index.html?from=somewhere${hashOf(SMALL)}`);
    await untilAtRest(beside);
    expect(await beside.goto(`${server.address}elsewhere/`).catch(() => 'no such page')).toBe('no such page');
    await beside.close();
  });

  test('lets a newer version wait until it is taken, and stays whole as it is until then', async () => {
    server.folder = newer;
    await server.start();
    await context.setOffline(false);
    const beside = await context.newPage();
    await beside.goto(`${server.address}${hashOf(SMALL)}`);
    await untilAtRest(beside);
    const offer = page.getByRole('button', { name: 'Take it' });
    await offer.waitFor();
    // A lecture is not interrupted by it.
    await page.keyboard.press('t');
    await offer.waitFor({ state: 'hidden' });
    await page.keyboard.press('t');
    await offer.waitFor();
    const isOld = async (which: Page) => [await which.title(), await missedBy(which, folder)];
    expect(await isOld(page)).toEqual(['CT sandbox', []]);

    const before = page.url();
    await offer.click();
    await expect.poll(() => page.title()).toBe('The next one');
    await untilAtRest(page);
    expect(page.url()).toBe(before);
    expect(await missedBy(page, newer)).toEqual([]);
    // The other page is of the version before, whose parts no server has any more.
    expect([await beside.title(), await missedBy(beside, folder)]).toEqual(['CT sandbox', ['index.html']]);
    await opensDialog(beside, 'n', 'Phantoms');
    await beside.getByRole('button', { name: 'Take it' }).click();
    await expect.poll(() => beside.title()).toBe('The next one');
    await beside.close();
    // With the last of its pages it goes.
    await page.reload();
    await expect
      .poll(async () => (await keptAddresses(page)).sort())
      .toEqual(
        builtFiles(newer)
          .map(({ url }) => `${server.address}${url}`)
          .sort(),
      );
    expect(opened.errors.filter((error) => !/ERR_INTERNET_DISCONNECTED/.test(error))).toEqual([]);
    expect(opened.foreignRequests).toEqual([]);
  });
});
