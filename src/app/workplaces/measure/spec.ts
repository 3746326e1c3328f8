import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** Marks on the pictures, what is measured at them, and analyses of the run. */
export const measure: Workplace = {
  name: 'measure',
  title: 'Measure',
  key: 'u',
  hint: 'profiles, regions, distances and what the image can resolve',
  room: async (page) => {
    const { makeMeasureRoom } = await fetchedPart(() => import('./measure-place.ts'));
    return makeMeasureRoom(page);
  },
};
