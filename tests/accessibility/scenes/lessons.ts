import type { Page } from 'playwright-core';
import { COURSE } from '../../../src/course/course.ts';
import type { Scene } from '../scenes.ts';
import { atRest, type Visit } from '../visit.ts';

/** Answers what a step asks for, wherever it asks for something. */
async function answer(page: Page): Promise<boolean> {
  const has = async (selector: string) => (await page.locator(selector).count()) > 0;
  if (await has('.task fieldset')) {
    // The last one: as often wrong as not.
    await page.locator('.task-option input').last().check();
    await page.locator('.task-commit').click();
    await page.locator('.task-verdict:is([data-kind="right"], [data-kind="wrong"])').waitFor();
  } else if (await has('.sketch-board')) {
    await page.locator('.sketch-board').focus();
    for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.task-verdict', { hasText: 'Correlation' }).waitFor();
  } else if (await has('.task-number')) {
    for (const guess of ['-1234567', '-1234568', '-1234569']) {
      await page.locator('.task-number').fill(guess);
      // The number that it is compared with may be on its way.
      await page.waitForFunction(() => {
        document.querySelector<HTMLButtonElement>('.task-commit')!.click();
        return document.querySelector('.task-verdict')!.textContent!.includes('Too low.');
      });
    }
    await page.locator('.task-show').click();
    await page.locator('.task-verdict', { hasText: 'The computed number is' }).waitFor();
  } else if (await has('.task-criteria')) {
    await page.locator('.task-show').click();
    await page.locator('.task-verdict[data-kind="right"]').waitFor();
  } else if (await has('.task-words')) {
    await page.locator('.task-words').fill('because of where the views stand');
    await page.locator('.task-buttons button').first().click();
    await page.locator('.task-model:visible').waitFor();
  } else return false;
  return true;
}

/** Goes to a step as a link does, and waits for its pictures. */
async function goTo(page: Page, lesson: string, step: string, title: string): Promise<void> {
  await page.evaluate((hash) => {
    document.querySelector('#stage')!.setAttribute('aria-busy', 'true');
    location.hash = hash;
  }, `lesson=${lesson}/${step}`);
  await page.locator('.lesson-title', { hasText: title }).waitFor();
  await atRest(page);
}

const contents: Scene = {
  name: 'the contents of the course',
  async walk(visit: Visit) {
    const page = await visit.open();
    await page.keyboard.press('c');
    await page.locator('.contents-lesson').first().waitFor();
    await atRest(page);
    await visit.look('contents, for a newcomer');
    await page.locator('.contents-lesson').first().click();
    await page.locator('.lesson-title').waitFor();
    await page.locator('.lesson-contents').click();
    await page.locator('.contents-on').waitFor();
    await visit.look('contents, with a lesson begun');
    await page.getByRole('button', { name: 'Forget my progress' }).click();
    await visit.look('contents, with progress forgotten');
  },
};

/** Every step of the course, before and after it is answered. */
export const lessons: readonly Scene[] = [
  contents,
  ...COURSE.all.map(({ name, steps }) => ({
    name: `lesson ${name}`,
    async walk(visit: Visit) {
      const page = await visit.open(`#lesson=${name}`);
      for (const { id, title } of steps) {
        await goTo(page, name, id, title);
        await visit.look(`${name}/${id}`);
        if (!(await answer(page))) continue;
        await atRest(page);
        await visit.look(`${name}/${id}, answered`);
      }
    },
  })),
];
