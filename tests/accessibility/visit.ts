import type { Browser, Page } from 'playwright-core';
import { faults } from '../e2e/support/axe.ts';
import { clippedWords } from '../e2e/support/clipped-words.ts';
import { spoken } from './spoken.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A phone both ways, a tablet, the laptop of a student, a large screen. */
export const SIZES: readonly Size[] = [
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 768, height: 1024 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

/** Of the form `1366x768`. */
export function readSize(text: string): Size {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (!width || !height) throw new Error(`not a size: ${text}`);
  return { width: Number(width), height: Number(height) };
}

export interface Findings {
  readonly sizes: readonly Size[];
  found(fault: string, where: string): void;
  /** What a screen reader finds; `null` where nobody asks. */
  readonly words: ((text: string, where: string) => void) | null;
}

/** Where the page is gone through from. */
const HOME: Size = { width: 1366, height: 768 };

/** A visitor who goes from place to place, each of which is looked at in all sizes. */
export class Visit {
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #findings: Findings;
  #page: Page | null = null;
  /** How many were looked at. */
  places = 0;

  constructor(browser: Browser, origin: string, findings: Findings) {
    this.#browser = browser;
    this.#origin = origin;
    this.#findings = findings;
  }

  /** Opens the page anew, as a newcomer. @param hash with its leading `#` */
  async open(hash = ''): Promise<Page> {
    await this.close();
    const context = await this.#browser.newContext({ viewport: HOME, locale: 'en-GB', serviceWorkers: 'block' });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.#findings.found(`it threw: ${error.message}`, page.url().slice(-60)));
    this.#page = page;
    await page.goto(this.#origin + hash);
    await atRest(page);
    return page;
  }

  async close(): Promise<void> {
    await this.#page?.context().close();
    this.#page = null;
  }

  /**
   * Looks at where the page is now.
   *
   * @param within a selector: the rest has been looked at before
   */
  async look(where: string, { page = this.#page!, within }: { page?: Page; within?: string } = {}): Promise<void> {
    const { sizes, found, words } = this.#findings;
    this.places++;
    if (words) words(await spoken(page), where);
    for (const size of sizes) {
      const at = `${where} (${size.width} × ${size.height})`;
      await page.setViewportSize(size);
      await painted(page);
      // Its first element says enough, and is the same at every size.
      for (const fault of await faults(page, within)) found(`axe, ${fault.replace(/ \| .*/s, ' …')}`, at);
      for (const fault of await clippedWords(page)) found(`cut off: ${fault}`, at);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beyond > 0) found(`the page is ${beyond} px wider than the screen`, at);
    }
    await page.setViewportSize(HOME);
    await painted(page);
  }
}

/** Waits until pictures and numbers are those of the experiment. */
export async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#stage')?.getAttribute('aria-busy') === 'false');
  await painted(page);
}

/** Waits for what was asked for in one frame to be painted in the next. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}
