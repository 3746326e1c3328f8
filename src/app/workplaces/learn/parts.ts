import { fetchedPart } from '../../../fetched-part.ts';
import { Registry } from '../../../registry.ts';
import { CONTENTS, LESSON, type LearnPartSpec } from './learn-part.ts';

/** What can be open in *Learn*. */
export const LEARN_PARTS = new Registry<LearnPartSpec>('parts of Learn', [
  {
    ...{ name: CONTENTS, title: null, summary: '' },
    make: async (page) => {
      const { Contents } = await fetchedPart(() => import('./contents/contents.ts'));
      return new Contents(page);
    },
  },
  {
    ...{ name: LESSON, title: null, summary: '' },
    make: async (page) => {
      const { LessonReader } = await fetchedPart(() => import('./reader/lesson-reader.ts'));
      return new LessonReader(page);
    },
  },
]);
