import { type DisplayUnit, displayUnitOf, type Experiment } from '../../experiment/experiment.ts';
import { whyOnNoScale } from '../../experiment/slice-scale.ts';
import type { Subject } from '../../experiment/subject.ts';
import { heldBySubject, isSameMoment, type Moment, type PresentPair } from './moment.ts';
import { Past, type Step, WHOLE_STEP } from './past.ts';

export type { PresentPair } from './moment.ts';

/** A part of the page with something to say about the present experiment that is to come back with it. */
export interface PartOfMoment<State> {
  /** A value that is not changed afterwards; `null` says nothing. */
  state(): State | null;
  /**
   * The present experiment is one that has been, of which the part said this.
   *
   * @param left what the present experiment was until now
   */
  bring(state: State | null, left: PresentPair | null): void;
  /** Whether another state is a step to undo although the experiment is the same. Such a part may not ask for the latter. */
  readonly isStep?: boolean;
  /** What a state keeps in memory besides what the present experiment is about. */
  subjects?(state: State): readonly Subject[];
}

/**
 * The one experiment on the page and what it is about, with all that it has been. Whoever runs, shows or saves something
 * reads it here.
 */
export class PresentExperiment {
  readonly #parts = new Map<string, PartOfMoment<unknown>>();
  readonly past = new Past<Moment>({
    isSame: isSameMoment,
    heldBy: (moment) => [moment.subject, ...this.#subjectsBesides(moment)].flatMap(heldBySubject),
  });

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

  /** Whether the slice is not on the phantom's scale: a plain back-projection, or one of a few views. */
  get sliceIsOnNoScale(): boolean {
    return whyOnNoScale(this.experiment) !== null;
  }

  /** From now on every moment has what this part says, and undoing brings it back. */
  addPart<State>(name: string, part: PartOfMoment<State>): void {
    this.#parts.set(name, part as PartOfMoment<unknown>);
  }

  open(experiment: Experiment, subject: Subject, step: Step = WHOLE_STEP): void {
    // A part may ask what the present experiment is.
    this.past.record({ experiment, subject, steps: this.#said(true), besides: {} }, step);
    this.note();
  }

  /** The same experiment, of which a part says something else that is a step. */
  again(step?: Step): void {
    if (!this.isOpen) return;
    const { experiment, subject } = this.#needed();
    this.open(experiment, subject, step);
  }

  /** The same subject, scanned, reconstructed or shown in another way. */
  change(changes: Partial<Experiment>, step?: Step): void {
    const { experiment, subject } = this.#needed();
    this.open({ ...experiment, ...changes }, subject, step);
  }

  /** Another experiment in the place of the present one, by no hand and so without a step. */
  amend(experiment: Experiment, subject: Subject): void {
    this.past.amend({ experiment, subject, steps: {}, besides: {} });
    this.note();
  }

  /** A part says something else about the same experiment. */
  note(): void {
    this.past.amend({ ...this.#needed(), steps: this.#said(true), besides: this.#said(false) });
  }

  /** Tells the parts what they said of the present experiment, which has been before. @param left what it was until now */
  bringParts(left: PresentPair | null = null): void {
    const { steps, besides } = this.#needed();
    for (const [name, part] of this.#parts) part.bring((part.isStep ? steps : besides)[name] ?? null, left);
  }

  #subjectsBesides({ steps, besides }: Moment): readonly Subject[] {
    return [...this.#parts].flatMap(([name, part]) => {
      const state = (part.isStep ? steps : besides)[name] ?? null;
      return state === null ? [] : (part.subjects?.(state) ?? []);
    });
  }

  #said(isStep: boolean): Readonly<Record<string, unknown>> {
    const parts = [...this.#parts].filter(([, part]) => (part.isStep ?? false) === isStep);
    return Object.fromEntries(parts.map(([name, part]) => [name, part.state()]));
  }

  #needed(): Moment {
    const { present } = this.past;
    if (!present) throw new Error('No experiment has been opened yet.');
    return present;
  }
}
