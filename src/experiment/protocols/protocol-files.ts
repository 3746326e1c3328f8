import { csvText } from '../../files/csv-text.ts';
import type { ProtocolReport } from './measure-phantom.ts';

const COLUMNS = [
  'protocol',
  'height_mm',
  'what',
  'measured',
  'spread',
  'unit',
  'expected',
  'least',
  'most',
  'source',
  'outcome',
  'remark',
] as const;

/** All lines of protocols as a table. */
export function protocolCsv(reports: readonly ProtocolReport[]): string {
  const lines = reports.flatMap(({ protocol, heightMm, rows }) =>
    rows.map(({ what, measured, spread, unit, expected, limit, outcome, remark }) => [
      protocol,
      heightMm,
      what,
      Number.isNaN(measured) ? null : measured,
      spread,
      unit,
      expected,
      limit?.least ?? null,
      limit?.most ?? null,
      limit?.source ?? null,
      outcome,
      remark,
    ]),
  );
  return csvText(COLUMNS, lines);
}

/** Everything that protocols found, as a file has it: what is no number is `null`. */
export function protocolJson(reports: readonly ProtocolReport[]): string {
  const withoutNaN = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? null : value;
  return `${JSON.stringify({ protocols: reports }, withoutNaN, 2)}\n`;
}
