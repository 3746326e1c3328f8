import { followingOf, type Lesson, type LessonSlot, type LessonStep } from '../../../../course/lesson.ts';
import { areKnobsOpen } from '../../../../course/open-knobs.ts';
import { PRESENT_RUN } from '../../../../course/quantity.ts';
import { SKETCH_PLACES } from '../../../../course/sketch.ts';
import { lanePair } from '../../../../course/step-experiment.ts';
import type { Experiment } from '../../../../experiment/experiment.ts';
import type { ExperimentPatch } from '../../../../experiment/experiment-patch.ts';
import type { Lane } from '../../../lanes/lane.ts';
import { PRESENT } from '../../../lanes/present.ts';
import { UNFILTERED } from '../../../lanes/unfiltered.ts';
import { isAlike } from '../../../present/moment.ts';
import type { PresentPair } from '../../../present/present-experiment.ts';
import type { Layout } from '../../../stage/layout.ts';
import { VIEWS } from '../../../views/registry.ts';
import type { SettledRun } from '../../workplace.ts';
import type { LearnPage } from '../learn-part.ts';
import type { PresentedStep } from '../presented-step.ts';
import { figureText, UNKNOWN } from './figure-text.ts';
import type { LessonShelf, Place } from './lesson-shelf.ts';
import { type LessonTextHand, lessonInlines } from './lesson-text.ts';
import { type StepFigures, stepFigures } from './step-figures.ts';
import { taskHost } from './task-host.ts';
import { makeTask } from './tasks/make-task.ts';
import type { TaskFace, TaskHost } from './tasks/task.ts';

const NO_FIGURES: StepFigures = new Map();

/** What an open step asks of the reader. */
export interface OpenStepHost {
  readonly page: LearnPage;
  readonly shelf: LessonShelf;
  /** Within which its numbers stand. */
  readonly root: HTMLElement;
  readonly textHand: Pick<LessonTextHand, 'lesson'>;
  /** Whether it is the one that is still open. */
  isOpen(step: OpenStep): boolean;
  /** Its answer is shown, or its numbers are others. */
  changed(): void;
  /** What follows its answer takes the stage. */
  answerShown(): void;
  /** Opens it from its beginning. */
  restart(): void;
  /** It has been gone through. */
  finished(): void;
}

/** A step that is open: what it runs beside the scan, its numbers, what it asks, and what its answer changes. */
export class OpenStep {
  readonly lesson: Lesson;
  /** Counted from 0. */
  readonly at: number;
  readonly step: LessonStep;
  readonly task: TaskFace | null;
  readonly #host: OpenStepHost;
  readonly #hand: TaskHost;
  readonly #lanes: ReadonlyMap<string, Lane>;
  #isShown: boolean;
  #figures = NO_FIGURES;
  #curve: readonly number[] | null = null;

  /** @param isShown whether what follows the answer is shown already */
  constructor(host: OpenStepHost, lesson: Lesson, at: number, isShown: boolean) {
    const step = lesson.steps[at]!;
    this.#host = host;
    this.lesson = lesson;
    this.at = at;
    this.step = step;
    this.#isShown = isShown;
    this.#lanes = new Map(
      step.lanes.map((lane) => [
        lane.name,
        {
          ...{ name: `lesson-${lane.name}`, label: lane.label },
          pair: (present: PresentPair) =>
            lanePair(lane, lane.follows ? present : (host.shelf.begun(lesson, step) ?? present)),
        },
      ]),
    );
    this.#hand = taskHost(host.page, lesson, step, {
      figure: (name) => this.#figures.get(name) ?? null,
      textOf: (name) => this.textOf(name),
      words: (line) => lessonInlines(line, this.textHand),
      show: (patch) => void this.#show(patch),
      restart: () => host.restart(),
      finished: () => host.finished(),
    });
    this.task = makeTask(step.task, this.#hand);
    this.task?.setShown(isShown);
  }

  get presented(): PresentedStep {
    return {
      lesson: this.lesson,
      step: this.step,
      isAnswered: this.#isShown,
      figures: this.#figures,
      curve: this.#curve,
    };
  }

  get place(): Place {
    return { lesson: this.lesson.name, step: this.step.id, ...(this.#isShown && { isShown: true }) };
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  /** What stands on the stage, but for a plot. */
  get pictures(): Layout {
    const { task, layout } = this.step;
    const slots = (this.#isShown && followingOf(task)?.layout) || layout;
    return slots.map(({ view, lane, drawingOf }: LessonSlot) => ({
      ...{ view: VIEWS.get(view), lane: this.#laneOf(lane) },
      ...(drawingOf !== undefined && { title: drawingOf, isDrawing: true }),
    }));
  }

  /** All are measured, whichever stand on the stage. */
  get lanes(): readonly Lane[] {
    return [...this.#lanes.values()];
  }

  get areKnobsOpen(): boolean {
    const answer = this.#host.page.progress.of(this.lesson.name).answers[this.step.id] ?? null;
    return areKnobsOpen(this.step.task, answer, this.#isShown);
  }

  get textHand(): LessonTextHand {
    return { ...this.#host.textHand, value: (name) => this.textOf(name) };
  }

  /** A number of the step, as text has it. */
  textOf(name: string): string {
    return figureText(this.#figures.get(name) ?? null, this.step.values[name]?.digits ?? 3);
  }

  /** What follows the answer is there now, or no more: the experiment has been taken up by others. */
  setShown(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    this.#curve = null;
    this.task?.setShown(isShown);
    this.#host.changed();
  }

  /** Shows what follows the answer, whether or not one has been given. */
  async reveal(): Promise<void> {
    if (!this.#isShown) await this.#show(followingOf(this.step.task)?.change ?? {});
  }

  async settled(run: SettledRun): Promise<void> {
    const { page, root } = this.#host;
    const { task, step } = this;
    const hasValues = Object.keys(step.values).length > 0;
    const figures = hasValues ? await stepFigures(step, run, this.#lanes, page.copies) : NO_FIGURES;
    if (run.signal.aborted || !this.#host.isOpen(this)) return;
    // What follows an answer has been asked for, and is yet to run.
    if (!isSameRun(run.experiment, page.present.experiment)) return;
    this.#figures = figures;
    this.#curve = await this.#curveOf(run);
    if (run.signal.aborted || !this.#host.isOpen(this)) return;
    this.#host.changed();
    for (const place of root.querySelectorAll<HTMLElement>('[data-value]')) {
      const isKept = task?.root.contains(place) && task.keeps(place) && place.textContent !== UNKNOWN;
      if (!isKept) place.textContent = this.textOf(place.dataset.value!);
    }
    if (task) task.settled(run);
    else this.#host.finished();
  }

  /** What was to be drawn, once it is shown. */
  async #curveOf(run: SettledRun): Promise<readonly number[] | null> {
    const { task } = this.step;
    const isDrawn = this.#isShown && task.kind === 'predict' && task.sketch !== null;
    return isDrawn ? this.#hand.rowOf(run, task.sketch.angleDeg, SKETCH_PLACES) : null;
  }

  /** What follows an answer: the step's experiment, changed. */
  async #show(patch: ExperimentPatch): Promise<void> {
    const { page, shelf } = this.#host;
    const { present, wishes } = page;
    const signal = wishes.begin();
    try {
      const pair = await shelf.answeredPair(this.lesson, this.step, patch);
      if (signal.aborted || !this.#host.isOpen(this)) return;
      const isSame = present.subject === pair.subject;
      this.setShown(true);
      page.arrange();
      this.#host.answerShown();
      if (isSame) page.takeUp(pair);
      else await page.restore(pair.experiment, pair.subject);
    } catch (error) {
      if (!signal.aborted) page.notices.failure(error, () => void this.#show(patch));
    }
  }

  #laneOf(name: string): Lane {
    if (name === PRESENT_RUN) return PRESENT;
    return name === UNFILTERED.name ? UNFILTERED : this.#lanes.get(name)!;
  }
}

/** Whether a run is of an experiment; another window changes no run. */
function isSameRun(run: Experiment, experiment: Experiment): boolean {
  return isAlike({ ...run, display: null }, { ...experiment, display: null });
}
