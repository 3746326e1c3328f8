// What axe finds wrong with a page.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * What axe finds wrong, a line each: the rule and where.
 *
 * @param within a selector, where the rest of the page has been looked at before
 */
export async function faults(page: Page, within?: string): Promise<string[]> {
  // As a debugger would: the page's security policy lets no script be put into it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(readFileSync(axePath, 'utf8'));
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          of: Document | string,
          options: object,
        ): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
      };
    };
    // What passes is looked at all the same, and not written down node by node.
    const { violations } = await axe.run(selector ?? document, { reporter: 'no-passes' });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  }, within);
}
