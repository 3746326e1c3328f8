import { BackendLostError } from '../../compute/device.ts';
import type { Engine } from '../engine/engine.ts';
import { UNFILTERED } from '../lanes/unfiltered.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import { NewestWish } from './newest-wish.ts';
import { unfiltered } from './player.ts';
import type { RunPictures } from './run-pictures.ts';

/** The same scan without the filter, run beside it after the run that it stands beside. */
export class Beside {
  readonly #present: PresentExperiment;
  readonly #pictures: RunPictures;
  readonly #notices: Notices;
  readonly #wishes = new NewestWish();
  /** A session takes one run at a time. */
  #runs: Promise<void> = Promise.resolve();

  constructor(present: PresentExperiment, pictures: RunPictures, notices: Notices) {
    this.#present = present;
    this.#pictures = pictures;
    this.#notices = notices;
  }

  /** Resolves when the plain back-projection is on screen, or was given up. */
  async run(engine: Engine): Promise<void> {
    const signal = this.#wishes.begin();
    this.#runs = this.#runs.then(() => this.#run(engine, signal));
    await this.#runs;
  }

  /** Gives up what runs; resolves when the session is free for other runs. */
  async cancel(): Promise<void> {
    this.#wishes.abandon();
    await this.#runs;
  }

  async #run(engine: Engine, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { experiment, subject } = this.#present;
    const plain = unfiltered(experiment);
    try {
      for await (const step of engine.beside.run(plain, subject, { signal })) {
        signal.throwIfAborted();
        if (step.kind !== 'image' || step.views < step.of) continue;
        await this.#pictures.show({ engine, experiment: plain, isPreview: false }, step, UNFILTERED);
      }
    } catch (error) {
      if (!signal.aborted && !(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }
}
