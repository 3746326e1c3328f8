import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** The present experiment beside one that was kept. */
export const compare: Workplace = {
  name: 'compare',
  title: 'Compare',
  key: 'v',
  hint: 'compare the present experiment with the one that was kept as A',
  room: async (page) => {
    const { Comparing } = await fetchedPart(() => import('./comparing.ts'));
    return new Comparing(page);
  },
};
