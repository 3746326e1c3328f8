import type { LectureSlide, Stroke } from '../../course/lecture.ts';
import { browserStore } from '../elements/browser-store.ts';
import { byId } from '../elements/element.ts';
import { slotId } from '../stage/layout.ts';
import { KeptLecture } from './kept-lecture.ts';
import { LectureFace } from './lecture-face.ts';
import { KEYS_OF_PAGE, type LectureFocus, type LectureWish, lectureWish } from './lecture-keys.ts';
import { LectureKnob } from './lecture-knob.ts';
import { LectureList } from './lecture-list.ts';
import type { GivenLecture, LectureOnPage, LecturePage } from './lecture-page.ts';
import { taskElements } from './lecture-task.ts';
import { Laser } from './pen/laser.ts';
import { StageInk } from './pen/stage-ink.ts';
import { Strokes } from './pen/strokes.ts';
import { qrCard } from './qr/qr-card.ts';
import { sceneOf } from './scene.ts';
import { SeenViews } from './seen-views.ts';
import { linksOf, stepOfHash } from './slide-links.ts';
import { SlideShow } from './slide-show.ts';
import { Speaker } from './speaker/speaker.ts';
import { speakerState } from './speaker/speaker-state.ts';

/** What is on while a lecture is. */
interface Show {
  readonly face: LectureFace;
  readonly knob: LectureKnob;
  laser: Laser | null;
}

const NO_STROKES: readonly Stroke[] = [];

type PlainWish = Exclude<LectureWish['kind'], 'turn' | 'view'>;

/** A lecture: the page as a room sees it, one slide after the other, by remote control or by keys. */
export class Lecture implements LectureOnPage {
  readonly #page: LecturePage;
  readonly #kept = new KeptLecture(browserStore());
  readonly #slides: SlideShow;
  readonly #list: LectureList;
  readonly #views = new SeenViews();
  readonly #strokes: Strokes;
  readonly #ink: StageInk;
  readonly #speaker: Speaker;
  #show: Show | null = null;
  #endedAt: { readonly subject: object; readonly workplace: object } | null = null;
  /** The slide whose views and knobs were offered last. */
  #offered: string | null = null;

  constructor(page: LecturePage) {
    this.#page = page;
    const { notices, stage, workplaces } = page;
    this.#slides = new SlideShow({
      ...{ workplaces, kept: this.#kept, openHash: page.openHash },
      changed: () => this.#changed(),
      say: (sentence) => notices.done(sentence),
    });
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
      state: () =>
        speakerState(this.#slides.now, this.#caption, { isOn: this.isOn, isBlack: this.#show?.face.isBlack ?? false }),
      wish: (wish) => this.#show && this.#actions[wish](this.#show),
      say: (sentence) => notices.done(sentence),
    });
    document.addEventListener('fullscreenchange', () => {
      // Escape ends full screen before the page hears of it; a window that is opened ends it too.
      if (!document.fullscreenElement && !this.#speaker.hasJustOpened) this.end();
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

  end(): void {
    const show = this.#show;
    if (!show) return;
    this.#show = null;
    this.#endedAt = { subject: this.#page.present.subject, workplace: this.#page.workplaces.present };
    if (document.fullscreenElement) void document.exitFullscreen();
    show.laser?.dispose();
    if (this.#ink.isPenOn) this.#ink.setPen(false);
    show.knob.giveBack();
    show.face.dispose();
    unmarkPanes();
    this.#page.stage.focusMain();
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
    if (!this.#show) return;
    this.#views.arrange(this.#page.stage.slots.map(slotId));
    this.#showViews();
  }

  key(event: KeyboardEvent): boolean {
    const show = this.#show;
    // What the knob's own slider is told.
    if (!show || !event.isTrusted || document.querySelector('dialog[open]')) return false;
    const { face } = show;
    const wish = lectureWish(event, focusOf(event));
    if (wish === 'kept') return false;
    if (face.isBlack) {
      face.isBlack = false;
      this.#speaker.tell();
      return true;
    }
    if (face.hasCard) {
      face.lay(null);
      if (wish?.kind === 'qr' || wish?.kind === 'end') return true;
    }
    if (wish === null) return !KEYS_OF_PAGE.test(event.key);
    if (face.showsLegend && wish.kind !== 'end' && wish.kind !== 'legend') face.showsLegend = false;
    this.#speaker.backToFullScreen();
    this.#do(wish, show);
    return true;
  }

  keyReleased({ key, isTrusted }: KeyboardEvent): void {
    if (isTrusted && /^(Arrow(Up|Down)|[+=\-−])$/.test(key)) this.#show?.knob.released();
  }

  /** What wishes without a number of their own do. */
  readonly #actions: Readonly<Record<PlainWish, (show: Show) => void>> = {
    next: () => void this.#slides.next(),
    back: () => void this.#slides.back(),
    first: () => void this.#slides.first(),
    end: ({ face }) => {
      if (face.showsLegend) face.showsLegend = false;
      else this.end();
    },
    black: ({ face }) => {
      face.isBlack = !face.isBlack;
      this.#speaker.tell();
    },
    legend: ({ face }) => {
      face.showsLegend = !face.showsLegend;
    },
    fullScreen: toggleFullScreen,
    resetView: () => this.#page.resetView(),
    axes: ({ face }) => {
      face.toggleAxes();
      this.#ink.redraw();
    },
    nextKnob: ({ knob }) => knob.next(),
    alone: () => {
      this.#views.nextAlone();
      this.#showViews();
    },
    pair: () => {
      this.#views.nextPair();
      this.#showViews();
    },
    pointer: (show) => {
      show.laser?.dispose();
      show.laser = show.laser ? null : new Laser();
    },
    pen: () => {
      const isPossible = this.#ink.setPen(!this.#ink.isPenOn);
      if (this.#ink.isPenOn)
        this.#say(isPossible ? `Pen: ${this.#strokes.ink}` : 'The pen draws on images; there is none here.');
    },
    ink: () => {
      this.#strokes.nextInk();
      this.#say(`Pen: ${this.#strokes.ink}`);
    },
    undoStroke: () => this.#strokes.undo(),
    eraseAll: () => this.#strokes.eraseAll(),
    scene: () => this.#list.keepScene(),
    organiser: () => this.organise(),
    qr: ({ face }) => face.lay(qrCard(linksOf(this.#slides.now, this.#page))),
    speaker: () => this.#speaker.open(),
  };

  #do(wish: LectureWish, show: Show): void {
    if (wish.kind === 'turn') show.knob.turn(wish.steps);
    else if (wish.kind === 'view') {
      this.#views.toggle(wish.place);
      this.#showViews();
    } else this.#actions[wish.kind](show);
  }

  #turnOn(): void {
    const knob = new LectureKnob(byId('panel', HTMLElement));
    const face = new LectureFace(byId('workplace', HTMLElement), knob.root);
    this.#show = { knob, face, laser: null };
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
      document.documentElement.requestFullscreen?.().catch(() => undefined);
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
    if (lacks.length > 0) this.#say(`The scene is without ${lacks.join('; and without ')}.`);
    return scene;
  }

  #say(sentence: string): void {
    this.#page.notices.done(sentence);
  }

  /** Another slide is there, its answer, or its numbers. */
  #changed(): void {
    this.#speaker.tell();
    const show = this.#show;
    if (!show) return;
    const { presented, slide, place, key } = this.#slides.now;
    const { face, knob } = show;
    face.show({ caption: this.#caption, place, beside: presented ? taskElements(presented) : [] });
    if (key === this.#offered) return;
    this.#offered = key;
    this.#views.choose(slide?.views ?? null);
    this.#showViews();
    this.#strokes.show(this.#slides.strokes);
    knob.offer(presented?.step.knobs ?? null);
    face.tell([place, this.#caption].filter(Boolean).join('. '));
  }

  #showViews(): void {
    const { seen } = this.#views;
    unmarkPanes();
    for (const [id, root] of this.#paneRoots()) root.classList.toggle('lecture-seen', seen.includes(id));
    byId('stage', HTMLElement).dataset.seen = String(seen.length);
    this.#show?.face.setPaneCount(seen.length);
  }

  #paneRoots(): ReadonlyMap<string, HTMLElement> {
    const { stage } = this.#page;
    const ids = stage.slots.map(slotId);
    return new Map(ids.map((id) => [id, (stage.pane(id) ?? stage.drawn(id))!.root]));
  }
}

/** Also those that have left the stage. */
function unmarkPanes(): void {
  for (const pane of document.querySelectorAll('.lecture-seen')) pane.classList.remove('lecture-seen');
}

function focusOf({ target }: KeyboardEvent): LectureFocus {
  const focused = target as HTMLElement;
  if (focused.matches?.('input[type="range"]')) return 'slider';
  if (focused.matches?.('input:not([type="checkbox"]), textarea, [contenteditable]')) return 'field';
  // A button that a mouse has pressed keeps the focus, which is not meant by the next key.
  return focused.matches?.(':is(button, summary, select, input):focus-visible') ? 'button' : 'elsewhere';
}

function toggleFullScreen(): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  done?.catch(() => undefined);
}
