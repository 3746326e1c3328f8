import type { DeviceArray } from '../../compute/device.ts';
import { InputError } from '../../errors.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import type { Session } from '../../experiment/session.ts';
import type { Subject } from '../../experiment/subject.ts';
import { RunPreparation } from '../../experiment/sweep/prepared-run.ts';
import { type RunOutcome, runOf } from '../../experiment/sweep/run-record.ts';
import type { Sweep, SweepRun } from '../../experiment/sweep/sweep.ts';
import { type Measured, outlineOf, type SweepOutline } from '../../experiment/sweep/sweep-result.ts';

/** A page keeps the slices of so many runs; the command makes more. */
export const MOST_PAGE_RUNS = 500;

/** A sweep on the page: what has been run of it stays, whatever stops it. */
export class PageSweep {
  readonly sweep: Sweep;
  readonly outline: SweepOutline;
  /** What each run came to, in the order of the sweep's runs. */
  readonly outcomes: (RunOutcome | undefined)[];
  readonly #preparation: RunPreparation;

  /**
   * @param load what an experiment of the sweep is about
   * @throws InputError where it has more runs than a page keeps
   */
  constructor(sweep: Sweep, load: (input: ExperimentInput) => Promise<Subject>) {
    if (sweep.runs.length > MOST_PAGE_RUNS) {
      throw new InputError(
        `These are ${sweep.runs.length} runs; the page makes at most ${MOST_PAGE_RUNS}. Save the sweep and run it with the command instead`,
      );
    }
    this.sweep = sweep;
    this.outline = outlineOf(sweep);
    this.outcomes = sweep.runs.map(() => undefined);
    this.#preparation = new RunPreparation(sweep, '', load);
  }

  /** Of each run its numbers, as far as they are there. */
  get measured(): Measured[] {
    return this.outcomes.map((outcome) => outcome?.measures);
  }

  get done(): number {
    return this.outcomes.filter((outcome) => outcome !== undefined).length;
  }

  /** Checks every point's experiment. @throws InputError (rejects) naming the first point that is bad */
  async check(): Promise<void> {
    for (const run of this.#firstOfPoints()) await this.#preparation.prepare(run);
  }

  /**
   * Runs what is missing, one run after the other, and tells of each.
   *
   * @throws the signal's reason where it is given up; what has been run stays
   */
  async run<A extends DeviceArray>(
    session: Session<A>,
    signal: AbortSignal,
    onRun: (run: SweepRun) => void,
  ): Promise<void> {
    try {
      for (const [i, run] of this.sweep.runs.entries()) {
        if (this.outcomes[i]) continue;
        signal.throwIfAborted();
        const prepared = await this.#preparation.prepare(run);
        this.outcomes[i] = await runOf(prepared, this.sweep.measures, session, { signal });
        onRun(run);
      }
    } finally {
      session.release();
    }
  }

  #firstOfPoints(): SweepRun[] {
    const { runs, seeds } = this.sweep;
    return runs.filter((_, i) => i % seeds.length === 0);
  }
}
