import { BackendLostError } from '../../../compute/device.ts';
import { artefactScans } from '../../../experiment/artefact-scans.ts';
import type { Artefact } from '../../../experiment/artefacts.ts';
import {
  type DisplaySettings,
  displayUnitOf,
  type Experiment,
  resolveExperiment,
  toDisplayUnit,
} from '../../../experiment/experiment.ts';
import { parseExperimentInput } from '../../../experiment/experiment-schema.ts';
import { softTissueDeparture } from '../../../experiment/soft-tissue-departure.ts';
import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import { type Step, WHOLE_STEP } from '../../present/past.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { Layout } from '../../stage/layout.ts';
import { WHOLE_WAY } from '../../stage/layouts.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Room, SettledRun, WorkplacePage } from '../workplace.ts';
import { ARTEFACT_WORDS } from './artefact-words.ts';
import { type LabBeside, LabPanel } from './lab-panel.ts';

const USUAL_STRENGTH = 0.7;
/** Shown where the present subject has no Hounsfield units, or is no phantom. */
const USUAL_PHANTOM = 'shepp-logan-1974';

/** The artefact that is on, over which scan, and how strong it is. */
interface Shown {
  readonly artefact: Artefact;
  readonly base: Experiment;
  readonly strength: number;
}

/** What the laboratory is about at a moment. */
interface LabMoment {
  readonly before: PresentPair | null;
  readonly shown: Shown;
  readonly scans: Readonly<Record<LabBeside, PresentPair>> | null;
  readonly beside: LabBeside;
}

/** The artefact laboratory: switches causes and cures on over a scan, before and after side by side. */
export class Lab implements Room {
  readonly #page: WorkplacePage;
  readonly #panel: LabPanel;
  #isIn = false;
  /** What was on the page before the laboratory. */
  #before: PresentPair | null = null;
  #shown: Shown | null = null;
  /** The scans that belong to what is shown. */
  #scans: Readonly<Record<LabBeside, PresentPair>> | null = null;
  #beside: LabBeside = 'undisturbed';
  /** Artefacts whose phantoms are on their way. */
  #choosing = 0;
  /** Another artefact and the phantom that it needs are one step. */
  #choice: object | null = null;
  readonly #undisturbed: Lane = {
    name: 'undisturbed',
    label: 'Without the cause',
    pair: () => this.#scans?.undisturbed ?? null,
  };
  readonly #cured: Lane = { name: 'cured', label: 'Cured', pair: () => this.#scans?.cured ?? null };

  constructor(page: WorkplacePage) {
    this.#page = page;
    this.#panel = new LabPanel({
      onChoose: (artefact) => void this.#choose(artefact),
      onStrength: (strength, finished) => this.#turn(strength, finished),
      onBeside: (beside) => {
        this.#beside = beside;
        page.present.note();
        this.#apply(WHOLE_STEP);
      },
      onClose: () => page.close(),
    });
  }

  get panel(): HTMLElement {
    return this.#panel.root;
  }

  /** The way to the slice, as long as there is nothing to be seen beside it; then both slices. */
  get layout(): Layout {
    if (!this.#shown) return WHOLE_WAY;
    const { title, cureTitle } = ARTEFACT_WORDS[this.#shown.artefact.name];
    const view = VIEWS.get('slice');
    const present = { view, lane: PRESENT, title: `Reconstruction: ${inSentence(title)}` };
    const beside =
      this.#beside === 'undisturbed'
        ? { view, lane: this.#undisturbed }
        : { view, lane: this.#cured, title: `Cured: ${inSentence(cureTitle)}` };
    return [...WHOLE_WAY.slice(0, 2), present, beside];
  }

  /** Both are measured, whichever is seen. */
  get lanes(): readonly Lane[] {
    return this.#shown ? [this.#undisturbed, this.#cured] : [];
  }

  get base(): PresentPair | null {
    return this.#before;
  }

  enter(): void {
    this.#isIn = true;
    this.#showChoice();
    this.#panel.focus();
  }

  /** The step that what the laboratory opens is part of. */
  get step(): Step {
    return this.#choice ? { gesture: this.#choice, moving: true } : WHOLE_STEP;
  }

  state(): LabMoment | null {
    const shown = this.#shown;
    return shown && { before: this.#before, shown, scans: this.#scans, beside: this.#beside };
  }

  /** Shows the artefact that was on; without one, none. */
  bring(moment: LabMoment | null): void {
    if (this.#choosing > 0) this.#page.wishes.abandon();
    this.#forget();
    if (moment) {
      this.#before = moment.before;
      this.#shown = moment.shown;
      this.#scans = moment.scans;
      this.#beside = moment.beside;
    }
    this.#page.arrange();
    this.#showChoice();
  }

  /** Brings back what was there before, unless that has been done by undoing. */
  leave(isUndone: boolean): void {
    this.#isIn = false;
    if (this.#choosing > 0) this.#page.wishes.abandon();
    const before = this.#before;
    this.#forget();
    if (before && !isUndone) void this.#page.restore(before.experiment, before.subject);
  }

  /** The laboratory starts anew from another subject. */
  subjectChanged(): void {
    this.#forget();
    this.#showChoice();
  }

  /** How far the slice, and the cured one, are from the undisturbed one. */
  async settled({ engine, result, lanes, signal }: SettledRun): Promise<void> {
    const undisturbed = lanes.get(this.#undisturbed)?.result;
    const cured = lanes.get(this.#cured)?.result;
    const results = [result, undisturbed, cured].filter((of) => of !== undefined);
    // What is there is read at once, whatever runs next.
    if (!undisturbed || !cured || !results.every(({ isThere }) => isThere)) return;
    try {
      const values = await Promise.all(results.map(({ image }) => this.#page.copies.of(engine, image)));
      if (signal.aborted) return;
      const [slice, without, withCure] = values.map((of, i) => hounsfield(of, results[i]!.waterMuPerMm));
      const truth = hounsfield(undisturbed.truthValues!, undisturbed.waterMuPerMm);
      this.#panel.setNumbers({
        disturbed: softTissueDeparture(slice!, without!, truth),
        cured: softTissueDeparture(withCure!, without!, truth),
      });
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#page.notices.failure(error);
    }
  }

  async #choose(artefact: Artefact): Promise<void> {
    const before = this.#before ?? this.#page.present.pair;
    const signal = this.#page.wishes.begin();
    const choice = {};
    this.#choice = choice;
    this.#choosing++;
    const isThere = await this.#exchangePhantom(artefact, before, signal);
    this.#choosing--;
    if (this.#choice === choice) this.#choice = null;
    if (!isThere || !this.#isIn) return;
    this.#before = before;
    const base = this.#shown?.base ?? this.#page.present.experiment;
    this.#shown = { artefact, base, strength: USUAL_STRENGTH };
    this.#apply({ gesture: choice, moving: false }, { ...artefact.window }, true);
  }

  /**
   * Opens the phantom that an artefact needs, over the scan as it was before: neither the last artefact nor its phantom is
   * any part of this one.
   *
   * @returns whether it is there, and nothing newer was asked for
   */
  async #exchangePhantom(artefact: Artefact, before: PresentPair, signal: AbortSignal): Promise<boolean> {
    const { experiment, subject } = before;
    const hasUnit = subject.kind !== 'measurement' && displayUnitOf(subject) === 'HU';
    const needed = artefact.phantom ?? (hasUnit ? null : USUAL_PHANTOM);
    if (needed === null || experiment.phantom === needed) {
      if (!this.#shown || this.#shown.base.phantom === experiment.phantom) return true;
      await this.#page.restore(experiment, subject);
      if (signal.aborted) return false;
    } else {
      if (this.#page.present.experiment.phantom === needed) return true;
      if (!(await this.#page.openPhantom(needed, before))) return false;
    }
    this.#shown = null;
    return true;
  }

  #turn(strength: number, finished: boolean): void {
    if (!this.#shown) return;
    this.#shown = { ...this.#shown, strength };
    this.#apply({ gesture: 'strength', moving: !finished });
  }

  /**
   * Makes the disturbed scan the present experiment.
   *
   * @param display at first one in which the artefact shows; from then on whatever the hand has turned it to
   * @param isOpened whether the artefact was only now chosen
   */
  #apply(step: Step, display: DisplaySettings | null = this.#page.present.experiment.display, isOpened = false): void {
    const shown = this.#shown;
    if (!shown) return;
    const { artefact, base, strength } = shown;
    this.#showChoice();
    try {
      const { subject } = this.#page.present;
      const { disturbed, undisturbed, cured } = artefactScans(base, artefact, strength);
      const pairOf = (json: unknown): PresentPair => ({
        experiment: resolveExperiment(parseExperimentInput(json), subject),
        subject,
      });
      const { experiment } = pairOf(disturbed);
      this.#scans = { undisturbed: pairOf(undisturbed), cured: pairOf(cured) };
      this.#page.present.open({ ...experiment, display }, subject, step);
      this.#page.arrange();
      this.#page.run(step.moving, isOpened);
    } catch (error) {
      this.#page.notices.failure(error);
    }
  }

  /** Which artefact is on, and that its numbers are on their way: those of the last one hold no longer. */
  #showChoice(): void {
    const { artefact, base, strength } = this.#shown ?? {};
    const amount = artefact && base && strength ? artefact.amount(base, strength) : '';
    this.#panel.show(artefact ?? null, strength ?? USUAL_STRENGTH, amount, this.#beside);
    this.#panel.setNumbers(null);
  }

  #forget(): void {
    this.#choice = null;
    this.#before = null;
    this.#shown = null;
    this.#scans = null;
  }
}

/** A title as part of another. */
function inSentence(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

function hounsfield(values: Float32Array, waterMuPerMm: number): Float32Array {
  return values.map((value) => toDisplayUnit(value, 'HU', waterMuPerMm));
}
