import { Registry } from '../registry.ts';
import type { CompiledLesson, LessonEntry } from './compiled-lesson.ts';
import type { Lesson } from './lesson.ts';
import { parseLesson } from './lesson-schema.ts';

const entries = import.meta.glob<LessonEntry>('../../lessons/[0-9]*.md', {
  eager: true,
  query: '?contents',
  import: 'default',
});
const files = import.meta.glob<CompiledLesson>('../../lessons/[0-9]*.md', { import: 'default' });

const byName = new Map(Object.entries(entries).map(([path, entry]) => [entry.name, { entry, path }]));

/** The lessons of the course, in their order. */
export const COURSE = new Registry<LessonEntry>(
  'lessons',
  [...byName.values()].map(({ entry }) => entry).toSorted((a, b) => a.number - b.number),
);

/** A lesson of the course, fetched and checked. */
export async function loadLesson(name: string): Promise<Lesson> {
  const { path } = byName.get(COURSE.get(name).name)!;
  return parseLesson(await files[path]!());
}
