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
  {
    name: 'quiz',
    title: 'Spot the artefact',
    summary: 'A scan with something wrong, made anew each time. What is it?',
    make: async (page) => {
      const { Quiz } = await fetchedPart(() => import('./quiz/quiz.ts'));
      return new Quiz(page);
    },
  },
  {
    name: 'study',
    title: 'Is it there?',
    summary: 'An observer study: which of two noisy slices has the disk? Your d′ and ROC beside the ideal observer’s.',
    make: async (page) => {
      const { Study } = await fetchedPart(() => import('./study/study.ts'));
      return new Study(page);
    },
  },
]);
