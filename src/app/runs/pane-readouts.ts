import type { PlanePoint } from '../../measure/plane.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import { hoverAt, paneReadout } from '../views/readout.ts';
import type { HostCopies } from './host-copies.ts';

/** Says in panes' title lines where the pointer or the crosshair is, and what is there. */
export class PaneReadouts {
  readonly #stage: Stage;
  readonly #copies: HostCopies;
  /** What the pointer or the crosshair is over in each slot. */
  readonly #hovers = new Map<string, PaneHover | null>();

  constructor(stage: Stage, copies: HostCopies) {
    this.#stage = stage;
    this.#copies = copies;
  }

  /** To be told again when another picture is shown. */
  async show(slot: Slot, hover: PaneHover | null): Promise<void> {
    const id = slotId(slot);
    this.#hovers.set(id, hover);
    const shown = this.#stage.shown(id);
    const pane = this.#stage.pane(id);
    if (!hover || !shown) {
      pane?.setReadout('');
      return;
    }
    const copy = this.#copies.peek(shown.array);
    const over = slot.over ? this.#overAt(id, hover) : '';
    pane?.setReadout(`${paneReadout(shown, hover, copy?.[hover.row * shown.array.columns + hover.column])}${over}`);
    if (copy) return;
    const isThere = await this.#copies.of(shown.engine, shown.array).then(
      () => true,
      () => false,
    );
    if (isThere && this.#hovers.get(id) === hover && this.#stage.shown(id) === shown) await this.show(slot, hover);
  }

  /** The same of a place that a hand points at in another picture of the plane. */
  async showAt(slot: Slot, place: PlanePoint | null): Promise<void> {
    const shown = this.#stage.shown(slotId(slot));
    await this.show(slot, place && shown && hoverAt(shown, place));
  }

  /** What the picture that lies over another one has at the same place. */
  #overAt(id: string, { horizontalValue, verticalValue }: PaneHover): string {
    const over = this.#stage.shownOver(id);
    if (!over) return '';
    const at = hoverAt(over, { x: horizontalValue, y: verticalValue });
    if (!at) return ' and —';
    const value = this.#copies.peek(over.array)?.[at.row * over.array.columns + at.column];
    return value === undefined
      ? ' and …'
      : ` and ${over.values.format(over.values.toDisplay(value))} ${over.values.unit}`;
  }
}
