import { type DisplayUnit, displayUnitOf, type Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';

/** An experiment and what it is about. */
export interface PresentPair {
  readonly experiment: Experiment;
  readonly subject: Subject;
}

/** The one experiment on the page and what it is about. Whoever runs, shows or saves something reads it here. */
export class PresentExperiment {
  #opened: PresentPair | null = null;

  get isOpen(): boolean {
    return this.#opened !== null;
  }

  get pair(): PresentPair {
    return this.#needed();
  }

  get experiment(): Experiment {
    return this.#needed().experiment;
  }

  get subject(): Subject {
    return this.#needed().subject;
  }

  /** What slices are shown in. */
  get unit(): DisplayUnit {
    return displayUnitOf(this.subject);
  }

  /** Whether the slice is a plain back-projection, which is not on the phantom's scale. */
  get sliceIsUnfiltered(): boolean {
    return this.experiment.reconstruction.filter === 'none';
  }

  open(experiment: Experiment, subject: Subject): void {
    this.#opened = { experiment, subject };
  }

  /** The same subject, scanned, reconstructed or shown in another way. */
  change(changes: Partial<Experiment>): void {
    const { experiment, subject } = this.#needed();
    this.#opened = { experiment: { ...experiment, ...changes }, subject };
  }

  #needed(): PresentPair {
    if (!this.#opened) throw new Error('No experiment has been opened yet.');
    return this.#opened;
  }
}
