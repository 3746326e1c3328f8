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
import type { TextStore } from '../../elements/browser-store.ts';

/** Where the browser keeps it. */
const KEY = 'ct-sandbox-course';

/**
 * How far a student has come, kept by the browser of this machine and by nobody else. A browser that keeps nothing has it
 * until the page is closed, which is said once.
 */
export class KeptProgress {
  readonly #store: TextStore | null;
  readonly #refused: () => void;
  #progress: Progress;
  #isKept = true;

  /**
   * @param store `null` where the browser keeps nothing
   * @param refused told when something is to be kept for the first time, and is not
   */
  constructor(store: TextStore | null, refused: () => void) {
    this.#store = store;
    this.#refused = refused;
    this.#progress = readProgress(stored(store));
  }

  /** Whether it is there after the page was closed, as far as is known. */
  get isKept(): boolean {
    return this.#isKept && this.#store !== null;
  }

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

  /** @param numbers of the step as it is answered, in text, by their names */
  answer(lesson: string, step: string, given: Answer | null, numbers: Readonly<Record<string, string>> = {}): void {
    this.set(answered(this.#progress, lesson, step, given, numbers));
  }

  forget(): void {
    this.set(NO_PROGRESS);
  }

  set(progress: Progress): void {
    this.#progress = progress;
    try {
      if (!this.#store) throw new TypeError('there is no storage');
      this.#store.setItem(KEY, JSON.stringify(progress));
    } catch {
      if (this.#isKept) this.#refused();
      this.#isKept = false;
    }
  }
}

function stored(store: TextStore | null): string | null {
  try {
    return store?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}
