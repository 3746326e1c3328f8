import { BackendLostError } from '../operators/contract.ts';
import type { Engine } from './engine/engine.ts';
import type { Notices } from './notices.ts';
import { unfiltered } from './player.ts';
import type { PresentExperiment } from './present-experiment.ts';
import type { RunPictures } from './run-pictures.ts';

/** The same scan without the filter, run into the fourth pane after the run that it stands beside. */
export class Beside {
  readonly #present: PresentExperiment;
  readonly #pictures: RunPictures;
  readonly #notices: Notices;
  #abort: AbortController | null = null;

  constructor(present: PresentExperiment, pictures: RunPictures, notices: Notices) {
    this.#present = present;
    this.#pictures = pictures;
    this.#notices = notices;
  }

  /** Resolves when the plain back-projection is on screen, or was given up. */
  async run(engine: Engine): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    const { experiment, subject } = this.#present;
    try {
      for await (const step of engine.beside.run(unfiltered(experiment), subject, { signal: abort.signal })) {
        if (step.kind !== 'image' || step.views < step.of) continue;
        this.#pictures.showBeside(engine, step);
        await this.#pictures.followBeside(engine, step.image);
      }
    } catch (error) {
      if (abort.signal.aborted) return;
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }
}
