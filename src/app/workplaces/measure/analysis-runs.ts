import { BackendLostError } from '../../../compute/device.ts';
import { InputError } from '../../../errors.ts';
import { slicePlane } from '../../../experiment/slice-plane.ts';
import { whyOnNoScale, wordOfNoScale } from '../../../experiment/slice-scale.ts';
import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { Mark } from '../../marks/mark.ts';
import { measuredPicture } from '../../marks/measured-picture.ts';
import { NewestWish } from '../../runs/newest-wish.ts';
import { sentenceFor } from '../../shell/notices.ts';
import { VIEWS } from '../../views/registry.ts';
import type { IteratedStep, SettledRun, WorkplacePage } from '../workplace.ts';
import { ANALYSES } from './analyses.ts';
import type { Analysis, AnalysisContext, LaneIteration, PictureContext } from './analysis.ts';
import { GrowingIterations } from './growing-iterations.ts';
import type { ShownAnalysis } from './measure-face.ts';

const STOPPED =
  'Stopped before it was done. Choose another analysis and then this one again, or turn a knob, to begin anew.';

export interface AnalysisListener {
  /** There is something else to be seen of it. */
  onShown(analysis: Analysis, shown: ShownAnalysis): void;
  /** Something is measured, or nothing any more. @param done of a long analysis, 0 … 1 */
  onBusy(isBusy: boolean, done: number | null): void;
}

/** What is to be analysed, of what. */
export interface AnalysisWish {
  readonly analysis: string;
  /** The mark that is chosen. */
  readonly mark: Mark | null;
  /** The curves that a hand has chosen, by their names; `null` before any has. */
  readonly curves: readonly string[] | null;
}

/** The slice of a run and its phantom in the unit in which they are shown. */
type RunPlanes = Pick<AnalysisContext, 'slice' | 'truth' | 'unit'>;

/** Has the run that is over analysed, again whenever other marks or another analysis are chosen; the newest wish counts. */
export class AnalysisRuns {
  readonly #page: WorkplacePage;
  readonly #listener: AnalysisListener;
  readonly #wishes = new NewestWish();
  #run: SettledRun | null = null;
  /** Made once of a run, however often a mark is moved. */
  readonly #planes = new WeakMap<SettledRun, RunPlanes>();
  /** What a hand has come to that nobody has looked at yet. */
  #next: AnalysisWish | null = null;
  #isFollowing = false;
  readonly #growing = new GrowingIterations();
  /** The lane whose pane shows an iteration that a hand points at. */
  #pointedLane: Lane | null = null;

  constructor(page: WorkplacePage, listener: AnalysisListener) {
    this.#page = page;
    this.#listener = listener;
  }

  /** Shows the image of an iteration of a run that is over, in its lane; `null` the last one again. */
  pointIteration(at: LaneIteration | null): void {
    const before = this.#pointedLane;
    if (before && before !== at?.lane) this.#showIteration(before, null);
    this.#pointedLane = at?.lane ?? null;
    if (at) this.#showIteration(at.lane, at.iteration);
  }

  #showIteration(lane: Lane, iteration: number | null): void {
    const run = this.#run;
    const of = lane === PRESENT ? run : run?.lanes.get(lane);
    if (of && !run?.signal.aborted) this.#page.showIteration(lane, of, iteration);
  }

  leave(): void {
    this.#wishes.abandon();
    this.#growing.clear();
    this.#run = null;
    this.#pointedLane = null;
  }

  /** A whole run under way has made another iteration. @param lanes beside the present one that are to be seen */
  iterated({ analysis: name, curves }: AnalysisWish, lane: Lane, step: IteratedStep, lanes: readonly Lane[]): void {
    const analysis = ANALYSES.get(name);
    this.#growing.made(lane, step, this.#page.present.experiment);
    const drawn = this.#growing.drawer(analysis);
    const runs = this.#growing.of(lanes);
    if (!drawn || runs.length === 0) return;
    this.#pointedLane = null;
    this.#listener.onShown(analysis, { kind: 'growing', result: () => drawn(runs, curves) });
  }

  /** A run is over; resolves when it has been analysed, or when something newer is. */
  async settled(run: SettledRun, wish: AnalysisWish): Promise<void> {
    this.#run = run;
    this.#growing.settled(run);
    await this.again(wish);
  }

  /** Analyses the same run again. */
  async again(wanted: AnalysisWish): Promise<void> {
    const wish = this.#wishes.begin();
    this.#next = null;
    const analysis = ANALYSES.get(wanted.analysis);
    const run = this.#run;
    // Another run takes the device, and what is measured for long gives way to it.
    const signal = run ? AbortSignal.any([wish, run.signal]) : wish;
    if (!run?.result.isThere || !run.result.isReconstructed) {
      this.#listener.onShown(analysis, { kind: 'waiting' });
      return;
    }
    const release = run.result.hold();
    this.#listener.onBusy(true, null);
    try {
      const shown = await this.#shownOf(run, wanted, signal);
      if (!signal.aborted) this.#listener.onShown(analysis, shown);
    } catch (error) {
      if (signal.aborted || error instanceof BackendLostError) return;
      if (!(error instanceof InputError)) this.#page.notices.failure(error);
      this.#listener.onShown(analysis, { kind: 'why-not', sentence: sentenceFor(error) });
    } finally {
      release?.();
      if (!wish.aborted) this.#listener.onBusy(false, null);
    }
  }

  /** Gives up what is being measured. */
  stop(name: string): void {
    this.#wishes.abandon();
    this.#listener.onBusy(false, null);
    this.#listener.onShown(ANALYSES.get(name), { kind: 'why-not', sentence: STOPPED });
  }

  /** Other pictures are shown, while a hand moves: one look at a time, the newest next. A run that is over comes after it. */
  follow(wish: AnalysisWish): void {
    if (!ANALYSES.get(wish.analysis).follow) return;
    this.#next = wish;
    if (!this.#isFollowing) void this.#followHand();
  }

  async #followHand(): Promise<void> {
    this.#isFollowing = true;
    const signal = this.#wishes.begin();
    this.#listener.onBusy(false, null);
    try {
      while (this.#next && !signal.aborted) {
        const { analysis: name, mark } = this.#next;
        this.#next = null;
        const analysis = ANALYSES.get(name);
        const result = await analysis.follow!(this.#picturesOf(mark));
        if (result && !signal.aborted) this.#listener.onShown(analysis, { kind: 'result', result });
      }
    } catch (error) {
      // Why is told of the run that is over.
      if (!(error instanceof BackendLostError || error instanceof InputError)) this.#page.notices.failure(error);
    } finally {
      this.#isFollowing = false;
      if (this.#next) void this.#followHand();
    }
  }

  async #shownOf(run: SettledRun, wish: AnalysisWish, signal: AbortSignal): Promise<ShownAnalysis> {
    const analysis = ANALYSES.get(wish.analysis);
    const progress = (done: number) => {
      if (!signal.aborted) this.#listener.onBusy(true, done);
    };
    const context = await this.#contextOf(run, wish, progress);
    signal.throwIfAborted();
    const why = analysis.whyNot(context);
    if (why !== null) return { kind: 'why-not', sentence: why };
    return { kind: 'result', result: await analysis.measure(context, signal) };
  }

  async #contextOf(
    run: SettledRun,
    { mark, curves }: AnalysisWish,
    progress: (done: number) => void,
  ): Promise<AnalysisContext> {
    const { engine, experiment, subject, result, lanes } = run;
    const planes = this.#planes.get(run) ?? (await this.#planesOf(run));
    this.#planes.set(run, planes);
    const known = { engine, experiment, subject, result, lanes, curves };
    return { ...this.#picturesOf(mark), ...known, ...planes, progress };
  }

  async #planesOf({ engine, experiment, result }: SettledRun): Promise<RunPlanes> {
    const { copies, present } = this.#page;
    const values = await copies.of(engine, result.image);
    const { grid, truthValues, waterMuPerMm } = result;
    const isOnScale = whyOnNoScale(experiment) === null;
    const unit = isOnScale ? present.unit : 'arbitrary';
    const plane = (of: Float32Array) => slicePlane(of, grid, unit, waterMuPerMm);
    return {
      slice: plane(values),
      truth: truthValues && isOnScale ? plane(truthValues) : null,
      unit: isOnScale ? (unit === 'arbitrary' ? '' : unit) : wordOfNoScale(experiment),
    };
  }

  #picturesOf(chosen: Mark | null): PictureContext {
    const pictureOf = async (view: string) => {
      const shown = this.#page.shown({ view: VIEWS.get(view), lane: PRESENT });
      return shown && measuredPicture(shown, this.#page.copies);
    };
    const phantom = async () => {
      const [slice, truth] = [await pictureOf('slice'), await pictureOf('phantom')];
      // A plain back-projection is on no scale that a phantom has.
      return slice?.scale.unit === truth?.scale.unit ? truth : null;
    };
    return { chosen, marks: this.#page.marks.all, picture: pictureOf, phantom };
  }
}
