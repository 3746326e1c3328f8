import { BackendLostError } from '../../../compute/device.ts';
import { keptLane } from '../../lanes/kept.ts';
import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { PaneHover } from '../../panes/pane-content.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { KEPT_NAMES, type KeptName } from '../../present/kept-experiments.ts';
import { isAlike, type PresentPair } from '../../present/moment.ts';
import { whatDiffers } from '../../present/what-differs.ts';
import type { KeyActions } from '../../shell/keys.ts';
import { type Layout, type Slot, slotId } from '../../stage/layout.ts';
import type { Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import { Blinker } from './blinker.ts';
import type { CompareFace, CompareHand } from './compare-face.ts';
import { compareFromLink, compareToLink } from './compare-in-link.ts';
import { compareLayout } from './compare-layout.ts';
import {
  blinkingFaster,
  type CompareChoices,
  type Compared,
  type CompareLook,
  choicesOf,
  dividedAt,
  FIRST_LOOK,
  labelOf,
  lookingAt,
  pairSeen,
  referenceOf,
  WAY_NAMES,
} from './compare-look.ts';
import { CompareTool, type CompareToolHost, type Overlaid, type Pointed } from './compare-tool.ts';
import { differingWords } from './differing-words.ts';
import { measureRows } from './lane-measures.ts';
import { lanePicture } from './lane-values.ts';
import { LinkedValues } from './linked-values.ts';
import { measureLane } from './measure-lane.ts';

/** By key, as a part of the picture's width. */
const DIVIDER_STEP = 0.05;

/** The room of *Compare*: the present experiment and those that were kept, what they differ by, and a column of numbers each. */
export class Comparing implements Room, CompareToolHost {
  readonly #page: WorkplacePage;
  readonly #lanes: ReadonlyMap<KeptName, Lane>;
  readonly #face: CompareFace;
  #look = FIRST_LOOK;
  /** What stood on the stage when it was last arranged. */
  #arranged = '';
  #isEntered = false;
  readonly #blinker: Blinker;
  readonly #tools = new Map<string, CompareTool>();
  readonly #values: LinkedValues;

  /** @param isStill whether motion is unwelcome */
  constructor(page: WorkplacePage, faceFor: (hand: CompareHand) => CompareFace, isStill = () => false) {
    this.#page = page;
    this.#blinker = new Blinker(isStill, () => page.redraw());
    this.#values = new LinkedValues(page, () => this.#face);
    this.#lanes = new Map(KEPT_NAMES.map((name) => [name, keptLane(page.kept, name)]));
    this.#face = faceFor({
      way: (way) => this.#lookAt({ ...this.#look, way }),
      look: (place, compared) => this.#lookAt(lookingAt(this.#seenLook, place, compared)),
      divide: (divider, moving) => this.divide(divider, moving),
      flip: () => this.#flip(),
      toggleBlinking: () => {
        this.#blinker.toggle();
        this.#show();
      },
      setRate: (changesPerSecond) => this.#see({ ...this.#look, changesPerSecond }, false),
      takeUp: (name) => this.#takeUp(name),
      replace: (name) => this.#keep(() => page.kept.put(name, page.present.pair)),
      remove: (name) => this.#keep(() => page.kept.remove(name)),
      compareBackends: () => page.compareBackends(),
    });
  }

  get layout(): Layout {
    return compareLayout(this.#look.way, this.there, this.pair, (compared) => this.#laneOf(compared));
  }

  /** All that were kept have a column of numbers, wherever one looks. */
  get lanes(): readonly Lane[] {
    return this.#page.kept.names.map((name) => this.#lanes.get(name)!);
  }

  readonly comparesKept = true;

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
    this.#isEntered = true;
    this.#show();
  }

  leave(): void {
    this.#isEntered = false;
    this.#values.rest();
    this.#arranged = '';
    this.#blinker.rest();
  }

  // What the tools of the panes see and ask for

  /** The two in one place: which is where; `null` where each has a pane of its own. */
  get overlaid(): Overlaid | null {
    const { way, divider } = this.#look;
    const { pair } = this;
    if (!pair || (way !== 'swipe' && way !== 'blink')) return null;
    const labels = [labelOf(pair[0]), labelOf(pair[1])] as const;
    return { way, labels, divider: way === 'swipe' ? divider : this.#blinker.isFlipped ? 0 : 1 };
  }

  divide(divider: number, moving: boolean): void {
    this.#see(dividedAt(this.#look, divider), moving);
  }

  tool(slot: Slot): PaneTool | null {
    const id = slotId(slot);
    const { plane } = slot.view;
    if (!plane) return null;
    const tool = this.#tools.get(id) ?? new CompareTool(id, this, this.#values.marksTool(plane));
    this.#tools.set(id, tool);
    return tool;
  }

  get pointed(): Pointed | null {
    return this.#values.pointed;
  }

  hovered(slot: Slot, hover: PaneHover | null): void {
    this.#values.point(slot, hover, this.layout);
  }

  /** Keys of the room, wherever the focus is. */
  readonly keys: KeyActions = {
    z: () =>
      this.#lookAt({ ...this.#look, way: WAY_NAMES[(WAY_NAMES.indexOf(this.#look.way) + 1) % WAY_NAMES.length]! }),
    x: () => this.#flip(),
    ',': () => this.#step(-1),
    '.': () => this.#step(1),
  };

  kept(name: KeptName): void {
    this.#look = lookingAt(this.#seenLook, 'second', name);
  }

  presentChanged(): void {
    this.#show();
  }

  choices(): CompareChoices | null {
    const choices = choicesOf(this.#look);
    return isAlike(choices, choicesOf(FIRST_LOOK)) ? null : choices;
  }

  bringChoices(choices: CompareChoices | null): void {
    this.#look = { ...this.#look, ...(choices ?? choicesOf(FIRST_LOOK)) };
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
    // A GPU may have been found or lost.
    this.#show();
    const { there } = this;
    const results = there.map((name) => (name === 'current' ? present : (lanes.get(this.#laneOf(name)) ?? null)));
    const experiments = there.map((name) => this.#pairOf(name).experiment);
    try {
      const { copies } = this.#page;
      const measures = await Promise.all(results.map((result) => result && measureLane(result, copies)));
      const pictures = await Promise.all(results.map((result) => result && lanePicture(result, copies)));
      if (signal.aborted) return;
      const reference = referenceOf(there);
      const rows = measureRows(measures, reference && there.indexOf(reference));
      this.#face.showNumbers(there, reference, rows, whatDiffers(...experiments));
      this.#values.take(pictures);
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

  /** Looks at the same in another way, which is no step. */
  #see(look: CompareLook, moving: boolean): void {
    this.#look = look;
    this.#show();
    this.#page.redraw();
    this.#page.looked(moving);
  }

  /** One step of what is moved in the present way: the divider, or the rate. */
  #step(by: number): void {
    const { way, divider } = this.#look;
    if (way === 'swipe') this.divide(divider + by * DIVIDER_STEP, false);
    if (way === 'blink') this.#see(blinkingFaster(this.#look, by), false);
  }

  /** Shows the other one; where both are seen at once they change sides. */
  #flip(): void {
    const { pair } = this;
    if (!pair) return;
    if (this.#look.way === 'blink') this.#blinker.flip();
    else if (this.#look.way !== 'beside') this.#lookAt({ ...this.#look, first: pair[1], second: pair[0] });
    this.#show();
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
    this.#blinker.set(this.#isEntered && pair !== null && this.#look.way === 'blink', this.#look.changesPerSecond);
    const { isBlinking, isStill } = this.#blinker;
    this.#face.show({
      ...{ look: this.#look, isBlinking, isStill, pair, there, hasGpu: this.#page.hasGpu() },
      kept: kept.names.map((name) => {
        const differing = whatDiffers(kept.of(name)!.experiment, present.experiment);
        return { name, words: differingWords(differing), isAnother: differing.length > 0 };
      }),
    });
    const arranged = layout.map((slot) => `${slotId(slot)} ${slot.over?.name}`).join();
    if (arranged === this.#arranged) return;
    this.#arranged = arranged;
    this.#face.await(there);
    this.#page.arrange();
  }
}
