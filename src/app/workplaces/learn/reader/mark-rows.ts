import type { MarkForm } from '../../../marks/mark.ts';

/** A mark of a step, and what has been measured at it. */
export interface MeasuredMark {
  readonly name: string;
  readonly kind: MarkForm['kind'];
  /** `null` as long as it is not measured. */
  readonly headline: string | null;
}

/** A row of the list of values: of several marks where they read the same. */
export interface MarkRow extends Omit<MeasuredMark, 'name'> {
  readonly names: readonly string[];
}

/** Said of a mark at which there is nothing to be measured. */
const NOTHING = '—';

/** What is to be read of marks: not the length of a line, whose values are in the plot, and nothing twice. */
export function markRows(marks: readonly MeasuredMark[]): readonly MarkRow[] {
  const rows: MarkRow[] = [];
  for (const { name, kind, headline } of marks) {
    if (kind === 'line' || headline === NOTHING) continue;
    const at = headline === null ? -1 : rows.findIndex((row) => row.kind === kind && row.headline === headline);
    if (at === -1) rows.push({ names: [name], kind, headline });
    else rows[at] = { ...rows[at]!, names: [...rows[at]!.names, name] };
  }
  return rows;
}
