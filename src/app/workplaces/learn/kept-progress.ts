import {
  type Answer,
  answered,
  finished,
  type LessonProgress,
  NO_PROGRESS,
  type Progress,
  progressOf,
  readProgress,
  visited,
} from '../../../course/progress.ts';

/** Where the browser keeps it. */
const KEY = 'ct-sandbox-course';

/**
 * How far a student has come, kept by the browser of this machine and by nobody else. A browser that keeps nothing has it
 * until the page is closed.
 */
export class KeptProgress {
  #progress = readProgress(stored());

  /** All of it, to be put back after it was forgotten. */
  get all(): Progress {
    return this.#progress;
  }

  /** The lesson that was open last. */
  get last(): string | null {
    return this.#progress.last;
  }

  of(lesson: string): LessonProgress {
    return progressOf(this.#progress, lesson);
  }

  visit(lesson: string, step: string): void {
    this.set(visited(this.#progress, lesson, step));
  }

  finish(lesson: string, step: string): void {
    this.set(finished(this.#progress, lesson, step));
  }

  answer(lesson: string, step: string, given: Answer | null): void {
    this.set(answered(this.#progress, lesson, step, given));
  }

  forget(): void {
    this.set(NO_PROGRESS);
  }

  set(progress: Progress): void {
    this.#progress = progress;
    try {
      localStorage.setItem(KEY, JSON.stringify(progress));
    } catch {
      // It goes on without being kept.
    }
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
