import type { PlotContent } from '../../plots/plot.ts';
import { plotTable } from '../../plots/plot-table.ts';
import { axisText, readingText, readingWithUnit } from '../../plots/plot-words.ts';
import { make } from '../elements/element.ts';

/** More would take longer to lay out than anybody reads; the CSV file has all. */
const MOST_ROWS = 1000;

/** A plot's values in a table that scrolls. */
export class PlotTableView {
  readonly root = make('div', { class: 'plot-table', tabindex: '0', role: 'region', hidden: '' });

  get isShown(): boolean {
    return !this.root.hidden;
  }

  show(content: PlotContent): void {
    this.root.hidden = false;
    this.root.setAttribute('aria-label', `Table of ${content.title}`);
    const { columns, rows } = plotTable(content);
    const cell = (value: number | null) => (value === null ? '—' : readingText(value));
    const marks = (content.marks ?? []).map(({ label, x }) => `${label} = ${readingWithUnit(x, content.horizontal)}`);
    const notes = [
      `${axisText(content.vertical)} at each ${content.horizontal.label}.`,
      ...(marks.length > 0 ? [`${marks.join(', ')}.`] : []),
      ...(rows.length > MOST_ROWS ? [`The first ${MOST_ROWS} of ${rows.length} rows; the CSV file has all.`] : []),
    ];
    this.root.replaceChildren(
      make(
        'table',
        {},
        make('caption', {}, notes.join(' ')),
        make('thead', {}, make('tr', {}, ...columns.map((column) => make('th', { scope: 'col' }, column)))),
        make(
          'tbody',
          {},
          ...rows
            .slice(0, MOST_ROWS)
            .map(([x, ...values]) =>
              make(
                'tr',
                {},
                make('th', { scope: 'row' }, cell(x ?? null)),
                ...values.map((value) => make('td', {}, cell(value))),
              ),
            ),
        ),
      ),
    );
  }

  hide(): void {
    this.root.hidden = true;
    this.root.replaceChildren();
  }
}
