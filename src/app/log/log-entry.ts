import { displayUnitOf, experimentJson, fromDisplayUnit } from '../../experiment/experiment.ts';
import { measuredRun } from '../../experiment/run-measures/measured-run.ts';
import { RUN_MEASURES } from '../../experiment/run-measures/registry.ts';
import { whyOnNoScale } from '../../experiment/slice-scale.ts';
import { heldBySubject, isAlike } from '../present/moment.ts';
import { whatDiffers } from '../present/what-differs.ts';
import type { LoggedRun, RunToLog, SmallPicture } from './logged-run.ts';
import { markedNumbers } from './marked-numbers.ts';
import { smallPicture } from './small-picture.ts';

/** More are forgotten, the oldest first. */
export const MOST_RUNS = 200;
/** What opened files keep in memory for runs that were made of them, besides that of the last run. */
const MOST_BYTES = 128 * 2 ** 20;

/** Bounds of a log. */
export interface LogBounds {
  readonly mostRuns: number;
  readonly mostBytes: number;
}

/** The runs with another one at their end, unless it is the last one again: then with what is marked on it by now. */
export function withRun(runs: readonly LoggedRun[], run: RunToLog): readonly LoggedRun[] {
  const last = runs.at(-1);
  if (last && isAgain(last, run)) {
    const marked = markedNumbers(run.marked);
    return isAlike(last.marked, marked) ? runs : [...runs.slice(0, -1), { ...last, marked }];
  }
  return bounded([...runs, entryOf(run, last ?? null)], { mostRuns: MOST_RUNS, mostBytes: MOST_BYTES });
}

/** As many of the newest as the bounds leave room for; one at the least. */
export function bounded(runs: readonly LoggedRun[], { mostRuns, mostBytes }: LogBounds): readonly LoggedRun[] {
  const counted = new Set<object>(heldBy(runs.at(-1)).map(([held]) => held));
  let bytes = 0;
  let first = Math.max(0, runs.length - mostRuns);
  for (let i = runs.length - 1; i >= first; i--) {
    for (const [held, size] of heldBy(runs[i])) {
      if (!counted.has(held)) bytes += size;
      counted.add(held);
    }
    if (bytes > mostBytes) first = i + 1;
  }
  return runs.slice(first);
}

function heldBy(run: LoggedRun | undefined): [object, number][] {
  return run ? heldBySubject(run.subject) : [];
}

/** Another window over the same slice is no other run; another backend is. */
function isAgain(last: LoggedRun, run: RunToLog): boolean {
  const settings = ({ experiment }: Pick<LoggedRun, 'experiment'>) => {
    const { display: _, ...others } = experimentJson(experiment) as Readonly<Record<string, unknown>>;
    return others;
  };
  return (
    last.ran === run.ran &&
    isAlike(settings(last), settings(run)) &&
    (last.subject === run.subject || (last.subject.kind === 'shapes' && run.subject.kind === 'shapes'))
  );
}

function entryOf(run: RunToLog, before: LoggedRun | null): LoggedRun {
  const measured = measuredRun(run);
  const { experiment, subject, ran } = run;
  return {
    ...{ experiment, subject, ran },
    number: (before?.number ?? 0) + 1,
    changed: before ? whatDiffers(before.experiment, experiment) : [],
    measures: RUN_MEASURES.all.map((measure) => ({
      name: measure.name,
      label: measure.label,
      unit: measure.unit(measured),
      value: finite(measure.of(measured)),
    })),
    marked: markedNumbers(run.marked),
    picture: pictureOf(run),
  };
}

/** What was not timed, say, has no number. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** In the window of the page, where the slice is on a scale that has one. */
function pictureOf({ experiment, subject, image, result }: RunToLog): SmallPicture {
  const { rows, columns } = result.grid;
  const { display } = experiment;
  if (!display || whyOnNoScale(experiment) !== null) return smallPicture(image, rows, columns, null);
  const unit = displayUnitOf(subject);
  const [black, white] = [display.level - display.width / 2, display.level + display.width / 2].map((value) =>
    fromDisplayUnit(value, unit, result.waterMuPerMm),
  ) as [number, number];
  return smallPicture(image, rows, columns, { black, white });
}
