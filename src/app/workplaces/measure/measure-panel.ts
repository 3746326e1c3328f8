import './measure.css';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { icon, makeSvg } from '../../elements/svg.ts';
import type { MarkKind } from '../../marks/mark.ts';
import type { MarkValues } from '../../marks/mark-values.ts';
import { MARK_WORDS, markWords } from '../../marks/mark-words.ts';
import type { MeasuredNumber } from '../../marks/measured-number.ts';
import { fillList } from '../../panels/numbers-list.ts';
import { MarkInspector } from './mark-inspector.ts';
import type { MeasureFace, MeasureHand, ShownMarks } from './measure-face.ts';
import { numberRows } from './number-rows.ts';

const NO_MARKS = 'Choose a kind of mark, then drag over an image. Marks stay while you turn knobs.';

/** Kinds of marks, the marks with their values, the numbers of the chosen one, two regions compared, and the analysis. */
export class MeasurePanel implements MeasureFace {
  readonly root: HTMLElement;
  readonly #hand: MeasureHand;
  readonly #kinds = new Map<MarkKind, HTMLButtonElement>();
  readonly #word = make('p', { class: 'numbers-note measure-word', role: 'status' });
  readonly #list = make('ul', { class: 'measure-marks', 'aria-label': 'Marks' });
  readonly #rows = new Map<string, { readonly choose: HTMLButtonElement; readonly value: HTMLElement }>();
  readonly #inspector: MarkInspector;
  readonly #pair: HTMLElement;
  readonly #a = make('select', { 'aria-label': 'Region' });
  readonly #b = make('select', { 'aria-label': 'Background' });
  readonly #contrast = make('dl', { class: 'numbers-list' });
  #chosen: string | null = null;
  #values: readonly MarkValues[] = [];
  /** What was asked for by a hand and is not about the marks: it stays until a mark changes. */
  #said: string | null = null;

  constructor(hand: MeasureHand) {
    this.#hand = hand;
    const tools = make('div', { class: 'measure-kinds', role: 'group', 'aria-label': 'Draw a mark' });
    for (const { kind, title, hint, icon: lines } of MARK_WORDS) {
      const made = button('', () => hand.draw(kind), {
        ...{ class: 'measure-kind', title: `${title}: ${hint}`, 'aria-label': title, 'aria-pressed': 'false' },
      });
      made.append(icon(makeSvg('path', { d: lines })));
      this.#kinds.set(kind, made);
      tools.append(made);
    }
    this.#inspector = new MarkInspector(hand);
    const compare = () => {
      if (this.#a.value !== this.#b.value) hand.compare(this.#a.value, this.#b.value);
    };
    for (const select of [this.#a, this.#b]) select.addEventListener('change', compare);
    this.#pair = make(
      'div',
      { class: 'measure-pair', hidden: '' },
      make('div', { class: 'measure-row' }, 'CNR', this.#a, 'vs.', this.#b),
      this.#contrast,
    );
    this.root = make(
      'section',
      { class: 'measure-panel', 'aria-labelledby': 'measure-title' },
      make('div', {}, make('h2', { id: 'measure-title' }, 'Marks'), tools, this.#word, this.#list),
      this.#inspector.root,
      this.#pair,
    );
  }

  show({ kind, marks, chosen, axes, pair }: ShownMarks): void {
    for (const [other, made] of this.#kinds) made.setAttribute('aria-pressed', String(other === kind));
    const names = marks.map(({ name }) => name);
    if (names.join() !== [...this.#rows.keys()].join()) this.#fillList(names);
    for (const { name, form } of marks) {
      const { choose } = this.#rows.get(name)!;
      const { title } = markWords(form.kind);
      setText(choose, `${name} ${title.toLowerCase()}`);
      choose.setAttribute('aria-pressed', String(name === chosen?.name));
    }
    this.#chosen = chosen?.name ?? null;
    this.#inspector.show(chosen, axes, marks.length);
    this.#showChosenValues();
    this.#said = null;
    this.#showWord(kind, marks.length);
    this.#pair.hidden = pair === null;
    if (pair) {
      fillSelect(this.#a, pair.among, pair.a, pair.b);
      fillSelect(this.#b, pair.among, pair.b, pair.a);
    }
  }

  showValues(values: readonly MarkValues[], contrast: readonly MeasuredNumber[] | null): void {
    this.#values = values;
    for (const { mark, headline } of values) {
      const row = this.#rows.get(mark.name);
      if (row) setText(row.value, headline);
    }
    this.#showChosenValues();
    fillList(this.#contrast, numberRows(contrast ?? []));
  }

  say(sentence: string): void {
    this.#said = sentence;
    setText(this.#word, sentence);
  }

  #showChosenValues(): void {
    this.#inspector.showValues(this.#values.find(({ mark }) => mark.name === this.#chosen) ?? null);
  }

  #showWord(kind: MarkKind | null, count: number): void {
    const sentence = this.#said ?? (kind ? markWords(kind).how : count === 0 ? NO_MARKS : '');
    setText(this.#word, sentence);
  }

  #fillList(names: readonly string[]): void {
    const before = new Map(this.#rows);
    this.#rows.clear();
    this.#list.replaceChildren(
      ...names.map((name) => {
        const row = before.get(name) ?? {
          choose: button('', () => this.#hand.choose(name), { class: 'measure-mark', 'aria-pressed': 'false' }),
          value: make('span', { class: 'measure-value' }, '…'),
        };
        this.#rows.set(name, row);
        return make('li', {}, row.choose, row.value);
      }),
    );
  }
}

function fillSelect(select: HTMLSelectElement, among: readonly string[], value: string, other: string): void {
  const names = among.filter((name) => name !== other);
  if ([...select.options].map((option) => option.value).join() !== names.join()) {
    select.replaceChildren(...names.map((name) => new Option(name, name)));
  }
  select.value = value;
}
