import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** The present experiment and those that were kept. */
export const compare: Workplace = {
  name: 'compare',
  title: 'Compare',
  key: 'v',
  hint: 'compare the current experiment with those kept as A, B and C',
  room: async (page) => {
    const { compareRoom } = await fetchedPart(() => import('./compare-room.ts'));
    return compareRoom(page);
  },
};
