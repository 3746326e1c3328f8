import { expect, test } from 'vitest';
import { ARTEFACT_WORDS } from '../../../../src/app/workplaces/artefacts/artefact-words.ts';
import { isIterated } from '../../../../src/experiment/artefact-iterations.ts';
import { ARTEFACTS } from '../../../../src/experiment/artefacts.ts';

test.each(ARTEFACTS.map(({ name }) => name))('%s is told in whole sentences', (name) => {
  const { title, cureTitle, looks, arises, cures, iterated } = ARTEFACT_WORDS[name];
  // Those that are offered are those that are told of.
  expect(iterated !== undefined).toBe(isIterated(name));
  for (const words of [looks, arises, cures, iterated?.cures ?? cures]) expect(words).toMatch(/^[A-Z].{30,}\.$/);
  for (const words of [title, cureTitle, iterated?.cureTitle ?? cureTitle]) expect(words).toMatch(/^[A-Z].{3,}[a-z]$/);
});
