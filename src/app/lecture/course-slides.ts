import { COURSE } from '../../course/course.ts';
import { LESSON } from '../workplaces/learn/learn-part.ts';
import type { LearnRoom } from '../workplaces/learn/learn-room.ts';
import type { PresentedStep, StepPresenter } from '../workplaces/learn/presented-step.ts';
import type { Workplaces } from '../workplaces/workplaces.ts';

/** A step of the course, by name. */
export interface StepName {
  readonly lesson: string;
  readonly step: string;
}

/** The steps of the course as slides, from the one that is open on: a question is a slide, its answer the next. */
export class CourseSlides {
  readonly #workplaces: Workplaces;
  readonly #onChanged: () => void;
  #presenter: StepPresenter | null = null;

  /** @param onChanged another step is there, its answer, or its numbers */
  constructor(workplaces: Workplaces, onChanged: () => void) {
    this.#workplaces = workplaces;
    this.#onChanged = onChanged;
  }

  /** Looks for the lesson that is open. */
  async find(): Promise<void> {
    if (this.#workplaces.present.name === 'learn') await this.#room();
  }

  /** The step that is on the stage. */
  get presented(): PresentedStep | null {
    return this.#workplaces.present.name === 'learn' ? (this.#presenter?.presented ?? null) : null;
  }

  /** Which lesson it is of, and where it is there. */
  get place(): string | null {
    const { presented } = this;
    if (!presented) return null;
    const { lesson, step } = presented;
    return `${lesson.number} · ${lesson.steps.indexOf(step) + 1} of ${lesson.steps.length}`;
  }

  /** The answer to what is asked, or the next step; after a lesson's last one the first of the next lesson. */
  async next(): Promise<void> {
    const { presented } = this;
    if (presented && presented.step.task.kind !== 'look' && !presented.isAnswered) await this.#presenter!.reveal();
    else await this.#go(1);
  }

  /** Back to the question, or to the step before. */
  async back(): Promise<void> {
    const { presented } = this;
    if (presented?.isAnswered) await this.goTo({ lesson: presented.lesson.name, step: presented.step.id });
    else await this.#go(-1);
  }

  /** To the beginning of the lesson that is open. */
  async first(): Promise<void> {
    const { presented } = this;
    const step = presented?.lesson.steps[0];
    if (presented && step) await this.goTo({ lesson: presented.lesson.name, step: step.id });
  }

  async goTo(place: StepName): Promise<void> {
    const room = await this.#room();
    await this.#workplaces.enter('learn');
    await room.open(LESSON, place);
  }

  async #go(by: 1 | -1): Promise<void> {
    const { presented } = this;
    if (!presented) return;
    const all = COURSE.all.flatMap(({ name, steps }) => steps.map(({ id }) => ({ lesson: name, step: id })));
    const at = all.findIndex(({ lesson, step }) => lesson === presented.lesson.name && step === presented.step.id);
    const to = all[at + by];
    if (to) await this.goTo(to);
  }

  async #room(): Promise<LearnRoom> {
    const room = (await this.#workplaces.roomOf('learn')) as LearnRoom;
    if (!this.#presenter) {
      this.#presenter = (await room.partOf(LESSON)) as unknown as StepPresenter;
      this.#presenter.onPresented = this.#onChanged;
    }
    return room;
  }
}
