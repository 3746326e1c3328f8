import type { PlotContent, PlotSeries } from '../../plots/plot.ts';
import { headingOf, type LogColumn, unitOf } from './log-columns.ts';
import type { LoggedRun } from './logged-run.ts';

/** More kinds could not be told apart. */
const MOST_GROUPS = 6;

/** What a plot of the log shows. */
export interface LogPlot {
  readonly content: PlotContent;
  /** Which run each point is, for each series. */
  readonly runs: readonly (readonly LoggedRun[])[];
  /** How many runs have both numbers, but in another unit than the newest of them. */
  readonly ofOtherUnits: number;
}

/** Columns that a plot can be divided by: those of a few different words or numbers. */
export function groupingColumns(columns: readonly LogColumn[], runs: readonly LoggedRun[]): LogColumn[] {
  return columns.filter((column) => {
    const kinds = new Set(runs.map(column.valueOf)).size;
    return column.name !== 'run' && !column.name.startsWith('measure') && kinds > 1 && kinds <= MOST_GROUPS;
  });
}

/** One column against another, a point for each run that has both. @param group divides them; `null` for all together */
export function logPlot(
  runs: readonly LoggedRun[],
  horizontal: LogColumn,
  vertical: LogColumn,
  group: LogColumn | null,
): LogPlot {
  const having = runs.filter((run) => horizontal.valueOf(run) !== null && vertical.valueOf(run) !== null);
  const newest = having.at(-1);
  const isAlike = (run: LoggedRun) =>
    horizontal.unitOf(run) === horizontal.unitOf(newest!) && vertical.unitOf(run) === vertical.unitOf(newest!);
  const shown = having.filter(isAlike);
  const kindOf = (run: LoggedRun) => (group ? (group.valueOf(run) ?? 'none') : 'Runs');
  const kinds = [...new Set(shown.map(kindOf))];
  const members = kinds.map((kind) => shown.filter((run) => kindOf(run) === kind));
  const series = members.map(
    (some, i): PlotSeries => ({
      name: group ? `${group.label} ${kinds[i]}` : 'Runs',
      kind: 'points',
      x: some.map((run) => horizontal.valueOf(run) as number),
      y: some.map((run) => vertical.valueOf(run) as number),
    }),
  );
  // There is no run 1.5, nor half a projection.
  const isCounted = (column: LogColumn) =>
    !column.name.startsWith('measure') && shown.every((run) => Number.isInteger(column.valueOf(run)));
  const axis = (column: LogColumn) => ({
    label: column.label,
    unit: unitOf(column, shown) ?? '',
    scale: 'linear' as const,
    steps: isCounted(column) ? ('integer' as const) : ('decimal' as const),
  });
  return {
    content: {
      title: `${headingOf(vertical, shown)} against ${headingOf(horizontal, shown)}`,
      ...{ horizontal: axis(horizontal), vertical: axis(vertical), series },
    },
    runs: members,
    ofOtherUnits: having.length - shown.length,
  };
}
