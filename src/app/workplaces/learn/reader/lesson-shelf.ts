import { COURSE, loadLesson } from '../../../../course/course.ts';
import type { Lesson, LessonStep } from '../../../../course/lesson.ts';
import { stepPair } from '../../../../course/step-experiment.ts';
import { InputError } from '../../../../errors.ts';
import type { ExperimentPatch } from '../../../../experiment/experiment-patch.ts';
import type { ExperimentInput } from '../../../../experiment/experiment-schema.ts';
import { loadSubject, type Subject } from '../../../../experiment/subject.ts';
import { shown } from '../../../../validation.ts';
import { isAlike } from '../../../present/moment.ts';
import type { PresentExperiment, PresentPair } from '../../../present/present-experiment.ts';

/** Which step of which lesson, as plain JSON. */
export interface Place {
  readonly lesson: string;
  /** The first without it. */
  readonly step?: string;
  /** Whether what follows an answer is shown. */
  readonly isShown?: boolean;
}

/** Lessons that have been fetched, and the experiments with which their steps begin. */
export class LessonShelf {
  readonly #present: PresentExperiment;
  readonly #lessons = new Map<string, Lesson>();
  readonly #begun = new Map<string, PresentPair>();

  constructor(present: PresentExperiment) {
    this.#present = present;
  }

  /** A lesson that has been fetched; else `null`. */
  peek(name: string | undefined): Lesson | null {
    return name === undefined ? null : (this.#lessons.get(name) ?? null);
  }

  async fetch(name: string): Promise<Lesson> {
    const lesson = this.#lessons.get(name) ?? (await loadLesson(name));
    this.#lessons.set(name, lesson);
    return lesson;
  }

  /** @throws InputError (rejects) naming the path of what is wrong. @param where said before the path */
  async placeIn(json: unknown, where: string): Promise<Place> {
    const { lesson: name, step, isShown } = (json ?? {}) as Partial<Place>;
    if (typeof name !== 'string' || !COURSE.find(name)) {
      throw new InputError(`${where}.lesson: must be one of ${COURSE.names.join(', ')}, got ${shown(name)}`);
    }
    const lesson = await this.fetch(name);
    const found = step === undefined ? lesson.steps[0]! : lesson.steps.find(({ id }) => id === step);
    if (!found) {
      const ids = lesson.steps.map(({ id }) => id);
      throw new InputError(`${where}.step: must be one of ${ids.join(', ')}, got ${shown(step)}`);
    }
    await this.pairOf(lesson, found);
    return { lesson: name, step: found.id, ...(isShown === true && { isShown }) };
  }

  /** With what a step begins. */
  async pairOf(lesson: Lesson, step: LessonStep): Promise<PresentPair> {
    const pair = await this.answeredPair(lesson, step, {});
    this.#begun.set(keyOf(lesson, step), pair);
    return pair;
  }

  /** The same, once that has been asked for; else `null`. */
  begun(lesson: Lesson, step: LessonStep): PresentPair | null {
    return this.#begun.get(keyOf(lesson, step)) ?? null;
  }

  /** With what a step goes on. @param patch of what it begins with */
  answeredPair(lesson: Lesson, step: LessonStep, patch: ExperimentPatch): Promise<PresentPair> {
    return stepPair(lesson, step, (input) => this.#subjectOf(input), patch);
  }

  /** The present subject, where the step is about the same. */
  async #subjectOf(input: ExperimentInput): Promise<Subject> {
    if (this.#present.isOpen) {
      const { experiment, subject } = this.#present;
      if (isAlike(input.phantom, experiment.phantom) && experiment.measurement === undefined) return subject;
    }
    return loadSubject(input, () => Promise.reject(new InputError('a lesson has no files')));
  }
}

function keyOf({ name }: Lesson, { id }: LessonStep): string {
  return `${name}/${id}`;
}
