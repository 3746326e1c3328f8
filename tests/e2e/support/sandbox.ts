// The sandbox as its visitors use it: opening it, waiting until it is at rest, reading its panes.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Version1Experiment } from '../../../src/experiment/version-1/schema.ts';
import { linkTo } from '../../support/links.ts';
import {
  crop,
  type OpenedPage,
  type OpenPageOptions,
  openPage,
  type Pixels,
  type Rectangle,
  readClip,
  sharedBrowser,
} from './page.ts';

/** The four panes that the page begins with. */
export type PaneId = 'phantom' | 'sinogram' | 'slice' | 'difference';
export const PANES: readonly PaneId[] = ['phantom', 'sinogram', 'slice', 'difference'];
/** Those, and what may stand beside them: a view, and whose it is. */
export type PlaneId = 'axial' | 'coronal' | 'sagittal' | 'projection';
/** Lanes of what was kept. */
type KeptLane = 'a' | 'b' | 'c';
export type SlotId =
  | PaneId
  | PlaneId
  | 'similarity'
  | `slice-${'unfiltered' | 'undisturbed' | 'cured' | KeptLane}`
  | `departure-${KeptLane}`;

type Parts<T> = { [Key in keyof T]?: T[Key] extends object | undefined ? Partial<T[Key]> | undefined : T[Key] };
/** An experiment as links of version 1 have it, which open for ever: only what is not the default. */
export type ExperimentParts = Omit<Parts<Version1Experiment>, 'phantom' | 'version'> & {
  phantom?: unknown;
  version?: number;
};

/** Small enough for a software GPU to answer at once. */
export const SMALL: ExperimentParts = {
  scan: { views: 90, channels: 184, channelSpacingMm: 2 },
  reconstruction: { pixels: 128, pixelSizeMm: 2 },
};

/** Where a software GPU paints every pixel of the window. As wide as other pages, so that the same stands beside the same. */
const LOW_WINDOW = { width: 1280, height: 560 };

/** Enough for figures of a few HU. */
export const FINE: ExperimentParts = {
  scan: { views: 180, channels: 368, channelSpacingMm: 1 },
  reconstruction: { pixels: 256, pixelSizeMm: 1 },
};

export const hashOf: (experiment: ExperimentParts) => string = linkTo;

export interface World {
  readonly webgpu: boolean;
  readonly browser: Browser;
  /** Opens the page with an experiment (`null`: a bare address) and waits until it is at rest. */
  open(experiment?: ExperimentParts | null, options?: OpenSandboxOptions): Promise<Sandbox>;
  /**
   * The page of an earlier test of the same block, with this experiment opened in it as a link is, and at rest; a new one
   * where there is none. It takes a tenth of the time: for tests that need no fresh visitor. What such a test opens it
   * closes, and what it turns is a matter of the experiment.
   */
  share(experiment?: ExperimentParts): Promise<Sandbox>;
  /**
   * A `test` in the world without WebGPU alone: for what does not depend on who computes. There a frame costs a tenth of
   * what it costs where a software GPU puts it together.
   */
  readonly once: typeof test;
}

export interface OpenSandboxOptions extends OpenPageOptions {
  /** For pages that are not to come to rest. */
  atRest?: boolean;
  /** Leaves the choice of the backend to the page, which takes no GPU that is emulated in software. */
  unchosenBackend?: boolean;
  /** What may stand in the console besides nothing at all. */
  allowed?: RegExp;
}

export interface Sandbox extends OpenedPage {
  /** Runs `action` and waits until everything that it set off is on screen. */
  after(action: () => Promise<unknown>): Promise<void>;
}

/** Declares nothing: the other world has the test. */
const NOT_HERE = Object.assign(() => undefined, { each: () => () => undefined }) as unknown as typeof test;

/** The browser's own word on a machine without a GPU. */
const NO_ADAPTERS = /No available adapters\./;
/** And where the processor stands in for a graphics chip, whose pictures it has to fetch from itself. */
const SLOW_CHIP = /GPU stall due to ReadPixels/;

/**
 * `describe`, once with WebGPU and once without. After each test its pages are closed, and whatever they said in the
 * console or asked of another place fails it.
 *
 * @param showsGpu `false` where nothing that a GPU has made is looked at: its canvases stay black, and a frame costs less
 */
export function describeWorlds(
  title: string,
  body: (world: World) => void,
  worlds = [true, false],
  { showsGpu = true } = {},
): void {
  for (const webgpu of worlds) {
    describe(`${title}, ${webgpu ? 'with' : 'without'} WebGPU`, () => {
      const opened: { sandbox: OpenedPage; complaints: string[]; allowed: RegExp | undefined }[] = [];
      let browser: Browser;
      let shared: { page: (typeof opened)[number]; sandbox: Sandbox } | null = null;
      beforeAll(async () => {
        browser = await sharedBrowser({ webgpu, ...(webgpu && !showsGpu && { showsGpu }) });
      });
      afterEach(async ({ task }) => {
        const kept = task.result?.state === 'fail' ? null : shared;
        shared = kept;
        const pages = opened.splice(0);
        await Promise.all(pages.filter((page) => page !== kept?.page).map(({ sandbox }) => sandbox.close()));
        if (kept) opened.push(kept.page);
        for (const { sandbox, complaints, allowed } of pages) {
          const said = [...sandbox.errors.splice(0), ...complaints.splice(0)].filter((text) => !allowed?.test(text));
          expect(said).toEqual([]);
          expect(sandbox.foreignRequests.splice(0)).toEqual([]);
        }
      });
      afterAll(async () => {
        await Promise.all(opened.splice(0).map(({ sandbox }) => sandbox.close()));
      });
      const open: World['open'] = async (experiment = SMALL, given = {}) => {
        const { atRest = true, unchosenBackend = false, allowed, prepare, ...options } = given;
        // WebGPU tells of what it refuses by warnings.
        const complaints: string[] = [];
        const sandbox = await openPage(browser, {
          ...(webgpu && { viewport: LOW_WINDOW }),
          ...(experiment && { hash: hashOf(experiment) }),
          ...options,
          prepare: async (page) => {
            page.on('console', (message) => {
              const text = message.text();
              const isUsual = NO_ADAPTERS.test(text) || SLOW_CHIP.test(text);
              if (message.type() === 'warning' && !isUsual) complaints.push(text);
            });
            await countWork(page);
            if (webgpu && !unchosenBackend) await chooseSoftwareGpu(page);
            await prepare?.(page);
          },
        });
        opened.push({ sandbox, complaints, allowed });
        const { page } = sandbox;
        if (atRest) await untilAtRest(page);
        return {
          ...sandbox,
          after: async (action) => {
            // From here on at rest means: after what the action sets off.
            await page.locator('#stage').evaluate((stage) => stage.setAttribute('aria-busy', 'true'));
            await action();
            await untilAtRest(page);
          },
        };
      };
      body({
        webgpu,
        // Only where the other world is there to have it.
        once: webgpu && worlds.includes(false) ? NOT_HERE : test,
        get browser() {
          return browser;
        },
        open,
        async share(experiment = SMALL) {
          if (!shared) {
            const sandbox = await open(experiment);
            shared = { page: opened.at(-1)!, sandbox };
          } else {
            const { page, after } = shared.sandbox;
            await page.mouse.move(0, 0);
            await after(() => followLink(page, hashOf(experiment)));
          }
          return shared.sandbox;
        },
      });
    });
  }
}

/** As a click on a link to the same page does, also where the address holds that link already. */
const followLink = (page: Page, hash: string) =>
  page.evaluate((link) => {
    (document.activeElement as HTMLElement | null)?.blur();
    history.replaceState(null, '', link);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, hash);

/** Waits until pictures and numbers are those of the experiment, and painted. */
export async function untilAtRest(page: Page): Promise<void> {
  // Looked for in every frame; a locator's wait looks again after half a second.
  await page.waitForFunction(() => document.querySelector('#stage')?.getAttribute('aria-busy') === 'false');
  await untilPainted(page);
}

/** Waits for two frames: what was asked for in one is painted in the next. */
export async function untilPainted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/**
 * Lets the page's clock run tenfold. A benchmark repeats its work until its clock says that it took long enough, so that
 * it is done in a tenth of the time; its figures mean nothing then.
 */
export const hastenClock = (page: Page) =>
  page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => 10 * now();
  });

/** The GPU of these tests is one in software, which the page takes only where a visitor has chosen it. */
const chooseSoftwareGpu = (page: Page) =>
  page.addInitScript(() => localStorage.setItem('ct-sandbox software GPU chosen', 'yes'));

interface CountingWindow {
  sandboxWork: number;
}

/** Counts what is computed: compute passes of the GPU and tasks of the CPU's workers. */
async function countWork(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counting = window as unknown as CountingWindow;
    counting.sandboxWork = 0;
    const postMessage = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      counting.sandboxWork++;
      Reflect.apply(postMessage, this, given);
    };
    if (typeof GPUComputePassEncoder === 'undefined') return;
    const dispatch = GPUComputePassEncoder.prototype.dispatchWorkgroups;
    GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...sizes) {
      counting.sandboxWork++;
      return dispatch.apply(this, sizes);
    };
  });
}

/** How much has been computed since the page was opened; of use only by comparison. */
export function workSoFar(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as CountingWindow).sandboxWork);
}

export const picture = (page: Page, pane: SlotId) => page.locator(`#${pane} .pane-picture`);

/** A pane's picture alone, from its first pixel to its last. */
export async function pictureSeen(page: Page, pane: SlotId): Promise<Pixels> {
  return (await picturesSeen(page, [pane]))[pane];
}

/** Where pictures stand in the window; a canvas between two pixels is painted on the nearer one. */
const placesOf = (page: Page, panes: readonly SlotId[]): Promise<Rectangle[]> =>
  page.evaluate(
    (ids) =>
      ids.map((id) => {
        const { x, y, width, height } = document.querySelector(`#${id} .pane-picture`)!.getBoundingClientRect();
        if (width === 0) throw new Error(`${id} is not on the stage.`);
        return { left: Math.round(x), top: Math.round(y), width: Math.round(width), height: Math.round(height) };
      }),
    panes,
  );

/** The pictures of several panes, of one and the same moment. */
export async function picturesSeen<Id extends SlotId = PaneId>(
  page: Page,
  panes: readonly Id[] = PANES as readonly Id[],
): Promise<Record<Id, Pixels>> {
  await untilPainted(page);
  const boxes = await placesOf(page, panes);
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.left + box.width)) - left;
  const height = Math.max(...boxes.map((box) => box.top + box.height)) - top;
  // Sentences and notes lie over the pictures, and their rounded corners are not drawn to the same bits every time.
  const hideSentences = (hidden: boolean) =>
    page.evaluate((now) => document.documentElement.toggleAttribute('data-pictures-alone', now), hidden);
  await hideSentences(true);
  const whole = await readClip(page, { left, top, width, height });
  await hideSentences(false);
  const seen = {} as Record<Id, Pixels>;
  for (const [i, pane] of panes.entries()) {
    const box = boxes[i]!;
    seen[pane] = crop(whole, { ...box, left: box.left - left, top: box.top - top });
  }
  return seen;
}

type Pictures = Record<PaneId, Pixels>;

/** The panes whose pictures are not the same, and how they differ; a difference of so many greys does not count. */
export function changesOf(before: Pictures, after: Pictures, greys = 0): string[] {
  return PANES.map((pane) => [pane, differenceOf(before[pane], after[pane], greys)] as const)
    .filter(([, difference]) => difference !== '')
    .map(([pane, difference]) => `${pane}: ${difference}`);
}

/** How two pictures differ, for a person; empty where they do not by more than `greys`. */
export function differenceOf(a: Pixels, b: Pixels, greys = 0): string {
  if (a.width !== b.width || a.height !== b.height)
    return `${a.width} × ${a.height} and ${b.width} × ${b.height} pixels`;
  let count = 0;
  let most = 0;
  let first = '';
  for (let i = 0; i < a.data.length; i++) {
    const difference = Math.abs(a.data[i]! - b.data[i]!);
    if (difference <= greys) continue;
    first ||= `(${(i >> 2) % a.width}, ${Math.floor((i >> 2) / a.width)})`;
    most = Math.max(most, difference);
    if (i % 4 === 1) count++;
  }
  return count === 0 ? '' : `${count} of ${a.width * a.height} pixels by up to ${most}, the first at ${first}`;
}

/** The part of the pixels that differ by more than `greys`. */
export function partDiffering(a: Pixels, b: Pixels, greys: number): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  let count = 0;
  for (let i = 0; i < a.data.length; i += 4) if (Math.abs(a.data[i]! - b.data[i]!) > greys) count++;
  return (4 * count) / a.data.length;
}

/** Takes the focus, and its ring, from whatever has it. */
export async function unfocus(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** What a pane shows, by place. */
export interface Greys {
  readonly width: number;
  readonly height: number;
  readonly pixels: Pixels;
  /** The grey (0 to 255) of one screen pixel; throws where it is not a grey. */
  at(x: number, y: number): number;
  /** Mean grey within `radius` about a point; all as parts of the picture's width, from its middle, y up. */
  disk(x: number, y: number, radius: number): number;
}

export async function paneGreys(page: Page, pane: SlotId): Promise<Greys> {
  return greysOf(await pictureSeen(page, pane));
}

export function greysOf(pixels: Pixels): Greys {
  const { width, height } = pixels;
  const at = (x: number, y: number) => {
    const [red, green, blue] = pixels.at(x, y);
    if (red !== green || green !== blue) throw new Error(`(${x}, ${y}) is no grey: ${red}, ${green}, ${blue}`);
    return red;
  };
  const disk = (centreX: number, centreY: number, radius: number) => {
    const cx = (0.5 + centreX) * width - 0.5;
    const cy = (0.5 - centreY) * height - 0.5;
    const reach = Math.max(radius * width, 0.8);
    let sum = 0;
    let count = 0;
    for (let y = Math.ceil(cy - reach); y <= cy + reach; y++) {
      for (let x = Math.ceil(cx - reach); x <= cx + reach; x++) {
        if (Math.hypot(x - cx, y - cy) > reach) continue;
        sum += at(x, y);
        count++;
      }
    }
    return sum / count;
  };
  return { width, height, pixels, at, disk };
}

/** The value of a grey under a window (DICOM PS3.3 C.11.2.1.3.2, LINEAR_EXACT). */
export function valueOfGrey(grey: number, window: { width: number; level: number }): number {
  return window.level - window.width / 2 + (grey / 255) * window.width;
}

/** The grey of a value under a window. */
export function greyOfValue(value: number, window: { width: number; level: number }): number {
  return Math.min(255, Math.max(0, ((value - window.level) / window.width + 0.5) * 255));
}

/** Opens a menu of the header and chooses from it. */
export async function chooseFrom(page: Page, menu: 'Share' | 'This machine', item: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** The tab of a workplace. */
export const workplace = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** Goes to a workplace by whatever the header has room for. */
export async function goToWorkplace(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('combobox', { name: 'Workplace', exact: true });
  await ((await menu.isVisible()) ? menu.selectOption(name) : workplace(page, name).click());
}

/** The number field of a control, by the name that stands before it. */
export const field = (page: Page, name: string) => page.getByRole('spinbutton', { name, exact: true });
export const slider = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });

/** Types a number into a control and leaves it. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).fill(text);
  await field(page, name).press('Tab');
}

/** Types window width and level, which run nothing. */
export async function setWindow(page: Page, window: { width: number; level: number }): Promise<void> {
  await type(page, 'W, window width', String(window.width));
  await type(page, 'L, window level', String(window.level));
  await untilPainted(page);
}

/** What a pane says its picture is, such as `Sinogram: 90 views × 184 channels`. */
export async function pictureLabel(page: Page, pane: SlotId): Promise<string> {
  return (await picture(page, pane).getAttribute('aria-label')) ?? '';
}

/** The window that is written on a pane's picture, in display units. */
export async function windowOnPicture(page: Page, pane: PaneId): Promise<{ width: number; level: number }> {
  await untilPainted(page);
  const text = ((await picture(page, pane).getAttribute('aria-description')) ?? '').replaceAll('\u2212', '-');
  const [, width, level] = /^W (\S+) +L (\S+)/.exec(text) ?? [];
  return { width: Number(width), level: Number(level) };
}

/** Drags on a picture until its window is as wide as asked for, within 5 %; says how wide it is then. */
export async function dragWindowTo(page: Page, pane: PaneId, wanted: number): Promise<number> {
  for (let drags = 0; drags < 8; drags++) {
    const { width } = await windowOnPicture(page, pane);
    const wayPixels = 200 * Math.log(wanted / width);
    if (Math.abs(wayPixels) < 10) return width;
    const { x, y, width: room, height } = (await picture(page, pane).boundingBox())!;
    const across = Math.min(Math.max(wayPixels, -0.9 * room), 0.9 * room);
    const from = { x: x + (across > 0 ? 0.05 : 0.95) * room, y: y + height / 2 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + across, from.y);
    await page.mouse.up();
  }
  throw new Error(`The window of ${pane} does not become ${wanted} wide.`);
}

export const errorNotice = (page: Page) => page.locator('.notice-error');
export const calmNotice = (page: Page) => page.locator('.notice-calm .notice-text');
export const badge = (page: Page) => page.locator('#backend-badge');

/** The numbers panel as an object: `{ RMSE: '22.8 HU', …, Scan: '156 ms', … }`. */
export async function numbers(page: Page): Promise<Record<string, string>> {
  const entries = await page
    .locator('#numbers :is(dt, tbody th)')
    .evaluateAll((terms) => terms.map((term) => [term.textContent, term.nextElementSibling?.textContent]));
  return Object.fromEntries(entries);
}
