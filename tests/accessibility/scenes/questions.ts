import type { Scene } from '../scenes.ts';
import { atRest } from '../visit.ts';

export const quiz: Scene = {
  name: 'the quiz',
  async walk(visit) {
    const page = await visit.open();
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Spot the artefact' }).click();
    // Each is another artefact, so that right and wrong answers come.
    for (let question = 1; question <= 6; question++) {
      await page.locator('.quiz-option:enabled').first().waitFor();
      await atRest(page);
      if (question === 1) await visit.look('quiz, asked');
      await page.locator('.quiz-option').first().click();
      await page.locator('.quiz-verdict h3').waitFor();
      await atRest(page);
      const said = await page.locator('.quiz-verdict h3').textContent();
      await visit.look(`quiz, answered: ${said}`);
      await page.locator('.quiz-next').click();
    }
  },
};

export const study: Scene = {
  name: 'the observer study',
  async walk(visit) {
    const page = await visit.open();
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Is it there?' }).click();
    const ready = page.locator('.study-choice[aria-disabled="false"]').first();
    await ready.waitFor();
    await visit.look('study, first pair');
    for (let pair = 1; pair <= 40; pair++) {
      await ready.waitFor();
      await page
        .locator('.study-choice')
        .nth(pair % 4)
        .click();
      if (pair === 1) await visit.look('study, second pair');
    }
    await page.locator('.study-table').waitFor();
    await atRest(page);
    await visit.look('study, results');
  },
};
