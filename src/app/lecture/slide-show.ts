import { COURSE } from '../../course/course.ts';
import { changedSlide, type LectureSlide, type Stroke, stepSlide } from '../../course/lecture.ts';
import { LESSON } from '../workplaces/learn/learn-part.ts';
import type { LearnRoom } from '../workplaces/learn/learn-room.ts';
import type { PresentedStep, StepPresenter } from '../workplaces/learn/presented-step.ts';
import type { Workplaces } from '../workplaces/workplaces.ts';
import type { KeptLecture } from './kept-lecture.ts';
import { hashOfScene } from './scene.ts';

export interface SlideShowHost {
  readonly workplaces: Workplaces;
  readonly kept: KeptLecture;
  /** Opens what an address holds. */
  openHash(hash: string): Promise<unknown>;
  /** Another slide is there, its answer, or its numbers. */
  changed(): void;
  say(sentence: string): void;
}

/** The slide that is on the stage. */
export interface PresentSlide {
  /** Of one's own lecture; of the course one that says nothing of its own. `null` for what is on the page anyway. */
  readonly slide: LectureSlide | null;
  /** What a step has come to; `null` for a scene. */
  readonly presented: PresentedStep | null;
  /** Where it is, in a few words. */
  readonly place: string;
  /** Tells it from others. */
  readonly key: string;
  /** The title of the one that follows; `null` where none does. */
  readonly next: string | null;
}

const NOTHING_TO_SHOW =
  'Nothing follows. Esc ends the lecture; O makes a list of slides, and a lesson that is open is one.';
const THE_END = 'That was the last slide.';
const THE_BEGINNING = 'This is the first slide.';

/**
 * Slides one after the other: those of one's own lecture, or the steps of the course from the one that is open on. A question
 * is shown first, its answer next.
 */
export class SlideShow {
  readonly #host: SlideShowHost;
  #presenter: StepPresenter | null = null;
  /** Whether one's own lecture is shown. */
  #isOwn = false;
  /** The slide at the present place of one's own lecture has not been opened yet. */
  #isBefore = true;

  constructor(host: SlideShowHost) {
    this.#host = host;
  }

  /** What was drawn over what is no slide, until one is shown. */
  #loose: readonly Stroke[] = [];

  /** Finds out what is to be shown: the lesson that is open, or one's own lecture. */
  async find(): Promise<void> {
    const { workplaces, kept } = this.#host;
    if (workplaces.present.name === 'learn') await this.#room();
    const step = this.#step;
    const own = kept.lecture.slides[kept.at];
    const isThatSlide = step !== null && own !== undefined && isOf(own, step);
    if (!isThatSlide && !(this.#isOwn && !step)) {
      this.#isOwn = step === null && kept.lecture.slides.length > 0;
      this.#isBefore = true;
    }
  }

  get now(): PresentSlide {
    const { kept } = this.#host;
    const step = this.#step;
    if (!this.#isOwn) {
      if (!step) return { slide: null, presented: null, place: '', key: '', next: null };
      const { lesson, step: of } = step;
      return {
        ...{ slide: stepSlide(lesson.name, of.id), presented: step, key: `${lesson.name}/${of.id}` },
        place: `${lesson.number} · ${lesson.steps.indexOf(of) + 1} of ${lesson.steps.length}`,
        next: titleOf(this.#courseAt(1)),
      };
    }
    const { slides } = kept.lecture;
    const slide = this.#isBefore ? null : (slides[kept.at] ?? null);
    return {
      slide,
      presented: slide && step && isOf(slide, step) ? step : null,
      place: slide ? `${kept.at + 1} of ${slides.length}` : '',
      key: slide ? `own ${kept.at}` : '',
      next: titleOf(slides[this.#isBefore ? Math.max(kept.at, 0) : kept.at + 1]),
    };
  }

  /** What was drawn over the present slide. */
  get strokes(): readonly Stroke[] {
    const { slide, key } = this.now;
    if (!slide) return this.#loose;
    return this.#isOwn ? slide.strokes : this.#host.kept.inkOf(key);
  }

  set strokes(strokes: readonly Stroke[]) {
    const { kept } = this.#host;
    const { slide, key } = this.now;
    if (!slide) this.#loose = strokes;
    else if (this.#isOwn) kept.lecture = changedSlide(kept.lecture, kept.at, { ...slide, strokes });
    else kept.setInk(key, strokes);
  }

  /** The answer to what is asked, or the next slide. */
  async next(): Promise<void> {
    const { presented } = this.now;
    if (presented && asks(presented) && !presented.isAnswered) await this.#presenter!.reveal();
    else await this.#go(1);
  }

  /** Back to the question, or to the slide before, as it was left: with its answer. */
  async back(): Promise<void> {
    const { presented, slide } = this.now;
    if (presented?.isAnswered && slide) {
      await this.open(slide);
      return;
    }
    await this.#go(-1);
    const before = this.now.presented;
    if (before !== presented && before && asks(before) && !before.isAnswered) await this.#presenter!.reveal();
  }

  /** One's own lecture goes on at the slide that was shown last. */
  async resume(): Promise<void> {
    if (this.#isOwn) await this.showOwn(Math.max(this.#host.kept.at, 0));
  }

  /** To the first slide of one's own lecture, or of the lesson that is open. */
  async first(): Promise<void> {
    const lesson = this.now.presented?.lesson;
    if (this.#isOwn) await this.showOwn(0);
    else if (lesson) await this.open(stepSlide(lesson.name, lesson.steps[0]!.id));
  }

  /** Shows one's own lecture from this slide on. */
  async showOwn(at: number): Promise<void> {
    const { kept } = this.#host;
    const slide = kept.lecture.slides[at];
    if (!slide) return;
    this.#isOwn = true;
    this.#isBefore = false;
    kept.at = at;
    await this.open(slide);
  }

  async #go(by: 1 | -1): Promise<void> {
    const { kept, say } = this.#host;
    if (this.#isOwn) {
      const to = this.#isBefore ? Math.max(kept.at, 0) : kept.at + by;
      if (kept.lecture.slides[to]) await this.showOwn(to);
      else say(by > 0 ? THE_END : THE_BEGINNING);
      return;
    }
    const to = this.#courseAt(by);
    if (to) await this.open(to);
    else if (this.#step) say(by > 0 ? THE_END : THE_BEGINNING);
    else if (by > 0) say(NOTHING_TO_SHOW);
  }

  /** Puts a slide on the page. */
  async open(slide: LectureSlide): Promise<void> {
    const { workplaces, openHash, changed } = this.#host;
    this.#loose = [];
    if (slide.kind === 'scene') {
      await openHash(hashOfScene(slide));
    } else {
      const room = await this.#room();
      await workplaces.enter('learn');
      await room.open(LESSON, { lesson: slide.lesson, step: slide.step });
    }
    changed();
  }

  /** The step of the course so many steps on from the one that is open; from the contents on the first one. */
  #courseAt(by: number): LectureSlide | undefined {
    const now = this.#step;
    if (!now && (by < 0 || this.#host.workplaces.present.name !== 'learn')) return undefined;
    const all = COURSE.all.flatMap(({ name, steps }) => steps.map(({ id }) => stepSlide(name, id)));
    return now ? all[all.findIndex((slide) => isOf(slide, now)) + by] : all[0];
  }

  get #step(): PresentedStep | null {
    const { present, room } = this.#host.workplaces;
    // The reader remembers a step while something else of the course is open.
    const isOpen = present.name === 'learn' && (room as LearnRoom | null)?.partName === LESSON;
    return isOpen ? (this.#presenter?.presented ?? null) : null;
  }

  async #room(): Promise<LearnRoom> {
    const room = (await this.#host.workplaces.roomOf('learn')) as LearnRoom;
    if (!this.#presenter) {
      this.#presenter = (await room.partOf(LESSON)) as unknown as StepPresenter;
      this.#presenter.onPresented = () => this.#host.changed();
    }
    return room;
  }
}

/** Whether it has a question, and an answer that follows it. */
export function asks({ step }: PresentedStep): boolean {
  return step.task.kind !== 'look';
}

/** What a slide is called where it is not shown. */
export function titleOf(slide: LectureSlide | undefined): string | null {
  if (!slide) return null;
  if (slide.caption !== '' || slide.kind === 'scene') return slide.caption || 'A scene';
  return COURSE.find(slide.lesson)?.steps.find(({ id }) => id === slide.step)?.title ?? slide.step;
}

function isOf(slide: LectureSlide, { lesson, step }: PresentedStep): boolean {
  return slide.kind === 'step' && slide.lesson === lesson.name && slide.step === step.id;
}
