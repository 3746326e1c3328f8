import { COURSE } from '../../../../course/course.ts';
import type { Lesson, LessonStep } from '../../../../course/lesson.ts';
import type { VolumeLook } from '../../../../experiment/volume-look.ts';
import { BorrowedControls } from '../../../controls/borrowed-controls.ts';
import type { Lane } from '../../../lanes/lane.ts';
import { marksFromLink } from '../../../marks/marks-from-link.ts';
import type { PaneHover } from '../../../panes/pane-content.ts';
import type { PaneTool } from '../../../panes/pane-tool.ts';
import { isAlike } from '../../../present/moment.ts';
import type { PresentPair } from '../../../present/present-experiment.ts';
import type { KeyActions } from '../../../shell/keys.ts';
import type { Layout, Slot } from '../../../stage/layout.ts';
import type { SceneLook } from '../../../views/scene/scene-look.ts';
import type { IteratedStep, SettledRun } from '../../workplace.ts';
import { LESSON, type LearnPage, type LearnPart } from '../learn-part.ts';
import type { PresentedStep, StepPresenter } from '../presented-step.ts';
import { LessonSheet } from './lesson-sheet.ts';
import { LessonShelf, type Place } from './lesson-shelf.ts';
import { lessonBlocks } from './lesson-text.ts';
import { OpenStep } from './open-step.ts';
import { putIntoReport } from './report-answer.ts';
import { StepStage } from './step-stage.ts';
import { StrayTyping } from './stray-typing.ts';

/** A lesson, a step at a time: which one is open, its words and its knobs; its pictures stand on the stage. */
export class LessonReader implements LearnPart, StepPresenter {
  readonly #page: LearnPage;
  readonly #sheet: LessonSheet;
  readonly #knobs: BorrowedControls;
  readonly #stage: StepStage;
  readonly #typing: StrayTyping;
  readonly #shelf: LessonShelf;
  #open: OpenStep | null = null;
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

  get presented(): PresentedStep | null {
    return this.#open?.presented ?? null;
  }

  async reveal(): Promise<void> {
    await this.#open?.reveal();
  }

  get layout(): Layout {
    return this.#open ? this.#stage.around(this.#open.pictures) : [];
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

  get lanes(): readonly Lane[] {
    return this.#open?.lanes ?? [];
  }

  get keys(): KeyActions {
    return {
      ...{ PageDown: () => this.#sheet.turn(1), PageUp: () => this.#sheet.turn(-1) },
      // As on a picture that has the focus; nowhere else in a lesson does it close the course.
      c: () => {
        const picture = this.layout.findLast(({ view }) => !view.draw);
        if (picture) this.#page.read(picture);
      },
    };
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
    return this.#open?.place ?? null;
  }

  fromLink(json: unknown, _: PresentPair, where: string): Promise<Place> {
    return this.#shelf.placeIn(json, where);
  }

  /** Of a step as it begins. */
  shortLink(): string | null {
    if (!this.#open || this.#open.isShown) return null;
    const { lesson, step } = this.#open;
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
    await this.#begin(lesson, indexOf(lesson, step));
  }

  bring(state: unknown): void {
    const { lesson: name, step, isShown = false } = (state ?? {}) as Partial<Place>;
    const lesson = this.#shelf.peek(name);
    if (!lesson) {
      this.#close();
      return;
    }
    const at = indexOf(lesson, step);
    if (this.#open?.lesson === lesson && this.#open.at === at) this.#open.setShown(isShown);
    else this.#take(lesson, at, isShown);
  }

  iterated(lane: Lane, step: IteratedStep): void {
    if (this.#open) this.#stage.iterated(lane, step);
  }

  async settled(run: SettledRun): Promise<void> {
    const open = this.#open;
    if (!open) return;
    await open.settled(run);
    if (open === this.#open && !run.signal.aborted) await this.#stage.settled(run);
  }

  // Going on

  async #go(by: 1 | -1): Promise<void> {
    if (!this.#open) return;
    const { lesson, at } = this.#open;
    if (lesson.steps[at + by]) {
      await this.#goTo(at + by);
      return;
    }
    const other = nextOf(lesson, by);
    if (other)
      await this.#page.open(LESSON, { lesson: other.name, ...(by === -1 && { step: other.steps.at(-1)!.id }) });
    else if (by === 1) this.#page.contents();
  }

  async #goTo(at: number): Promise<void> {
    if (!this.#open) return;
    try {
      await this.#begin(this.#open.lesson, at);
    } catch (error) {
      this.#page.notices.failure(error, () => void this.#goTo(at));
    }
  }

  /** A step from its beginning, with its experiment. */
  async #begin(lesson: Lesson, at: number): Promise<void> {
    const { present, wishes, marks, progress } = this.#page;
    const signal = wishes.begin();
    const step = lesson.steps[at]!;
    const pair = await this.#shelf.pairOf(lesson, step);
    if (signal.aborted) return;
    this.#take(lesson, at, false);
    progress.visit(lesson.name, step.id);
    marks.set(marksFromLink(step.marks, `lesson ${lesson.name}`));
    const isSame = present.subject === pair.subject;
    this.#sheet.takeFocus();
    await this.#page.restore(pair.experiment, pair.subject);
    if (isSame) this.#page.changed();
  }

  /** Shows a step; the experiment is opened by whoever asks for it. */
  #take(lesson: Lesson, at: number, isShown: boolean): void {
    const page = this.#page;
    const open: OpenStep = new OpenStep(
      {
        ...{ page, shelf: this.#shelf, root: this.root, textHand: { lesson: (to) => this.#follow(to) } },
        isOpen: (step) => step === this.#open,
        changed: () => {
          if (open === this.#open) this.#changed();
        },
        answerShown: () => this.#sheet.showPictures(),
        restart: () => void this.#goTo(at),
        finished: () => this.#finished(open),
      },
      ...([lesson, at, isShown] as const),
    );
    this.#open = open;
    const { step, task } = open;
    this.#stage.begin(step);
    this.#sheet.show({
      ...{ lesson, at, next: nextOf(lesson, 1)?.title ?? null, done: page.progress.of(lesson.name).done },
      before: nextOf(lesson, -1)?.title ?? null,
      text: lessonBlocks(step.text, open.textHand),
      task: task?.root ?? null,
      toReport: step.task.kind === 'look' ? null : () => putIntoReport(page, lesson, [step]),
      allToReport: at === lesson.steps.length - 1 ? () => putIntoReport(page, lesson, lesson.steps) : null,
    });
    this.#showKnobs();
    this.onPresented?.();
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = null;
    this.#stage.begin(null);
    this.onPresented?.();
  }

  #follow(to: string): void {
    const [name, id] = to.split('/');
    void this.#page.open(LESSON, { lesson: name!, ...(id !== undefined && { step: id }) });
  }

  #changed(): void {
    this.#lockKnobs();
    this.onPresented?.();
  }

  #finished({ lesson, step }: OpenStep): void {
    const { progress } = this.#page;
    progress.finish(lesson.name, step.id);
    if (lesson !== this.#open?.lesson) return;
    this.#sheet.showDone(lesson, progress.of(lesson.name).done);
    this.#lockKnobs();
  }

  #showKnobs(): void {
    if (this.root.isConnected) this.#knobs.borrow(this.#open?.step.knobs ?? []);
    this.#lockKnobs();
  }

  #lockKnobs(): void {
    if (this.#open) this.#sheet.lock(!this.#open.areKnobsOpen);
  }
}

/** Where a step stands in a lesson; the first one where there is none of this name. */
function indexOf({ steps }: Lesson, step: LessonStep['id'] | undefined): number {
  return Math.max(
    0,
    steps.findIndex(({ id }) => id === step),
  );
}

/** The lesson after another one, or the one before it. */
function nextOf({ name }: Lesson, by: 1 | -1) {
  return COURSE.all[COURSE.names.indexOf(name) + by] ?? null;
}
