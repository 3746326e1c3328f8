import { isNothing, settingName, settingsOf, settingText } from '../present/what-differs.ts';
import type { LoggedNumber, LoggedRun } from './logged-run.ts';

/** A column of the log. */
export interface LogColumn {
  /** Tells it from others. */
  readonly name: string;
  readonly label: string;
  /** Whether each run has a number in it, or none. */
  readonly isNumber: boolean;
  /** `null` where the run has nothing there. */
  valueOf(run: LoggedRun): number | string | null;
  /** Of the number of a run; `''` for plain numbers and words. */
  unitOf(run: LoggedRun): string;
}

const none = () => '';

/**
 * What can be told of runs: which they are, the settings in which they differ, their numbers as far as any has one, and what
 * ran. A number that is of other units in other runs is one column.
 */
export function logColumns(runs: readonly LoggedRun[]): readonly LogColumn[] {
  return [
    { name: 'run', label: 'Run', isNumber: true, valueOf: ({ number }) => number, unitOf: none },
    ...settingColumns(runs),
    ...numberColumns(runs, ({ measures }) => measures, 'measure'),
    ...numberColumns(runs, ({ marked }) => marked, 'mark'),
    { name: 'ran', label: 'Computed on', isNumber: false, valueOf: ({ ran }) => ran, unitOf: none },
  ];
}

function settingColumns(runs: readonly LoggedRun[]): LogColumn[] {
  const settings = new Map(runs.map((run) => [run, settingsOf(run.experiment)]));
  const paths = new Set([...settings.values()].flatMap((one) => [...one.keys()]));
  return [...paths].flatMap((path) => {
    const values = [...settings.values()].map((one) => one.get(path));
    // What is not there and what is there and does nothing are one.
    if (new Set(values.map((value) => (isNothing(value) ? '' : JSON.stringify(value)))).size < 2) return [];
    const isNumber = values.every((value) => value === undefined || value === null || typeof value === 'number');
    const setting = (run: LoggedRun) => {
      const value = (settings.get(run) ?? settingsOf(run.experiment)).get(path);
      if (value === undefined || value === null) return null;
      return isNumber ? (value as number) : settingText(path, value);
    };
    return [{ name: `setting ${path}`, label: settingName(path), isNumber, valueOf: setting, unitOf: none }];
  });
}

function numberColumns(
  runs: readonly LoggedRun[],
  numbersOf: (run: LoggedRun) => readonly LoggedNumber[],
  kind: string,
): LogColumn[] {
  const found = new Map<string, string>();
  for (const run of runs) {
    for (const { name, label, value } of numbersOf(run)) if (value !== null) found.set(name, label);
  }
  return [...found].map(([name, label]) => {
    const of = (run: LoggedRun) => numbersOf(run).find((number) => number.name === name);
    return {
      ...{ name: `${kind} ${name}`, label, isNumber: true },
      valueOf: (run) => of(run)?.value ?? null,
      unitOf: (run) => of(run)?.unit ?? '',
    };
  });
}

/** The one unit of a column; `null` where runs have several. */
export function unitOf(column: LogColumn, runs: readonly LoggedRun[]): string | null {
  const units = new Set(runs.filter((run) => column.valueOf(run) !== null).map(column.unitOf));
  return units.size > 1 ? null : ([...units][0] ?? '');
}

/** A column's heading, with its unit where it has one for all. */
export function headingOf(column: LogColumn, runs: readonly LoggedRun[]): string {
  const unit = unitOf(column, runs);
  return unit ? `${column.label} (${unit})` : column.label;
}

/** Runs in the order of a column; those with nothing there come last either way, and equal ones stay as they were. */
export function sorted(runs: readonly LoggedRun[], column: LogColumn, isDescending: boolean): LoggedRun[] {
  const sign = isDescending ? -1 : 1;
  return [...runs].sort((one, other) => {
    const [a, b] = [column.valueOf(one), column.valueOf(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
  });
}
