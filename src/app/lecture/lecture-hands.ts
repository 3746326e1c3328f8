import type { FullScreen } from './full-screen.ts';
import type { LectureFace } from './lecture-face.ts';
import {
  KEYS_OF_PAGE,
  type LectureFocus,
  type LectureKeyEvent,
  type LectureWish,
  lectureWish,
} from './lecture-keys.ts';
import type { LectureKnob } from './lecture-knob.ts';
import type { LectureList } from './lecture-list.ts';
import type { LecturePage } from './lecture-page.ts';
import { Laser } from './pen/laser.ts';
import type { StageInk } from './pen/stage-ink.ts';
import type { Strokes } from './pen/strokes.ts';
import { qrCard } from './qr/qr-card.ts';
import { linksOf } from './slide-links.ts';
import type { SlideShow } from './slide-show.ts';
import type { Speaker } from './speaker/speaker.ts';
import type { StageViews } from './stage-views.ts';

/** What is on while a lecture is. */
export interface Show {
  readonly face: LectureFace;
  readonly knob: LectureKnob;
  laser: Laser | null;
}

/** What hands have to do with. */
export interface LectureParts {
  readonly page: LecturePage;
  readonly slides: SlideShow;
  readonly views: StageViews;
  readonly strokes: Strokes;
  readonly ink: StageInk;
  readonly list: LectureList;
  readonly speaker: Speaker;
  readonly fullScreen: FullScreen;
  /** `null` while no lecture is on. */
  show(): Show | null;
  /** At what is open. */
  begin(): void;
  end(): void;
}

type PlainWish = Exclude<LectureWish['kind'], 'turn' | 'view'>;

/** What keys do in a lecture: those of its own window, and those that are pressed in the speaker's. */
export class LectureHands {
  readonly #parts: LectureParts;

  constructor(parts: LectureParts) {
    this.#parts = parts;
  }

  /** @returns whether the key was the lecture's */
  key(event: KeyboardEvent): boolean {
    const { show, fullScreen } = this.#parts;
    // What the knob's own slider is told.
    if (!show() || !event.isTrusted || document.querySelector('dialog[open]')) return false;
    const wish = lectureWish(event, focusOf(event));
    if (wish === 'kept') return false;
    fullScreen.keyPressed();
    return this.#pressed(wish) || !KEYS_OF_PAGE.test(event.key);
  }

  released({ key, isTrusted }: KeyboardEvent): void {
    if (isTrusted && /^(Arrow(Up|Down)|[+=\-−])$/.test(key)) this.#parts.show()?.knob.released();
  }

  /** A key in another window, which nothing of this one had the focus for. */
  pressedElsewhere(event: LectureKeyEvent): void {
    if (document.querySelector('dialog[open]')) return;
    const wish = lectureWish(event, 'elsewhere');
    if (!this.#parts.show()) {
      if (wish !== 'kept' && wish && BEGIN.includes(event.key)) this.#parts.begin();
      return;
    }
    // Browsers let a page open windows and fill the screen only where it is itself pressed on.
    if (wish === 'kept' || (wish && OF_OWN_WINDOW.includes(wish.kind))) return;
    if (!this.#pressed(wish) && KEYS_OF_PAGE.test(event.key)) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, code: event.code, bubbles: true }));
    }
    this.#parts.show()?.knob.released();
  }

  do(wish: LectureWish): void {
    const show = this.#parts.show();
    if (!show) return;
    if (wish.kind === 'turn') show.knob.turn(wish.steps);
    else if (wish.kind === 'view') this.#parts.views.toggle(wish.place);
    else this.#actions[wish.kind](show);
  }

  /** @returns whether the lecture knew what to do with it */
  #pressed(wish: LectureWish | null): boolean {
    const { face } = this.#parts.show()!;
    if (face.isBlack) {
      face.isBlack = false;
      this.#parts.speaker.tell();
      return true;
    }
    if (face.hasCard) {
      face.lay(null);
      if (wish?.kind === 'qr' || wish?.kind === 'end') return true;
    }
    if (face.showsLegend && wish?.kind !== 'legend') {
      face.showsLegend = false;
      if (wish?.kind === 'end') return true;
    }
    if (wish) this.do(wish);
    return wish !== null;
  }

  /** What wishes without a number of their own do. */
  readonly #actions: Readonly<Record<PlainWish, (show: Show) => void>> = {
    next: () => void this.#parts.slides.next(),
    back: () => void this.#parts.slides.back(),
    first: () => void this.#parts.slides.first(),
    end: () => this.#parts.end(),
    black: ({ face }) => {
      face.isBlack = !face.isBlack;
      this.#parts.speaker.tell();
    },
    legend: ({ face }) => {
      face.showsLegend = !face.showsLegend;
    },
    fullScreen: () => this.#parts.fullScreen.toggle(),
    resetView: () => this.#parts.page.resetView(),
    axes: ({ face }) => {
      this.#say(face.nextAxes());
      this.#parts.ink.redraw();
    },
    words: ({ face }) => face.toggleWords(),
    nextKnob: ({ knob }) => knob.next(),
    alone: () => this.#parts.views.nextAlone(),
    pair: () => this.#parts.views.nextPair(),
    pointer: (show) => {
      show.laser?.dispose();
      show.laser = show.laser ? null : new Laser();
    },
    pen: () => {
      const { ink, strokes } = this.#parts;
      const isPossible = ink.setPen(!ink.isPenOn);
      if (ink.isPenOn) this.#say(isPossible ? `Pen: ${strokes.ink}` : 'The pen draws on images; there is none here.');
    },
    ink: () => {
      const { strokes } = this.#parts;
      strokes.nextInk();
      this.#say(`Pen: ${strokes.ink}`);
    },
    undoStroke: () => this.#parts.strokes.undo(),
    eraseAll: () => this.#parts.strokes.eraseAll(),
    scene: () => this.#parts.list.keepScene(),
    organiser: () => this.#parts.list.organise(),
    qr: ({ face }) => face.lay(qrCard(linksOf(this.#parts.slides.now, this.#parts.page))),
    speaker: () => this.#parts.speaker.open(),
  };

  #say(sentence: string): void {
    this.#parts.page.notices.done(sentence);
  }
}

/** What ends it begins it again; a remote control has F5. */
const BEGIN = ['F5', 't', 'T'];
const OF_OWN_WINDOW: readonly LectureWish['kind'][] = ['fullScreen', 'speaker', 'organiser'];

function focusOf({ target }: KeyboardEvent): LectureFocus {
  const focused = target as HTMLElement;
  if (focused.matches?.('input[type="range"]')) return 'slider';
  if (focused.matches?.('input:not([type="checkbox"]), textarea, [contenteditable]')) return 'field';
  // A button that a mouse has pressed keeps the focus, which is not meant by the next key.
  return focused.matches?.(':is(button, summary, select, input):focus-visible') ? 'button' : 'elsewhere';
}
