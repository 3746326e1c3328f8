import { plotDrawing } from '../../plots/plot-drawing.ts';
import { PAPER_STYLE } from '../../plots/plot-style.ts';
import { plotInWords } from '../../plots/plot-words.ts';
import { altOf } from '../../report/entry-sheet.ts';
import { REPORT_LIMITS } from '../../report/limits.ts';
import type { KeptPicture, ReportEntry } from '../../report/report.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { elementOf } from './markup-element.ts';

export interface CardHand {
  addressOf(picture: KeptPicture): string;
  change(changes: { readonly title?: string; readonly words?: string }): void;
  /** @param by −1 up, 1 down */
  move(by: number): void;
  remove(): void;
}

const KINDS: Readonly<Record<ReportEntry['kind'], string>> = {
  picture: 'Image',
  plot: 'Plot',
  table: 'Table',
  text: 'Text',
  answer: 'Answer',
};

const MOST_LINES = 14;
/** Letters in a line of the field, about. */
const LINE_CHARACTERS = 42;

/** An entry of the report as it is edited: what it is, a heading, the words beside it. */
export class EntryCard {
  readonly root: HTMLLIElement;
  readonly #title = make('input', {
    class: 'report-field',
    maxlength: String(REPORT_LIMITS.titleCharacters),
    placeholder: 'Heading',
  });
  readonly words = make('textarea', {
    class: 'report-field',
    maxlength: String(REPORT_LIMITS.wordCharacters),
    placeholder: 'Your words. An empty line begins a new paragraph.',
  });
  readonly #name = make('span', { class: 'report-entry-name' });
  readonly #up: HTMLButtonElement;
  readonly #down: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  readonly #kind: string;
  readonly #made: ReportEntry;

  constructor(entry: ReportEntry, hand: CardHand) {
    this.#made = entry;
    this.#kind = KINDS[entry.kind];
    this.#up = button('↑', () => this.#move(hand, -1), { class: 'report-move' });
    this.#down = button('↓', () => this.#move(hand, 1), { class: 'report-move' });
    this.#remove = button('Delete', () => hand.remove(), { class: 'report-delete' });
    this.#title.addEventListener('input', () => hand.change({ title: this.#title.value }));
    this.words.addEventListener('input', () => {
      this.#fit();
      hand.change({ words: this.words.value });
    });
    this.root = make(
      'li',
      { class: 'report-entry' },
      make(
        'div',
        { class: 'report-entry-head' },
        make('span', { class: 'report-grip', 'aria-hidden': 'true', title: 'Drag to another place' }, '⠿'),
        this.#name,
        this.#up,
        this.#down,
        this.#remove,
      ),
      this.#title,
      ...previewOf(entry, hand),
      this.words,
    );
  }

  /** Whether more than heading and words are others by now. */
  isOutdated(entry: ReportEntry): boolean {
    return entry.kind === 'answer' && this.#made.kind === 'answer' && entry.answer !== this.#made.answer;
  }

  /** @param at its place, from 0, of so many */
  show(entry: ReportEntry, at: number, of: number): void {
    const name = `${at + 1} · ${this.#kind}`;
    setText(this.#name, name);
    const spoken = `entry ${at + 1}, ${this.#kind.toLowerCase()}`;
    this.#title.setAttribute('aria-label', `Heading of ${spoken}`);
    this.words.setAttribute('aria-label', `Words of ${spoken}`);
    this.#up.setAttribute('aria-label', `Move ${spoken} up`);
    this.#down.setAttribute('aria-label', `Move ${spoken} down`);
    this.#remove.setAttribute('aria-label', `Delete ${spoken}`);
    // One that has the keyboard keeps it, and says that it does nothing.
    this.#up.setAttribute('aria-disabled', String(at === 0));
    this.#down.setAttribute('aria-disabled', String(at === of - 1));
    if (this.#title.value !== entry.title) this.#title.value = entry.title;
    if (this.words.value !== entry.words) this.words.value = entry.words;
    this.#fit();
  }

  /** Moving it in the page takes the keyboard from what has it. */
  #move(hand: CardHand, by: number): void {
    const pressed = by < 0 ? this.#up : this.#down;
    if (pressed.getAttribute('aria-disabled') === 'true') return;
    hand.move(by);
    pressed.focus();
    this.root.scrollIntoView({ block: 'nearest' });
  }

  #fit(): void {
    const lines = this.words.value.split('\n').map((line) => Math.ceil(Math.max(1, line.length) / LINE_CHARACTERS));
    const count = lines.reduce((sum, line) => sum + line, 0);
    this.words.rows = Math.min(Math.max(count, 2), MOST_LINES);
  }
}

const PLOT_SIZE = { width: 480, height: 320 };

function previewOf(entry: ReportEntry, { addressOf }: CardHand): HTMLElement[] {
  const about = (text: string) => make('p', { class: 'report-entry-about' }, text);
  switch (entry.kind) {
    case 'picture': {
      const images = entry.pictures.map((picture) =>
        make('img', { src: addressOf(picture), alt: altOf(picture), loading: 'lazy' }),
      );
      const shape = make('div', { class: 'report-pictures' }, ...images);
      shape.classList.toggle('has-several', images.length > 1);
      return [
        shape,
        about(entry.pictures.length > 1 ? titlesOf(entry.pictures) : entry.pictures[0]!.caption.join(' · ')),
      ];
    }
    case 'plot': {
      const { content, horizontalIsLog, verticalIsLog } = entry;
      const drawing = plotDrawing(content, { ...PLOT_SIZE, horizontalIsLog, verticalIsLog, style: PAPER_STYLE });
      const drawn = make('div', { class: 'report-plot', role: 'img', 'aria-label': plotInWords(content) });
      drawn.append(elementOf(drawing));
      return [drawn, ...(entry.remark === '' ? [] : [about(entry.remark)])];
    }
    case 'table': {
      const { rows, columns, remark } = entry;
      const size = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}, ${columns.length} columns`;
      return [about(remark === '' ? size : `${size}. ${remark}`)];
    }
    case 'text':
      return [];
    case 'answer': {
      const { lesson, question, answer } = entry;
      const { predicted, measured, explained } = answer;
      return [
        about(`${lesson}: ${question}`),
        ...(predicted === undefined ? [] : [about(`Predicted: ${predicted}`)]),
        ...(measured === undefined ? [] : [about(`Measured: ${measured.value}, ${measured.verdict}`)]),
        ...(explained === undefined ? [] : [about(`Explained: ${explained}`)]),
      ];
    }
  }
}

function titlesOf(pictures: readonly KeptPicture[]): string {
  return pictures.map(({ title }) => title).join(', ');
}
