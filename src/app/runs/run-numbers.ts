import { BackendLostError, type DeviceArray } from '../../compute/device.ts';
import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import type { ScanAdvice } from '../../experiment/advice.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hasBeam, photonsOf, physicsOf } from '../../experiment/physics-of.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { FinishedStep } from '../../experiment/run-steps.ts';
import { experimentAdvice } from '../../experiment/scan-advice.ts';
import { starvationAdvice } from '../../experiment/starvation-advice.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { centralNoise } from '../../metrics/central-noise.ts';
import { runText } from '../engine/backends.ts';
import { gigaUpdatesPerSecond } from '../engine/compare-backends.ts';
import type { Engine } from '../engine/engine.ts';
import type { NumbersPanel } from '../panels/numbers-panel.ts';
import type { ShownTimes } from '../panels/times-section.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import type { HostCopies } from './host-copies.ts';
import type { ShownRun } from './run-pictures.ts';

/** Puts what a run took, and how good its slice is, into the numbers panel. */
export class RunNumbers {
  readonly #present: PresentExperiment;
  readonly #panel: NumbersPanel;
  readonly #copies: HostCopies;
  readonly #notices: Notices;
  /** What slices took when they were computed. */
  readonly #times = new WeakMap<DeviceArray, ShownTimes>();
  #isPreviewTimed = false;

  constructor(present: PresentExperiment, panel: NumbersPanel, copies: HostCopies, notices: Notices) {
    this.#present = present;
    this.#panel = panel;
    this.#copies = copies;
    this.#notices = notices;
  }

  showTimes({ engine, experiment, isPreview }: ShownRun, { result, times, totalMs }: FinishedStep): void {
    const { description } = engine.operators;
    const made: ShownTimes = {
      times,
      totalMs,
      gigaUpdatesPerSecond: times && gigaUpdatesPerSecond(experiment, times, description),
      isPreview,
      ran: runText(description),
    };
    // Where nothing was computed anew, the times of when it was say more.
    const isKept = times?.every(({ kept }) => kept) ?? false;
    const shown = (isKept && this.#times.get(result.image)) || made;
    if (!isKept) this.#times.set(result.image, made);
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

  /** The slice on screen is made of some of the views, and stays so until somebody goes on. */
  showPartial(views: number, of: number): void {
    this.#panel.setNoQuality(`${views} of ${of} views are no whole slice`);
  }

  /**
   * @param experiment what the result is of; a newer one makes its numbers out of date
   * @param isKept whether its dose and noise are kept beside those of other scans
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
      this.#panel.setNoQuality('measured data have no phantom to be compared with');
    } else if (experiment.reconstruction.filter === 'none') {
      this.#panel.setNoQuality('an unfiltered slice is not on the phantom’s scale');
    } else {
      // Something newer is on screen already. What is there is read at once, and held by nobody: a hand that moves on would
      // find no room of its own.
      if (!result.isThere) return;
      try {
        copy = await this.#copies.of(engine, result.image);
        const quality = await result.quality(copy);
        if (signal?.aborted) return;
        if (quality && experiment.scan === this.#present.experiment.scan) {
          this.#panel.setQuality(quality, this.#present.unit, result.waterMuPerMm);
        }
      } catch (error) {
        if (!(error instanceof BackendLostError)) this.#notices.failure(error);
      }
    }
    if (photonsOf(experiment.acquisition) === undefined)
      this.#panel.setDose(null, null, { unit: this.#present.unit, waterMuPerMm: 1 }, null);
    else await this.#weighDose(result, copy, experiment, isKept ? seriesOf(experiment) : null);
  }

  /** What the scan lacks, as the present experiment and what it has come to have it. */
  async advise(result: RunResult): Promise<void> {
    const { experiment, subject } = this.#present;
    const advice: ScanAdvice[] = experimentAdvice(experiment, subject, result.findings);
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
    this.#panel.setAdvice(advice);
  }

  async #weighDose(
    { truthValues, waterMuPerMm }: RunResult,
    image: Float32Array | null,
    { scan, reconstruction }: Experiment,
    series: string | null,
  ): Promise<void> {
    const { experiment, subject, unit } = this.#present;
    const { pixels } = reconstruction.grid;
    const noise =
      image && truthValues && image.length === truthValues.length && reconstruction.filter !== 'none'
        ? centralNoise(image, truthValues, pixels, pixels)
        : null;
    const { doseEstimate } = await fetchedPart(() => import('../../experiment/dose-estimate.ts'));
    if (scan !== this.#present.experiment.scan) return;
    this.#panel.setDose(doseEstimate(experiment, subject), noise, { unit, waterMuPerMm }, series);
  }

  /** For another subject. */
  forgetDoses(): void {
    this.#panel.forgetDoses();
  }
}

/** What a scan and its slice are made with, but for photons, projections and seed. */
function seriesOf({ scan, reconstruction, acquisition, corrections }: Experiment): string {
  const settings = [{ ...scan, views: null }, reconstruction, withoutPhotons(acquisition), corrections];
  // Controls and files give keys in orders of their own.
  return JSON.stringify(settings, (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function withoutPhotons(acquisition: Acquisition): object {
  return hasBeam(acquisition) ? { ...acquisition, noise: { ...acquisition.noise, photons: null } } : acquisition;
}
