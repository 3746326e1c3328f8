import type { ProtocolLimit, ProtocolRow } from './protocol.ts';

// The documents whose limits protocols use. Standards are quoted as the literature has them; docs/measuring.md says which.

export const IEC = 'IEC 61223-3-5:2019';
export const IPEM = 'IPEM Report 91, remedial level';
export const TG_66 = 'AAPM TG-66';
export const ACR = 'ACR CT accreditation, adult abdomen';
export const ROSE = 'Rose 1948, k = 3 to 5';

/** As far to either side of a value. */
export function about(value: number, margin: number, source: string): ProtocolLimit {
  return { least: value - margin, most: value + margin, source };
}

export function atLeast(least: number, source: string): ProtocolLimit {
  return { least, most: null, source };
}

export function atMost(most: number, source: string): ProtocolLimit {
  return { least: null, most, source };
}

type Measured = Pick<ProtocolRow, 'what' | 'measured' | 'unit'> &
  Partial<Pick<ProtocolRow, 'spread' | 'expected' | 'remark' | 'remedy'>>;

const BLANK = { spread: null, expected: null, remark: null } as const;

/** A row with a limit. What is no number fails nothing: it is not judged, and the remark has to say why. */
export function judged(row: Measured, limit: ProtocolLimit): ProtocolRow {
  const { measured } = row;
  const { least, most } = limit;
  const isWithin = (least === null || measured >= least) && (most === null || measured <= most);
  const outcome = Number.isNaN(measured) ? 'not judged' : isWithin ? 'pass' : 'fail';
  return { ...BLANK, ...row, limit, outcome };
}

/** A row that is told and not judged. */
export function told(row: Measured & Pick<ProtocolRow, 'remark'>): ProtocolRow {
  return { ...BLANK, ...row, limit: null, outcome: 'not judged' };
}

/** A row that nothing could be measured for. */
export function notMeasured(what: string, unit: string, remark: string): ProtocolRow {
  return told({ what, measured: Number.NaN, unit, remark });
}
