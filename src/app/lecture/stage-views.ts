import { byId } from '../elements/element.ts';
import { slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import { SeenViews } from './seen-views.ts';

/** The panes of the stage, of which a room sees one or two. */
export class StageViews {
  readonly #stage: Stage;
  readonly #onShown: (count: number) => void;
  readonly #views = new SeenViews();

  /** @param onShown told how many panes are seen */
  constructor(stage: Stage, onShown: (count: number) => void) {
    this.#stage = stage;
    this.#onShown = onShown;
  }

  /** What somebody has chosen; `null` for what is usual. */
  get chosen(): readonly string[] | null {
    return this.#views.chosen;
  }

  /** Something else stands on the stage. */
  arranged(): void {
    this.#views.arrange(this.#stage.slots.map(slotId));
    this.#show();
  }

  choose(ids: readonly string[] | null): void {
    this.#views.choose(ids);
    this.#show();
  }

  nextAlone(): void {
    this.#views.nextAlone();
    this.#show();
  }

  nextPair(): void {
    this.#views.nextPair();
    this.#show();
  }

  toggle(place: number): void {
    this.#views.toggle(place);
    this.#show();
  }

  /** All panes are seen again. */
  leave(): void {
    // Also those that have left the stage.
    for (const pane of document.querySelectorAll('.lecture-seen')) pane.classList.remove('lecture-seen');
  }

  #show(): void {
    const { seen } = this.#views;
    this.leave();
    for (const slot of this.#stage.slots) {
      const id = slotId(slot);
      const { root } = (this.#stage.pane(id) ?? this.#stage.drawn(id))!;
      root.classList.toggle('lecture-seen', seen.includes(id));
    }
    byId('stage', HTMLElement).dataset.seen = String(seen.length);
    this.#onShown(seen.length);
  }
}
