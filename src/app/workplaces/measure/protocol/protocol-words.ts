import type { ProtocolReport } from '../../../../experiment/protocols/measure-phantom.ts';
import type { ProtocolLimit, ProtocolOutcome, ProtocolRow } from '../../../../experiment/protocols/protocol.ts';
import type { RemedyName } from '../../../../experiment/protocols/remedies.ts';
import { fixedText, plainText } from '../../../../number-text.ts';
import { numberWords } from '../number-rows.ts';

/** A word and a sign for each outcome: colour is not the only cue. */
export const OUTCOME_WORDS: Readonly<Record<ProtocolOutcome, string>> = {
  pass: '✓ pass',
  fail: '✗ fail',
  'not judged': '– not judged',
};

/** A line of a protocol as a table has it. */
export interface RowWords {
  readonly what: string;
  readonly measured: string;
  readonly expected: string;
  readonly limit: string;
  readonly remark: string;
}

export function rowWords({ what, measured, spread, unit, expected, limit, remark }: ProtocolRow): RowWords {
  return {
    what,
    measured: spread === null ? valueText(measured, unit) : withSpread(measured, spread, unit),
    expected: expected === null ? '' : valueText(expected, unit),
    limit: limit ? limitWords(limit, unit) : '',
    remark: remark ?? '',
  };
}

/** As many decimals as matter for what has this unit; a number without one has four digits. */
const DECIMALS: Readonly<Record<string, number>> = { HU: 1, mm: 2, 'lp/cm': 2, '°': 2, '%': 3 };

function valueText(value: number, unit: string): string {
  const decimals = DECIMALS[unit];
  if (decimals === undefined || Number.isNaN(value)) return numberWords(value, unit);
  return unit === '°' ? `${fixedText(value, decimals)}°` : `${fixedText(value, decimals)} ${unit}`;
}

/** A spread has two digits, and the value as many decimals as that, one at least: a mean is known better than its pixels. */
function withSpread(measured: number, spread: number, unit: string): string {
  if (!(spread > 0) || Number.isNaN(measured)) return valueText(measured, unit);
  const decimals = Math.min(4, Math.max(1, 1 - Math.floor(Math.log10(spread))));
  const text = `${fixedText(measured, decimals)} ± ${fixedText(spread, decimals)}`;
  return unit === '' ? text : `${text} ${unit}`;
}

function limitWords({ least, most }: ProtocolLimit, unit: string): string {
  const text = (value: number) => plainText(Number(value.toFixed(DECIMALS[unit] ?? 3)));
  if (least === null) return most === null ? '' : `≤ ${text(most)}`;
  return most === null ? `≥ ${text(least)}` : `${text(least)} … ${text(most)}`;
}

/** The documents that set the limits of a protocol, each once; their letters stand beside the limits. */
export function sourcesOf(rows: readonly ProtocolRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ limit }) => (limit ? [limit.source] : [])))];
}

/** Sentences that are said of more than one row: they stand below the first, and their numbers beside the others. */
export function sharedRemarks(rows: readonly ProtocolRow[]): readonly string[] {
  const remarks = rows.flatMap(({ remark }) => remark ?? []);
  return [...new Set(remarks)].filter((remark) => remarks.indexOf(remark) !== remarks.lastIndexOf(remark));
}

/** Each setting with which more could be judged, and why it cannot be now. */
export function offeredRemedies(rows: readonly ProtocolRow[]): ReadonlyMap<RemedyName, string> {
  const offered = new Map<RemedyName, string>();
  for (const { remedy, remark } of rows) if (remedy && !offered.has(remedy)) offered.set(remedy, remark ?? '');
  return offered;
}

/** a, b, c, … */
export function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

/** What a report is called: of a volume with the height of its slice. */
export function reportTitle({ title, heightMm }: ProtocolReport): string {
  return heightMm === null ? title : `${title}, slice at z = ${fixedText(heightMm, 1)} mm`;
}
