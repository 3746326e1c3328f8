import { inVolume } from '../../../experiment/in-volume.ts';
import { geometryNamed } from '../../../geometry/scan.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import { phantomInSpace } from '../in-space.ts';
import type { WorkplacePage } from '../workplace.ts';

/** The scan of a slice that was on the page before its phantom was looked at as a volume, and the way there and back. */
export class ScanBefore {
  /** `null` where there was a volume already. */
  pair: PresentPair | null = null;
  readonly #page: WorkplacePage;

  constructor(page: WorkplacePage) {
    this.#page = page;
  }

  /** Scans the present phantom with a cone, where it was scanned otherwise. */
  enter(): void {
    const { present, notices } = this.#page;
    if (!present.isOpen || geometryNamed(present.experiment.scan.geometry).makesVolumes) return;
    const { pair } = present;
    const experiment = inVolume(pair.experiment, pair.subject);
    if (!experiment) {
      notices.calm(
        `${pair.subject.name} cannot be scanned with a cone beam. Choose a volume, or a phantom made of shapes or solids.`,
      );
      return;
    }
    this.pair = pair;
    present.open(experiment, pair.subject);
    this.#page.run(false, true);
  }

  /** The scan comes back, unless undoing has brought one. */
  leave(isUndone: boolean): void {
    const before = this.pair;
    this.pair = null;
    if (!before || isUndone) return;
    const { experiment, subject } = this.#page.present;
    const { phantom } = experiment;
    const isInItsPlace = phantom === phantomInSpace(before.experiment.phantom);
    // Another phantom has been chosen meanwhile: it goes into that scan.
    if (subject !== before.subject && typeof phantom === 'string' && !isInItsPlace)
      void this.#page.openPhantom(phantom, before);
    else void this.#page.restore(before.experiment, before.subject);
  }
}
