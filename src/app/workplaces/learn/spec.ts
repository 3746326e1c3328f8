import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** The course: lessons beside the stage. */
export const learn: Workplace = {
  name: 'learn',
  title: 'Learn',
  key: 'c',
  hint: 'lessons, step by step, on the scan itself',
  room: async (page) => {
    const { makeLearnRoom } = await fetchedPart(() => import('./learn-place.ts'));
    return makeLearnRoom(page);
  },
};
