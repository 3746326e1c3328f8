import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** The present experiment beside one that was kept. */
export const compare: Workplace = {
  name: 'compare',
  title: 'Compare',
  key: 'v',
  hint: 'compare the current experiment with the one kept as A',
  room: async (page) => {
    const { compareRoom } = await fetchedPart(() => import('./compare-room.ts'));
    return compareRoom(page);
  },
};
