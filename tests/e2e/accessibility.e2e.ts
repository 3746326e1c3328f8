// Without eyes, without a mouse, on a phone.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { WORKPLACES } from '../../src/app/workplaces/registry.ts';
import { npyBytes } from '../support/npy.ts';
import { faults } from './support/axe.ts';
import { clippedWords } from './support/clipped-words.ts';
import {
  describeWorlds,
  field,
  goToWorkplace,
  hastenClock,
  PANES,
  pictureLabel,
  SMALL,
  slider,
  unfocus,
  untilAtRest,
} from './support/sandbox.ts';

/** What has the focus, for a person. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const labels = element
      .getAttribute('aria-labelledby')
      ?.split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    const own = element.getAttribute('aria-label') ?? element.textContent?.trim();
    return `${element.tagName.toLowerCase()}${(element as HTMLInputElement).type ? `[${(element as HTMLInputElement).type}]` : ''} ${labels?.join(' ').trim() ?? own}`;
  });

const boxOf = async (page: Page, selector: string) => (await page.locator(selector).first().boundingBox())!;

describeWorlds(
  'accessibility',
  ({ open }) => {
    test('axe finds nothing on the page and in its dialogs', async () => {
      const { page } = await open(SMALL, { allowed: /willReadFrequently/, prepare: hastenClock });
      expect(await faults(page)).toEqual([]);

      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Mouse and keys' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.keyboard.press('n');
      await page.getByRole('dialog', { name: 'Phantoms' }).waitFor();
      await page.locator('.gallery-lesson').last().filter({ hasText: /\w/ }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.keyboard.press('s');
      await page.getByRole('dialog', { name: 'Save' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.keyboard.press('m');
      const benchmark = page.getByRole('dialog', { name: 'Benchmark' });
      for (const size of [256, 512, 1024]) await benchmark.getByLabel(`${size}²`, { exact: true }).uncheck();
      await benchmark.getByLabel('64²', { exact: true }).check();
      await benchmark.getByRole('button', { name: 'Run' }).click();
      await benchmark.getByText(/^Done/).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      const buffer = Buffer.from(npyBytes(new Float32Array(40 * 60), [40, 60]));
      await page.locator('#file-input').setInputFiles({ name: 'a.npy', mimeType: '', buffer });
      await page.getByRole('dialog', { name: 'What are these arrays?' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.locator('#file-input').setInputFiles({ name: 'a.json', mimeType: '', buffer: Buffer.from('{') });
      await page.locator('.notice-error').waitFor();
      expect(await faults(page)).toEqual([]);
    });
  },
  [false],
);

describeWorlds(
  'accessibility of every part',
  ({ open }) => {
    test('axe finds nothing on a phone, with the controls open, and with one pane on the stage', async () => {
      const { page } = await open(SMALL, { viewport: { width: 390, height: 844 }, allowed: /willReadFrequently/ });
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Controls', exact: true }).click();
      expect(await faults(page)).toEqual([]);
      await field(page, 'Projections').fill('0');
      await page.locator('.number-control-error:visible').waitFor();
      expect(await faults(page)).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 800 });
      await unfocus(page);
      await page.keyboard.press('f');
      expect(await faults(page)).toEqual([]);
    });

    test('Tab goes through the page as it is read, and its place is seen', async () => {
      const { page } = await open();
      const order: string[] = [];
      for (let step = 0; step < 65; step++) {
        await page.keyboard.press('Tab');
        const name = await focused(page);
        if (order.includes(name) || name.startsWith('body')) break;
        order.push(name);
        const outline = await page.evaluate(() => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement!);
          return { seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1, boxShadow };
        });
        expect([name, outline.seen || outline.boxShadow !== 'none']).toEqual([name, true]);
      }
      const places = [
        /^select.*Phantom|Shepp/,
        /^button.*Scan/,
        /^button.*Keep/,
        /^button.*Share/,
        /^button.*Open/,
        /^button.*Help/,
        /^input\[range\] Projections/,
        /^input\[number\] Projections/,
        /Filter|^select.*Ram/,
        /^input\[number\] W/,
        /^button.*Invert/,
        /Phantom: 128 × 128/,
        /Sinogram: 90 views/,
        /Reconstruction: 128/,
        /Difference: 128/,
        /^button.*Play the views/,
        /^input\[range\] Views shown/,
      ].map((pattern) => order.findIndex((name) => pattern.test(name)));
      expect([places, order]).toEqual([[...places].sort((a, b) => a - b), order]);
      expect([places.includes(-1), order]).toEqual([false, order]);
      // Whoever wants the pictures need not pass all of them.
      expect(order[0]).toMatch(/Skip to the images/);
      await page.locator('#skip-to-pictures').press('Enter');
      expect(await focused(page)).toMatch(/Phantom: 128 × 128/);
    });

    test('the keyboard alone turns the Projections slider', async () => {
      const { page, after } = await open();
      for (let step = 0; step < 30; step++) {
        await page.keyboard.press('Tab');
        if ((await focused(page)).startsWith('input[range] Projections')) break;
      }
      await after(() => page.keyboard.press('ArrowRight'));
      const more = Number(await field(page, 'Projections').inputValue());
      expect(more).toBeGreaterThan(90);
      await after(() => page.keyboard.press('Home'));
      expect(await field(page, 'Projections').inputValue()).toBe('1');
      expect(await pictureLabel(page, 'sinogram')).toMatch(/^Sinogram: 1 views? × 184 channels$/);
      await after(() => page.keyboard.press('End'));
      expect(await field(page, 'Projections').inputValue()).toBe('1440');
      expect(await slider(page, 'Projections').getAttribute('aria-valuetext')).toBe('1440');
    });

    test('dialogs close on Escape and give the focus back', async () => {
      const { page } = await open();
      for (const [button, item, dialog] of [
        ['Help: mouse and keys', 0, 'Mouse and keys'],
        // A menu, whose items arrows go through.
        ['Share', 2, 'Save'],
        ['This machine', 2, 'Benchmark'],
      ] as const) {
        await page.getByRole('button', { name: button }).focus();
        await page.keyboard.press('Enter');
        if (item > 0) {
          for (let step = 1; step < item; step++) await page.keyboard.press('ArrowDown');
          await page.keyboard.press('Enter');
        }
        await page.getByRole('dialog', { name: dialog }).waitFor();
        // The focus stays inside, and the page's keys do not act.
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.matches('body, dialog *'))).toBe(true);
        await page.keyboard.press('i');
        await page.keyboard.press('Escape');
        expect(await page.getByRole('dialog').count()).toBe(0);
        expect(await focused(page)).toContain(button);
        expect(await page.getByRole('button', { name: 'Invert' }).getAttribute('aria-pressed')).toBe('false');
      }
    });
  },
  [false],
);

/** What has moved in panel and numbers while the page opened, in the browser's own record. */
const movedWhileOpening = (page: Page) =>
  page.evaluate(async () => {
    interface LayoutShift extends PerformanceEntry {
      readonly sources: readonly { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    }
    const moved: Element[] = [];
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as LayoutShift[]) {
        for (const { node, previousRect: before, currentRect: now } of sources) {
          // A figure that comes, or has another digit, stands at the right edge as before.
          if (before.top === now.top && (before.left === now.left || before.right === now.right)) continue;
          moved.push(...(node instanceof Element ? [node] : node?.parentElement ? [node.parentElement] : []));
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    return moved.filter((element) => element.closest('#panel, #numbers')).map((it) => it.outerHTML.slice(0, 120));
  });

/** Writes the times of a machine that takes its time. */
const takeLong = (page: Page) =>
  page.locator('#numbers section[aria-labelledby="times-title"] dd').evaluateAll((cells) => {
    for (const cell of cells) cell.textContent = '0.000123 GUPS';
  });

/** All at once: each that opens is no longer among those that are closed. */
const openFolders = (page: Page) =>
  page.locator('#panel .lil-title[aria-expanded="false"]').evaluateAll((titles) => {
    for (const title of titles) (title as HTMLElement).click();
  });

describeWorlds(
  'layout',
  ({ open }) => {
    const sizes = [
      { width: 1366, height: 768 },
      { width: 1920, height: 1080 },
      { width: 1024, height: 768 },
      { width: 844, height: 390 },
      { width: 390, height: 844 },
    ];
    for (const viewport of sizes) {
      test(`${viewport.width} × ${viewport.height}: nothing sticks out, the pictures are large, every control is in reach`, async () => {
        const { page, after } = await open(SMALL, { viewport });
        const isWide = viewport.width > 1120;
        if (isWide) expect(await movedWhileOpening(page)).toEqual([]);
        const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
        expect(widths[0]).toBeLessThanOrEqual(widths[1]!);
        for (const pane of PANES) {
          const box = (await page.locator(`#${pane}`).boundingBox())!;
          expect([pane, box.width >= 200, box.height >= 200]).toEqual([pane, true, true]);
        }
        // What plays the scan stays in sight, on a phone too, where the page scrolls.
        const bar = (await page.getByRole('region', { name: 'Playback, view by view' }).boundingBox())!;
        expect(bar.y + bar.height).toBeCloseTo(viewport.height, 0);
        if (viewport.width < 700) {
          // From wherever one has scrolled to, what a knob changes is whole in sight above the knobs.
          await page.locator('#slice').evaluate((pane) => pane.scrollIntoView({ block: 'end' }));
          await page.getByRole('button', { name: 'Controls', exact: true }).click();
          const [slice, panel] = [await boxOf(page, '#slice'), await boxOf(page, '#panel')];
          expect(slice.y).toBeGreaterThanOrEqual(-1);
          expect(slice.y + slice.height).toBeLessThanOrEqual(panel.y + 1);
          expect(panel.y + panel.height).toBeLessThanOrEqual(bar.y + 1);
        } else if (viewport.height < 500) {
          // A phone on its side: the numbers follow below, a thumb can move a slider, and two slices stand side by side.
          expect((await slider(page, 'Projections').boundingBox())!.width).toBeGreaterThan(200);
          await page.locator('#stage').evaluate((stage) => stage.scrollTo(0, stage.scrollHeight));
          await after(() => page.getByText('show unfiltered').click());
          const [slice, beside] = [await boxOf(page, '#slice'), await boxOf(page, '#slice-unfiltered')];
          expect(beside.y).toBe(slice.y);
          expect(slice.y).toBeGreaterThan(0);
          expect(slice.y + slice.height).toBeLessThan(bar.y);
          await after(() => page.getByText('show unfiltered').click());
        } else {
          // On a desktop the page itself does not scroll, and figures that come and go move no picture.
          expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);
          const stage = await boxOf(page, '#stage');
          await slider(page, 'Views shown').press('Home');
          await page.locator('.play-text', { hasText: /^1 of/ }).waitFor();
          expect(await boxOf(page, '#stage')).toEqual(stage);
          await slider(page, 'Views shown').press('End');
          await untilAtRest(page);
        }
        const names = ['Projections', 'Offset ch', 'Cutoff', 'Pixel size mm', 'W, window width', 'L, window level'];
        for (const name of names) {
          const control = field(page, name);
          await control.scrollIntoViewIfNeeded();
          // Nothing lies over it.
          const free = await control.evaluate((input) => {
            const { x, y, width, height } = input.getBoundingClientRect();
            return input.contains(document.elementFromPoint(x + width / 2, y + height / 2));
          });
          expect([name, free]).toEqual([name, true]);
        }
        for (const button of ['Open…', 'Keep', 'Share', 'This machine', 'Invert', 'Reset window']) {
          await page.getByRole('button', { name: button }).click({ trial: true });
        }
        // Nothing is cut off at a side that does not scroll.
        const cut = await page.evaluate(() =>
          Array.from(
            document.querySelectorAll<HTMLElement>('button, select, input, h1, h2, dd, .play-text, .panel-text'),
          )
            .filter((element) => element.offsetParent !== null)
            .filter((element) => {
              const { left, right } = element.getBoundingClientRect();
              return left < -1 || right > window.innerWidth + 1;
            })
            .map((element) => element.outerHTML.slice(0, 80)),
        );
        expect(cut).toEqual([]);
        // No word ends in dots or at an edge, in any folder; nor on a machine that takes its time.
        await takeLong(page);
        await openFolders(page);
        expect(await clippedWords(page)).toEqual([]);
      });
    }

    test('no word is cut off in any workplace, at any of these sizes', async () => {
      // One page for all of them: a volume takes a processor five seconds to be scanned and drawn.
      const { page } = await open(SMALL, { viewport: sizes[0]! });
      await openFolders(page);
      const controls = page.getByRole('button', { name: 'Controls', exact: true });
      for (const { title } of WORKPLACES.all) {
        await goToWorkplace(page, title);
        for (const viewport of sizes) {
          await page.setViewportSize(viewport);
          if ((await controls.isVisible()) && (await controls.getAttribute('aria-expanded')) === 'false')
            await controls.click();
          await untilAtRest(page);
          await takeLong(page);
          expect([title, viewport, await clippedWords(page)]).toEqual([title, viewport, []]);
        }
      }
    });

    test('a phone: the controls fold away and come back', async () => {
      const { page } = await open(SMALL, { viewport: { width: 390, height: 844 } });
      const button = page.getByRole('button', { name: 'Controls', exact: true });
      expect(await page.locator('#panel').isVisible()).toBe(false);
      expect(await button.getAttribute('aria-expanded')).toBe('false');
      await button.click();
      expect(await page.locator('#panel').isVisible()).toBe(true);
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      await button.click();
      expect(await page.locator('#panel').isVisible()).toBe(false);

      // A small one on its side: they stand beside a pane that is whole in sight.
      await page.setViewportSize({ width: 667, height: 375 });
      await button.click();
      const [slice, panel] = [await boxOf(page, '#slice'), await boxOf(page, '#panel')];
      expect(slice.x).toBeGreaterThanOrEqual(panel.x + panel.width - 1);
      expect(slice.y).toBeGreaterThanOrEqual(-1);
      expect(slice.y + slice.height).toBeLessThanOrEqual((await boxOf(page, '#play')).y + 1);
      expect(slice.width).toBeGreaterThan(300);

      // A tablet held upright: two panes one below the other, not two narrow columns.
      await page.setViewportSize({ width: 768, height: 1024 });
      const [first, second] = [await boxOf(page, '#slice'), await boxOf(page, '#phantom')];
      expect(second.x).toBe(first.x);
      expect(first.width).toBeGreaterThan(400);
      expect(second.y + second.height).toBeLessThan((await boxOf(page, '#play')).y);
    });
  },
  [false],
);
