import { GLOSSARY } from '../../../src/course/glossary.ts';
import type { Scene } from '../scenes.ts';

export const glossary: Scene = {
  name: 'the glossary',
  async walk(visit) {
    const page = await visit.open();
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Glossary…' }).click();
    const list = page.getByRole('dialog', { name: 'Glossary' });
    await list.waitFor();
    await visit.look('the list of terms');
    await list.getByLabel('Find a term').fill('noise');
    await visit.look('the list of terms, searched');
    await list.getByLabel('Find a term').fill('');
    for (const { title } of GLOSSARY) {
      await list
        .locator('.glossary-term', { has: page.getByText(title, { exact: true }) })
        .first()
        .click();
      await page.locator('.term-card h2', { hasText: title }).waitFor();
      await visit.look(`card: ${title}`, { within: '.term-card' });
      await page.keyboard.press('Escape');
      await page.locator('.term-card').waitFor({ state: 'detached' });
    }
  },
};
