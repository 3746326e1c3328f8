import type { BenchmarkRow } from './row.ts';

/** What the fractions in a table are of, or why there are none: a sentence for each kernel of each device. */
export function ceilingNotes(rows: readonly BenchmarkRow[]): string[] {
  const notes = rows
    .filter(({ variant, isReference, isSoftware }) => variant && !isReference && !isSoftware)
    .map(({ device, variant, ceilingGigaPerSecond, ceilingBoundBy, whyNoCeiling }) =>
      ceilingGigaPerSecond === null
        ? `${device}: no ceiling is given, because ${whyNoCeiling}.`
        : `${device}, ${variant}: at most ${Number(ceilingGigaPerSecond.toPrecision(4))} GUPS, limited by ${ceilingBoundBy}.`,
    );
  return [...new Set(notes)];
}
