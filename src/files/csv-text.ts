/** What a cell of a table holds; `null` leaves it empty. */
export type CsvCell = string | number | boolean | null;

/**
 * A table as CSV (RFC 4180): lines end with CR LF, numbers have a point and all their digits, and a number that is not
 * finite leaves its cell empty.
 */
export function csvText(columns: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  let text = `${columns.map(cellText).join(',')}\r\n`;
  for (const row of rows) text += `${row.map(cellText).join(',')}\r\n`;
  return text;
}

function cellText(cell: CsvCell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  if (typeof cell !== 'string') return String(cell);
  // A spreadsheet would take it for a formula, and run it.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
