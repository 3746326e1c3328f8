import { BackendLostError } from '../../../compute/device.ts';
import { InputError } from '../../../errors.ts';
import { slicePlane } from '../../../experiment/slice-plane.ts';
import { whyOnNoScale, wordOfNoScale } from '../../../experiment/slice-scale.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { Mark } from '../../marks/mark.ts';
import { measuredPicture } from '../../marks/measured-picture.ts';
import { NewestWish } from '../../runs/newest-wish.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Plane } from '../../views/view.ts';
import type { SettledRun, WorkplacePage } from '../workplace.ts';
import { ANALYSES } from './analyses.ts';
import type { Analysis, AnalysisContext } from './analysis.ts';
import type { ShownAnalysis } from './measure-face.ts';

/** Has the run that is over analysed, again whenever other marks or another analysis are chosen; the newest wish counts. */
export class AnalysisRuns {
  readonly #page: WorkplacePage;
  readonly #show: (analysis: Analysis, shown: ShownAnalysis) => void;
  readonly #wishes = new NewestWish();
  #run: SettledRun | null = null;

  constructor(page: WorkplacePage, show: (analysis: Analysis, shown: ShownAnalysis) => void) {
    this.#page = page;
    this.#show = show;
  }

  leave(): void {
    this.#wishes.abandon();
    this.#run = null;
  }

  /** A run is over; resolves when it has been analysed, or when something newer is. */
  async settled(run: SettledRun, analysis: string, chosen: Mark | null): Promise<void> {
    this.#run = run;
    await this.again(analysis, chosen);
  }

  /** Analyses the same run again. */
  async again(name: string, chosen: Mark | null): Promise<void> {
    const signal = this.#wishes.begin();
    const analysis = ANALYSES.get(name);
    const run = this.#run;
    if (!run?.result.isThere || !run.result.isReconstructed) {
      this.#show(analysis, { kind: 'waiting' });
      return;
    }
    const release = run.result.hold();
    try {
      const context = await this.#contextOf(run, chosen);
      signal.throwIfAborted();
      const why = analysis.whyNot(context);
      if (why !== null) {
        this.#show(analysis, { kind: 'why-not', sentence: why });
        return;
      }
      const result = await analysis.measure(context, signal);
      if (!signal.aborted) this.#show(analysis, { kind: 'result', result });
    } catch (error) {
      if (signal.aborted || error instanceof BackendLostError) return;
      if (!(error instanceof InputError)) this.#page.notices.failure(error);
      this.#show(analysis, { kind: 'why-not', sentence: error instanceof Error ? error.message : String(error) });
    } finally {
      release?.();
    }
  }

  async #contextOf({ engine, experiment, subject, result }: SettledRun, chosen: Mark | null): Promise<AnalysisContext> {
    const { copies, marks, present } = this.#page;
    const values = await copies.of(engine, result.image);
    const { grid, truthValues, waterMuPerMm } = result;
    const isOnScale = whyOnNoScale(experiment) === null;
    const unit = isOnScale ? present.unit : 'arbitrary';
    const plane = (of: Float32Array) => slicePlane(of, grid, unit, waterMuPerMm);
    return {
      ...{ engine, experiment, subject, result, chosen },
      slice: plane(values),
      truth: truthValues && isOnScale ? plane(truthValues) : null,
      unit: isOnScale ? (unit === 'arbitrary' ? '' : unit) : wordOfNoScale(experiment),
      marks: marks.all,
      picture: (of) => this.#pictureOf(of),
      progress: () => undefined,
    };
  }

  async #pictureOf(plane: Plane) {
    const shown = this.#page.shown({ view: VIEWS.get(plane), lane: PRESENT });
    return shown && measuredPicture(shown, this.#page.copies);
  }
}
