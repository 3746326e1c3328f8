// What is tried of the course: a lesson by keys alone, a lecture, a card of the glossary.

import { strict as assert } from 'node:assert';
import { KEYS } from './browser.mjs';

/** @param {import('./browser.mjs').Browser} browser @param {string} selector */
const isFocused = (browser, selector) =>
  browser.run('return document.activeElement?.matches(args[0]) ?? false', selector);

/** @param {import('./browser.mjs').Browser} browser @param {string} selector */
async function tabTo(browser, selector) {
  for (let press = 0; press < 80; press++) {
    if (await isFocused(browser, selector)) return;
    await browser.keys(KEYS.Tab);
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

/** @param {import('./browser.mjs').Browser} browser */
const title = (browser) => browser.text('.lesson-title');

/**
 * To the next step: a key that scrolls as long as there is something left of this one.
 *
 * @param {import('./browser.mjs').Browser} browser
 */
async function turnOver(browser) {
  const before = await title(browser);
  for (let press = 0; press < 12 && (await title(browser)) === before; press++) {
    await browser.keys(KEYS.PageDown);
    await browser.run('await new Promise((resolve) => setTimeout(resolve, 100))');
  }
  assert.notEqual(await title(browser), before);
  await browser.atRest();
}

/** @type {readonly import('./checks.mjs').Check[]} */
export const COURSE_CHECKS = [
  {
    name: 'a lesson is gone through by keys, and a prediction is judged',
    async run(browser) {
      await browser.open(null);
      await browser.keys('c');
      await browser.until(`document.querySelector('.contents-lesson') !== null`, 'the contents');
      await tabTo(browser, 'li[value="2"] .contents-lesson');
      await browser.after(() => browser.keys(KEYS.Enter));
      await browser.until(`document.querySelector('.lesson-title') !== null`, 'a lesson');
      for (let step = 0; !(await browser.run(`return document.querySelector('.task fieldset') !== null`)); step++) {
        assert.ok(step < 6, 'no step asks for a prediction');
        await turnOver(browser);
      }
      await tabTo(browser, '.task-option input');
      await browser.keys(KEYS.ArrowDown, KEYS.Enter);
      await browser.until(
        `/right|wrong/.test(document.querySelector('.task-verdict').dataset.kind ?? '')`,
        'a verdict',
      );
      await browser.until(`document.activeElement?.matches('.task-verdict')`, 'the keyboard at the verdict');
      await browser.atRest();
      // Formulas are drawn by the browser itself.
      const formula = await browser.run(
        `const { width, height } = document.querySelector('.lesson math')?.getBoundingClientRect() ?? { width: 1, height: 1 };
         return width > 0 && height > 0`,
      );
      assert.ok(formula, 'a formula has no size');
    },
  },
  {
    name: 'a lecture is walked by a remote control, and leaves the page as it was',
    async run(browser) {
      await browser.open(null);
      await browser.keys('c');
      await browser.until(`document.querySelector('.contents-lesson') !== null`, 'the contents');
      await browser.after(() => browser.press('The sinogram', '.contents'));
      await browser.keys('t');
      const first = await browser.until(`document.querySelector('.lecture-caption')?.textContent`, 'a caption');
      await browser.keys(KEYS.PageDown);
      await browser.until(
        `document.querySelector('.lecture-caption').textContent !== ${JSON.stringify(first)}`,
        'the next slide',
      );
      await browser.keys('q');
      await browser.until(`document.querySelector('.lecture-qr-code') !== null`, 'the QR code');
      await browser.keys('q', '.');
      await browser.until(`document.querySelector('.lecture-black').checkVisibility()`, 'a black screen');
      await browser.keys('.', KEYS.Escape);
      await browser.until(`document.querySelector('.lecturing') === null`, 'the end');
      await browser.until(`document.querySelector('.bar').getClientRects().length > 0`, 'the page as it was');
      await browser.atRest();
    },
  },
  {
    name: 'a term opens its card, which stands where it can be read and closes on Escape',
    async run(browser) {
      await browser.open(null);
      await browser.run(`document.querySelector(args[0]).focus()`, await browser.numberField('Arc', 'range'));
      await browser.keys(KEYS.F1);
      await browser.until(`document.querySelector('.term-card h2')?.textContent === 'Arc'`, 'the card');
      const place = await browser.run(
        `const { left, top, right, bottom } = document.querySelector('.term-card').getBoundingClientRect();
         const front = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
         return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && front.closest('.term-card') !== null`,
      );
      assert.ok(place, 'the card is cut off, or lies under something');
      assert.ok(await isFocused(browser, '.term-card'));
      await browser.keys(KEYS.Escape);
      await browser.until(`document.querySelector('.term-card') === null`, 'the card closed');
      assert.ok(await isFocused(browser, 'input[type="range"]'));
    },
  },
];
