import { byId } from '../elements/element.ts';
import type { Engine } from '../engine/engine.ts';
import { LaneRuns } from '../lanes/lane-runs.ts';
import { UNFILTERED } from '../lanes/unfiltered.ts';
import { KeptExperiment } from '../present/kept-experiment.ts';
import type { RunPictures } from '../runs/run-pictures.ts';
import { withLast } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import { VIEWS } from '../views/registry.ts';
import { RoomPlaces } from './room-places.ts';
import { RoomRuns } from './room-runs.ts';
import type { Room, Workplace, WorkplacePage } from './workplace.ts';
import { WorkplaceTabs } from './workplace-tabs.ts';
import { Workplaces } from './workplaces.ts';

/** What the area does not know itself. */
type RestOfPage = Omit<WorkplacePage, 'kept' | 'arrange' | 'close'>;

export interface WorkAreaListener {
  /** Another workplace was entered. */
  onEntered(): void;
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
  readonly #kept = new KeptExperiment();
  readonly #tabs: WorkplaceTabs;
  readonly #places: RoomPlaces;
  /** Whether the slice without its filter stands in the place of what is last on the stage. */
  #showsUnfiltered = false;

  /** @param cpu shows what is computed on the host */
  constructor(page: RestOfPage, stage: Stage, pictures: RunPictures, cpu: Engine, listener: WorkAreaListener) {
    this.#page = page;
    this.#stage = stage;
    this.#listener = listener;
    this.workplaces = new Workplaces(
      { ...page, kept: this.#kept, arrange: () => this.arrange(), close: () => void this.enterFirst() },
      { onEntered: (workplace, room) => this.#entered(workplace, room) },
    );
    this.lanes = new LaneRuns(page.present, {
      onStep: (lane, engine, experiment, step) =>
        step.kind === 'finished' ? undefined : pictures.show({ engine, experiment, isPreview: false }, step, lane),
      onFailed: (error) => page.notices.failure(error),
    });
    this.runs = new RoomRuns(stage, pictures, this.lanes, this.workplaces, cpu);
    const tabs = byId('workplace-tabs', HTMLElement);
    this.#tabs = new WorkplaceTabs(tabs, 'stage', (name) => void this.workplaces.enter(name));
    this.#places = new RoomPlaces(
      byId('page', HTMLElement),
      byId('workplace', HTMLElement),
      byId('numbers', HTMLElement),
    );
  }

  get room(): Room | null {
    return this.workplaces.room;
  }

  /** Enters the workplace that the page begins with. */
  enterFirst(): Promise<void> {
    return this.workplaces.enterFirst();
  }

  /** Puts on the stage what the present room says, as far as there is something to see of the present subject. */
  arrange(): void {
    const { layout } = this.workplaces;
    const unfiltered = { view: VIEWS.get('slice'), lane: UNFILTERED };
    const shown = this.#showsUnfiltered ? withLast(layout, unfiltered) : layout;
    this.#stage.arrange(shown, this.#page.present.subject.kind !== 'measurement');
    this.#listener.onArranged();
  }

  /** Lets the slice without its filter stand in the place of what is last on the stage, or puts that back. */
  showUnfiltered(shown: boolean): void {
    this.#showsUnfiltered = shown;
    this.arrange();
    this.#listener.rerun();
  }

  /** Keeps the present experiment as A. */
  keep(): void {
    this.#kept.keep(this.#page.present.pair);
    this.#page.notices.done('Kept as A. Compare shows it beside whatever you change from here on.');
    if (this.workplaces.present.name === 'compare') this.#listener.rerun();
  }

  #entered({ name }: Workplace, room: Room): void {
    this.#tabs.show(name);
    this.#places.show(room);
    if (!this.#page.present.isOpen) return;
    this.arrange();
    this.#listener.onEntered();
    this.#listener.rerun();
  }
}
