// Browsers and pages for the e2e tests.

import { decode } from 'fast-png';
import { type Browser, type CDPSession, chromium, type Locator, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { chromiumLaunchOptions } from '../../../scripts/software-gpu.mjs';
import { decodeScreenshot, type Screenshot } from './screenshot-png.ts';

/** Where the built page is served. */
export const pageOrigin = inject('pageOrigin');

// A software GPU on a busy machine takes its time.
const ACTION_TIMEOUT_MILLISECONDS = 60_000;

const browsers = new Set<Browser>();

/** Ends what {@link launchBrowser} began. */
export async function closeBrowsers() {
  await Promise.all(Array.from(browsers, (browser) => browser.close()));
  browsers.clear();
}

/**
 * A headless Chromium until the end of the test file, with WebGPU on the software GPU or with none: `requestAdapter()`
 * answers null there.
 */
export async function launchBrowser(options: { webgpu: boolean }): Promise<Browser> {
  const browser = await chromium.launch(await chromiumLaunchOptions(options));
  browsers.add(browser);
  return browser;
}

const kept = new Map<string, Promise<Browser>>();

/**
 * Such a browser that all test files of this process share: it takes longer to start than many a test. Each page is opened
 * in it by a fresh visitor.
 */
export async function sharedBrowser(options: { webgpu: boolean; showsGpu?: boolean }): Promise<Browser> {
  const kind = JSON.stringify(options);
  let browser = await kept.get(kind);
  if (!browser?.isConnected()) {
    const launched = chromiumLaunchOptions(options).then((launch) => chromium.launch(launch));
    kept.set(kind, launched);
    browser = await launched;
  }
  return browser;
}

async function closeAll() {
  await closeBrowsers();
  await Promise.allSettled(Array.from(kept.values(), async (browser) => (await browser).close()));
}

// The run was killed: without this, this process would go on to the end of its tests, alone.
process.once('disconnect', () => closeAll().finally(() => process.exit(1)));

export interface OpenPageOptions {
  /** Or a whole address of another server. */
  path?: string;
  /** With or without its leading `#`. */
  hash?: string;
  viewport?: { width: number; height: number };
  reducedMotion?: boolean;
  /** Lets the page keep a copy of itself, which others neither need nor have time for. */
  keepsCopy?: boolean;
  /** Runs before anything is loaded: routes, scripts to inject. */
  prepare?: (page: Page) => Promise<unknown>;
}

export interface OpenedPage {
  page: Page;
  /** What went wrong in the page so far: console errors, uncaught exceptions, failed requests, what its security policy refused. */
  errors: string[];
  /** Addresses that the page asked for anywhere but at its own origin. */
  foreignRequests: string[];
  close(): Promise<void>;
}

/** A fresh visitor (no storage, no cache) opens the page; resolves when it has loaded. */
export async function openPage(browser: Browser, options: OpenPageOptions = {}): Promise<OpenedPage> {
  const { path = '/', hash = '', viewport = { width: 1280, height: 800 }, reducedMotion = false } = options;
  const { keepsCopy = false, prepare } = options;
  const address = new URL(path, pageOrigin);
  address.hash = hash;
  const context = await browser.newContext({
    viewport,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    // What Chromium derives from a bare POSIX environment is no valid language tag, and Intl throws on it.
    locale: 'en-US',
  });
  context.setDefaultTimeout(ACTION_TIMEOUT_MILLISECONDS);
  const page = await context.newPage();

  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => errors.push('the page crashed'));
  const noteAddress = (asked: string) => {
    const { origin, protocol } = new URL(asked);
    if (origin !== address.origin && !['data:', 'blob:', 'about:'].includes(protocol)) foreignRequests.push(asked);
  };
  // On the context, so that what workers ask for is seen too.
  context.on('request', (request) => noteAddress(request.url()));
  page.on('websocket', (socket) => noteAddress(socket.url()));

  await page.exposeFunction('noteRefusal', (refusal: string) =>
    errors.push(`refused by the security policy: ${refusal}`),
  );
  await page.addInitScript(() => {
    const { noteRefusal } = window as unknown as { noteRefusal(refusal: string): void };
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      noteRefusal(`${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`),
    );
    // Playwright would put its own into the page as an element, which the policy refuses.
    const forScreenshots = new CSSStyleSheet();
    forScreenshots.replaceSync(
      '* { caret-color: transparent !important } [data-pictures-alone] :is(.over-stage, .pane-note) { visibility: hidden }',
    );
    document.adoptedStyleSheets = [forScreenshots];
  });
  // As in a browser that knows no service workers.
  if (!keepsCopy) await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await prepare?.(page);
  await page.goto(address.href);
  return { page, errors, foreignRequests, close: () => context.close() };
}

export interface Pixels {
  width: number;
  height: number;
  /** RGBA, 8 bits each, row by row from the top left. */
  data: Uint8Array;
  at(x: number, y: number): [red: number, green: number, blue: number, alpha: number];
}

/** The pixels of an element as a visitor sees them (a WebGPU canvas included), one per CSS pixel. */
export async function readPixels(element: Locator): Promise<Pixels> {
  return pixelsOf(decodeScreenshot(await element.screenshot({ caret: 'initial' })));
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The pixels of a part of the page as a visitor sees them, as Playwright's screenshot but compressed in haste. */
export async function readClip(page: Page, clip: Rectangle): Promise<Pixels> {
  let session = sessions.get(page);
  if (!session) {
    session = page.context().newCDPSession(page);
    sessions.set(page, session);
  }
  const { cssVisualViewport } = await (await session).send('Page.getLayoutMetrics');
  const { pageX, pageY, clientWidth, clientHeight } = cssVisualViewport;
  const { left, top, width, height } = clip;
  const isWholeInSight = left >= 0 && top >= 0 && left + width <= clientWidth && top + height <= clientHeight;
  // For a part Chromium lays the page out anew, paints it, and does both again afterwards: where a GPU in software puts
  // it together, a large part costs three times the whole.
  const takesWhole = isWholeInSight && 3 * width * height > clientWidth * clientHeight;
  const { data } = await (await session).send('Page.captureScreenshot', {
    format: 'png',
    // Of the document, which may have been scrolled.
    ...(takesWhole ? {} : { clip: { x: pageX + left, y: pageY + top, width, height, scale: 1 } }),
    optimizeForSpeed: true,
  });
  const pixels = pixelsOf(decodeScreenshot(Buffer.from(data, 'base64')));
  return takesWhole ? crop(pixels, clip) : pixels;
}

export function crop(pixels: Pixels, { left, top, width, height }: Rectangle): Pixels {
  if (left === 0 && top === 0 && width === pixels.width && height === pixels.height) return pixels;
  const data = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const first = ((top + row) * pixels.width + left) * 4;
    data.set(pixels.data.subarray(first, first + width * 4), row * width * 4);
  }
  return pixelsOf({ width, height, data });
}

/** The pixels of a PNG file of whatever origin. */
export function decodePixels(png: Uint8Array): Pixels {
  const { width, height, channels, depth, data: decoded } = decode(png);
  if (depth !== 8 || channels < 3) throw new Error(`A screenshot of ${channels} channels with ${depth} bits each.`);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      data[pixel * 4 + channel] = decoded[pixel * channels + channel]!;
    }
  }
  return pixelsOf({ width, height, data });
}

function pixelsOf({ width, height, data }: Screenshot): Pixels {
  const at: Pixels['at'] = (x, y) => {
    if (x < 0 || y < 0 || x >= width || y >= height)
      throw new RangeError(`(${x}, ${y}) is not in ${width} x ${height}.`);
    const first = (y * width + x) * 4;
    return [data[first]!, data[first + 1]!, data[first + 2]!, data[first + 3]!];
  };
  return { width, height, data, at };
}
