import { byId } from '../elements/element.ts';
import { slotId } from '../stage/layout.ts';
import type { PresentedStep } from '../workplaces/learn/presented-step.ts';
import { CourseSlides } from './course-slides.ts';
import { LectureFace } from './lecture-face.ts';
import { KEYS_OF_PAGE, type LectureFocus, type LectureWish, lectureWish } from './lecture-keys.ts';
import { LectureKnob } from './lecture-knob.ts';
import type { LectureOnPage, LecturePage } from './lecture-page.ts';
import { taskElements } from './lecture-task.ts';
import { SeenViews } from './seen-views.ts';

/** What is on while a lecture is. */
interface Show {
  readonly face: LectureFace;
  readonly knob: LectureKnob;
}

type PlainWish = Exclude<LectureWish['kind'], 'turn' | 'view'>;

/** A lecture: the page as a room sees it, one slide after the other, by remote control or by keys. */
export class Lecture implements LectureOnPage {
  readonly #page: LecturePage;
  readonly #slides: CourseSlides;
  readonly #views = new SeenViews();
  #show: Show | null = null;
  /** The slide whose views and knobs were offered last. */
  #offered: unknown = null;

  constructor(page: LecturePage) {
    this.#page = page;
    this.#slides = new CourseSlides(page.workplaces, () => this.#changed());
    document.addEventListener('fullscreenchange', () => {
      // Escape ends full screen before the page hears of it.
      if (!document.fullscreenElement) this.end();
    });
  }

  get isOn(): boolean {
    return this.#show !== null;
  }

  async begin(atStart: boolean): Promise<void> {
    if (this.#show) return;
    const knob = new LectureKnob(byId('panel', HTMLElement));
    this.#show = { knob, face: new LectureFace(byId('workplace', HTMLElement), knob.root) };
    this.#page.stage.maximise(null);
    this.#views.choose(null);
    this.#offered = null;
    (document.activeElement as HTMLElement | null)?.blur();
    await this.#slides.find();
    this.arranged();
    this.#changed();
    if (atStart) await this.#slides.first();
  }

  end(): void {
    const show = this.#show;
    if (!show) return;
    this.#show = null;
    if (document.fullscreenElement) void document.exitFullscreen();
    show.knob.giveBack();
    show.face.dispose();
    for (const root of this.#paneRoots().values()) root.classList.remove('lecture-seen');
    this.#page.stage.focusMain();
  }

  arranged(): void {
    if (!this.#show) return;
    this.#views.arrange(this.#page.stage.slots.map(slotId));
    this.#showViews();
  }

  key(event: KeyboardEvent): boolean {
    const show = this.#show;
    // What the knob's own slider is told.
    if (!show || !event.isTrusted || document.querySelector('dialog[open]')) return false;
    const wish = lectureWish(event, focusOf(event));
    if (wish === 'kept') return false;
    if (show.face.isBlack) {
      show.face.isBlack = false;
      return true;
    }
    if (wish === null) return !KEYS_OF_PAGE.test(event.key);
    if (show.face.showsLegend && wish.kind !== 'end' && wish.kind !== 'legend') show.face.showsLegend = false;
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
      face.isBlack = true;
    },
    legend: ({ face }) => {
      face.showsLegend = !face.showsLegend;
    },
    fullScreen: toggleFullScreen,
    resetView: () => this.#page.resetView(),
    axes: ({ face }) => {
      face.toggleAxes();
      this.#repaint();
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
  };

  #do(wish: LectureWish, show: Show): void {
    if (wish.kind === 'turn') show.knob.turn(wish.steps);
    else if (wish.kind === 'view') {
      this.#views.toggle(wish.place);
      this.#showViews();
    } else this.#actions[wish.kind](show);
  }

  /** Another slide is there, its answer, or its numbers. */
  #changed(): void {
    const show = this.#show;
    if (!show) return;
    const { presented, place } = this.#slides;
    const { face, knob } = show;
    face.show({
      caption: presented?.step.title ?? this.#page.present.subject.name,
      place: place ?? '',
      beside: presented ? taskElements(presented) : [],
    });
    const slide = presented?.step ?? null;
    if (slide === this.#offered) return;
    this.#offered = slide;
    this.#views.choose(null);
    this.#showViews();
    knob.offer(presented?.step.knobs ?? []);
    face.tell(sentenceOf(presented, place));
  }

  #showViews(): void {
    const { seen } = this.#views;
    for (const [id, root] of this.#paneRoots()) root.classList.toggle('lecture-seen', seen.includes(id));
    byId('stage', HTMLElement).dataset.seen = String(seen.length);
    this.#show?.face.setPaneCount(seen.length);
  }

  #repaint(): void {
    for (const slot of this.#page.stage.slots) this.#page.stage.pane(slotId(slot))?.requestRedraw();
  }

  #paneRoots(): ReadonlyMap<string, HTMLElement> {
    const { stage } = this.#page;
    const ids = stage.slots.map(slotId);
    return new Map(ids.map((id) => [id, (stage.pane(id) ?? stage.drawn(id))!.root]));
  }
}

function focusOf({ target }: KeyboardEvent): LectureFocus {
  const focused = target as HTMLElement;
  if (focused.matches?.('input[type="range"]')) return 'slider';
  if (focused.matches?.('input:not([type="checkbox"]), textarea, [contenteditable]')) return 'field';
  // A button that a mouse has pressed keeps the focus, which is not meant by the next key.
  return focused.matches?.(':is(button, summary, select, input):focus-visible') ? 'button' : 'elsewhere';
}

function sentenceOf(presented: PresentedStep | null, place: string | null): string {
  if (!presented) return 'Lecture';
  const { title, task } = presented.step;
  return [place, title, 'question' in task ? task.question : ''].filter(Boolean).join('. ');
}

function toggleFullScreen(): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  done?.catch(() => undefined);
}
