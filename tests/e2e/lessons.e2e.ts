// Lessons of the course, gone through by the keyboard alone as a student does who does not know the answers.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/axe.ts';
import { describeWorlds, untilAtRest, untilPainted } from './support/sandbox.ts';

/** By their numbers. */
const LESSONS = [1, 2, 13];

const title = (page: Page) => page.locator('.lesson-title').textContent();
const verdict = (page: Page) => page.locator('.task-verdict, .task-model').first().textContent();

/** What has the focus, by its role in the task; the next one by Tab until it is there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

/** To the next step or the one before: a key that scrolls as long as there is something left of this one. */
async function turnOver(page: Page, key: 'PageDown' | 'PageUp'): Promise<void> {
  const before = await title(page);
  const scrolled = () => page.evaluate(() => document.querySelector('.panel.learn')!.scrollTop);
  for (;;) {
    const was = await scrolled();
    await page.keyboard.press(key);
    await expect.poll(async () => (await title(page)) !== before || (await scrolled()) !== was, WAIT).toBe(true);
    if ((await title(page)) !== before) return;
  }
}

/** What a step asks for, by what stands in its panel. */
const KINDS = {
  predict: '.task fieldset',
  sketch: '.sketch-board',
  measure: '.task-number',
  find: '.task-criteria',
  explain: '.task-words',
};

async function kindOf(page: Page): Promise<string> {
  for (const [kind, selector] of Object.entries(KINDS)) if ((await page.locator(selector).count()) > 0) return kind;
  return 'look';
}

/** What a step asks for, answered; the kind of what it was. */
async function answer(page: Page): Promise<string> {
  const kind = await kindOf(page);
  switch (kind) {
    case 'predict': {
      await tabTo(page, '.task-option input');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.task-verdict').getAttribute('data-kind'), WAIT).toMatch(/right|wrong/);
      // What was said stays said.
      expect(await page.locator('.task fieldset:disabled').count()).toBe(1);
      expect(await page.locator('.task-option[data-verdict="right"]').count()).toBe(1);
      break;
    }
    case 'sketch': {
      await tabTo(page, '.sketch-board');
      for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await expect.poll(() => verdict(page), WAIT).toContain('Correlation');
      break;
    }
    case 'measure': {
      // C puts a crosshair on a picture, and does not close the lesson.
      await page.keyboard.press('c');
      await expect.poll(() => page.evaluate(() => document.activeElement?.matches('.pane-picture')), WAIT).toBe(true);
      await tabTo(page, '.task-number');
      for (const guess of ['-1234567', '-1234568', '-1234569']) {
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type(guess);
        await page.keyboard.press('Enter');
        await expect.poll(() => verdict(page), WAIT).toContain('Too low.');
      }
      await tabTo(page, '.task-show');
      await page.keyboard.press('Enter');
      await expect.poll(() => verdict(page), WAIT).toMatch(/The computed number is [−\d]/);
      const shown = /number is ([−\d.]*\d)/.exec((await verdict(page))!)![1]!;
      await tabTo(page, '.task-again');
      await page.keyboard.press('Enter');
      await expect.poll(() => verdict(page), WAIT).toBe('');
      await untilAtRest(page);
      await tabTo(page, '.task-number');
      await page.keyboard.type(shown);
      await expect
        .poll(async () => {
          await page.keyboard.press('Enter');
          return verdict(page);
        }, WAIT)
        .toContain('Yes.');
      break;
    }
    case 'find': {
      await tabTo(page, '.task-show');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.task-verdict').getAttribute('data-kind'), WAIT).toBe('right');
      break;
    }
    case 'explain': {
      await tabTo(page, '.task-words');
      await page.keyboard.type('because of where the views stand');
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect.poll(() => page.locator('.task-model').isVisible(), WAIT).toBe(true);
      break;
    }
  }
  return kind;
}

const WAIT = { timeout: 20_000, interval: 50 };

describeWorlds(
  'lessons',
  ({ open }) => {
    test('are gone through by the keyboard alone, and know afterwards what was done', async () => {
      const sandbox = await open(null, { hash: '#lesson=projection' });
      const { page, after } = sandbox;
      const seen = new Set<string>();
      for (const lesson of LESSONS) {
        if (lesson !== LESSONS[0]) {
          await tabTo(page, '.lesson-contents');
          await page.keyboard.press('Enter');
          await tabTo(page, `li[value="${lesson}"] .contents-lesson`);
          await after(() => page.keyboard.press('Enter'));
        }
        // The lesson may come after the page has come to rest with what stood there before.
        await expect.poll(() => page.locator('.lesson-dots button').count(), WAIT).toBeGreaterThan(1);
        const count = await page.locator('.lesson-dots button').count();
        for (let at = 0; at < count; at++) {
          await expect
            .poll(() => page.locator('.lesson-dots button[aria-current="step"]').getAttribute('title'), WAIT)
            .toMatch(new RegExp(`^${at + 1}\\.`));
          await untilAtRest(page);
          const kind = await answer(page);
          await untilAtRest(page);
          if (!seen.has(kind)) {
            seen.add(kind);
            expect(await faults(page)).toEqual([]);
          }
          // Every number of the text is there.
          await expect
            .poll(
              () =>
                page
                  .locator('.lesson-text [data-value]')
                  .allTextContents()
                  .then((all) => all.join()),
              WAIT,
            )
            .not.toContain('…');
          await expect.poll(() => page.locator('.lesson-dot-done').count(), WAIT).toBe(at + 1);
          if (at < count - 1) {
            await turnOver(page, 'PageDown');
          }
        }
      }
      expect(seen.size).toBeGreaterThanOrEqual(4);

      // A step is a step to undo, and the browser's Back leads to it as well.
      const last = await title(page);
      await turnOver(page, 'PageUp');
      await untilAtRest(page);
      await page.keyboard.press('ControlOrMeta+z');
      await expect.poll(() => title(page), WAIT).toBe(last);
      await untilPainted(page);

      // Another visit goes on where this one ended.
      await page.goto(page.url().split('#')[0]!);
      await untilAtRest(page);
      await page.keyboard.press('c');
      await expect.poll(() => page.locator('.contents-on').textContent(), WAIT).toContain('Go on with lesson');
      expect(await page.locator('.contents-done').count()).toBe(LESSONS.length);
      expect(await faults(page)).toEqual([]);
      await tabTo(page, '.lesson-quiet');
      await page.keyboard.press('Enter');
      expect(await page.locator('.contents-done, .contents-on').count()).toBe(0);
      await page.getByRole('button', { name: 'Bring them back' }).press('Enter');
      await expect.poll(() => page.locator('.contents-done').count(), WAIT).toBe(LESSONS.length);
    });
  },
  [false],
);
