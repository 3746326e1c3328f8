import type { LectureSlide, Stroke } from '../../course/lecture.ts';
import { browserStore } from '../elements/browser-store.ts';
import { byId } from '../elements/element.ts';
import { FullScreen } from './full-screen.ts';
import { KeptLecture } from './kept-lecture.ts';
import { LectureFace } from './lecture-face.ts';
import { LectureHands, type Show } from './lecture-hands.ts';
import { LectureKnob } from './lecture-knob.ts';
import { LectureList } from './lecture-list.ts';
import { keepLectureOn } from './lecture-on.ts';
import type { GivenLecture, LectureOnPage, LecturePage } from './lecture-page.ts';
import { taskElements } from './lecture-task.ts';
import { StageInk } from './pen/stage-ink.ts';
import { Strokes } from './pen/strokes.ts';
import { sceneOf } from './scene.ts';
import { stepOfHash } from './slide-links.ts';
import { SlideShow } from './slide-show.ts';
import { Speaker } from './speaker/speaker.ts';
import { speakerState } from './speaker/speaker-state.ts';
import { StageViews } from './stage-views.ts';

const NO_STROKES: readonly Stroke[] = [];

/** A lecture: the page as a room sees it, one slide after the other, by remote control or by keys. */
export class Lecture implements LectureOnPage {
  readonly #page: LecturePage;
  readonly #kept = new KeptLecture(browserStore());
  readonly #slides: SlideShow;
  readonly #list: LectureList;
  readonly #views: StageViews;
  readonly #strokes: Strokes;
  readonly #ink: StageInk;
  readonly #speaker: Speaker;
  readonly #fullScreen = new FullScreen(() => this.#escaped());
  readonly #hands: LectureHands;
  #show: Show | null = null;
  #endedAt: { readonly subject: object; readonly workplace: object } | null = null;
  /** The slide whose views and knobs were offered last, and whether it was answered. */
  #offered: string | null = null;
  #wasAnswered = false;

  constructor(page: LecturePage) {
    this.#page = page;
    const { notices, stage, workplaces } = page;
    window.addEventListener('storage', ({ key }) => this.#kept.changedElsewhere(key));
    this.#slides = new SlideShow({
      ...{ workplaces, kept: this.#kept, openHash: page.openHash },
      changed: () => this.#changed(),
      say: (sentence) => notices.done(sentence),
    });
    this.#views = new StageViews(stage, (count) => this.#show?.face.setPaneCount(count));
    this.#strokes = new Strokes({
      keep: (strokes) => {
        this.#slides.strokes = strokes;
      },
      redraw: () => this.#ink.redraw(),
    });
    this.#ink = new StageInk(stage, this.#strokes, page.lendTools);
    this.#list = new LectureList(page, this.#kept, {
      scene: () => this.#scene(),
      present: (at) => void this.#present(at),
    });
    this.#speaker = new Speaker({
      fullScreen: this.#fullScreen,
      state: () =>
        speakerState(this.#slides.now, this.#caption, { isOn: this.isOn, isBlack: this.#show?.face.isBlack ?? false }),
      wish: (kind) => this.#hands.do({ kind }),
      pressed: (key) => this.#hands.pressedElsewhere(key),
      say: (sentence) => notices.done(sentence),
    });
    this.#hands = new LectureHands({
      ...{ page, slides: this.#slides, views: this.#views, strokes: this.#strokes, ink: this.#ink, list: this.#list },
      ...{ speaker: this.#speaker, fullScreen: this.#fullScreen },
      show: () => this.#show,
      begin: () => void this.resume(),
      end: () => this.end(),
    });
  }

  get isOn(): boolean {
    return this.#show !== null;
  }

  async begin(atStart: boolean): Promise<void> {
    if (this.#show) return;
    this.#turnOn();
    await this.#slides.find();
    this.arranged();
    this.#changed();
    if (atStart) await this.#slides.first();
  }

  /** As it was before a reload, or when it ended; the browser grants full screen to the next key. */
  async resume(): Promise<void> {
    this.#fullScreen.miss();
    await this.begin(false);
    await this.#slides.resume();
  }

  end(): void {
    const show = this.#show;
    if (!show) return;
    this.#show = null;
    keepLectureOn(false);
    this.#endedAt = { subject: this.#page.present.subject, workplace: this.#page.workplaces.present };
    this.#fullScreen.leave();
    show.laser?.dispose();
    if (this.#ink.isPenOn) this.#ink.setPen(false);
    show.knob.giveBack();
    show.face.dispose();
    this.#views.leave();
    this.#page.stage.focusMain();
    this.#speaker.tell();
  }

  /** Of Escape in full screen the page is told nothing but that full screen has ended. */
  #escaped(): void {
    const wasCovered = this.#show?.face.uncover() || document.querySelector('dialog[open]') !== null;
    if (!wasCovered) {
      this.end();
      return;
    }
    this.#fullScreen.miss();
    this.#speaker.tell();
  }

  get #isWhereItEnded(): boolean {
    const { present, workplaces } = this.#page;
    return this.#endedAt?.subject === present.subject && this.#endedAt.workplace === workplaces.present;
  }

  organise(): void {
    this.#list.organise();
  }

  async take(given: GivenLecture): Promise<void> {
    const step = 'hash' in given ? stepOfHash(given.hash) : null;
    if (step) await this.#slides.open(step);
    else await this.#list.take(given);
  }

  arranged(): void {
    // When a lecture is over, what was drawn stays over what it was drawn on, and over nothing else.
    this.#strokes.show(this.#show || this.#isWhereItEnded ? this.#slides.strokes : NO_STROKES);
    this.#ink.arranged();
    if (this.#show) this.#views.arranged();
  }

  key(event: KeyboardEvent): boolean {
    return this.#hands.key(event);
  }

  keyReleased(event: KeyboardEvent): void {
    this.#hands.released(event);
  }

  #turnOn(): void {
    const knob = new LectureKnob(byId('panel', HTMLElement));
    const face = new LectureFace(byId('workplace', HTMLElement), byId('stage', HTMLElement), knob.root);
    this.#show = { knob, face, laser: null };
    keepLectureOn(true);
    this.#page.stage.maximise(null);
    this.#page.notices.withdrawStanding();
    this.#views.choose(null);
    this.#offered = null;
    (document.activeElement as HTMLElement | null)?.blur();
    void this.#speaker.begin();
  }

  /** Shows one's own lecture from a slide on. */
  async #present(at: number): Promise<void> {
    if (!this.#show) {
      this.#fullScreen.ask();
      this.#turnOn();
      await this.#slides.find();
    }
    await this.#slides.showOwn(at);
    this.arranged();
  }

  get #caption(): string {
    const { slide, presented } = this.#slides.now;
    return slide?.caption || (presented?.step.title ?? (slide ? '' : this.#page.present.subject.name));
  }

  #scene(): LectureSlide | null {
    const { slide } = this.#slides.now;
    const { scene, lacks } = sceneOf(this.#page.present, this.#page.behind(), {
      caption: this.#show ? this.#caption : '',
      notes: slide?.notes ?? '',
      views: this.#views.chosen,
      strokes: this.#slides.strokes,
    });
    if (lacks.length > 0) this.#page.notices.done(`The scene is without ${lacks.join('; and without ')}.`);
    return scene;
  }

  /** Another slide is there, its answer, or its numbers. */
  #changed(): void {
    this.#speaker.tell();
    const show = this.#show;
    if (!show) return;
    const { presented, slide, place, key } = this.#slides.now;
    const { face, knob } = show;
    const isAnswered = presented?.isAnswered ?? false;
    const isNew = key !== this.#offered;
    if (isNew || isAnswered !== this.#wasAnswered) face.showWords();
    this.#wasAnswered = isAnswered;
    face.show({ caption: this.#caption, place, beside: presented ? taskElements(presented) : [] });
    if (!isNew) return;
    this.#offered = key;
    this.#views.choose(slide?.views ?? null);
    this.#strokes.show(this.#slides.strokes);
    knob.offer(presented?.step.knobs ?? null);
    face.tell([place, this.#caption].filter(Boolean).join('. '));
  }
}
