import './compare.css';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { raceName } from '../../engine/race-name.ts';
import type { KeptName } from '../../present/kept-experiments.ts';
import type { Differing } from '../../present/what-differs.ts';
import { type Offered, toReportButton } from '../../report/offer.ts';
import { CompareBar } from './compare-bar.ts';
import type { CompareFace, CompareHand, CompareShown } from './compare-face.ts';
import { type Compared, labelOf } from './compare-look.ts';
import { KeptList } from './kept-list.ts';
import type { MeasureRow } from './lane-measures.ts';

/** How experiments are looked at, which there are, a column of numbers for each, and the settings in which they differ. */
export class ComparePanel implements CompareFace {
  readonly root: HTMLElement;
  readonly #bar: CompareBar;
  readonly #kept: KeptList;
  readonly #head = make('tr');
  readonly #pointed = make('tbody', { class: 'kept-pointed' });
  readonly #measures = make('tbody');
  readonly #marks = make('tbody');
  readonly #settings = make('tbody');
  readonly #race: HTMLButtonElement;
  readonly #toReport = toReportButton(() => this.#offered(), 'Table to report');
  readonly #words = make('p', { class: 'numbers-note' });

  constructor(hand: CompareHand) {
    this.#bar = new CompareBar(hand);
    this.#kept = new KeptList(hand);
    this.#race = button('', () => hand.compareBackends());
    this.root = make(
      'section',
      { class: 'compare-panel', 'aria-labelledby': 'compare-panel-title' },
      make('h2', { id: 'compare-panel-title' }, 'Compare'),
      this.#kept.root,
      make(
        'table',
        { class: 'kept-table', 'aria-labelledby': 'compare-panel-title' },
        make('thead', {}, this.#head),
        this.#pointed,
        this.#measures,
        this.#marks,
        this.#settings,
      ),
      this.#words,
      this.#toReport,
      this.#race,
    );
  }

  get bar(): HTMLElement {
    return this.#bar.root;
  }

  show(shown: CompareShown): void {
    this.#bar.show(shown);
    this.#kept.show(shown.kept);
    setText(this.#race, `${raceName(shown.hasGpu)}…`);
    this.#race.title = shown.hasGpu
      ? 'Run the current experiment on GPU and CPU and compare them (G)'
      : 'Run the current experiment on one thread and on all, with and without SIMD, and compare (G)';
    this.root.classList.toggle('compares-many', shown.there.length > 2);
  }

  await(there: readonly Compared[]): void {
    if (this.#showHead(there)) for (const body of [this.#pointed, this.#measures, this.#marks]) body.replaceChildren();
    for (const cell of this.#measures.querySelectorAll('td')) cell.replaceChildren('…');
  }

  showPointed(row: MeasureRow): void {
    this.#pointed.replaceChildren(...rowsOf([row]));
  }

  showMarks(rows: readonly MeasureRow[]): void {
    this.#marks.replaceChildren(...rowsOf(rows));
  }

  showNumbers(
    there: readonly Compared[],
    reference: KeptName | null,
    rows: readonly MeasureRow[],
    differing: readonly Differing[],
  ): void {
    this.#showHead(there);
    this.#measures.replaceChildren(...rowsOf(rows));
    this.#settings.replaceChildren(
      ...differing.map(({ what, values }) =>
        row(
          what,
          values.map((value) => make('td', {}, value)),
        ),
      ),
    );
    const isCompared = reference !== null && rows.some(({ cells }) => cells.some(({ against }) => against !== null));
    const sentences = [
      ...(isCompared ? [`Small figures compare with ${reference}: ratios (×), and differences of PSNR and SSIM.`] : []),
      ...(there.length > 1 && differing.length === 0
        ? ['The settings are the same; change one to see its effect.']
        : []),
      'Times are of one run each, as it came.',
      'Keep (K) keeps the current experiment, as A, B or C.',
    ];
    setText(this.#words, sentences.join(' '));
  }

  /** The table as it stands, but for what is pointed at. */
  #offered(): Offered {
    const cells = (line: HTMLTableRowElement) =>
      Array.from(line.cells, (cell) => [...cell.childNodes].map((node) => node.textContent!.trim()).join(' '));
    const [, ...labels] = cells(this.#head);
    const rows = [this.#measures, this.#marks, this.#settings].flatMap((body) => Array.from(body.rows, cells));
    const remark = this.#words.textContent!.replace(/ Keep \(K\).*$/, '');
    return { kind: 'table', title: 'Comparison', columns: ['Quantity', ...labels], rows, remark };
  }

  /** @returns whether the columns are others now */
  #showHead(there: readonly Compared[]): boolean {
    const labels = there.map(labelOf);
    if (labels.join() === Array.from(this.#head.querySelectorAll('th'), (cell) => cell.textContent).join())
      return false;
    this.#head.replaceChildren(make('td'), ...labels.map((label) => make('th', { scope: 'col' }, label)));
    return true;
  }
}

function rowsOf(rows: readonly MeasureRow[]): HTMLElement[] {
  return rows.map(({ name, cells }) =>
    row(
      name,
      cells.map(({ text, against }) => make('td', {}, text, ...(against === null ? [] : [make('small', {}, against)]))),
    ),
  );
}

function row(name: string, cells: readonly HTMLElement[]): HTMLElement {
  return make('tr', {}, make('th', { scope: 'row' }, name), ...cells);
}
