import type { MeasuredRun } from './measured-run.ts';

/** A number of a run. */
export interface RunMeasure {
  /** In files and links. */
  readonly name: string;
  /** On screen: `RMSE inside the object`. */
  readonly label: string;
  /** The unit of the number of a run, `''` for a plain one. */
  unit(run: Pick<MeasuredRun, 'unit'>): string;
  /** The number, or `null` where the run has none, such as an error of measured data. */
  of(run: MeasuredRun): number | null;
  /** Whether it is a whole number that is counted, and has no digits behind it. */
  readonly isCount?: true;
}

/** Whether a run is timed for it, which differs from machine to machine and from run to run. */
export function isTime({ name }: Pick<RunMeasure, 'name'>): boolean {
  return name.endsWith('Ms');
}
