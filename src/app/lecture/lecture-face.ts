import '../controls/lil-gui.css';
import './lecture.css';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { legendElement } from './legend.ts';

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
/** What stands beside the pictures takes as little of the width as it needs. */
const BESIDE_PARTS = [0.3, 0.38, 0.46, 0.54];
/** First all words, then fewer and fewer (`lecture.css`). */
const TIGHT = ['', '1', '2', '3'];
/** Where the screen is hardly wider than high, two pictures have the width, and words stand below them. */
const WIDE_ASPECT = 1.5;

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
  #paneCount = 1;
  #card: HTMLElement | null = null;

  /** @param knob stands at the foot */
  constructor(workplace: HTMLElement, knob: HTMLElement) {
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

  /** Something that lies over everything else until it is taken away, such as a QR code; `null` takes it away. */
  lay(card: HTMLElement | null): void {
    this.#card?.remove();
    this.#card = card;
    if (card) this.#foot.before(card);
  }

  get hasCard(): boolean {
    return this.#card !== null;
  }

  /** Axes and grey scale, or pictures alone. */
  toggleAxes(): void {
    this.#root.classList.toggle('lecture-bare');
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
    this.#root.classList.remove('lecturing', 'lecture-bare', 'lecture-below');
    this.#root.style.fontSize = '';
    this.#root.style.removeProperty('--pane-type-scale');
    this.#root.style.removeProperty('--lecture-beside-width');
  }

  /** Gives what stands beside the pictures as much room as its words need; where that is too much, fewer words stand there. */
  #fit(): void {
    const { innerWidth: width, innerHeight: height } = window;
    const isBelow = this.#paneCount > 1 && width / height < WIDE_ASPECT;
    this.#root.classList.toggle('lecture-below', isBelow);
    const { dataset } = this.#beside;
    const { style } = this.#root;
    const parts = isBelow ? [null] : BESIDE_PARTS;
    for (const tight of TIGHT) {
      if (tight === '') delete dataset.tight;
      else dataset.tight = tight;
      for (const part of parts) {
        const pixels = part === null || this.#beside.hidden ? 0 : Math.round(part * width);
        style.setProperty('--lecture-beside-width', `${pixels}px`);
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = this.#beside;
        if (scrollHeight <= clientHeight && scrollWidth <= clientWidth) return;
      }
    }
  }
}
