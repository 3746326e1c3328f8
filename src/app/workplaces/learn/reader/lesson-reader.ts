import './lesson.css';
import { COURSE, loadLesson } from '../../../../course/course.ts';
import type { Lesson, LessonStep } from '../../../../course/lesson.ts';
import { PRESENT_RUN } from '../../../../course/quantity.ts';
import { lanePair, stepPair } from '../../../../course/step-experiment.ts';
import { InputError } from '../../../../errors.ts';
import type { ExperimentPatch } from '../../../../experiment/experiment-patch.ts';
import type { ExperimentInput } from '../../../../experiment/experiment-schema.ts';
import { loadSubject, type Subject } from '../../../../experiment/subject.ts';
import { shown } from '../../../../validation.ts';
import { BorrowedControls } from '../../../controls/borrowed-controls.ts';
import { button, make } from '../../../elements/element.ts';
import type { Lane } from '../../../lanes/lane.ts';
import { PRESENT } from '../../../lanes/present.ts';
import { UNFILTERED } from '../../../lanes/unfiltered.ts';
import { marksFromLink } from '../../../marks/marks-from-link.ts';
import { isAlike } from '../../../present/moment.ts';
import type { PresentPair } from '../../../present/present-experiment.ts';
import type { KeyActions } from '../../../shell/keys.ts';
import type { Layout } from '../../../stage/layout.ts';
import { VIEWS } from '../../../views/registry.ts';
import type { SettledRun } from '../../workplace.ts';
import { LESSON, type LearnPage, type LearnPart } from '../learn-part.ts';
import type { PresentedStep, StepPresenter } from '../presented-step.ts';
import { figureText } from './figure-text.ts';
import { lessonBlocks } from './lesson-text.ts';
import { type StepFigures, stepFigures } from './step-figures.ts';

/** Which step of which lesson, as plain JSON. */
interface Place {
  readonly lesson: string;
  /** The first without it. */
  readonly step?: string;
}

/** A lesson, a step at a time: its words, its knobs, what it asks for; its pictures stand on the stage. */
export class LessonReader implements LearnPart, StepPresenter {
  readonly root = make('div', { class: 'learn-part lesson' });
  readonly #page: LearnPage;
  readonly #knobsPlace = make('section', { class: 'lesson-knobs', 'aria-label': 'Controls of this step' });
  readonly #knobs: BorrowedControls;
  #lesson: Lesson | null = null;
  #at = 0;
  /** Whether what is asked for has been shown to a room. */
  #isRevealed = false;
  #figures: StepFigures = new Map();
  onPresented: (() => void) | null = null;
  #lanes: ReadonlyMap<string, Lane> = new Map();
  /** The experiment as the step began. */
  #began: PresentPair | null = null;

  constructor(page: LearnPage) {
    this.#page = page;
    this.#knobs = new BorrowedControls(page.controls, this.#knobsPlace);
  }

  get #step(): LessonStep | null {
    return this.#lesson?.steps[this.#at] ?? null;
  }

  get presented(): PresentedStep | null {
    const [lesson, step] = [this.#lesson, this.#step];
    return lesson && step && { lesson, step, isAnswered: this.#isRevealed, figures: this.#figures };
  }

  async reveal(): Promise<void> {
    const [lesson, step] = [this.#lesson, this.#step];
    if (!lesson || !step || this.#isRevealed) return;
    await this.#open(lesson, this.#at, true);
  }

  get layout(): Layout {
    const task = this.#step?.task;
    const layout = (this.#isRevealed && task?.kind === 'predict' && task.layout) || this.#step?.layout;
    return (layout ?? []).map(({ view, lane }) => ({ view: VIEWS.get(view), lane: this.#laneOf(lane) }));
  }

  /** All are measured, whichever stand on the stage. */
  get lanes(): readonly Lane[] {
    return [...this.#lanes.values()];
  }

  get keys(): KeyActions {
    return { PageDown: () => void this.#go(1), PageUp: () => void this.#go(-1) };
  }

  enter(): void {
    this.#showKnobs();
  }

  leave(): void {
    this.#knobs.giveBack();
  }

  state(): Place | null {
    const [lesson, step] = [this.#lesson, this.#step];
    return lesson && step ? { lesson: lesson.name, step: step.id } : null;
  }

  async fromLink(json: unknown, _: PresentPair, where: string): Promise<Place> {
    const { lesson: name, step } = (json ?? {}) as Partial<Place>;
    if (typeof name !== 'string' || !COURSE.find(name)) {
      throw new InputError(`${where}.lesson: must be one of ${COURSE.names.join(', ')}, got ${shown(name)}`);
    }
    const lesson = await loadLesson(name);
    this.#fetched.set(name, lesson);
    const ids = lesson.steps.map(({ id }) => id);
    if (step !== undefined && !ids.includes(step)) {
      throw new InputError(`${where}.step: must be one of ${ids.join(', ')}, got ${shown(step)}`);
    }
    return { lesson: name, step: step ?? ids[0]! };
  }

  readonly #fetched = new Map<string, Lesson>();

  async begin(state: unknown): Promise<void> {
    const { lesson: name, step } = state as Place;
    const lesson = this.#fetched.get(name) ?? (await loadLesson(name));
    this.#fetched.set(name, lesson);
    const at = lesson.steps.findIndex(({ id }) => id === step);
    await this.#open(lesson, Math.max(0, at));
  }

  bring(state: unknown): void {
    const { lesson: name, step } = (state ?? {}) as Partial<Place>;
    const lesson = name === undefined ? null : (this.#fetched.get(name) ?? null);
    this.#isRevealed = false;
    this.#take(lesson, Math.max(0, lesson?.steps.findIndex(({ id }) => id === step) ?? 0), this.#page.present.pair);
  }

  async settled(run: SettledRun): Promise<void> {
    const step = this.#step;
    if (!step || Object.keys(step.values).length === 0) return;
    const figures = await stepFigures(step, run, this.#lanes, this.#page.copies);
    if (run.signal.aborted || step !== this.#step) return;
    this.#figures = figures;
    this.onPresented?.();
    for (const output of this.root.querySelectorAll<HTMLElement>('[data-value]')) {
      const name = output.dataset.value!;
      output.textContent = figureText(figures.get(name) ?? null, step.values[name]!.digits);
    }
  }

  async #go(by: 1 | -1): Promise<void> {
    if (this.#lesson?.steps[this.#at + by]) await this.#open(this.#lesson, this.#at + by);
  }

  async #open(lesson: Lesson, at: number, isRevealed = false): Promise<void> {
    const { present, wishes, marks } = this.#page;
    const signal = wishes.begin();
    const step = lesson.steps[at]!;
    const pair = await stepPair(lesson, step, (input) => this.#subjectOf(input), isRevealed ? answerOf(step) : {});
    if (signal.aborted) return;
    this.#isRevealed = isRevealed;
    this.#take(lesson, at, pair);
    marks.set(marksFromLink(lesson.steps[at]!.marks, `lesson ${lesson.name}`));
    await this.#page.restore(pair.experiment, pair.subject);
    if (present.subject === pair.subject) this.#page.changed();
  }

  /** The present subject, where the step is about the same. */
  async #subjectOf(input: ExperimentInput): Promise<Subject> {
    const { experiment, subject } = this.#page.present;
    if (isAlike(input.phantom, experiment.phantom) && experiment.measurement === undefined) return subject;
    return loadSubject(input, () => Promise.reject(new InputError('a lesson has no files')));
  }

  /** Shows a step; the experiment is opened by whoever asks for it. */
  #take(lesson: Lesson | null, at: number, began: PresentPair): void {
    this.#lesson = lesson;
    this.#at = at;
    this.#began = began;
    this.#figures = new Map();
    this.#lanes = new Map(
      (this.#step?.lanes ?? []).map((lane) => [
        lane.name,
        {
          ...{ name: `lesson-${lane.name}`, label: lane.label },
          pair: (present: PresentPair) => lanePair(lane, lane.follows ? present : (this.#began ?? present)),
        },
      ]),
    );
    this.#show();
  }

  #show(): void {
    const [lesson, step] = [this.#lesson, this.#step];
    if (!lesson || !step) return;
    const hand = {
      lesson: (to: string) => {
        const [name, id] = to.split('/');
        void this.#page.open(LESSON, { lesson: name!, ...(id !== undefined && { step: id }) });
      },
    };
    const to = (text: string, by: 1 | -1) =>
      button(text, () => void this.#go(by), {
        class: 'lesson-turn',
        ...(lesson.steps[this.#at + by] ? {} : { disabled: '' }),
      });
    this.root.replaceChildren(
      make(
        'header',
        { class: 'lesson-header' },
        button('Contents', () => this.#page.contents(), { class: 'lesson-contents' }),
        make('p', { class: 'lesson-name' }, `${lesson.number} ${lesson.title}`),
      ),
      make('h2', {}, step.title),
      make('div', { class: 'lesson-text' }, ...lessonBlocks(step.text, hand)),
      this.#knobsPlace,
      make(
        'footer',
        { class: 'lesson-footer' },
        to('Back', -1),
        make('span', { class: 'lesson-count' }, `${this.#at + 1} of ${lesson.steps.length}`),
        to('Next', 1),
      ),
    );
    this.#showKnobs();
    this.onPresented?.();
  }

  #showKnobs(): void {
    if (this.root.isConnected) this.#knobs.borrow(this.#step?.knobs ?? []);
  }

  #laneOf(name: string): Lane {
    if (name === PRESENT_RUN) return PRESENT;
    return name === UNFILTERED.name ? UNFILTERED : this.#lanes.get(name)!;
  }
}

/** What a step's answer changes of its experiment. */
function answerOf({ task }: LessonStep): ExperimentPatch {
  if (task.kind === 'predict') return task.change;
  return task.kind === 'find' ? task.solution : {};
}
