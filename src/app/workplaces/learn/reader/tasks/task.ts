import type { Line } from '../../../../../course/compiled-lesson.ts';
import type { Answer } from '../../../../../course/progress.ts';
import type { Figure, QuantitySetting } from '../../../../../course/quantity.ts';
import type { ExperimentPatch } from '../../../../../experiment/experiment-patch.ts';
import type { SettledRun } from '../../../workplace.ts';

/** What a task asks of the reader. */
export interface TaskHost {
  /** What was answered here before; `null` for nothing. */
  readonly answer: Answer | null;
  /** Of the run that is over. */
  figure(name: string): Figure | null;
  /** What a number of the step is. */
  settingOf(name: string): Pick<QuantitySetting, 'digits'>;
  /** A number as it is written in text. */
  textOf(name: string): string;
  /** A line of text, whose numbers are filled in. */
  words(line: Line): (Node | string)[];
  /** @param isDone whether the step has been gone through by it */
  keep(answer: Answer, isDone: boolean): void;
  /** Changes the experiment as it was when the step began, which is a step to be undone: what follows an answer is shown. */
  show(patch: ExperimentPatch): void;
  /** Begins the step anew, without what was answered. */
  again(): void;
  /** Row of the sinogram of a run, for a curve that was drawn. */
  rowOf(run: SettledRun, angleDeg: number, places: number): Promise<readonly number[] | null>;
  fail(error: unknown): void;
}

/** What a step asks for, in the panel. */
export interface TaskFace {
  readonly root: HTMLElement;
  /** Whether a number within it stays as it is, whatever runs next: it is of the answer that was given. */
  keeps(number: HTMLElement): boolean;
  /** A run is over. */
  settled(run: SettledRun): void;
  /** Whether what follows an answer is shown: undoing takes it away. */
  setShown(isShown: boolean): void;
}
