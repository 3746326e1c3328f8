import { BackendLostError, type DeviceArray } from '../../compute/device.ts';
import type { ScanAdvice } from '../../experiment/advice.ts';
import { descriptionFor } from '../../experiment/description-for.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { withMethodAdvice } from '../../experiment/method-advice.ts';
import { photonsOf, physicsOf } from '../../experiment/physics-of.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { FinishedStep } from '../../experiment/run-steps.ts';
import { experimentAdvice } from '../../experiment/scan-advice.ts';
import { whyOnNoScale } from '../../experiment/slice-scale.ts';
import { starvationAdvice } from '../../experiment/starvation-advice.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { centralNoise } from '../../measure/central-noise.ts';
import type { ImageQuality } from '../../measure/image-quality.ts';
import { runText } from '../engine/backends.ts';
import type { Engine } from '../engine/engine.ts';
import { gigaUpdatesPerSecond } from '../engine/giga-updates.ts';
import type { LaneResult } from '../lanes/lane-runs.ts';
import type { RunToLog } from '../log/logged-run.ts';
import type { RunLog } from '../log/run-log.ts';
import type { Mark } from '../marks/mark.ts';
import type { NumbersPanel } from '../panels/numbers-panel.ts';
import type { ShownTimes } from '../panels/times-section.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import type { HostCopies } from './host-copies.ts';
import type { ShownRun } from './run-pictures.ts';
import { rememberTimes } from './run-times.ts';

/** Puts what a run took, and how good its slice is, into the numbers panel. */
export class RunNumbers {
  readonly #present: PresentExperiment;
  readonly #panel: NumbersPanel;
  readonly #copies: HostCopies;
  readonly #notices: Notices;
  readonly #log: RunLog;
  /** What is marked on the page's pictures. */
  marks: () => readonly Mark[] = () => [];
  /** What slices took when they were computed. */
  readonly #times = new WeakMap<DeviceArray, ShownTimes>();
  #isPreviewTimed = false;
  /** Results whose slices were there before, with nothing of them computed anew. */
  readonly #ofKept = new WeakSet<RunResult>();
  /** How good slices are that have been measured, and against which phantom. */
  readonly #qualities = new WeakMap<
    DeviceArray,
    { readonly truth: Float32Array | null; readonly quality: ImageQuality | null }
  >();

  constructor(present: PresentExperiment, panel: NumbersPanel, copies: HostCopies, notices: Notices, log: RunLog) {
    this.#present = present;
    this.#panel = panel;
    this.#copies = copies;
    this.#notices = notices;
    this.#log = log;
    log.listen(() => panel.showRuns(log.runs));
  }

  showTimes({ engine, experiment, isPreview }: ShownRun, { result, times, totalMs }: FinishedStep): void {
    rememberTimes({ result, times });
    const { description } = engine.operators;
    const made: ShownTimes = {
      times,
      totalMs,
      gigaUpdatesPerSecond: times && gigaUpdatesPerSecond(experiment, times, description),
      iterations: iterationsOf(result),
      isPreview,
      ran: runText(descriptionFor(experiment, description)),
    };
    // Where nothing was computed anew, the times of when it was say more.
    const isKept = times?.every(({ kept }) => kept) ?? false;
    const array = result.isReconstructed ? result.image : result.readings;
    const shown = (isKept && this.#times.get(array)) || made;
    if (isKept) this.#ofKept.add(result);
    else this.#times.set(array, made);
    this.#panel.setTimes(shown);
    this.#isPreviewTimed = shown.isPreview;
  }

  /** The slice on screen has grown in front of somebody's eyes, at the pace of a hand or a clock. */
  showPlayed(): void {
    if (!this.#isPreviewTimed) return;
    this.#isPreviewTimed = false;
    this.#panel.setNoTimes('played view by view, not timed');
  }

  /** The run that was to be measured has been given up. */
  giveUp(): void {
    this.#panel.giveUpQuality('the run was cancelled');
  }

  /** The slice on screen is not that of the experiment yet. */
  awaitQuality(): void {
    this.#panel.setQualityPending();
  }

  /** The slice on screen is made of some of the views or iterations, and stays so until somebody goes on. */
  showPartial(words: string): void {
    this.#panel.setNoQuality(words);
  }

  /**
   * @param experiment what the result is of; a newer one makes its numbers out of date
   * @param isKept whether it goes into the log
   * @param signal another run has begun, of which the panel is to tell instead
   */
  async measure(
    result: RunResult,
    engine: Engine,
    experiment: Experiment,
    isKept: boolean,
    signal?: AbortSignal,
  ): Promise<void> {
    let copy: Float32Array | null = null;
    if (this.#present.subject.kind === 'measurement') {
      this.#panel.setNoQuality('measured data have no phantom to compare with');
    } else if (!result.isReconstructed) {
      this.#panel.setNoQuality('one view is reconstructed to no slice');
    } else if (whyOnNoScale(experiment) !== null) {
      this.#panel.setNoQuality(whyOnNoScale(experiment)!);
    } else {
      // Something newer is on screen already. What is there is read at once, and held by nobody: a hand that moves on would
      // find no room of its own.
      if (!result.isThere) return;
      try {
        copy = await this.#copies.of(engine, result.image);
        const quality = await this.#qualityOf(result, copy);
        if (signal?.aborted) return;
        if (quality && experiment.scan === this.#present.experiment.scan) {
          this.#panel.setQuality(quality, this.#present.unit, result.waterMuPerMm);
        }
      } catch (error) {
        if (!(error instanceof BackendLostError)) this.#notices.failure(error);
      }
    }
    if (photonsOf(experiment.acquisition) === undefined)
      this.#panel.setDose(null, null, { unit: this.#present.unit, waterMuPerMm: 1 });
    else await this.#weighDose(result, copy, experiment);
    if (isKept && !signal?.aborted) await this.#record(result, engine, experiment);
  }

  /** What a run has at the marks of the page, measured by a part of the page that is fetched where there are any. */
  async #marked(run: LaneResult): Promise<RunToLog['marked']> {
    const marks = this.marks();
    if (marks.length === 0) return [];
    const { marksValues } = await fetchedPart(() => import('../marks/marks-of-run.ts'));
    return marksValues(marks, run, this.#copies);
  }

  /** Puts a run into the log, whose arrays must still be there. */
  async #record(result: RunResult, engine: Engine, experiment: Experiment): Promise<void> {
    const { experiment: present, subject } = this.#present;
    if (!result.isReconstructed || !result.isThere || experiment.scan !== present.scan) return;
    const release = result.hold();
    try {
      const image = await this.#copies.of(engine, result.image);
      const timed = this.#times.get(result.image);
      const run = {
        ...{ experiment, subject, image },
        result: { grid: result.grid, waterMuPerMm: result.waterMuPerMm, truthValues: result.truthValues },
        quality: this.#qualities.get(result.image)?.quality ?? null,
        starvedFraction: await result.starvedFraction(),
        times: timed?.times ?? null,
        totalMs: timed?.totalMs ?? Number.NaN,
        ran: timed?.ran ?? runText(descriptionFor(experiment, engine.operators.description)),
        marked: await this.#marked({ engine, experiment, subject, result }),
      };
      await this.#log.record(run, photonsOf(experiment.acquisition) !== undefined);
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    } finally {
      release?.();
    }
  }

  /** Measured once per slice: another look at a volume is another run, whose slice is the same. */
  async #qualityOf(result: RunResult, copy: Float32Array): Promise<ImageQuality | null> {
    const { image, truthValues } = result;
    const known = this.#ofKept.has(result) ? this.#qualities.get(image) : undefined;
    if (known && known.truth === truthValues) return known.quality;
    const quality = await result.quality(copy);
    this.#qualities.set(image, { truth: truthValues, quality });
    return quality;
  }

  /** What the scan lacks, as the present experiment and what it has come to have it. */
  async advise(result: RunResult): Promise<void> {
    const { experiment, subject } = this.#present;
    // What a slice would lack is no fault of what was read.
    const advice: ScanAdvice[] = experimentAdvice(experiment, subject, result.findings).filter(
      ({ kind }) => result.isReconstructed || kind === 'data',
    );
    if (!result.isThere) return;
    try {
      const physics = physicsOf(experiment.acquisition);
      const starved = physics ? await result.starvedFraction() : null;
      if (experiment.scan !== this.#present.experiment.scan) return;
      const starvation =
        starved !== null && physics ? starvationAdvice(starved, physics, experiment.scan.channels) : null;
      if (starvation) advice.push(starvation);
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
    this.#panel.setAdvice(result.isReconstructed ? withMethodAdvice(experiment, advice) : advice);
  }

  async #weighDose(
    { truthValues, waterMuPerMm }: RunResult,
    image: Float32Array | null,
    { scan, reconstruction }: Experiment,
  ): Promise<void> {
    const { experiment, subject, unit } = this.#present;
    const { pixels } = reconstruction.grid;
    const noise =
      image && truthValues && image.length === truthValues.length && whyOnNoScale({ scan, reconstruction }) === null
        ? centralNoise(image, truthValues, pixels, pixels)
        : null;
    const estimate = fetchedPart(() => import('../../experiment/dose-estimate.ts'));
    const [{ doseEstimate }] = await Promise.all([estimate, this.#panel.awaitDose()]);
    if (scan !== this.#present.experiment.scan) return;
    this.#panel.setDose(doseEstimate(experiment, subject), noise, { unit, waterMuPerMm });
  }
}

/** How many iterations a result was made by, and what each took when it was made. */
function iterationsOf({ iterations }: RunResult): ShownTimes['iterations'] {
  const last = iterations?.last;
  if (!last) return null;
  const { iteration: made, seconds } = last;
  return { made, eachMs: made > 0 && seconds > 0 ? (1000 * seconds) / made : null };
}
