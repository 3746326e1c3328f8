import '../controls/lil-gui.css';
import './lecture.css';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { legendElement } from './legend.ts';
import { type WordsPlace, wordsPlace } from './words-place.ts';

/** What stands on the screen besides the pictures. */
export interface LectureWords {
  /** What the present slide is about. */
  readonly caption: string;
  /** Which lesson or lecture it is of, and where it is there. */
  readonly place: string;
  /** Beside the pictures. */
  readonly beside: readonly HTMLElement[];
}

/** Type is this part of the screen's height (of its width where that is less), so that it can be read from the last row. */
export const LEAST_TYPE_PART = 1 / 25;
/** Of the page's type in panes the smallest is so many pixels, at a scale of 1. */
const PANE_TYPE_PIXELS = 11;
/** Of the screen's height: so large pictures are at least, where leaving words out can bring that about. */
const WANTED_PICTURE_PART = 0.44;
/** Of a pane's height, in lines: its title. */
const TITLE_LINES = 1.5;

/** Axes and grey scales: where there is room for them, on all pictures, or on none. */
const AXES = ['usual', 'all', 'none'] as const;
type Axes = (typeof AXES)[number];
const AXES_SAID: Readonly<Record<Axes, string>> = {
  usual: 'Axes where there is room for them.',
  all: 'Axes on all pictures.',
  none: 'Pictures without axes.',
};

/** The look of a lecture: pictures, a caption and a knob at the foot, what is asked beside them; nothing else of the page. */
export class LectureFace {
  readonly #root = document.documentElement;
  readonly #caption = make('h1', { class: 'lecture-caption' });
  readonly #place = make('p', { class: 'lecture-place' });
  readonly #foot: HTMLElement;
  readonly #beside = make('section', { class: 'lecture-beside', 'aria-label': 'What is asked', hidden: '' });
  readonly #black = make('div', { class: 'lecture-black', role: 'img', 'aria-label': 'Black screen', hidden: '' });
  readonly #legend: HTMLElement;
  readonly #told = make('p', { class: 'visually-hidden', role: 'status' });
  readonly #resized = () => this.resize();
  readonly #stage: HTMLElement;
  #paneCount = 1;
  #card: HTMLElement | null = null;
  #axes: Axes = 'usual';

  /** @param knob stands at the foot */
  constructor(workplace: HTMLElement, stage: HTMLElement, knob: HTMLElement) {
    this.#stage = stage;
    this.#foot = make(
      'footer',
      { class: 'lecture-foot' },
      make('div', { class: 'lecture-line' }, this.#caption, this.#place),
      knob,
    );
    this.#legend = legendElement();
    this.#root.classList.add('lecturing');
    workplace.append(this.#beside, this.#foot, this.#black, this.#legend, this.#told);
    window.addEventListener('resize', this.#resized);
    this.resize();
  }

  get isBlack(): boolean {
    return !this.#black.hidden;
  }

  set isBlack(isBlack: boolean) {
    this.#black.hidden = !isBlack;
  }

  get showsLegend(): boolean {
    return !this.#legend.hidden;
  }

  set showsLegend(shows: boolean) {
    this.#legend.hidden = !shows;
  }

  /** Takes away what lies over the pictures. @returns whether anything did */
  uncover(): boolean {
    const wasCovered = this.isBlack || this.showsLegend || this.hasCard;
    this.isBlack = false;
    this.showsLegend = false;
    this.lay(null);
    return wasCovered;
  }

  /** Something that lies over everything else until it is taken away, such as a QR code; `null` takes it away. */
  lay(card: HTMLElement | null): void {
    this.#card?.remove();
    this.#card = card;
    if (card) this.#foot.before(card);
  }

  get hasCard(): boolean {
    return this.#card !== null;
  }

  /** @returns which axes there are now, as a sentence */
  nextAxes(): string {
    this.#axes = AXES[(AXES.indexOf(this.#axes) + 1) % AXES.length]!;
    this.#root.dataset.axes = this.#axes;
    return AXES_SAID[this.#axes];
  }

  /** All words but the caption, or pictures as large as they can be. */
  toggleWords(): void {
    this.#root.classList.toggle('lecture-wordless');
    this.#fit();
  }

  /** Another slide or its answer, which have something to say. */
  showWords(): void {
    this.#root.classList.remove('lecture-wordless');
  }

  show({ caption, place, beside }: LectureWords): void {
    setText(this.#caption, caption);
    setText(this.#place, place);
    this.#beside.replaceChildren(...beside);
    this.#beside.hidden = beside.length === 0;
    this.#fit();
  }

  /** So many pictures are seen. */
  setPaneCount(count: number): void {
    if (count === this.#paneCount) return;
    this.#paneCount = count;
    this.#fit();
  }

  /** Read aloud, once. */
  tell(sentence: string): void {
    setText(this.#told, sentence);
  }

  /** Type and controls go by the height of the screen. */
  resize(): void {
    const typePixels = Math.ceil(Math.min(window.innerHeight, window.innerWidth) * LEAST_TYPE_PART);
    this.#root.style.fontSize = `${typePixels}px`;
    this.#root.style.setProperty('--pane-type-scale', String(typePixels / PANE_TYPE_PIXELS));
    this.#fit();
  }

  dispose(): void {
    window.removeEventListener('resize', this.#resized);
    this.lay(null);
    for (const element of [this.#beside, this.#foot, this.#black, this.#legend, this.#told]) element.remove();
    this.#root.classList.remove('lecturing', 'lecture-wordless', 'lecture-below');
    delete this.#root.dataset.axes;
    this.#root.style.fontSize = '';
    this.#root.style.removeProperty('--pane-type-scale');
    this.#root.style.removeProperty('--lecture-beside-width');
  }

  /** Gives words the place that leaves the pictures most room. */
  #fit(): void {
    const hasWords = !this.#beside.hidden && !this.#root.classList.contains('lecture-wordless');
    if (!hasWords) this.#putWords({ beside: 0, tight: 0 });
    else this.#putWords(wordsPlace((place) => this.#tryOut(place), window.innerHeight * WANTED_PICTURE_PART));
  }

  #tryOut(place: WordsPlace) {
    this.#putWords(place);
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = this.#beside;
    const { clientWidth: width, clientHeight: height } = this.#stage;
    const titlePixels = TITLE_LINES * Number.parseFloat(this.#root.style.fontSize);
    return {
      fits: scrollHeight <= clientHeight && scrollWidth <= clientWidth,
      picturePixels: Math.min(width / this.#paneCount, height - titlePixels),
    };
  }

  #putWords({ beside, tight }: WordsPlace): void {
    const { dataset } = this.#beside;
    if (tight === 0) delete dataset.tight;
    else dataset.tight = String(tight);
    this.#root.classList.toggle('lecture-below', beside === null);
    this.#root.style.setProperty('--lecture-beside-width', `${Math.round((beside ?? 0) * window.innerWidth)}px`);
  }
}
