import './learn.css';
import { InputError } from '../../../errors.ts';
import type { VolumeLook } from '../../../experiment/volume-look.ts';
import { shown } from '../../../validation.ts';
import { browserStore } from '../../elements/browser-store.ts';
import { make } from '../../elements/element.ts';
import type { Lane } from '../../lanes/lane.ts';
import type { PaneHover } from '../../panes/pane-content.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { type Step, WHOLE_STEP } from '../../present/past.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { KeyActions } from '../../shell/keys.ts';
import type { Layout, Slot } from '../../stage/layout.ts';
import type { SceneLook } from '../../views/scene/scene-look.ts';
import type { IteratedStep, Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import { KeptProgress } from './kept-progress.ts';
import { CONTENTS, type LearnPage, type LearnPart } from './learn-part.ts';
import { LEARN_PARTS } from './parts.ts';

/** Which part is open, and what it is about. */
interface LearnMoment {
  readonly part: string;
  readonly of: unknown;
}

const NOT_KEPT = 'This browser stores nothing for the page: your progress lasts until it is closed';

/** The room of *Learn*: one part is open at a time, and has the stage and the place of the controls. */
export class LearnRoom implements Room {
  readonly panel = make('aside', { class: 'panel learn', 'aria-label': 'Learn' });
  readonly numbers = make('div', { class: 'learn-numbers' });
  readonly #page: LearnPage;
  readonly #parts = new Map<string, LearnPart>();
  #name = CONTENTS;
  #isEntered = false;

  constructor(page: WorkplacePage) {
    this.#page = {
      ...page,
      open: (part, state = null) => this.open(part, state),
      offers: LEARN_PARTS.all.filter(({ title }) => title !== null),
      progress: new KeptProgress(browserStore(), () => page.notices.calm(NOT_KEPT)),
      contents: () => void this.open(CONTENTS, null),
      changed: () => this.#changed(),
    };
  }

  /** A part, fetched where it has not been open yet. */
  async partOf(name: string): Promise<LearnPart> {
    const there = this.#parts.get(name);
    if (there) return there;
    const made = await LEARN_PARTS.get(name).make(this.#page);
    const first = this.#parts.get(name) ?? made;
    this.#parts.set(name, first);
    return first;
  }

  /** The contents are there from the beginning. */
  get #part(): LearnPart {
    return this.#parts.get(this.#name)!;
  }

  /** The name of the part that is open. */
  get partName(): string {
    return this.#name;
  }

  get layout(): Layout {
    return this.#part.layout;
  }

  get lanes() {
    return this.#part.lanes ?? [];
  }

  get look() {
    return this.#part.look;
  }

  lookAt(look: VolumeLook): void {
    this.#part.lookAt?.(look);
  }

  lookAtScene(scene: SceneLook, step: Step | null): void {
    this.#part.lookAtScene?.(scene, step);
  }

  get step(): Step {
    return this.#part.step ?? WHOLE_STEP;
  }

  get keys(): KeyActions {
    return this.#part.keys ?? {};
  }

  tool(slot: Slot): PaneTool | null {
    return this.#part.tool?.(slot) ?? null;
  }

  hovered(slot: Slot, hover: PaneHover | null): void {
    this.#part.hovered?.(slot, hover);
  }

  shown(slot: Slot): void {
    this.#part.shown?.(slot);
  }

  enter(): void {
    this.#isEntered = true;
    this.#show();
    this.#part.enter?.();
    this.#part.comeBack?.();
  }

  leave(): void {
    this.#isEntered = false;
    this.#part.leave?.();
  }

  state(): LearnMoment | null {
    const of = this.#part.state?.() ?? null;
    return of === null ? null : { part: this.#name, of };
  }

  /** A moment of which nothing was said is one before a lesson: the contents. */
  bring(moment: LearnMoment | null): void {
    const name = moment?.part ?? CONTENTS;
    this.#become(this.#parts.has(name) ? name : CONTENTS);
    this.#part.bring(moment?.of ?? null);
    this.#page.arrange();
  }

  /** Another place in the course is a step to undo, even where the experiment is the same. */
  choices(): unknown {
    return this.#isEntered ? this.state() : null;
  }

  toLink({ part, of }: LearnMoment): Linked {
    return { json: { part, of }, what: 'the place in the course', lacks: [] };
  }

  shortLink(): string | null {
    return this.#part.shortLink?.() ?? null;
  }

  async fromLink(json: unknown, present: PresentPair, where: string): Promise<LearnMoment> {
    const { part, of } = (json ?? {}) as Partial<LearnMoment>;
    if (typeof part !== 'string' || !LEARN_PARTS.find(part)) {
      throw new InputError(`${where}.part: must be one of ${LEARN_PARTS.names.join(', ')}, got ${shown(part)}`);
    }
    const linked = (await this.partOf(part)).fromLink?.(of, present, `${where}.of`);
    return { part, of: (await linked) ?? null };
  }

  presentChanged(): void {
    this.#part.presentChanged?.();
  }

  subjectChanged(isOfAddress: boolean): void {
    this.#part.subjectChanged?.(isOfAddress);
  }

  iterated(lane: Lane, step: IteratedStep): void {
    this.#part.iterated?.(lane, step);
  }

  async settled(run: SettledRun): Promise<void> {
    await this.#part.settled?.(run);
  }

  /** Opens another part. @param state as its `fromLink` gives it; `null` for from its beginning */
  async open(name: string, state: unknown): Promise<void> {
    try {
      const part = await this.partOf(name);
      this.#become(name);
      await part.begin(state);
    } catch (error) {
      this.#page.notices.failure(error, () => void this.open(name, state));
    }
  }

  /** Another part has the place. */
  #become(name: string): void {
    if (name === this.#name) {
      this.#show();
      return;
    }
    if (this.#isEntered) this.#part.leave?.();
    this.#name = name;
    this.#show();
    if (this.#isEntered) this.#part.enter?.();
  }

  #show(): void {
    const { root, numbers } = this.#part;
    if (root.parentElement !== this.panel) this.panel.replaceChildren(root);
    if (numbers !== this.numbers.firstElementChild) this.numbers.replaceChildren(...(numbers ? [numbers] : []));
  }

  #changed(): void {
    this.#show();
    this.#page.arrange();
    // Another place in the course is a step to undo.
    this.#page.present.again();
    this.#page.looked(false);
  }
}
