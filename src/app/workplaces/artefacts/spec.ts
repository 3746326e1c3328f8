import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** The artefact laboratory: causes and cures over the present scan. */
export const artefacts: Workplace = {
  name: 'artefacts',
  title: 'Artefacts',
  key: 'a',
  hint: 'add classical artefacts to the scan, and see their remedies',
  room: async (page) => {
    const { labRoom } = await fetchedPart(() => import('./lab-room.ts'));
    return labRoom(page);
  },
};
