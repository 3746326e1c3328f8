import { BackendLostError } from '../../compute/device.ts';
import { artefactScans } from '../../experiment/artefact-scans.ts';
import type { Artefact } from '../../experiment/artefacts.ts';
import {
  type DisplaySettings,
  displayUnitOf,
  type Experiment,
  resolveExperiment,
  toDisplayUnit,
} from '../../experiment/experiment.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { ImageStep } from '../../experiment/run-steps.ts';
import { softTissueDeparture } from '../../experiment/soft-tissue-departure.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { Engine } from '../engine/engine.ts';
import { CURED } from '../lanes/cured.ts';
import type { Lane } from '../lanes/lane.ts';
import { UNDISTURBED } from '../lanes/undisturbed.ts';
import { type Step, WHOLE_STEP } from '../present/past.ts';
import type { PartOfMoment, PresentExperiment, PresentPair } from '../present/present-experiment.ts';
import type { NewestWish } from '../runs/newest-wish.ts';
import type { RunPictures } from '../runs/run-pictures.ts';
import type { Notices } from '../shell/notices.ts';
import { type LabBeside, LabPanel } from './lab-panel.ts';

const USUAL_STRENGTH = 0.7;
/** Shown where the present subject has no Hounsfield units, or is no phantom. */
const USUAL_PHANTOM = 'shepp-logan-1974';

const LANES: Readonly<Record<LabBeside, Lane>> = { undisturbed: UNDISTURBED, cured: CURED };

export interface LabCallbacks {
  /** Puts a phantom of the library into a scan. @returns whether it is the present one, and nothing newer was asked for */
  openPhantom(name: string, base: PresentPair): Promise<boolean>;
  /** Runs the present experiment, which has changed. @param isOpened whether it is to be one to go back from */
  run(moving: boolean, isOpened: boolean): void;
  /** Brings back what was there before; resolves when it is the present one. */
  restore(experiment: Experiment, subject: Subject): Promise<void>;
  /** Gives a slot of the stage to a lane of the laboratory, or back. */
  arrange(beside: Lane | null): void;
  /** Shows or hides the controls that the laboratory replaces. */
  onToggled(isOpen: boolean): void;
}

/** The artefact that is on, over which scan, and what stands beside it. */
interface Shown {
  readonly artefact: Artefact;
  readonly base: Experiment;
  readonly strength: number;
}

/** What the laboratory is about at a moment. */
interface LabMoment {
  readonly before: PresentPair | null;
  readonly shown: Shown;
  readonly beside: LabBeside;
}

/** The artefact laboratory: switches causes and cures on over a scan, before and after side by side. */
export class Lab implements PartOfMoment<LabMoment> {
  readonly #panel: LabPanel;
  readonly #present: PresentExperiment;
  readonly #pictures: RunPictures;
  readonly #notices: Notices;
  readonly #wishes: NewestWish;
  readonly #callbacks: LabCallbacks;
  #isOpen = false;
  /** What was on the page before the laboratory. */
  #before: PresentPair | null = null;
  #shown: Shown | null = null;
  #beside: LabBeside = 'undisturbed';
  #abort: AbortController | null = null;
  #runs: Promise<void> = Promise.resolve();
  /** Slices in HU that were run last beside, by the JSON that they are of. */
  readonly #slices = new Map<LabBeside, { readonly key: string; readonly slice: Slice }>();
  /** Artefacts whose phantoms are on their way. */
  #choosing = 0;
  /** Another artefact and the phantom that it needs are one step. */
  #choice: object | null = null;

  constructor(
    host: HTMLElement,
    present: PresentExperiment,
    pictures: RunPictures,
    notices: Notices,
    wishes: NewestWish,
    callbacks: LabCallbacks,
  ) {
    this.#present = present;
    this.#pictures = pictures;
    this.#notices = notices;
    this.#wishes = wishes;
    this.#callbacks = callbacks;
    this.#panel = new LabPanel(host, {
      onChoose: (artefact) => void this.#choose(artefact),
      onStrength: (strength, finished) => this.#turn(strength, finished),
      onBeside: (beside) => {
        this.#beside = beside;
        this.#present.note();
        this.#callbacks.arrange(LANES[beside]);
        this.#apply(WHOLE_STEP);
      },
      onClose: () => this.toggle(),
    });
  }

  /** Opens the laboratory, or closes it and brings back what was there before. */
  toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#panel.setOpen(this.#isOpen);
    this.#callbacks.onToggled(this.#isOpen);
    if (this.#isOpen) {
      this.#panel.show(null, USUAL_STRENGTH, '', this.#beside);
      return;
    }
    void this.cancel();
    if (this.#choosing > 0) this.#wishes.abandon();
    const before = this.#before;
    this.#forget();
    this.#callbacks.arrange(null);
    if (before) void this.#callbacks.restore(before.experiment, before.subject);
  }

  state(): LabMoment | null {
    return this.#shown && { before: this.#before, shown: this.#shown, beside: this.#beside };
  }

  /** Shows the artefact that was on, in the open laboratory; without one it stays as it is, open or closed. */
  bring(moment: LabMoment | null): void {
    void this.cancel();
    if (this.#choosing > 0) this.#wishes.abandon();
    this.#forget();
    if (moment) {
      if (!this.#isOpen) {
        this.#isOpen = true;
        this.#panel.setOpen(true);
        this.#callbacks.onToggled(true);
      }
      this.#before = moment.before;
      this.#shown = moment.shown;
      this.#beside = moment.beside;
    }
    if (!this.#isOpen) return;
    this.#callbacks.arrange(moment && LANES[moment.beside]);
    this.#panel.setNumbers(null);
    if (!moment) this.#panel.show(null, USUAL_STRENGTH, '', this.#beside);
    else {
      const { artefact, base, strength } = moment.shown;
      this.#panel.show(artefact, strength, artefact.amount(base, strength), this.#beside);
    }
  }

  /** The step that what the laboratory opens is part of. */
  get step(): Step {
    return this.#choice ? { gesture: this.#choice, moving: true } : WHOLE_STEP;
  }

  /** The scan that a hand's next phantom is put into: an artefact is no part of it. */
  get base(): PresentPair {
    return this.#before ?? this.#present.pair;
  }

  /** Another subject was opened by hand: the laboratory starts anew from it. */
  subjectChanged(): void {
    if (!this.#isOpen) return;
    this.#forget();
    this.#callbacks.arrange(null);
    this.#panel.show(null, USUAL_STRENGTH, '', this.#beside);
  }

  /** Runs what stands beside the slice of a run that is over, and measures both. */
  async showBeside(engine: Engine, result: RunResult): Promise<void> {
    const shown = this.#shown;
    if (!this.#isOpen || !shown) return;
    void this.cancel();
    const before = this.#runs;
    const abort = new AbortController();
    this.#abort = abort;
    this.#panel.setNumbers(null);
    // A session takes one run at a time.
    this.#runs = before.then(() => this.#runAndMeasure(engine, result, shown, abort.signal));
    await this.#runs;
  }

  async #runAndMeasure(engine: Engine, result: RunResult, shown: Shown, signal: AbortSignal): Promise<void> {
    const letGo = signal.aborted ? null : result.hold();
    if (!letGo) return;
    const scans = artefactScans(shown.base, shown.artefact, shown.strength);
    try {
      // The one on screen comes last, for a session keeps the array of its last run alone.
      const other = this.#beside === 'cured' ? 'undisturbed' : 'cured';
      if (this.#slices.get(other)?.key !== JSON.stringify(scans[other])) {
        await this.#runBeside(engine, other, scans[other], signal);
      }
      const step = await this.#runBeside(engine, this.#beside, scans[this.#beside], signal);
      signal.throwIfAborted();
      const run = { engine, experiment: this.#resolved(scans[this.#beside]), isPreview: false };
      void this.#pictures.show(run, step, LANES[this.#beside]);
      const undisturbed = this.#slices.get('undisturbed')!.slice;
      const cured = this.#slices.get('cured')!.slice;
      const disturbed = await this.#slice(engine, result);
      signal.throwIfAborted();
      this.#panel.setNumbers({
        disturbed: softTissueDeparture(disturbed, undisturbed.hu, undisturbed.truthHu),
        cured: softTissueDeparture(cured.hu, undisturbed.hu, undisturbed.truthHu),
      });
    } catch (error) {
      if (!signal.aborted && !(error instanceof BackendLostError)) this.#notices.failure(error);
    } finally {
      letGo();
    }
  }

  /** Gives up what runs beside; resolves when the session is free for other runs. */
  async cancel(): Promise<void> {
    this.#abort?.abort();
    await this.#runs;
  }

  async #choose(artefact: Artefact): Promise<void> {
    const before = this.#before ?? this.#present.pair;
    const signal = this.#wishes.begin();
    const choice = {};
    this.#choice = choice;
    this.#choosing++;
    const isThere = await this.#exchangePhantom(artefact, before, signal);
    this.#choosing--;
    if (this.#choice === choice) this.#choice = null;
    if (!isThere || !this.#isOpen) return;
    this.#before = before;
    const base = this.#shown?.base ?? this.#present.experiment;
    this.#shown = { artefact, base, strength: USUAL_STRENGTH };
    this.#callbacks.arrange(LANES[this.#beside]);
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
      await this.#callbacks.restore(experiment, subject);
      if (signal.aborted) return false;
    } else {
      if (this.#present.experiment.phantom === needed) return true;
      if (!(await this.#callbacks.openPhantom(needed, before))) return false;
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
  #apply(step: Step, display: DisplaySettings | null = this.#present.experiment.display, isOpened = false): void {
    const shown = this.#shown;
    if (!shown) return;
    const { artefact, base, strength } = shown;
    this.#panel.show(artefact, strength, artefact.amount(base, strength), this.#beside);
    // Those of the last artefact or strength hold no longer.
    this.#panel.setNumbers(null);
    try {
      const { disturbed } = artefactScans(base, artefact, strength);
      const experiment = { ...this.#resolved(disturbed), display };
      this.#present.open(experiment, this.#present.subject, step);
      this.#callbacks.run(step.moving, isOpened);
    } catch (error) {
      this.#notices.failure(error);
    }
  }

  async #runBeside(engine: Engine, which: LabBeside, json: unknown, signal: AbortSignal): Promise<ImageStep> {
    let last: ImageStep | null = null;
    let result: RunResult | null = null;
    for await (const step of engine.beside.run(this.#resolved(json), this.#present.subject, { signal })) {
      if (step.kind === 'image') last = step;
      if (step.kind === 'finished') result = step.result;
    }
    if (!last || !result) throw new Error('a run ended without an image');
    const { truthValues, waterMuPerMm } = result;
    const slice = { hu: await this.#slice(engine, result), truthHu: hounsfield(truthValues!, waterMuPerMm) };
    signal.throwIfAborted();
    this.#slices.set(which, { key: JSON.stringify(json), slice });
    return last;
  }

  #resolved(json: unknown): Experiment {
    return resolveExperiment(parseExperimentInput(json), this.#present.subject);
  }

  /** The slice in HU. */
  async #slice(engine: Engine, { image, waterMuPerMm }: RunResult): Promise<Float32Array> {
    return hounsfield(await engine.operators.read(image), waterMuPerMm);
  }

  #forget(): void {
    this.#choice = null;
    this.#before = null;
    this.#shown = null;
    this.#slices.clear();
  }
}

function hounsfield(values: Float32Array, waterMuPerMm: number): Float32Array {
  return values.map((value) => toDisplayUnit(value, 'HU', waterMuPerMm));
}

/** A slice and its phantom in HU, [pixels]. */
interface Slice {
  readonly hu: Float32Array;
  readonly truthHu: Float32Array;
}
