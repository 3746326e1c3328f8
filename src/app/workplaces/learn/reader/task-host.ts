import type { Lesson, LessonStep } from '../../../../course/lesson.ts';
import { projectionCurve } from '../../../../course/sketch.ts';
import type { LearnPage } from '../learn-part.ts';
import { UNKNOWN } from './figure-text.ts';
import type { TaskHost } from './tasks/task.ts';

/** What the reader does for a task. */
interface TaskReader extends Pick<TaskHost, 'figure' | 'textOf' | 'words' | 'show'> {
  /** Shows the step from its beginning. */
  restart(): void;
  finished(): void;
}

/** What a task of a step may ask for: its answers are kept with the progress. */
export function taskHost(
  { progress, copies, notices }: LearnPage,
  lesson: Lesson,
  step: LessonStep,
  { restart, finished: finish, ...reader }: TaskReader,
): TaskHost {
  const numbersNow = () =>
    Object.fromEntries(
      Object.keys(step.values)
        .map((name) => [name, reader.textOf(name)] as const)
        .filter(([, text]) => text !== UNKNOWN),
    );
  return {
    ...reader,
    settingOf: (name) => step.values[name]!,
    get answer() {
      return progress.of(lesson.name).answers[step.id] ?? null;
    },
    keep: (answer, isDone) => {
      progress.answer(lesson.name, step.id, answer, numbersNow());
      if (isDone) finish();
    },
    again: () => {
      progress.answer(lesson.name, step.id, null);
      restart();
    },
    rowOf: async ({ engine, result }, angleDeg, places) => {
      const release = result.hold();
      if (!release) return null;
      try {
        return projectionCurve(await copies.of(engine, result.sinogram), result.scan, angleDeg, places);
      } finally {
        release();
      }
    },
    fail: (error) => void notices.failure(error),
  };
}
