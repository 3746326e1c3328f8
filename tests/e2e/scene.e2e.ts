// The three-dimensional scene: what is in it is where it is, hands and keys turn it, and a page without WebGL does without.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { type Pixels, readPixels } from './support/page.ts';
import {
  describeWorlds,
  type ExperimentParts,
  errorNotice,
  partDiffering,
  slider,
  untilAtRest,
  untilPainted,
  workplace,
} from './support/sandbox.ts';

/** Where the ball is, in mm: in no direction where its mirror image would be. */
const BALL_MM = [20, 10, 15] as const;

const BALL: ExperimentParts = {
  version: 2,
  phantom: {
    ...{ version: 1, dimensions: 3, name: 'A ball', fieldSizeMm: 96, heightMm: 96 },
    ...{ values: 'attenuation-per-mm', composition: 'add' },
    solids: [{ type: 'sphere', x: BALL_MM[0], y: BALL_MM[1], z: BALL_MM[2], radius: 9, value: 0.04 }],
  },
  scan: {
    ...{ geometry: 'cone', views: 24, channels: 48, channelSpacingMm: 5, rows: 48, rowSpacingMm: 5 },
  },
  reconstruction: { grid: { pixels: 32, pixelSizeMm: 3, slices: 32 } },
} as unknown as ExperimentParts;

const sceneCanvas = (page: Page) => page.locator('#scene .scene-picture');
const besidesIn = (address: string) =>
  JSON.parse(Buffer.from(address.split('&besides=')[1] ?? 'e30', 'base64url').toString());
const shownAs = (page: Page) => page.getByLabel('Volume shown as');

/** Waits until the scene is drawn as fine as it can be, and nothing more is to come. */
async function untilFine(page: Page): Promise<void> {
  await untilAtRest(page);
  await untilPainted(page);
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('#scene .scene-picture')?.dataset.drawn === 'fine',
  );
}

/** As everything is drawn that comes from arrays, which are read after a run. */
async function sceneSeen(page: Page): Promise<Pixels> {
  await untilFine(page);
  return readPixels(sceneCanvas(page));
}

/**
 * Where a place is in the picture, in pixels: seen from the eye, of which the picture is opened 32° from top to bottom, z
 * upwards. Written out, apart from the scene’s own matrices.
 */
async function placeOnCanvas(page: Page, [x, y, z]: readonly number[], { width, height }: Pixels) {
  const { eyeMm, targetMm } = await sceneCanvas(page).evaluate((canvas: HTMLElement) => ({
    eyeMm: canvas.dataset.eyeMm!.split(' ').map(Number),
    targetMm: canvas.dataset.targetMm!.split(' ').map(Number),
  }));
  const unit = (v: number[]) => v.map((part) => part / Math.hypot(...v));
  const dot = (a: number[], b: number[]) => a.reduce((sum, part, i) => sum + part * b[i]!, 0);
  const cross = ([a, b, c]: number[], [d, e, f]: number[]) => [b! * f! - c! * e!, c! * d! - a! * f!, a! * e! - b! * d!];
  const forward = unit(targetMm.map((part, i) => part - eyeMm[i]!));
  const right = unit(cross(forward, [0, 0, 1]));
  const up = cross(right, forward);
  const way = [x!, y!, z!].map((part, i) => part - eyeMm[i]!);
  const halfMm = dot(way, forward) * Math.tan((16 * Math.PI) / 180);
  return {
    x: width / 2 + (dot(way, right) / halfMm) * (height / 2),
    y: height / 2 - (dot(way, up) / halfMm) * (height / 2),
  };
}

/** How far above what is looked at the eye is. */
const elevationSeenDeg = (page: Page) =>
  sceneCanvas(page).evaluate(({ dataset }: HTMLElement) => {
    const [eye, target] = [dataset.eyeMm!, dataset.targetMm!].map((text) => text.split(' ').map(Number));
    const [x, y, z] = eye!.map((mm, axis) => mm - target![axis]!) as [number, number, number];
    return (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI;
  });

/** The middle of all pixels that are brighter in one picture than in another, by how much, without the controls at the foot. */
function middleOfChange(a: Pixels, b: Pixels): { readonly x: number; readonly y: number } {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < 0.85 * a.data.length; i += 4) {
    const change = Math.max(0, a.data[i]! - b.data[i]! - 16);
    sum += change;
    sumX += change * ((i >> 2) % a.width);
    sumY += change * Math.floor((i >> 2) / a.width);
  }
  return { x: sumX / sum, y: sumY / sum };
}

/** Keeps hold of the scene’s chip, whose canvas is never part of the page. Runs in the page. */
function holdChip(): void {
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
    const context = Reflect.apply(getContext, this, given);
    if (given[0] === 'webgl2') {
      const chip = (context as WebGL2RenderingContext).getExtension('WEBGL_lose_context')!;
      Object.assign(window, { loseChip: () => chip.loseContext(), restoreChip: () => chip.restoreContext() });
    }
    return context;
  } as typeof getContext;
}

describeWorlds(
  'the scene',
  ({ open }) => {
    test('is fetched when it is opened, shows the ball where it is, is turned by keys, and keeps its memory steady', async () => {
      const fetched: string[] = [];
      const { page, after } = await open(BALL, {
        // Of fewer pixels: a chip in software draws each through the whole volume.
        viewport: { width: 1280, height: 560 },
        prepare: async (opened) => {
          opened.on('request', (request) => fetched.push(request.url()));
          await opened.addInitScript(holdChip);
        },
        // three’s own word on it.
        allowed: /Context (Lost|Restored)/,
      });
      const ofScene = () => fetched.filter((address) => /scene-drawing/.test(address));
      expect(ofScene()).toEqual([]);
      await after(() => workplace(page, 'Volume').click());
      await untilFine(page);
      expect(ofScene()).not.toEqual([]);
      expect(await faults(page)).toEqual([]);

      // The volume alone fills the picture.
      await page.getByRole('checkbox', { name: 'Planes' }).uncheck();
      await page.getByRole('button', { name: 'Near', exact: true }).click();
      expect(await shownAs(page).inputValue()).toBe('none');
      const without = await sceneSeen(page);
      await shownAs(page).selectOption('mip');
      const withBall = await sceneSeen(page);
      const seen = middleOfChange(withBall, without);
      const expected = await placeOnCanvas(page, BALL_MM, withBall);
      const away = ({ x, y }: { x: number; y: number }) => Math.hypot(x - seen.x, y - seen.y) / withBall.height;
      expect(away(expected)).toBeLessThan(0.02);
      for (const mirror of [
        [-1, 1, 1],
        [1, -1, 1],
        [1, 1, -1],
      ]) {
        const image = BALL_MM.map((mm, axis) => mm * mirror[axis]!);
        expect(away(await placeOnCanvas(page, image, withBall))).toBeGreaterThan(0.04);
      }

      const place = page.locator('#scene .pane-drawing');
      await place.focus();
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
      const turned = await sceneSeen(page);
      expect(partDiffering(turned, withBall, 24)).toBeGreaterThan(0.01);
      await page.keyboard.press('0');
      expect(partDiffering(await sceneSeen(page), withBall, 24)).toBeLessThan(0.002);

      await page.getByRole('checkbox', { name: 'Planes' }).check();
      const chip = () => sceneCanvas(page).evaluate((canvas: HTMLElement) => canvas.dataset.chip);
      // The views pass before the whole volume.
      await after(() => page.getByLabel('Grow while playing').uncheck());
      await after(() => slider(page, 'Views shown').fill('4'));
      await untilFine(page);
      const before = await chip();
      await page.evaluate(async () => {
        const view = document.querySelector<HTMLInputElement>('#play .slider')!;
        const cut = document.querySelector<HTMLInputElement>('#scene-cut-x')!;
        const mode = document.querySelector<HTMLSelectElement>('#scene select')!;
        for (let i = 0; i < 200; i++) {
          const [input, value] = (
            [
              [view, String(1 + (i % 24))],
              [cut, String((i % 20) / 20)],
              [mode, ['mip', 'surface', 'window', 'none'][(i >> 2) % 4]!],
              [view, String(1 + ((7 * i) % 24))],
            ] as const
          )[i % 4]!;
          input.value = value;
          input.dispatchEvent(new Event(input === mode ? 'change' : 'input'));
          if (i % 8 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        cut.value = '0';
        cut.dispatchEvent(new Event('input'));
        mode.value = 'mip';
        mode.dispatchEvent(new Event('change'));
      });
      await after(() => slider(page, 'Views shown').fill('4'));
      await untilFine(page);
      expect((await chip())?.replace(/, \d+ programs/, '')).toBe(before?.replace(/, \d+ programs/, ''));

      // What is chosen is undone, from where it is seen is not; a link, and going back to it, lead to what it was made of.
      await place.focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
      const turnedBefore = await sceneSeen(page);
      await page.locator('#scene-cut-z').evaluate((input: HTMLInputElement) => {
        for (const [value, kind] of [
          ['-0.3', 'input'],
          ['-0.5', 'input'],
          ['-0.5', 'change'],
        ]) {
          input.value = value!;
          input.dispatchEvent(new Event(kind!));
        }
      });
      await place.focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
      const cut = await sceneSeen(page);
      const eye = () => sceneCanvas(page).evaluate((canvas: HTMLElement) => canvas.dataset.eyeMm);
      const eyeBefore = await eye();
      // The address follows a hand after a while, and the keys were pressed last.
      const elevationDeg = expect.closeTo(await elevationSeenDeg(page), 0);
      const look = { mode: 'mip', cut: { z: -0.5 }, seen: { elevationDeg } };
      await expect.poll(() => besidesIn(page.url())).toMatchObject({ volume: look });
      const link = page.url();
      await page.keyboard.press('Control+z');
      await untilFine(page);
      expect(await page.locator('#scene-cut-z + output').textContent()).toBe('whole');
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp');
      expect(partDiffering(await sceneSeen(page), turnedBefore, 24)).toBeLessThan(0.002);
      await after(() => page.locator('#phantom-select').selectOption('defrise-disks'));
      await untilFine(page);
      await after(() => page.evaluate((to) => location.assign(to), link));
      // The viewpoint is rounded by less than a pixel, which moves some lines into the next one.
      expect(partDiffering(await sceneSeen(page), cut, 24)).toBeLessThan(0.03);
      const eyes = [eyeBefore, await eye()].map((text) => text!.split(' ').map(Number)) as [number[], number[]];
      expect(Math.hypot(...eyes[0].map((mm, axis) => mm - eyes[1][axis]!))).toBeLessThan(0.3);
      expect(await page.locator('#scene-cut-z + output').textContent()).toBe('z > 0 mm');

      // The chip is taken away, and comes back.
      const seenBefore = await sceneSeen(page);
      await page.evaluate(() => (window as unknown as { loseChip(): void }).loseChip());
      await page.locator('#scene .pane-note', { hasText: 'taken away' }).waitFor();
      await page.evaluate(() => (window as unknown as { restoreChip(): void }).restoreChip());
      await page.locator('#scene .pane-note', { hasText: 'taken away' }).waitFor({ state: 'hidden' });
      expect(partDiffering(await sceneSeen(page), seenBefore, 24)).toBeLessThan(0.002);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('without WebGL a sentence stands in its place, and planes and projection are there', async () => {
      const { page, after } = await open(BALL, {
        prepare: (opened) =>
          opened.addInitScript(() => {
            const getContext = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
              return String(given[0]).startsWith('webgl') ? null : Reflect.apply(getContext, this, given);
            } as typeof getContext;
          }),
      });
      await after(() => workplace(page, 'Volume').click());
      expect(await page.locator('#scene [role="alert"] p').textContent()).toMatch(/offers no WebGL 2/);
      await after(() => slider(page, 'Axial, z').fill('20'));
      expect(await page.locator('#axial .pane-picture').getAttribute('aria-label')).toMatch(/z = 13.5 mm/);
      expect(await errorNotice(page).count()).toBe(0);
    });
  },
  [false],
);
