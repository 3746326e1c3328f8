import './protocol.css';
import type { ProtocolReport } from '../../../../experiment/protocols/measure-phantom.ts';
import type { ProtocolRow } from '../../../../experiment/protocols/protocol.ts';
import { protocolCsv, protocolJson } from '../../../../experiment/protocols/protocol-files.ts';
import { REMEDIES, type RemedyName } from '../../../../experiment/protocols/remedies.ts';
import { button, make } from '../../../elements/element.ts';
import { saveBlob } from '../../../files/save-blob.ts';
import type { PlotFigure } from '../../../plots/plot.ts';
import { makePlotFigure } from '../../../plots/plot-figure.ts';
import { type Offered, toReportButton } from '../../../report/offer.ts';
import {
  letterOf,
  OUTCOME_WORDS,
  offeredRemedies,
  reportTitle,
  rowWords,
  sharedRemarks,
  sourcesOf,
} from './protocol-words.ts';

/** Verdicts, tables and plots of protocols, and their files. */
export class ProtocolView {
  readonly root = make('div', { class: 'protocol' });
  readonly #reports = make('div', { class: 'protocol-reports' });
  readonly #figures: PlotFigure[] = [];
  readonly #remedy: (name: RemedyName) => void;
  #shown: readonly ProtocolReport[] = [];

  /** @param remedy makes a setting such that more can be judged */
  constructor(remedy: (name: RemedyName) => void) {
    this.#remedy = remedy;
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

  /** Other numbers, in the place of those that were there: what is scrolled to and opened in a plot stays, of one protocol. */
  show(reports: readonly ProtocolReport[]): void {
    const isSame = namesOf(reports) === namesOf(this.#shown);
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
          ...this.#remedies(report),
          tableOf(report),
          make('p', { class: 'protocol-words' }, wordsOf(report)),
          toReportButton(() => offeredTable(report), 'Table to report'),
          ...report.plots.map((plot) => figures.get(plot)!.root),
        ),
      ),
    );
    for (const [plot, figure] of figures) figure.show(plot);
    if (!isSame) this.root.closest('.analysis')?.scrollTo(0, 0);
  }

  /** Why something is not judged, with a button for the setting with which it is. */
  #remedies({ rows }: ProtocolReport): HTMLElement[] {
    // The verdict says it where nothing was judged.
    const isSaid = rows.every(({ outcome }) => outcome === 'not judged');
    return [...offeredRemedies(rows)].map(([name, why]) =>
      make(
        'div',
        { class: 'protocol-remedy' },
        ...(isSaid ? [] : [make('p', {}, why)]),
        button(REMEDIES[name].title, () => this.#remedy(name)),
      ),
    );
  }

  dispose(): void {
    for (const figure of this.#figures) figure.dispose();
  }
}

function wordsOf(report: ProtocolReport): string {
  return `${report.words} ${limitsSentence(report)}`.trim();
}

/** Its table for a report, with the verdict below. */
function offeredTable(report: ProtocolReport): Offered {
  const rows = report.rows.map((row) => {
    const { what, measured, limit, expected } = rowWords(row);
    return [what, measured, OUTCOME_WORDS[row.outcome], limit, expected];
  });
  const remark = `${verdictText(report)} ${wordsOf(report)}`;
  return { kind: 'table', title: reportTitle(report), columns: COLUMNS, rows, remark };
}

function namesOf(reports: readonly ProtocolReport[]): string {
  return reports.map(reportTitle).join('\n');
}

/** Which letter stands for which document. */
function limitsSentence({ rows }: ProtocolReport): string {
  const sources = sourcesOf(rows).map((source, i) => `[${letterOf(i)}] ${source}`);
  return sources.length === 0 ? '' : `Limits: ${sources.join('; ')}.`;
}

const SIGNS = { pass: '✓', fail: '✗', 'not judged': '–' } as const;

function verdictText({ verdict, sentence }: ProtocolReport): string {
  return `${SIGNS[verdict]} ${sentence}`;
}

/** A screen too narrow for five columns has the name above its values: by their roles both are rows of the same table. */
const COLUMNS = ['Value', 'Measured', 'Verdict', 'Limit', 'Expected'] as const;

function tableOf(report: ProtocolReport): HTMLElement {
  const sources = sourcesOf(report.rows);
  const shared = sharedRemarks(report.rows);
  const cellsOf = (row: ProtocolRow, i: number) => {
    const isFirst = report.rows.findIndex(({ remark }) => remark === row.remark) === i;
    return linesOf(row, sources, { note: shared.indexOf(row.remark ?? '') + 1, isFirst });
  };
  return make(
    'div',
    { class: 'protocol-table', tabindex: '0', role: 'region', 'aria-label': `Table of ${reportTitle(report)}` },
    make(
      'table',
      { role: 'table' },
      make(
        'thead',
        { role: 'rowgroup' },
        make(
          'tr',
          { role: 'row' },
          ...COLUMNS.map((column) => make('th', { scope: 'col', role: 'columnheader' }, column)),
        ),
      ),
      make('tbody', { role: 'rowgroup' }, ...report.rows.flatMap(cellsOf)),
    ),
  );
}

/** Which of the shared sentences is said of a row, from 1 on and 0 for none, and whether of this row first. */
interface NotedRow {
  readonly note: number;
  readonly isFirst: boolean;
}

/** The line of a row; what is to be said of it stands below, over the table's width. */
function linesOf(row: ProtocolRow, sources: readonly string[], { note, isFirst }: NotedRow): HTMLElement[] {
  const { what, measured, expected, limit, remark } = rowWords(row);
  const limits = make('td', { role: 'cell' }, limit);
  if (row.limit) {
    const letter = letterOf(sources.indexOf(row.limit.source));
    limits.append(' ', make('span', { class: 'protocol-source', title: row.limit.source }, `[${letter}]`));
  }
  const outcome = `${OUTCOME_WORDS[row.outcome]}${note > 0 ? ` [${note}]` : ''}`;
  const line = make(
    'tr',
    { 'data-outcome': row.outcome, role: 'row' },
    make('th', { scope: 'row', role: 'rowheader' }, what),
    make('td', { role: 'cell' }, measured),
    make('td', { class: 'protocol-outcome', role: 'cell' }, outcome),
    limits,
    make('td', { role: 'cell' }, expected),
  );
  if (!remark || !isFirst) return [line];
  line.classList.add('protocol-remarked');
  const said = note > 0 ? `[${note}] ${remark}` : remark;
  const attributes = { class: 'protocol-remark', colspan: String(COLUMNS.length), role: 'cell' };
  return [line, make('tr', { role: 'row' }, make('td', attributes, said))];
}
