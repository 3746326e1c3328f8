import './protocol.css';
import type { ProtocolReport } from '../../../../experiment/protocols/measure-phantom.ts';
import type { ProtocolRow } from '../../../../experiment/protocols/protocol.ts';
import { protocolCsv, protocolJson } from '../../../../experiment/protocols/protocol-files.ts';
import { button, make } from '../../../elements/element.ts';
import { saveBlob } from '../../../files/save-blob.ts';
import type { PlotFigure } from '../../../plots/plot.ts';
import { makePlotFigure } from '../../../plots/plot-figure.ts';
import { letterOf, OUTCOME_WORDS, reportTitle, rowWords, sourcesOf } from './protocol-words.ts';

/** Verdicts, tables and plots of protocols, and their files. */
export class ProtocolView {
  readonly root = make('div', { class: 'protocol' });
  readonly #reports = make('div', { class: 'protocol-reports' });
  readonly #figures: PlotFigure[] = [];
  #shown: readonly ProtocolReport[] = [];

  constructor() {
    const save = (ending: string, type: string, textOf: (reports: readonly ProtocolReport[]) => string) => () =>
      saveBlob(`protocol.${ending}`, new Blob([textOf(this.#shown)], { type }));
    this.root.append(
      this.#reports,
      make(
        'div',
        { class: 'protocol-files' },
        button('Save table (CSV)', save('csv', 'text/csv', protocolCsv)),
        button('Save all (JSON)', save('json', 'application/json', protocolJson)),
      ),
    );
  }

  /** Other numbers, in the place of those that were there: what is scrolled to and opened in a plot stays. */
  show(reports: readonly ProtocolReport[]): void {
    this.#shown = reports;
    const plots = reports.flatMap((report) => report.plots);
    while (this.#figures.length > plots.length) this.#figures.pop()!.dispose();
    while (this.#figures.length < plots.length) this.#figures.push(makePlotFigure({}));
    const figures = new Map(plots.map((plot, i) => [plot, this.#figures[i]!]));
    this.#reports.replaceChildren(
      ...reports.map((report) =>
        make(
          'section',
          { class: 'protocol-report' },
          make('h3', {}, reportTitle(report)),
          make('p', { class: 'protocol-verdict', 'data-outcome': report.verdict }, verdictText(report)),
          tableOf(report),
          make('p', { class: 'protocol-words' }, `${report.words} ${limitsSentence(report)}`.trim()),
          ...report.plots.map((plot) => figures.get(plot)!.root),
        ),
      ),
    );
    for (const [plot, figure] of figures) figure.show(plot);
  }

  dispose(): void {
    for (const figure of this.#figures) figure.dispose();
  }
}

/** Which letter stands for which document. */
function limitsSentence({ rows }: ProtocolReport): string {
  const sources = sourcesOf(rows).map((source, i) => `${letterOf(i)} ${source}`);
  return sources.length === 0 ? '' : `Limits: ${sources.join('; ')}.`;
}

const SIGNS = { pass: '✓', fail: '✗', 'not judged': '–' } as const;

function verdictText({ verdict, sentence }: ProtocolReport): string {
  return `${SIGNS[verdict]} ${sentence}`;
}

const COLUMNS = ['Value', 'Measured', 'Verdict', 'Limit', 'Expected'] as const;

function tableOf(report: ProtocolReport): HTMLElement {
  const sources = sourcesOf(report.rows);
  return make(
    'div',
    { class: 'protocol-table', tabindex: '0', role: 'region', 'aria-label': `Table of ${reportTitle(report)}` },
    make(
      'table',
      {},
      make('thead', {}, make('tr', {}, ...COLUMNS.map((column) => make('th', { scope: 'col' }, column)))),
      make('tbody', {}, ...report.rows.flatMap((row) => linesOf(row, sources))),
    ),
  );
}

/** The line of a row; what is to be said of it stands below, over the table's width. */
function linesOf(row: ProtocolRow, sources: readonly string[]): HTMLElement[] {
  const { what, measured, expected, limit, remark } = rowWords(row);
  const limits = make('td', {}, limit);
  if (row.limit) limits.append(make('sup', { title: row.limit.source }, letterOf(sources.indexOf(row.limit.source))));
  const line = make(
    'tr',
    { 'data-outcome': row.outcome },
    make('th', { scope: 'row' }, what),
    make('td', {}, measured),
    make('td', { class: 'protocol-outcome' }, OUTCOME_WORDS[row.outcome]),
    limits,
    make('td', {}, expected),
  );
  if (!remark) return [line];
  line.classList.add('protocol-remarked');
  return [line, make('tr', {}, make('td', { class: 'protocol-remark', colspan: String(COLUMNS.length) }, remark))];
}
