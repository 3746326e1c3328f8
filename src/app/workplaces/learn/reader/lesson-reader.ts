import { COURSE } from '../../../../course/course.ts';
import type { Lesson, LessonStep } from '../../../../course/lesson.ts';
import { areKnobsOpen } from '../../../../course/open-knobs.ts';
import { PRESENT_RUN } from '../../../../course/quantity.ts';
import { lanePair } from '../../../../course/step-experiment.ts';
import type { Experiment } from '../../../../experiment/experiment.ts';
import type { ExperimentPatch } from '../../../../experiment/experiment-patch.ts';
import type { VolumeLook } from '../../../../experiment/volume-look.ts';
import { BorrowedControls } from '../../../controls/borrowed-controls.ts';
import type { Lane } from '../../../lanes/lane.ts';
import { PRESENT } from '../../../lanes/present.ts';
import { UNFILTERED } from '../../../lanes/unfiltered.ts';
import { marksFromLink } from '../../../marks/marks-from-link.ts';
import type { PaneHover } from '../../../panes/pane-content.ts';
import type { PaneTool } from '../../../panes/pane-tool.ts';
import { isAlike } from '../../../present/moment.ts';
import type { PresentPair } from '../../../present/present-experiment.ts';
import type { KeyActions } from '../../../shell/keys.ts';
import type { Layout, Slot } from '../../../stage/layout.ts';
import { VIEWS } from '../../../views/registry.ts';
import type { SceneLook } from '../../../views/scene/scene-look.ts';
import type { SettledRun } from '../../workplace.ts';
import { LESSON, type LearnPage, type LearnPart } from '../learn-part.ts';
import type { PresentedStep, StepPresenter } from '../presented-step.ts';
import { figureText, UNKNOWN } from './figure-text.ts';
import { LessonSheet } from './lesson-sheet.ts';
import { LessonShelf, type Place } from './lesson-shelf.ts';
import { type LessonTextHand, lessonBlocks, lessonInlines } from './lesson-text.ts';
import { putIntoReport } from './report-answer.ts';
import { type StepFigures, stepFigures } from './step-figures.ts';
import { StepStage } from './step-stage.ts';
import { StrayTyping } from './stray-typing.ts';
import { taskHost } from './task-host.ts';
import { makeTask } from './tasks/make-task.ts';
import type { TaskFace, TaskHost } from './tasks/task.ts';

const NO_FIGURES: StepFigures = new Map();

/** A lesson, a step at a time: its words, its knobs, what it asks for; its pictures stand on the stage. */
export class LessonReader implements LearnPart, StepPresenter {
  readonly #page: LearnPage;
  readonly #sheet: LessonSheet;
  readonly #knobs: BorrowedControls;
  readonly #stage: StepStage;
  readonly #typing: StrayTyping;
  readonly #shelf: LessonShelf;
  #lesson: Lesson | null = null;
  #at = 0;
  #isShown = false;
  #task: TaskFace | null = null;
  #lanes: ReadonlyMap<string, Lane> = new Map();
  #figures = NO_FIGURES;
  onPresented: (() => void) | null = null;

  constructor(page: LearnPage) {
    this.#page = page;
    this.#sheet = new LessonSheet({
      contents: () => page.contents(),
      goTo: (at) => void this.#goTo(at),
      go: (by) => void this.#go(by),
    });
    this.#knobs = new BorrowedControls(page.controls, this.#sheet.knobs);
    this.#shelf = new LessonShelf(page.present);
    this.#typing = new StrayTyping(this.#sheet.root);
    this.#stage = new StepStage(page, this.#sheet.marks, () => this.layout);
  }

  get root(): HTMLElement {
    return this.#sheet.root;
  }

  get #step(): LessonStep | null {
    return this.#lesson?.steps[this.#at] ?? null;
  }

  get presented(): PresentedStep | null {
    const [lesson, step] = [this.#lesson, this.#step];
    return lesson && step && { lesson, step, isAnswered: this.#isShown, figures: this.#figures };
  }

  async reveal(): Promise<void> {
    const step = this.#step;
    if (step && !this.#isShown) await this.#showAnswer(answerOf(step));
  }

  get layout(): Layout {
    const step = this.#step;
    if (!step) return [];
    const { task } = step;
    const slots = (this.#isShown && task.kind === 'predict' && task.layout) || step.layout;
    return this.#stage.around(slots.map(({ view, lane }) => ({ view: VIEWS.get(view), lane: this.#laneOf(lane) })));
  }

  get look(): VolumeLook | undefined {
    return this.#stage.look;
  }

  lookAt(look: VolumeLook): void {
    this.#stage.lookAt(look);
  }

  lookAtScene(scene: SceneLook): void {
    this.#stage.lookAtScene(scene);
  }

  tool(slot: Slot): PaneTool | null {
    return this.#stage.tool(slot);
  }

  hovered(slot: Slot, hover: PaneHover | null): void {
    this.#stage.hovered(slot, hover);
  }

  shown(slot: Slot): void {
    this.#stage.shown(slot);
  }

  /** All are measured, whichever stand on the stage. */
  get lanes(): readonly Lane[] {
    return [...this.#lanes.values()];
  }

  get keys(): KeyActions {
    return { PageDown: () => this.#sheet.turn(1), PageUp: () => this.#sheet.turn(-1) };
  }

  enter(): void {
    this.#stage.enter();
    this.#typing.enter();
    this.#showKnobs();
  }

  leave(): void {
    this.#stage.leave();
    this.#typing.leave();
    this.#knobs.giveBack();
  }

  state(): Place | null {
    const [lesson, step] = [this.#lesson, this.#step];
    if (!lesson || !step) return null;
    return { lesson: lesson.name, step: step.id, ...(this.#isShown && { isShown: true }) };
  }

  fromLink(json: unknown, _: PresentPair, where: string): Promise<Place> {
    return this.#shelf.placeIn(json, where);
  }

  /** Of a step as it begins. */
  shortLink(): string | null {
    const [lesson, step] = [this.#lesson, this.#step];
    if (!lesson || !step || this.#isShown) return null;
    const { present, marks } = this.#page;
    const began = this.#shelf.begun(lesson, step);
    const isUntouched =
      began !== null &&
      isAlike(began.experiment, present.experiment) &&
      isAlike(marksFromLink(step.marks, lesson.name), marks.all);
    return isUntouched ? `lesson=${lesson.name}/${step.id}` : null;
  }

  async begin(state: unknown): Promise<void> {
    const { lesson: name, step } = state as Place;
    const lesson = await this.#shelf.fetch(name);
    const at = lesson.steps.findIndex(({ id }) => id === step);
    await this.#open(lesson, Math.max(0, at));
  }

  bring(state: unknown): void {
    const { lesson: name, step, isShown = false } = (state ?? {}) as Partial<Place>;
    const lesson = this.#shelf.peek(name);
    this.#take(lesson, Math.max(0, lesson?.steps.findIndex(({ id }) => id === step) ?? 0), isShown);
  }

  async settled(run: SettledRun): Promise<void> {
    const [lesson, step, task] = [this.#lesson, this.#step, this.#task];
    if (!lesson || !step) return;
    const hasValues = Object.keys(step.values).length > 0;
    const figures = hasValues ? await stepFigures(step, run, this.#lanes, this.#page.copies) : NO_FIGURES;
    if (run.signal.aborted || task !== this.#task || step !== this.#step) return;
    // What follows an answer has been asked for, and is yet to run.
    if (!isSameRun(run.experiment, this.#page.present.experiment)) return;
    this.#figures = figures;
    this.onPresented?.();
    for (const place of this.root.querySelectorAll<HTMLElement>('[data-value]')) {
      const isKept = task?.isClosed && task.root.contains(place) && place.textContent !== UNKNOWN;
      if (!isKept) place.textContent = this.#textOf(place.dataset.value!);
    }
    if (task) task.settled(run);
    else this.#finished(lesson, step);
    await this.#stage.settled(run);
  }

  // Going on

  async #go(by: 1 | -1): Promise<void> {
    const lesson = this.#lesson;
    if (!lesson) return;
    if (lesson.steps[this.#at + by]) await this.#goTo(this.#at + by);
    else {
      const other = nextOf(lesson, by);
      if (other)
        await this.#page.open(LESSON, { lesson: other.name, ...(by === -1 && { step: other.steps.at(-1)!.id }) });
      else if (by === 1) this.#page.contents();
    }
  }

  async #goTo(at: number): Promise<void> {
    if (!this.#lesson) return;
    try {
      await this.#open(this.#lesson, at);
    } catch (error) {
      this.#page.notices.failure(error, () => void this.#goTo(at));
    }
  }

  async #open(lesson: Lesson, at: number): Promise<void> {
    const { present, wishes, marks } = this.#page;
    const signal = wishes.begin();
    const step = lesson.steps[at]!;
    const pair = await this.#shelf.pairOf(lesson, step);
    if (signal.aborted) return;
    this.#lesson = null;
    this.#take(lesson, at, false);
    this.#page.progress.visit(lesson.name, step.id);
    marks.set(marksFromLink(step.marks, `lesson ${lesson.name}`));
    const isSame = present.subject === pair.subject;
    this.#sheet.takeFocus();
    await this.#page.restore(pair.experiment, pair.subject);
    if (isSame) this.#page.changed();
  }

  /** What follows an answer: the step's experiment, changed. */
  async #showAnswer(patch: ExperimentPatch): Promise<void> {
    const [lesson, step] = [this.#lesson, this.#step];
    if (!lesson || !step) return;
    const { present, wishes } = this.#page;
    const signal = wishes.begin();
    try {
      const pair = await this.#shelf.answeredPair(lesson, step, patch);
      if (signal.aborted || step !== this.#step) return;
      const isSame = present.subject === pair.subject;
      this.#isShown = true;
      this.#task?.setShown(true);
      this.#lockKnobs();
      this.onPresented?.();
      this.#page.arrange();
      if (isSame) this.#page.takeUp(pair);
      else await this.#page.restore(pair.experiment, pair.subject);
    } catch (error) {
      if (!signal.aborted) this.#page.notices.failure(error, () => void this.#showAnswer(patch));
    }
  }

  // Showing

  /** Shows a step; the experiment is opened by whoever asks for it. */
  #take(lesson: Lesson | null, at: number, isShown: boolean): void {
    const isSame = lesson === this.#lesson && at === this.#at && this.#task !== undefined;
    if (isSame && isShown === this.#isShown) return;
    this.#isShown = isShown;
    if (!isSame) this.#become(lesson, at);
    this.#task?.setShown(isShown);
    this.#lockKnobs();
    this.onPresented?.();
  }

  #become(lesson: Lesson | null, at: number): void {
    this.#lesson = lesson;
    this.#at = at;
    this.#figures = NO_FIGURES;
    const step = this.#step;
    this.#stage.begin(step);
    if (!lesson || !step) return;
    this.#lanes = new Map(
      step.lanes.map((lane) => [
        lane.name,
        {
          ...{ name: `lesson-${lane.name}`, label: lane.label },
          pair: (present: PresentPair) =>
            lanePair(lane, lane.follows ? present : (this.#shelf.begun(lesson, step) ?? present)),
        },
      ]),
    );
    this.#task = makeTask(step.task, this.#taskHost(lesson, step));
    this.#sheet.show({
      ...{ lesson, at, next: nextOf(lesson, 1)?.title ?? null, done: this.#page.progress.of(lesson.name).done },
      before: nextOf(lesson, -1)?.title ?? null,
      text: lessonBlocks(step.text, this.#textHand),
      task: this.#task?.root ?? null,
      toReport: step.task.kind === 'look' ? null : () => this.#report(lesson, [step]),
      allToReport: at === lesson.steps.length - 1 ? () => this.#report(lesson, lesson.steps) : null,
    });
    this.#showKnobs();
  }

  get #textHand(): LessonTextHand {
    return {
      value: (name) => this.#textOf(name),
      lesson: (to) => {
        const [name, id] = to.split('/');
        void this.#page.open(LESSON, { lesson: name!, ...(id !== undefined && { step: id }) });
      },
    };
  }

  #taskHost(lesson: Lesson, step: LessonStep): TaskHost {
    return taskHost(this.#page, lesson, step, {
      figure: (name) => this.#figures.get(name) ?? null,
      textOf: (name) => this.#textOf(name),
      words: (line) => lessonInlines(line, this.#textHand),
      show: (patch) => void this.#showAnswer(patch),
      restart: () => void this.#goTo(this.#at),
      finished: () => this.#finished(lesson, step),
    });
  }

  /** Puts what was answered to some steps into the report. */
  #report(lesson: Lesson, steps: readonly LessonStep[]): void {
    const textOf = (of: LessonStep, name: string) => (of === this.#step ? this.#textOf(name) : UNKNOWN);
    putIntoReport(this.#page, lesson, steps, textOf);
  }

  #finished(lesson: Lesson, step: LessonStep): void {
    this.#page.progress.finish(lesson.name, step.id);
    if (lesson !== this.#lesson) return;
    this.#sheet.showDone(lesson, this.#page.progress.of(lesson.name).done);
    this.#lockKnobs();
  }

  #textOf(name: string): string {
    return figureText(this.#figures.get(name) ?? null, this.#step?.values[name]?.digits ?? 3);
  }

  #showKnobs(): void {
    if (this.root.isConnected) this.#knobs.borrow(this.#step?.knobs ?? []);
    this.#lockKnobs();
  }

  #lockKnobs(): void {
    const [lesson, step] = [this.#lesson, this.#step];
    if (!lesson || !step) return;
    const answer = this.#page.progress.of(lesson.name).answers[step.id] ?? null;
    this.#sheet.lock(!areKnobsOpen(step.task, answer, this.#isShown));
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

/** The lesson after another one, or the one before it. */
function nextOf({ name }: Lesson, by: 1 | -1) {
  return COURSE.all[COURSE.names.indexOf(name) + by] ?? null;
}

/** Whether a run is of an experiment; another window changes no run. */
function isSameRun(run: Experiment, experiment: Experiment): boolean {
  return isAlike({ ...run, display: null }, { ...experiment, display: null });
}
