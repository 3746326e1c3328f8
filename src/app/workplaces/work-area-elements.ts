import { byId } from '../elements/element.ts';
import { keepPaneInSight } from '../stage/pane-in-sight.ts';
import { RoomPlaces } from './room-places.ts';
import type { WorkAreaFace } from './work-area.ts';
import type { Room, Workplace } from './workplace.ts';
import { WorkplaceTabs } from './workplace-tabs.ts';

/** The tabs of the workplaces, and the places that rooms have on the page. */
export class WorkAreaElements implements WorkAreaFace {
  readonly #tabs: WorkplaceTabs;
  readonly #places = new RoomPlaces(
    byId('page', HTMLElement),
    byId('workplace', HTMLElement),
    byId('stage-column', HTMLElement),
    byId('numbers', HTMLElement),
  );

  constructor(onChoose: (name: string) => void) {
    this.#tabs = new WorkplaceTabs(byId('workplace-tabs', HTMLElement), 'stage', onChoose);
  }

  show({ name }: Workplace, room: Room): void {
    this.#tabs.show(name);
    byId('page', HTMLElement).dataset.workplace = name;
    this.#places.show(room);
    if (room.panel) keepPaneInSight(byId('stage', HTMLElement), room.panel);
  }
}
