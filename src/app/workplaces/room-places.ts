import './room-places.css';
import { hasScene } from '../stage/layouts.ts';
import type { Room } from './workplace.ts';

/** Where a room's own parts stand: its panel in the place of the controls, its bar above the stage, its numbers above those of the run. */
export class RoomPlaces {
  readonly #page: HTMLElement;
  readonly #workplace: HTMLElement;
  readonly #stageColumn: HTMLElement;
  readonly #numbers: HTMLElement;
  #shown: Room | null = null;

  constructor(page: HTMLElement, workplace: HTMLElement, stageColumn: HTMLElement, numbers: HTMLElement) {
    this.#page = page;
    this.#workplace = workplace;
    this.#stageColumn = stageColumn;
    this.#numbers = numbers;
  }

  show(room: Room): void {
    this.#shown?.panel?.remove();
    this.#shown?.bar?.remove();
    this.#shown?.numbers?.remove();
    if (room.panel) this.#workplace.prepend(room.panel);
    if (room.bar) this.#stageColumn.prepend(room.bar);
    if (room.numbers) this.#numbers.prepend(room.numbers);
    this.#page.classList.toggle('has-room-panel', room.panel !== undefined);
    this.#page.classList.toggle('has-volume', room.look !== undefined);
    this.#page.classList.toggle('has-scene', hasScene(room.layout));
    this.#page.classList.toggle('reads-only', room.readsOnly === true);
    this.#shown = room;
  }
}
