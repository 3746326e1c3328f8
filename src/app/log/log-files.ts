import { experimentJson } from '../../experiment/experiment.ts';
import { csvText } from '../../files/csv-text.ts';
import { ABSENT, type Differing } from '../present/what-differs.ts';
import { headingOf, logColumns, unitOf } from './log-columns.ts';
import type { LoggedNumber, LoggedRun } from './logged-run.ts';

/** What was changed for a run, in words: `Projections 720 → 90; Photons 2000`. What was not there before has one value. */
export function changesText(changed: readonly Differing[]): string {
  const text = ({ what, values: [before, now] }: Differing) => {
    if (before === ABSENT) return `${what} ${now}`;
    return now === ABSENT ? `without ${what}` : `${what} ${before} → ${now}`;
  };
  return changed.map(text).join('; ');
}

/** A row for each run; the last column holds its experiment as JSON. */
export function logCsv(runs: readonly LoggedRun[]): string {
  const { headings, rows } = logRows(runs);
  const experiments = runs.map(({ experiment }) => JSON.stringify(experimentJson(experiment)));
  return csvText(
    [...headings, 'Experiment'],
    rows.map((row, i) => [...row, experiments[i]!]),
  );
}

/** What can be told of runs, a row each, with what was changed for it at the end. */
export function logRows(runs: readonly LoggedRun[]): {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
} {
  const columns = logColumns(runs).map((column) => ({ column, hasOneUnit: unitOf(column, runs) !== null }));
  const headings = columns.flatMap(({ column, hasOneUnit }) => [
    headingOf(column, runs),
    ...(hasOneUnit ? [] : [`Unit of ${column.label}`]),
  ]);
  const rows = runs.map((run) => [
    ...columns.flatMap(({ column, hasOneUnit }) => [
      column.valueOf(run),
      ...(hasOneUnit ? [] : [column.valueOf(run) === null ? null : column.unitOf(run)]),
    ]),
    changesText(run.changed),
  ]);
  return { headings: [...headings, 'Changed'], rows };
}

/** All runs with their numbers and experiments, each of which the headless command takes as it is. */
export function logJson(runs: readonly LoggedRun[]): string {
  const numbersOf = (numbers: readonly LoggedNumber[]) =>
    numbers.flatMap(({ name, label, unit, value }) => (value === null ? [] : [{ name, label, unit, value }]));
  const rows = runs.map(({ number, ran, changed, measures, marked, experiment }) => ({
    ...{ run: number, computedOn: ran },
    changed: changed.map(({ what, values: [from, to] }) => ({ what, from, to })),
    ...{ measures: numbersOf(measures), marked: numbersOf(marked) },
    experiment: experimentJson(experiment),
  }));
  return `${JSON.stringify({ kind: 'ct-sandbox-log', version: 1, runs: rows }, null, 2)}\n`;
}
