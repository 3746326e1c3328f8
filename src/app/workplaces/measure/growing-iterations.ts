import type { Experiment } from '../../../experiment/experiment.ts';
import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { IteratedStep, SettledRun } from '../workplace.ts';
import type { Analysis, GrowingAnalysis } from './analysis.ts';
import { growingIterations, type IteratedRun, settledIterations } from './convergence/iterated-run.ts';

/** What is known of iterations lane by lane, of runs that are over and of those under way, for a plot that grows with them. */
export class GrowingIterations {
  readonly #runs = new Map<Lane, IteratedRun>();
  readonly #drawn = new Map<Analysis, GrowingAnalysis>();
  readonly #fetched = new Set<Analysis>();

  clear(): void {
    this.#runs.clear();
  }

  settled(run: SettledRun): void {
    this.clear();
    for (const [lane, result] of [[PRESENT, run] as const, ...run.lanes]) {
      const iterated = settledIterations(lane, result);
      if (iterated) this.#runs.set(lane, iterated);
    }
  }

  /** Another iteration of a run under way. @param present what is on the page now */
  made(lane: Lane, step: IteratedStep, present: Experiment): void {
    this.#runs.set(lane, growingIterations(lane, step));
    // A method that makes its image in one go tells of no iterations: those that are known are of a run before.
    if (!('iterations' in present.reconstruction)) this.#runs.delete(PRESENT);
  }

  /** Those of some lanes, the present one's first. */
  of(lanes: readonly Lane[]): readonly IteratedRun[] {
    return [PRESENT, ...lanes].flatMap((lane) => this.#runs.get(lane) ?? []);
  }

  /** What draws them; `null` where there is nothing, or it has not come yet. */
  drawer(analysis: Analysis): GrowingAnalysis | null {
    if (analysis.grow && !this.#fetched.has(analysis)) {
      this.#fetched.add(analysis);
      // Where it cannot be fetched, the run that is over says so.
      analysis.grow().then(
        (drawn) => this.#drawn.set(analysis, drawn),
        () => this.#fetched.delete(analysis),
      );
    }
    return this.#drawn.get(analysis) ?? null;
  }
}
