import { ARTEFACT_WORDS } from '../../../src/app/workplaces/artefacts/artefact-words.ts';
import { ARTEFACTS } from '../../../src/experiment/artefacts.ts';
import type { Scene } from '../scenes.ts';
import { atRest } from '../visit.ts';

export const lab: Scene = {
  name: 'the artefact lab',
  async walk(visit) {
    const page = await visit.open();
    await page.keyboard.press('a');
    await page.locator('.lab-list').waitFor();
    await atRest(page);
    for (const { name } of ARTEFACTS) {
      const { title } = ARTEFACT_WORDS[name];
      const unfold = page.locator('.lab-unfold');
      if (await unfold.isVisible()) await unfold.click();
      await page.locator('.lab-list').getByRole('button', { name: title, exact: true }).click();
      await atRest(page);
      await page.locator('.lab-beside button').last().click();
      await atRest(page);
      await visit.look(`lab, ${title}`);
    }
  },
};
