import { plainText } from '../number-text.ts';
import { readingText, readingWithUnit } from '../plots/plot-words.ts';
import { type Markup, type MarkupElement, markup } from './markup.ts';
import type { HowMade, ReportNumber, TableCell } from './report.ts';

/** More rows are for a machine; the archive's CSV file has them all. */
export const MOST_SHOWN_ROWS = 60;

/** Decimals of a unit beyond which there is dust of rounding. */
const MOST_DECIMALS: Readonly<Record<string, number>> = { HU: 2, mm: 3, '%': 3, '°': 3 };

/** A number with its unit, four digits of it. */
export function numberText({ value, unit }: Pick<ReportNumber, 'value' | 'unit'>): string {
  if (!Number.isFinite(value)) return '—';
  const decimals = MOST_DECIMALS[unit];
  return readingWithUnit(decimals === undefined ? value : Number(value.toFixed(decimals)), {
    label: '',
    unit,
    scale: 'linear',
  });
}

/** Names and values; what theory says of them in a column of its own, where it says anything. */
export function numbersTable(caption: Markup[], numbers: readonly ReportNumber[]): MarkupElement {
  const hasTheory = numbers.some(({ expected }) => expected !== undefined);
  const heads = ['Quantity', 'Value', ...(hasTheory ? ['Expected'] : [])];
  const rows = numbers.map(({ label, value, unit, expected }) => [
    label,
    numberText({ value, unit }),
    ...(hasTheory ? [expected === undefined ? '' : numberText({ value: expected, unit })] : []),
  ]);
  return wordTable(caption, heads, rows, 'numeric');
}

export function settingsTable(caption: Markup[], made: HowMade): MarkupElement {
  const rows = made.otherSettings.map(({ what, value, usually }) => [what, value, usually]);
  return wordTable(caption, ['Setting', 'Here', 'Usually'], rows);
}

/** Any table; numbers stand to the right. */
export function dataTable(
  caption: Markup[],
  columns: readonly string[],
  rows: readonly (readonly TableCell[])[],
): MarkupElement {
  const isNumeric = columns.map((_, column) => rows.every((row) => typeof row[column] !== 'string'));
  const cells = rows.slice(0, MOST_SHOWN_ROWS).map((row) =>
    row.map((cell, column): Markup => {
      const text = cell === null ? '' : typeof cell === 'number' ? cellText(cell) : cell;
      return markup('td', isNumeric[column] ? { class: 'number' } : {}, text);
    }),
  );
  const heads = columns.map((column, i) =>
    markup('th', { scope: 'col', ...(isNumeric[i] && { class: 'number' }) }, column),
  );
  const table = markup(
    'table',
    { class: 'data' },
    markup('caption', {}, ...caption, ...more(rows.length)),
    markup('thead', {}, markup('tr', {}, ...heads)),
    markup('tbody', {}, ...cells.map((row) => markup('tr', {}, ...row))),
  );
  // Where there is too little room for it, keys scroll it too.
  return markup('div', { class: 'scrolled', role: 'group', 'aria-label': 'Table', tabindex: 0 }, table);
}

/** A whole number as it is, any other with four digits. */
function cellText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? plainText(value) : readingText(value);
}

function more(count: number): string[] {
  return count > MOST_SHOWN_ROWS ? [` The first ${MOST_SHOWN_ROWS} of ${count} rows.`] : [];
}

/** A table whose rows have names. */
function wordTable(
  caption: Markup[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  className = '',
): MarkupElement {
  const isNumber = (column: number) => className === 'numeric' && column > 0;
  const numeric = (column: number): Record<string, string> => (isNumber(column) ? { class: 'number' } : {});
  return markup(
    'table',
    { class: 'facts-table' },
    markup('caption', {}, ...caption),
    markup(
      'thead',
      {},
      markup('tr', {}, ...heads.map((head, i) => markup('th', { scope: 'col', ...numeric(i) }, head))),
    ),
    markup(
      'tbody',
      {},
      ...rows.map(([name = '', ...values]) =>
        markup(
          'tr',
          {},
          markup('th', { scope: 'row' }, name),
          ...values.map((value, i) => markup('td', numeric(i + 1), value)),
        ),
      ),
    ),
  );
}
