import type { PresentPair } from './present-experiment.ts';

/** The experiment that was kept as A, for the present one to be compared with. */
export class KeptExperiment {
  #pair: PresentPair | null = null;

  /** `null` where nothing was kept. */
  get pair(): PresentPair | null {
    return this.#pair;
  }

  keep(pair: PresentPair): void {
    this.#pair = pair;
  }
}
