import type { LessonEntry } from './compiled-lesson.ts';

/**
 * With which lesson a student goes on: the one that was open last, or the next one where all steps of that are done.
 *
 * @param done steps of the last one that have been gone through
 */
export function lessonToGoOnWith<Entry extends Pick<LessonEntry, 'steps'>>(
  all: readonly Entry[],
  last: Entry,
  done: readonly string[],
): Entry {
  const isDone = last.steps.every(({ id }) => done.includes(id));
  return (isDone && all[all.indexOf(last) + 1]) || last;
}
