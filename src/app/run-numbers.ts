import type { Experiment } from '../experiment/experiment.ts';
import type { RunStep, Session } from '../experiment/session.ts';
import { BackendLostError, type DeviceArray } from '../operators/contract.ts';
import { runText } from './engine/backends.ts';
import { gigaUpdatesPerSecond } from './engine/compare-backends.ts';
import type { Engine } from './engine/engine.ts';
import type { HostCopies } from './host-copies.ts';
import type { Notices } from './notices.ts';
import type { NumbersPanel } from './numbers-panel.ts';
import type { PresentExperiment } from './present-experiment.ts';
import type { ShownRun } from './run-pictures.ts';

/** Puts what a run took, and how good its slice is, into the numbers panel. */
export class RunNumbers {
  readonly #present: PresentExperiment;
  readonly #panel: NumbersPanel;
  readonly #copies: HostCopies;
  readonly #notices: Notices;

  constructor(present: PresentExperiment, panel: NumbersPanel, copies: HostCopies, notices: Notices) {
    this.#present = present;
    this.#panel = panel;
    this.#copies = copies;
    this.#notices = notices;
  }

  showTimes(run: ShownRun, step: Extract<RunStep<DeviceArray>, { kind: 'finished' }>): void {
    // Nothing was computed anew: the times of when it was stay.
    if (step.times?.every(({ kept }) => kept)) return;
    this.#panel.setTimes(
      step.times,
      step.totalMs,
      step.times && gigaUpdatesPerSecond(run.experiment, step.times),
      `${run.isPreview ? 'preview, ' : ''}on ${runText(run.engine.operators.description)}`,
    );
  }

  /** The slice on screen is not whole yet. */
  awaitQuality(): void {
    this.#panel.setQualityPending();
  }

  /** @param experiment what the session's image is of; a newer one makes its numbers out of date */
  async measure(session: Session<DeviceArray>, engine: Engine, experiment: Experiment): Promise<void> {
    const { image } = session.arrays;
    if (this.#present.subject.kind === 'measurement') {
      this.#panel.setNoQuality('measured data have no phantom to be held against');
    } else if (experiment.reconstruction.filter === 'none') {
      this.#panel.setNoQuality('an unfiltered slice is not on the phantom’s scale');
    } else if (image) {
      try {
        const quality = await session.quality(await this.#copies.of(engine, image));
        if (quality && experiment.scan === this.#present.experiment.scan) {
          this.#panel.setQuality(quality, this.#present.unit);
        }
      } catch (error) {
        if (!(error instanceof BackendLostError)) this.#notices.failure(error);
      }
    }
  }
}
