import { InputError } from '../errors.ts';
import type { Report, ReportEntry } from './report.ts';

/** How much a report may hold: as much as anybody reads, and as a browser keeps. */
export const REPORT_LIMITS = {
  entries: 100,
  /** Of pictures in one entry. */
  pictures: 9,
  /** Of all pictures together. */
  pictureBytes: 128 * 2 ** 20,
  titleCharacters: 200,
  wordCharacters: 20_000,
  /** Of an experiment or a sweep as JSON. */
  fileCharacters: 2_000_000,
  tableRows: 2000,
  tableColumns: 60,
  cellCharacters: 2000,
  series: 40,
  plotPoints: 100_000,
} as const;

/** @throws InputError with a sentence where there is no room for another entry */
export function mustHaveRoom(report: Report, entry: ReportEntry, keptBytes: number, addedBytes: number): void {
  const { entries, pictureBytes, tableRows, plotPoints, fileCharacters } = REPORT_LIMITS;
  if (report.entries.length >= entries) {
    throw new InputError(`The report has ${entries} entries, the maximum; save it, and delete some to go on`);
  }
  if (keptBytes + addedBytes > pictureBytes) {
    throw new InputError(
      `The images of the report would take more than ${pictureBytes / 2 ** 20} MiB, the maximum; save it, and delete some to go on`,
    );
  }
  if (entry.kind === 'table' && entry.rows.length > tableRows) {
    throw new InputError(
      `This table has ${entry.rows.length} rows, but a report takes at most ${tableRows}; save it as CSV instead`,
    );
  }
  if (entry.kind === 'plot' && pointsOf(entry) > plotPoints) {
    throw new InputError(
      `This plot has ${pointsOf(entry)} points, but a report takes at most ${plotPoints}; save it as CSV instead`,
    );
  }
  const made = 'made' in entry ? entry.made : null;
  if (made && JSON.stringify(made.file.json).length > fileCharacters) {
    throw new InputError('This phantom is too large for a report; save the image and the experiment instead');
  }
}

function pointsOf(entry: ReportEntry): number {
  return entry.kind === 'plot' ? entry.content.series.reduce((sum, { x }) => sum + x.length, 0) : 0;
}
