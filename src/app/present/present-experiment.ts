import { type DisplayUnit, displayUnitOf, type Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import { heldByMoment, isSameMoment, type Moment, type PresentPair } from './moment.ts';
import { Past, type Step, WHOLE_STEP } from './past.ts';

export type { PresentPair } from './moment.ts';

/** A part of the page with something to say about the present experiment that is to come back with it. */
export interface PartOfMoment<State> {
  /** A value that is not changed afterwards; `null` says nothing. */
  state(): State | null;
  /** The present experiment is one that has been, of which the part said this. */
  bring(state: State | null): void;
}

/**
 * The one experiment on the page and what it is about, with all that it has been. Whoever runs, shows or saves something
 * reads it here.
 */
export class PresentExperiment {
  readonly past = new Past<Moment>({ isSame: isSameMoment, heldBy: heldByMoment });
  readonly #parts = new Map<string, PartOfMoment<unknown>>();

  get isOpen(): boolean {
    return this.past.present !== null;
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

  /** From now on every moment has what this part says, and undoing brings it back. */
  addPart<State>(name: string, part: PartOfMoment<State>): void {
    this.#parts.set(name, part as PartOfMoment<unknown>);
  }

  open(experiment: Experiment, subject: Subject, step: Step = WHOLE_STEP): void {
    // A part may ask what the present experiment is.
    this.past.record({ experiment, subject, besides: {} }, step);
    this.note();
  }

  /** The same subject, scanned, reconstructed or shown in another way. */
  change(changes: Partial<Experiment>, step?: Step): void {
    const { experiment, subject } = this.#needed();
    this.open({ ...experiment, ...changes }, subject, step);
  }

  /** Another experiment in the place of the present one, by no hand and so without a step. */
  amend(experiment: Experiment, subject: Subject): void {
    this.past.amend({ experiment, subject, besides: {} });
    this.note();
  }

  /** A part says something else about the same experiment. */
  note(): void {
    const besides = Object.fromEntries([...this.#parts].map(([name, part]) => [name, part.state()]));
    this.past.amend({ ...this.#needed(), besides });
  }

  /** Tells the parts what they said of the present experiment, which has been before. */
  bringParts(): void {
    const { besides } = this.#needed();
    for (const [name, part] of this.#parts) part.bring(besides[name] ?? null);
  }

  #needed(): Moment {
    const { present } = this.past;
    if (!present) throw new Error('No experiment has been opened yet.');
    return present;
  }
}
