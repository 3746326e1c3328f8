import { BackendLostError } from '../../../compute/device.ts';
import { isIterated } from '../../../experiment/artefact-iterations.ts';
import { artefactScans, measuredRadiusMm } from '../../../experiment/artefact-scans.ts';
import { type Artefact, USUAL_STRENGTH } from '../../../experiment/artefacts.ts';
import type { RangePart } from '../../../experiment/automatic-window.ts';
import {
  type DisplaySettings,
  displayUnitOf,
  resolveExperiment,
  toDisplayUnit,
} from '../../../experiment/experiment.ts';
import { parseExperimentInput } from '../../../experiment/experiment-schema.ts';
import { showingScan } from '../../../experiment/showing-scan.ts';
import { softTissueDeparture } from '../../../experiment/soft-tissue-departure.ts';
import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { isAlike } from '../../present/moment.ts';
import { type Step, WHOLE_STEP } from '../../present/past.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { Layout, Slot } from '../../stage/layout.ts';
import { WHOLE_WAY } from '../../stage/layouts.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import { ARTEFACT_WORDS, cureHeading } from './artefact-words.ts';
import { FieldTool } from './field-tool.ts';
import { type LabBeside, type LabFace, type LabHand, NO_NUMBERS } from './lab-face.ts';
import { labFromLink, labToLink, scansBeside } from './lab-in-link.ts';
import type { LabMoment, ShownArtefact } from './lab-moment.ts';
import { whatWasSet } from './what-was-set.ts';

/** Shown where the present subject has no Hounsfield units, or is no phantom. */
const USUAL_PHANTOM = 'shepp-logan-1974';

/** The artefact laboratory: switches causes and cures on over a scan, before and after side by side. */
export class Lab implements Room {
  readonly #page: WorkplacePage;
  readonly #face: LabFace;
  #before: PresentPair | null = null;
  #shown: ShownArtefact | null = null;
  #scans: LabMoment['scans'] | null = null;
  #beside: LabBeside = 'undisturbed';
  /** Artefacts whose phantoms are on their way. */
  #choosing = 0;
  /** Another artefact and the phantom that it needs are one step, and so are artefacts that overtake each other. */
  #choice: object | null = null;
  readonly #undisturbed: Lane = {
    name: 'undisturbed',
    label: 'Without artefact',
    pair: () => this.#scans?.undisturbed ?? null,
  };
  readonly #cured: Lane = { name: 'cured', label: 'Remedy or prevention', pair: () => this.#scans?.cured ?? null };
  readonly #iterated: Lane = { name: 'iterated', label: 'Iterative remedy', pair: () => this.#scans?.iterated ?? null };

  readonly #fieldTool = new FieldTool(() => this.#measuredRadiusMm);

  /** @param face shows what the laboratory is about, and tells what a hand asks of it */
  constructor(page: WorkplacePage, face: (hand: LabHand) => LabFace) {
    this.#page = page;
    this.#face = face({
      choose: (artefact) => void this.#choose(artefact),
      turn: (strength, finished) => {
        if (this.#shown) this.#apply({ ...this.#shown, strength }, { gesture: 'strength', moving: !finished });
      },
      putBeside: (beside) => {
        this.#beside = beside;
        page.present.note();
        if (this.#shown) this.#apply(this.#shown, WHOLE_STEP);
      },
      close: () => page.close(),
    });
  }

  get panel(): HTMLElement {
    return this.#face.root;
  }

  /** The way to the slice, as long as there is nothing to be seen beside it; then both slices. */
  get layout(): Layout {
    if (!this.#shown) return WHOLE_WAY;
    const words = ARTEFACT_WORDS[this.#shown.artefact.name];
    const view = VIEWS.get('slice');
    const present = { view, lane: PRESENT, title: words.having };
    const besides = {
      undisturbed: { view, lane: this.#undisturbed },
      cured: { view, lane: this.#cured, title: cureHeading(words) },
      iterated: { view, lane: this.#iterated, title: words.iterated ? cureHeading(words.iterated) : '' },
    };
    return [...WHOLE_WAY.slice(0, 2), present, besides[this.#beside]];
  }

  /** All are measured, whichever is seen; what iterates takes long, and is run where it is. */
  get lanes(): readonly Lane[] {
    if (!this.#shown) return [];
    return [this.#undisturbed, this.#cured, ...(this.#beside === 'iterated' ? [this.#iterated] : [])];
  }

  get base(): PresentPair | null {
    return this.#before;
  }

  /** Where the sinogram shows what the artefact leaves there. */
  get readingsPart(): RangePart | undefined {
    return this.#shown?.artefact.tracesWithin;
  }

  /** The field of view, where the artefact is about that, over all that is to scale. */
  tool({ view }: Slot): PaneTool | null {
    return this.#shown?.artefact.isMeasuredWithinField && view.plane === 'slice' ? this.#fieldTool : null;
  }

  enter(): void {
    this.#showChoice();
    this.#face.focus();
  }

  /** The step that what the laboratory opens is part of. */
  get step(): Step {
    return this.#choice ? { gesture: this.#choice, moving: true } : WHOLE_STEP;
  }

  /** Nothing of an artefact whose phantom has given way already. */
  state(): LabMoment | null {
    const [before, shown, scans] = [this.#before, this.#shown, this.#scans];
    if (!before || !shown || !scans || !this.#isOfPresentPhantom(shown)) return null;
    return { before, shown, scans, beside: this.#beside };
  }

  toLink(moment: LabMoment, present: PresentPair): Linked {
    return labToLink(moment, present);
  }

  fromLink(json: unknown, present: PresentPair, where: string): Promise<LabMoment> {
    return labFromLink(json, present, where);
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
    if (this.#choosing > 0) this.#page.wishes.abandon();
    const before = this.#before;
    const isOther = this.#shown !== null || this.#page.present.subject !== before?.subject;
    this.#forget();
    if (before && isOther && !isUndone) void this.#page.restore(before.experiment, before.subject);
  }

  /** The laboratory starts anew from another subject. */
  subjectChanged(): void {
    this.#forget();
    this.#showChoice();
  }

  /** How far the slice, and the cured one, are from the undisturbed one. */
  async settled({ engine, result, lanes, signal }: SettledRun): Promise<void> {
    const undisturbed = lanes.get(this.#undisturbed)?.result;
    if (!this.#shown) return;
    if (!undisturbed) {
      this.#face.setNumbers(NO_NUMBERS);
      return;
    }
    const others = {
      disturbed: result,
      cured: lanes.get(this.#cured)?.result,
      iterated: lanes.get(this.#iterated)?.result,
    };
    const names = (['disturbed', 'cured', 'iterated'] as const).filter((name) => others[name] !== undefined);
    const results = [undisturbed, ...names.map((name) => others[name]!)];
    // What is there is read at once, whatever runs next.
    if (!results.every(({ isThere }) => isThere)) return;
    try {
      const values = await Promise.all(results.map(({ image }) => this.#page.copies.of(engine, image)));
      if (signal.aborted) return;
      const [without, ...slices] = values.map((of, i) => hounsfield(of, results[i]!.waterMuPerMm));
      const truth = hounsfield(undisturbed.truthValues!, undisturbed.waterMuPerMm);
      const within = this.#measuredRadiusMm / this.#page.present.experiment.reconstruction.grid.pixelSizeMm;
      const departures = slices.map((of, i) => [names[i], softTissueDeparture(of, without!, truth, undefined, within)]);
      this.#face.setNumbers({ ...NO_NUMBERS, ...Object.fromEntries(departures) });
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#page.notices.failure(error);
    }
  }

  givenUp(): void {
    this.#face.setNumbers(NO_NUMBERS);
  }

  async #choose(artefact: Artefact): Promise<void> {
    const { present, wishes } = this.#page;
    const before = this.#before ?? present.pair;
    this.#before = before;
    const signal = wishes.begin();
    const choice = this.#choice ?? {};
    this.#choice = choice;
    this.#choosing++;
    const isThere = await this.#exchangePhantom(artefact, before, signal);
    this.#choosing--;
    // Unless it was left, undone or given another subject meanwhile.
    const isWanted = this.#choice === choice;
    const isLast = this.#choosing === 0 && isWanted;
    if (isLast) this.#choice = null;
    if (isThere && isWanted) {
      const { experiment, subject } = present;
      const shown = this.#shown;
      const base = shown && this.#isOfPresentPhantom(shown) ? shown.base : showingScan(experiment, subject);
      const step = { gesture: choice, moving: false };
      this.#apply({ artefact, base, strength: USUAL_STRENGTH }, step, { ...artefact.window }, true);
    } else if (isLast && !this.#shown && present.subject === before.subject) this.#before = null;
  }

  /**
   * Opens the phantom that an artefact needs, over the scan as it was before: neither the last artefact nor its phantom is
   * any part of this one.
   *
   * @returns whether it is there, and nothing newer was asked for
   */
  async #exchangePhantom(artefact: Artefact, before: PresentPair, signal: AbortSignal): Promise<boolean> {
    const { present } = this.#page;
    const { experiment, subject } = before;
    const hasUnit = subject.kind !== 'measurement' && displayUnitOf(subject) === 'HU';
    const needed = artefact.phantom ?? (hasUnit ? null : USUAL_PHANTOM);
    if (needed !== null && experiment.phantom !== needed) {
      return present.experiment.phantom === needed || this.#page.openPhantom(needed, before);
    }
    if (present.subject === subject) return true;
    await this.#page.restore(experiment, subject);
    return !signal.aborted;
  }

  /**
   * Makes the disturbed scan the present experiment.
   *
   * @param display at first one in which the artefact shows; from then on whatever the hand has turned it to
   * @param isOpened whether the artefact was only now chosen
   */
  #apply(
    shown: ShownArtefact,
    step: Step,
    display: DisplaySettings | null = this.#page.present.experiment.display,
    isOpened = false,
  ): void {
    const { artefact, base, strength } = shown;
    const { subject } = this.#page.present;
    if (this.#beside === 'iterated' && !isIterated(artefact.name)) this.#beside = 'cured';
    try {
      const { disturbed } = artefactScans(base, artefact, strength);
      const experiment = resolveExperiment(parseExperimentInput(disturbed), subject);
      this.#scans = scansBeside(artefact, base, subject, strength);
      this.#shown = shown;
      this.#page.present.open({ ...experiment, display }, subject, step);
      this.#page.arrange();
      this.#page.run(step.moving, isOpened);
    } catch (error) {
      this.#page.notices.failure(error);
    }
    this.#showChoice();
  }

  get #measuredRadiusMm(): number {
    const { experiment, subject } = this.#page.present;
    return this.#shown ? measuredRadiusMm(this.#shown.artefact, experiment, subject) : Number.POSITIVE_INFINITY;
  }

  /** Of the same shapes there may be another subject: what is undone may have been loaded anew since. */
  #isOfPresentPhantom({ base }: ShownArtefact): boolean {
    return isAlike(base.phantom, this.#page.present.experiment.phantom);
  }

  /** Which artefact is on, and that its numbers are on their way: those of the last one hold no longer. */
  #showChoice(): void {
    const [shown, before] = [this.#shown, this.#before];
    this.#face.show(
      shown && before && { ...shown, beside: this.#beside, differing: whatWasSet(shown.base, before.experiment) },
    );
    this.#face.setNumbers('awaited');
  }

  #forget(): void {
    this.#choice = null;
    this.#before = null;
    this.#shown = null;
    this.#scans = null;
  }
}

function hounsfield(values: Float32Array, waterMuPerMm: number): Float32Array {
  return values.map((value) => toDisplayUnit(value, 'HU', waterMuPerMm));
}
