import { csvText } from '../../files/csv-text.ts';
import { type Measured, pointResults, type SweepOutline, unitOf } from './sweep-result.ts';

/**
 * A table of all runs as CSV (RFC 4180), a row for each: its id, the knobs' values, its seed and what was measured. Cells
 * of runs that are missing, and of numbers that a run has none of, are empty.
 */
export function runsCsv(outline: SweepOutline, measured: readonly Measured[]): string {
  const { knobs, measures, points, runs } = outline;
  const head = ['id', ...knobs.map(headOf), 'seed', ...measuresHead(outline, measured)];
  const rows = runs.map(({ id, point, seed }, i) => [
    id,
    ...points[point]!.positions.map((position, knob) => knobs[knob]!.values[position]!.value),
    seed,
    ...measures.map(({ name }) => measured[i]?.[name]?.value ?? null),
  ]);
  return csvText(head, rows);
}

/** The same of points: for each measure its mean over the seeds, standard deviation, standard error and number of runs. */
export function meansCsv(outline: SweepOutline, measured: readonly Measured[]): string {
  const heads = measuresHead(outline, measured);
  const head = [
    ...outline.knobs.map(headOf),
    ...heads.flatMap((name) => [name, `${name} SD`, `${name} standard error`, `${name} n`]),
  ];
  const rows = pointResults(outline, measured).map(({ values, statistics }) => [
    ...values,
    ...outline.measures.flatMap(({ name }) => {
      const { mean, standardDeviation, standardError, count } = statistics[name]!;
      return [mean, standardDeviation, standardError, count];
    }),
  ]);
  return csvText(head, rows);
}

function headOf({ name, unit }: SweepOutline['knobs'][number]): string {
  return unit === '' ? name : `${name} (${unit})`;
}

function measuresHead({ measures }: SweepOutline, measured: readonly Measured[]): string[] {
  return measures.map(({ name }) => {
    const unit = unitOf(name, measured);
    return unit ? `${name} (${unit})` : name;
  });
}
