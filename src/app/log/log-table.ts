import { readingText } from '../../plots/plot-words.ts';
import { button, make } from '../elements/element.ts';
import { headingOf, type LogColumn, logColumns, sorted, unitOf } from './log-columns.ts';
import { changesText } from './log-files.ts';
import type { LoggedRun, SmallPicture } from './logged-run.ts';

export interface LogTableCallbacks {
  /** Puts a run's experiment back on the page. */
  open(run: LoggedRun): void;
}

/** The log as a table: a row for each run, in the order of any column. */
export class LogTable {
  readonly root = make('div', { class: 'log-table', role: 'region', 'aria-label': 'Runs', tabindex: '0' });
  readonly #callbacks: LogTableCallbacks;
  readonly #rows = new Map<LoggedRun, HTMLTableRowElement>();
  #runs: readonly LoggedRun[] = [];
  #sortedBy = 'run';
  #isDescending = true;

  constructor(callbacks: LogTableCallbacks) {
    this.#callbacks = callbacks;
  }

  show(runs: readonly LoggedRun[]): void {
    this.#runs = runs;
    const columns = logColumns(runs);
    const by = columns.find(({ name }) => name === this.#sortedBy) ?? columns[0]!;
    this.#sortedBy = by.name;
    const [first, ...others] = columns as [LogColumn, ...LogColumn[]];
    const plain = (text: string) => make('th', { scope: 'col' }, text);
    const head = make(
      'tr',
      {},
      make('th', { scope: 'col' }, make('span', { class: 'visually-hidden' }, 'Open again')),
      this.#heading(first),
      plain('Slice'),
      plain('Changed'),
      ...others.map((column) => this.#heading(column)),
    );
    this.#rows.clear();
    const hasOneUnit = new Map(others.map((column) => [column, unitOf(column, runs) !== null]));
    for (const run of sorted(runs, by, this.#isDescending)) this.#rows.set(run, this.#row(run, others, hasOneUnit));
    this.root.replaceChildren(make('table', {}, make('thead', {}, head), make('tbody', {}, ...this.#rows.values())));
  }

  /** Brings a run's row into sight, with the keyboard on it. */
  goTo(run: LoggedRun): void {
    const row = this.#rows.get(run);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus();
  }

  #heading(column: LogColumn): HTMLElement {
    const isBy = column.name === this.#sortedBy;
    const isOfNumbers = column.isNumber && column.name !== 'run';
    const sign = make('span', { 'aria-hidden': 'true' }, isBy ? (this.#isDescending ? '▾' : '▴') : '');
    const sorter = button(
      headingOf(column, this.#runs),
      () => {
        this.#isDescending = isBy ? !this.#isDescending : false;
        this.#sortedBy = column.name;
        this.show(this.#runs);
        // What was pressed has gone with the table.
        this.root.querySelector<HTMLElement>('[aria-sort] button')?.focus();
      },
      { class: 'log-sorter' },
    );
    // A heading ends where the numbers below it do, or begins where the words do.
    if (isBy) sorter[isOfNumbers ? 'prepend' : 'append'](...(isOfNumbers ? [sign, ' '] : [' ', sign]));
    const sort = isBy ? { 'aria-sort': this.#isDescending ? 'descending' : 'ascending' } : {};
    const kind = isOfNumbers ? { class: 'log-number' } : {};
    return make('th', { scope: 'col', ...kind, ...sort }, sorter);
  }

  #row(
    run: LoggedRun,
    columns: readonly LogColumn[],
    hasOneUnit: ReadonlyMap<LogColumn, boolean>,
  ): HTMLTableRowElement {
    const cells = columns.map((column) => {
      const value = column.valueOf(run);
      if (typeof value !== 'number') return make('td', column.isNumber ? { class: 'log-number' } : {}, value ?? '—');
      const unit = hasOneUnit.get(column) ? '' : ` ${column.unitOf(run)}`;
      return make('td', { class: 'log-number' }, `${readingText(value)}${unit}`);
    });
    const opens = button('Open', () => this.#callbacks.open(run), { 'aria-label': `Open run ${run.number} again` });
    return make(
      'tr',
      {},
      make('td', {}, opens),
      make('th', { scope: 'row' }, String(run.number)),
      make('td', {}, canvasOf(run.picture, `Slice of run ${run.number}`)),
      make('td', { class: 'log-changes' }, changesText(run.changed) || '—'),
      ...cells,
    );
  }
}

function canvasOf({ rows, columns, greys }: SmallPicture, label: string): HTMLCanvasElement {
  const canvas = make('canvas', {
    ...{ class: 'log-picture', role: 'img', 'aria-label': label },
    ...{ width: String(columns), height: String(rows) },
  });
  const pixels = new ImageData(columns, rows);
  for (const [i, grey] of greys.entries()) pixels.data.set([grey, grey, grey, 255], 4 * i);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}
