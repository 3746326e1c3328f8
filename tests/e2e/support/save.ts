import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { chooseFrom } from './sandbox.ts';

interface SavedFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Saves something by the page's dialog: what it is called in its list, and as what. */
export async function saveAs(page: Page, what: string, way: string, isPlain = false): Promise<SavedFile> {
  await chooseFrom(page, 'Share', 'Save…');
  return saveFromDialog(page, what, way, isPlain);
}

/** The same where it is open. */
export async function saveFromDialog(page: Page, what: string, way: string, isPlain = false): Promise<SavedFile> {
  const dialog = page.getByRole('dialog', { name: 'Save' });
  await dialog.getByRole('group', { name: 'What' }).getByRole('radio', { name: what, exact: true }).check();
  await dialog.getByRole('group', { name: 'As' }).getByRole('radio', { name: way, exact: true }).check();
  if (isPlain) await dialog.getByRole('checkbox', { name: /^Pixels only/ }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  // It closes when the file is out, and takes every click until then.
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
  return { fileName: download.suggestedFilename(), bytes: await readFile((await download.path())!) };
}
