import type { Experiment } from '../../../experiment/experiment.ts';
import type { RunResult } from '../../../experiment/run-result.ts';
import type { Subject } from '../../../experiment/subject.ts';
import type { MeasuredPlane } from '../../../measure/plane.ts';
import type { Engine } from '../../engine/engine.ts';
import type { PlotContent } from '../../plots/plot.ts';

/** What an analysis is given: the run that is over, and what was marked on its pictures. */
export interface AnalysisContext {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: RunResult;
  /** The slice in display units, and the phantom on the same grid where there is one. */
  readonly slice: MeasuredPlane;
  readonly truth: MeasuredPlane | null;
  /** Of those values: `HU`, or `''` where the phantom’s are arbitrary. */
  readonly unit: string;
}

/** A number that came out, as a table shows and saves it. */
export interface MeasuredNumber {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** What theory says of it, where it says something. */
  readonly expected?: number;
}

export interface AnalysisResult {
  readonly plot: PlotContent | null;
  readonly numbers: readonly MeasuredNumber[];
  /** What a student should know of how it was measured, in a sentence or two. */
  readonly words: string;
}

/** A way to measure a run. Listed in `analyses.ts`; its work is fetched when it is first chosen. */
export interface Analysis {
  /** In links. */
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  /** Why it has nothing to say of this run, as a sentence; `null` where it does. */
  whyNot(context: AnalysisContext): string | null;
  /** @throws InputError where the pictures do not hold what is to be measured */
  measure(context: AnalysisContext, signal: AbortSignal): Promise<AnalysisResult>;
}
