import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** The artefact laboratory: causes and cures over the present scan. */
export const artefacts: Workplace = {
  name: 'artefacts',
  title: 'Artefacts',
  key: 'a',
  hint: 'switch classical artefacts on, and cure them',
  room: async (page) => {
    const { Lab } = await fetchedPart(() => import('./lab.ts'));
    return new Lab(page);
  },
};
