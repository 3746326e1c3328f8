import { iterationsOf, type RunStep } from '../../experiment/run-steps.ts';
import type { Engine } from '../engine/engine.ts';
import type { Lane } from '../lanes/lane.ts';
import { LaneRuns } from '../lanes/lane-runs.ts';
import { UNFILTERED } from '../lanes/unfiltered.ts';
import { KEPT_NAMES, KeptExperiments } from '../present/kept-experiments.ts';
import type { Behind } from '../present/page-address.ts';
import type { PresentPair } from '../present/present-experiment.ts';
import type { RunPictures } from '../runs/run-pictures.ts';
import { lanesOf, slotId, withAnother, withLast } from '../stage/layout.ts';
import { hasScene, SCANNER } from '../stage/layouts.ts';
import type { Stage } from '../stage/stage.ts';
import { VIEWS } from '../views/registry.ts';
import type { TurnedState } from '../views/turned-windows.ts';
import { behindLink, readBehind } from './behind-link.ts';
import { LentTools } from './lent-tools.ts';
import type { PageBehind } from './page-behind.ts';
import { RoomRuns } from './room-runs.ts';
import type { Room, Workplace, WorkplacePage } from './workplace.ts';
import { Workplaces } from './workplaces.ts';

/** What the area does not know itself. */
type RestOfPage = Omit<WorkplacePage, 'pointAt' | 'showIteration' | 'kept' | 'arrange' | 'close' | 'redraw' | 'shown'>;

/** What is seen of the present workplace, besides the stage. */
export interface WorkAreaFace {
  show(workplace: Workplace, room: Room): void;
}

export interface WorkAreaListener {
  /** Another workplace was entered, or another experiment kept: a link leads to another page. */
  onChanged(): void;
  /** Something else stands on the stage, or in the place of the controls. */
  onArranged(): void;
  /** What stands on the stage is to be run, all of it. */
  rerun(): void;
}

/** The middle of the page: the present workplace, what its room puts on the stage, and what runs for it. */
export class WorkArea {
  readonly workplaces: Workplaces;
  /** What runs beside the present experiment. */
  readonly lanes: LaneRuns;
  /** What follows a whole run. */
  readonly runs: RoomRuns;
  readonly #page: RestOfPage;
  readonly #stage: Stage;
  readonly #listener: WorkAreaListener;
  /** What the present experiment is compared with, which comes back with it. */
  readonly kept = new KeptExperiments();
  readonly #face: WorkAreaFace;
  readonly #tools: LentTools;
  /** Whether the slice without its filter stands in the place of what is last on the stage. */
  #showsUnfiltered = false;
  /** Whether the scanner stands on the stage. */
  #showsScanner = false;

  /**
   * @param cpu shows what is computed on the host
   * @param face is given what a hand's choice of a workplace does
   */
  constructor(
    page: RestOfPage,
    stage: Stage,
    pictures: RunPictures,
    cpu: Engine,
    listener: WorkAreaListener,
    face: (onChoose: (name: string) => void) => WorkAreaFace,
  ) {
    this.#page = page;
    this.#stage = stage;
    this.#listener = listener;
    this.#tools = new LentTools((id) => stage.pane(id));
    this.workplaces = new Workplaces(
      {
        ...{ ...page, kept: this.kept, arrange: () => this.arrange(), redraw: () => this.#redraw() },
        ...{ shown: (slot) => stage.shown(slotId(slot)), close: () => void this.enterFirst() },
        showIteration: (lane, run, iteration) => pictures.showIteration(lane, run, iteration),
        pointAt: (slot, place) => void pictures.readouts.showAt(slot, place),
      },
      { onEntered: (workplace, room) => this.#entered(workplace, room) },
    );
    this.lanes = new LaneRuns(page.present, {
      onStep: (lane, engine, pair, step) => {
        const run = { engine, ...pair, isPreview: false };
        this.iterated(lane, pair, step);
        return step.kind === 'finished' ? pictures.finish(run, step, lane) : pictures.show(run, step, lane);
      },
      onFailed: (lane, error) => {
        for (const slot of stage.slots.filter((slot) => lanesOf(slot).includes(lane))) {
          if (slot.over === lane) stage.showNothingOver(slot);
          else stage.showNothing(slot, 'could not be computed');
        }
        page.notices.failure(error);
      },
    });
    this.runs = new RoomRuns(stage, pictures, this.lanes, this.workplaces, cpu);
    this.#face = face((name) => void this.workplaces.enter(name));
  }

  get room(): Room | null {
    return this.workplaces.room;
  }

  /** What a link to the present experiment carries of the page. */
  /** @param windows that a hand has turned */
  behind(windows: TurnedState | null): Behind {
    const { present, room } = this.workplaces;
    const { marks, present: now } = this.#page;
    const state = room?.seen?.() ?? room?.state?.() ?? null;
    const page = { workplace: present.name, state, kept: this.kept.pairs, windows, marks: marks.state() };
    return behindLink(page, room, now.pair);
  }

  /** What an address has behind an experiment. @throws InputError (rejects) naming what is wrong */
  readBehind(hash: string, present: PresentPair, from: string): Promise<PageBehind> {
    return readBehind(hash, present, from, async (name) => this.workplaces.roomOf(name));
  }

  /** Shows what an address has behind the experiment, which is the present one. */
  open({ workplace, state, kept, marks }: PageBehind): void {
    if (kept) this.kept.open(kept);
    this.#page.marks.bring(marks);
    if (state === null) void this.workplaces.enter(workplace);
    else this.workplaces.open({ workplace, state });
    this.#page.present.note();
    this.room?.presentChanged?.();
    this.#listener.onChanged();
  }

  /** Tells the room of a step of a whole run under way that has made another iteration. */
  iterated(lane: Lane, { experiment, subject }: PresentPair, step: RunStep): void {
    const made = iterationsOf(step);
    if (made) this.room?.iterated?.(lane, { experiment, subject, ...made });
  }

  /** Enters the workplace that the page begins with. */
  enterFirst(): Promise<void> {
    return this.workplaces.enterFirst();
  }

  /** Puts on the stage what the present room says, as far as there is something to see of the present subject. */
  arrange(): void {
    const { layout } = this.workplaces;
    const unfiltered = { view: VIEWS.get('slice'), lane: UNFILTERED };
    const beside = this.#showsUnfiltered ? withLast(layout, unfiltered) : layout;
    const shown = this.#showsScanner && !hasScene(layout) ? withAnother(beside, SCANNER) : beside;
    this.#stage.arrange(shown, this.#page.present.subject.kind !== 'measurement');
    this.lendTools();
    this.#listener.onArranged();
  }

  /** Lends the panes of the stage what the present room has for them, where something else had one meanwhile. */
  lendTools(): void {
    this.#tools.lend(this.room, this.#stage.slots);
  }

  /** Whether a pane has its tool from the present room. */
  lendsTo(id: string): boolean {
    return this.#tools.has(id);
  }

  /** Lets the slice without its filter stand in the place of what is last on the stage, or puts that back. */
  showUnfiltered(shown: boolean): void {
    this.#showsUnfiltered = shown;
    this.arrange();
    this.#listener.rerun();
  }

  get showsScanner(): boolean {
    return this.#showsScanner;
  }

  /** Lets the scanner stand on the stage, or beside it again. */
  showScanner(shown: boolean): void {
    if (shown === this.#showsScanner) return;
    this.#showsScanner = shown;
    this.arrange();
    // What it stood in the place of is to be seen again.
    if (!shown) this.#listener.rerun();
  }

  /** Keeps the present experiment under the next letter. */
  keep(): void {
    const { present, notices } = this.#page;
    const there = this.kept.nameOf(present.pair);
    if (there !== null) {
      notices.done(`This experiment is kept as ${there} already. Change a setting and press Keep (K) again.`);
      return;
    }
    const name = this.kept.keep(present.pair);
    if (name === null) {
      notices.done(`${listed(KEPT_NAMES)} are all in use. Replace or remove one of them in Compare (V).`);
      return;
    }
    this.room?.kept?.(name);
    present.again();
    this.#listener.onChanged();
    notices.done(`Kept as ${name}. Compare (V) shows it next to your further changes.`);
    this.#comparedAnew();
  }

  /** Where what was kept is to be seen, it is run. */
  #comparedAnew(): void {
    if (!this.room?.comparesKept) return;
    this.arrange();
    this.#listener.rerun();
  }

  #redraw(): void {
    for (const slot of this.#stage.slots) this.#stage.pane(slotId(slot))?.requestRedraw();
  }

  #entered(workplace: Workplace, room: Room): void {
    this.#face.show(workplace, room);
    if (!this.#page.present.isOpen) return;
    this.arrange();
    this.#listener.onChanged();
    this.#listener.rerun();
  }
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
