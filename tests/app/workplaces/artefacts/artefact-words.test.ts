import { expect, test } from 'vitest';
import { ARTEFACT_WORDS } from '../../../../src/app/workplaces/artefacts/artefact-words.ts';
import { ARTEFACTS } from '../../../../src/experiment/artefacts.ts';

test.each(ARTEFACTS.map(({ name }) => name))('%s is told in whole sentences', (name) => {
  const { title, cureTitle, looks, arises, cures } = ARTEFACT_WORDS[name];
  for (const words of [looks, arises, cures]) expect(words).toMatch(/^[A-Z].{30,}\.$/);
  for (const words of [title, cureTitle]) expect(words).toMatch(/^[A-Z].{3,}[a-z]$/);
});
