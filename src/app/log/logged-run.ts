import type { Experiment } from '../../experiment/experiment.ts';
import type { RunParts } from '../../experiment/run-measures/measured-run.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { MarkValues } from '../marks/mark-values.ts';
import type { Differing } from '../present/what-differs.ts';

/** A number of a run, with what it is of. */
export interface LoggedNumber {
  /** Tells it from others: a measure's name, or a mark's words. */
  readonly name: string;
  readonly label: string;
  /** `''` for a plain number. */
  readonly unit: string;
  /** `null` where the run has none. */
  readonly value: number | null;
}

/** A slice, small. */
export interface SmallPicture {
  readonly rows: number;
  readonly columns: number;
  /** [rows × columns], 0 … 255. */
  readonly greys: Uint8Array<ArrayBuffer>;
}

/** A run that is over, as the log keeps it: what was set, what came of it, what it looked like. */
export interface LoggedRun {
  /** Counted from 1 since the page was opened. */
  readonly number: number;
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** The settings that the run before it had otherwise; empty for the first. */
  readonly changed: readonly Differing[];
  /** What ran, in words. */
  readonly ran: string;
  /** All measures that there are of a run. */
  readonly measures: readonly LoggedNumber[];
  /** What it has at the page's marks. */
  readonly marked: readonly LoggedNumber[];
  readonly picture: SmallPicture;
}

/** A run that is over, as it comes to the log. */
export interface RunToLog extends RunParts {
  /** Host copy of the slice, [rows × columns]. */
  readonly image: Float32Array;
  /** What ran, in words. */
  readonly ran: string;
  /** What it has at the marks of the page. */
  readonly marked: readonly MarkValues[];
}
