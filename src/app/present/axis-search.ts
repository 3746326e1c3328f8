import type { Findings } from '../../corrections/correction.ts';
import { whyIdle } from '../../experiment/correction-fit.ts';
import { isMade, withCorrection, withoutCorrection } from '../../experiment/correction-list.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { seekerOf } from '../../experiment/findings.ts';
import type { Subject } from '../../experiment/subject.ts';
import { askForAxis, CHOOSE_AXIS_TEXT } from '../axis/choose-axis.ts';
import type { Notices, Withdraw } from '../shell/notices.ts';
import type { ExperimentChanges } from './changed-experiment.ts';
import type { PartOfMoment, PresentExperiment } from './present-experiment.ts';

/**
 * Finds the axis of a measurement that is opened without an offset, and puts it into the offset, from where a hand may turn
 * it on. Where an offset is given, or the correction of the axis, nothing is searched.
 */
export class AxisSearch implements PartOfMoment<true> {
  readonly #present: PresentExperiment;
  readonly #notices: Pick<Notices, 'calm'>;
  /** The measurement whose axis is being searched for. */
  #subject: Subject | null = null;
  /** What was said of a measurement's axis. */
  #said: { readonly subject: Subject; readonly withdraw: Withdraw } | null = null;

  constructor(present: PresentExperiment, notices: Pick<Notices, 'calm'>) {
    this.#present = present;
    this.#notices = notices;
  }

  /** Whether the present measurement's axis is being searched for. */
  state(): true | null {
    return this.#subject === this.#present.subject ? true : null;
  }

  bring(isSearching: true | null): void {
    this.#subject = isSearching ? this.#present.subject : null;
  }

  /** The experiment to open: with the axis searched for, where it should be. */
  opening(input: ExperimentInput, experiment: Experiment, subject: Subject): Experiment {
    this.#subject = null;
    const seeker = seekerOf('offset');
    if (subject.kind !== 'measurement' || input.scan?.offset !== undefined || !seeker) return experiment;
    if (isMade(input.corrections, seeker.name)) return experiment;
    const why = whyIdle(seeker.name, experiment, subject);
    if (why !== null) {
      this.#say(
        subject,
        `The axis of rotation was not looked for: ${why}. Adjust Offset until edges are no longer double.`,
      );
      return experiment;
    }
    this.#subject = subject;
    return { ...experiment, corrections: withCorrection(experiment.corrections, seeker.name) };
  }

  /** A hand on the offset knows better than a search, which would take back what it turns. */
  turnedByHand(changes: ExperimentChanges): ExperimentChanges {
    const { offset } = this.#present.experiment.scan;
    const corrections = changes.corrections ?? this.#present.experiment.corrections;
    const isTurned = changes.scan?.offset !== undefined && changes.scan.offset !== offset;
    const seeker = seekerOf('offset');
    if (!isTurned || !seeker || !isMade(corrections, seeker.name)) return changes;
    this.#subject = null;
    return { ...changes, corrections: withoutCorrection(corrections, seeker.name) };
  }

  /**
   * A run has ended.
   *
   * @param findings what its corrections found
   * @returns whether the experiment is another now, and has to be run
   */
  settled(findings: Findings): boolean {
    const { experiment, subject } = this.#present;
    const seeker = seekerOf('offset');
    const axis = seeker && findings[seeker.name];
    if (this.#subject !== subject || !axis || 'figures' in axis || !isMade(experiment.corrections, seeker.name))
      return false;
    this.#subject = null;
    const offset = Number(
      (experiment.scan.offset + (axis.shift ?? 0) * (experiment.measurement?.binChannels ?? 1)).toFixed(2),
    );
    const corrections = withoutCorrection(experiment.corrections, seeker.name);
    this.#present.amend({ ...experiment, corrections, scan: { ...experiment.scan, offset } }, subject);
    this.#say(
      subject,
      axis.shift === null
        ? `The axis of rotation could not be found: ${axis.why}. Adjust Offset until edges are no longer double.`
        : `The axis of rotation was found in the data, at an offset of ${String(offset).replace('-', '−')} channels. Adjust Offset if edges are still double.`,
    );
    return true;
  }

  /** Another subject is the present one: what was said of the axis of one before is of no use. */
  taken(subject: Subject): void {
    if (this.#said?.subject !== subject) this.#said?.withdraw();
  }

  #say(subject: Subject, sentence: string): void {
    this.#said = {
      subject,
      withdraw: this.#notices.calm(sentence, { text: CHOOSE_AXIS_TEXT, act: () => askForAxis(document.body) }),
    };
  }
}
