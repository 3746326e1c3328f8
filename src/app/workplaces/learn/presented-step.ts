import type { Lesson, LessonStep } from '../../../course/lesson.ts';
import type { Figure } from '../../../course/quantity.ts';

/** A step of a lesson as it is on the stage now. */
export interface PresentedStep {
  readonly lesson: Lesson;
  readonly step: LessonStep;
  /** Whether what it asks has been answered, or shown: what follows the answer is on the stage. */
  readonly isAnswered: boolean;
  /** Its numbers by their names; none before its runs are over. */
  readonly figures: ReadonlyMap<string, Figure | null>;
  /** The curve that was to be drawn, once it is shown and has been computed: readings from the first channel to the last. */
  readonly curve: readonly number[] | null;
}

/** Steps for whoever shows them in another way than the reader does, such as to a room. */
export interface StepPresenter {
  readonly presented: PresentedStep | null;
  /** Shows what follows the answer, although nobody here has given one. */
  reveal(): Promise<void>;
  /** Told whenever another step is there, its answer, or its numbers. */
  onPresented: (() => void) | null;
}
