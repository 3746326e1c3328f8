import type { Page } from 'playwright-core';
import { npyBytes } from '../../support/npy.ts';
import type { Scene } from '../scenes.ts';
import type { Visit } from '../visit.ts';
import { SMALL_LINK } from './workplaces.ts';

/** What a key opens, whatever it needs until it is all there, and its name. */
const OF_KEYS: readonly {
  readonly key: string;
  readonly name: string;
  readonly ready?: (page: Page) => Promise<unknown>;
}[] = [
  { key: '?', name: 'Mouse and keys' },
  {
    key: 'n',
    name: 'Phantoms',
    ready: (page) => page.locator('.gallery-lesson').last().filter({ hasText: /\w/ }).waitFor(),
  },
  { key: 's', name: 'Save' },
  { key: 'j', name: 'Run log', ready: (page) => page.locator('.log-table tbody tr').first().waitFor() },
  { key: 'm', name: 'Benchmark' },
  {
    key: 'y',
    name: 'Sweep',
    async ready(page) {
      const dialog = page.getByRole('dialog', { name: 'Sweep' });
      await dialog.getByLabel('Values', { exact: true }).first().fill('3');
      await dialog.getByLabel('Seeds').fill('2');
      await dialog.getByRole('button', { name: 'Run', exact: true }).click();
      await dialog.locator('.sweep-status', { hasText: 'Done' }).waitFor();
    },
  },
];

async function lookAtFiles(visit: Visit, page: Page): Promise<void> {
  const given = page.locator('#file-input');
  const file = (name: string, buffer: Buffer) => given.setInputFiles({ name, mimeType: '', buffer });
  await file('a.npy', Buffer.from(npyBytes(new Float32Array(40 * 60), [40, 60])));
  await page.getByRole('dialog', { name: 'What are these arrays?' }).waitFor();
  await visit.look('the question what arrays are');
  await page.keyboard.press('Escape');
  const plane = Buffer.from(npyBytes(new Float32Array(96), [8, 12]));
  const names = ['slice1.npy', 'slice2.npy', 'slice3.npy', 'other.npy'];
  await given.setInputFiles(names.map((name) => ({ name, mimeType: '', buffer: plane })));
  await page.getByLabel('Distance from slice to slice').waitFor();
  await visit.look('the question of the slices of a volume');
  await page.keyboard.press('Escape');
  await file('a.json', Buffer.from('{'));
  await page.locator('.notice-error').waitFor();
  await visit.look('an error');
}

export const dialogs: Scene = {
  name: 'the dialogs',
  async walk(visit) {
    const page = await visit.open(SMALL_LINK);
    for (const { key, name, ready } of OF_KEYS) {
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name, exact: true }).waitFor();
      await ready?.(page);
      await visit.look(`dialog ${name}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name, exact: true }).waitFor({ state: 'detached' });
    }
    for (const menu of ['Share', 'This machine']) {
      await page.getByRole('button', { name: menu }).click();
      await visit.look(`menu ${menu}`);
      await page.keyboard.press('Escape');
    }
    await lookAtFiles(visit, page);
  },
};
