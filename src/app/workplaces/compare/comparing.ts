import { BackendLostError } from '../../../compute/device.ts';
import { doseEstimate } from '../../../experiment/dose-estimate.ts';
import { displayUnitOf } from '../../../experiment/experiment.ts';
import { whyOnNoScale } from '../../../experiment/slice-scale.ts';
import { centralNoise } from '../../../measure/central-noise.ts';
import { keptLane } from '../../lanes/kept.ts';
import type { Lane } from '../../lanes/lane.ts';
import type { LaneResult } from '../../lanes/lane-runs.ts';
import { PRESENT } from '../../lanes/present.ts';
import { KEPT_NAMES, type KeptName } from '../../present/kept-experiments.ts';
import { isAlike, type PresentPair } from '../../present/moment.ts';
import { whatDiffers } from '../../present/what-differs.ts';
import { timesOf } from '../../runs/run-times.ts';
import { type Layout, slotId } from '../../stage/layout.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import type { CompareFace, CompareHand } from './compare-face.ts';
import { compareFromLink, compareToLink } from './compare-in-link.ts';
import { type Compared, type CompareLook, FIRST_LOOK, labelOf, lookingAt, pairSeen } from './compare-look.ts';
import { differingWords } from './differing-words.ts';
import { type LaneMeasures, measureRows } from './lane-measures.ts';

/** The room of *Compare*: the present experiment and those that were kept, what they differ by, and a column of numbers each. */
export class Comparing implements Room {
  readonly #page: WorkplacePage;
  readonly #lanes: ReadonlyMap<KeptName, Lane>;
  readonly #face: CompareFace;
  #look = FIRST_LOOK;
  /** What stood on the stage when it was last arranged. */
  #arranged = '';

  constructor(page: WorkplacePage, faceFor: (hand: CompareHand) => CompareFace) {
    this.#page = page;
    this.#lanes = new Map(KEPT_NAMES.map((name) => [name, keptLane(page.kept, name)]));
    this.#face = faceFor({
      way: (way) => this.#lookAt({ ...this.#look, way }),
      look: (place, compared) => this.#lookAt(lookingAt(this.#seenLook, place, compared)),
      takeUp: (name) => this.#takeUp(name),
      replace: (name) => this.#keep(() => page.kept.put(name, page.present.pair)),
      remove: (name) => this.#keep(() => page.kept.remove(name)),
      compareBackends: () => page.compareBackends(),
    });
  }

  get layout(): Layout {
    const slice = VIEWS.get('slice');
    const sliceOf = (compared: Compared) => ({ view: slice, lane: this.#laneOf(compared), title: labelOf(compared) });
    const phantom = { view: VIEWS.get('phantom'), lane: PRESENT };
    const { there, pair } = this;
    if (this.#look.way === 'beside') return there.map(sliceOf);
    if (!pair) return [sliceOf('current'), phantom];
    const [first, second] = pair;
    const departure = {
      ...{ view: VIEWS.get('departure'), lane: this.#laneOf(second), from: this.#laneOf(first) },
      title: `${labelOf(first)} − ${labelOf(second)}`,
    };
    return [sliceOf(first), sliceOf(second), departure, phantom];
  }

  /** All that were kept have a column of numbers, wherever one looks. */
  get lanes(): readonly Lane[] {
    return this.#page.kept.names.map((name) => this.#lanes.get(name)!);
  }

  get bar(): HTMLElement {
    return this.#face.bar;
  }

  get numbers(): HTMLElement {
    return this.#face.root;
  }

  /** The experiments that there are to compare. */
  get there(): readonly Compared[] {
    return ['current', ...this.#page.kept.names];
  }

  /** The two that are looked at; `null` where nothing was kept. */
  get pair(): readonly [Compared, Compared] | null {
    return pairSeen(this.#look, this.there);
  }

  /** What is there becomes A where nothing was kept: the next turn of a knob shows what it does. */
  enter(): void {
    const { kept, present } = this.#page;
    if (kept.names.length === 0) kept.standIn(present.pair);
    this.#face.await(this.there);
    this.#show();
  }

  leave(): void {
    this.#arranged = '';
  }

  kept(name: KeptName): void {
    this.#look = lookingAt(this.#seenLook, 'second', name);
  }

  presentChanged(): void {
    this.#show();
  }

  choices(): CompareLook | null {
    return isAlike(this.#look, FIRST_LOOK) ? null : this.#look;
  }

  bringChoices(look: CompareLook | null): void {
    this.#look = look ?? FIRST_LOOK;
  }

  seen(): CompareLook {
    return this.#look;
  }

  bring(look: CompareLook | null, left: PresentPair | null): void {
    if (left) return;
    this.#look = look ?? FIRST_LOOK;
    this.#show();
  }

  toLink(look: CompareLook): Linked | null {
    return compareToLink(look);
  }

  async fromLink(json: unknown, _present: PresentPair, where: string): Promise<CompareLook> {
    return compareFromLink(json, where);
  }

  subjectChanged(isOfAddress: boolean): void {
    if (isOfAddress) this.#look = FIRST_LOOK;
  }

  async settled({ lanes, signal, ...present }: SettledRun): Promise<void> {
    const { there } = this;
    const results = there.map((name) => (name === 'current' ? present : (lanes.get(this.#laneOf(name)) ?? null)));
    const experiments = there.map((name) => this.#pairOf(name).experiment);
    try {
      const measures = await Promise.all(results.map((result) => result && this.#measuresOf(result)));
      const reference = there.indexOf('A');
      const rows = measureRows(measures, reference === -1 ? null : reference);
      if (!signal.aborted) this.#face.showNumbers(there, rows, whatDiffers(...experiments));
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#page.notices.failure(error);
    }
  }

  /** The look whose two are those that are seen. */
  get #seenLook(): CompareLook {
    const [first, second] = this.pair ?? [this.#look.first, this.#look.second];
    return { ...this.#look, first, second };
  }

  #laneOf(compared: Compared): Lane {
    return compared === 'current' ? PRESENT : this.#lanes.get(compared)!;
  }

  #pairOf(compared: Compared): PresentPair {
    const { present, kept } = this.#page;
    return compared === 'current' ? present.pair : kept.of(compared)!;
  }

  #lookAt(look: CompareLook): void {
    if (isAlike(look, this.#look)) return;
    this.#look = look;
    this.#page.present.again();
    this.#page.run(false, false);
  }

  /** What was kept and the present experiment change places. */
  #takeUp(name: KeptName): void {
    const { kept, present } = this.#page;
    const pair = kept.of(name);
    if (!pair) return;
    kept.put(name, present.pair);
    this.#page.takeUp(pair);
  }

  #keep(change: () => void): void {
    change();
    this.#page.present.again();
    this.#page.run(false, false);
  }

  /** Brings the panel up to date, and the stage where something else is to stand there. */
  #show(): void {
    const { present, kept } = this.#page;
    if (!present.isOpen) return;
    const { there, pair, layout } = this;
    this.#face.show({
      ...{ way: this.#look.way, pair, there },
      kept: kept.names.map((name) => {
        const differing = whatDiffers(kept.of(name)!.experiment, present.experiment);
        return { name, words: differingWords(differing), isAnother: differing.length > 0 };
      }),
    });
    const arranged = layout.map(slotId).join(' ');
    if (arranged === this.#arranged) return;
    this.#arranged = arranged;
    this.#face.await(there);
    this.#page.arrange();
  }

  async #measuresOf({ engine, experiment, subject, result }: LaneResult): Promise<LaneMeasures> {
    const dose = doseEstimate(experiment, subject);
    const ofScan = {
      ...{ unit: displayUnitOf(subject), waterMuPerMm: result.waterMuPerMm, times: timesOf(result) },
      ...{ relativeDose: dose?.relative ?? null, ctdiVolMGy: dose?.ctdiVolMGy ?? null },
    };
    const { truthValues, grid } = result;
    if (whyOnNoScale(experiment) !== null || !truthValues || !result.isThere) {
      return { ...ofScan, quality: null, noise: null };
    }
    const image = await this.#page.copies.of(engine, result.image);
    return {
      ...ofScan,
      quality: await result.quality(image),
      noise: dose && centralNoise(image, truthValues, grid.rows, grid.columns),
    };
  }
}
