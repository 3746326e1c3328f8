import { type Layout, slotId } from '../../stage/layout.ts';
import type { Stage } from '../../stage/stage.ts';
import type { Plane } from '../../views/view.ts';
import { paintStrokes } from './paint-strokes.ts';
import { PenTool } from './pen-tool.ts';
import type { Strokes } from './strokes.ts';

/** Strokes on the panes of the stage, and the pen in those panes while it is in the hand. */
export class StageInk {
  readonly #stage: Stage;
  readonly #strokes: Strokes;
  readonly #lendTools: () => void;
  readonly #pens = new Map<Plane, PenTool>();
  #isOn = false;

  /** @param lendTools gives the panes what the room has for them */
  constructor(stage: Stage, strokes: Strokes, lendTools: () => void) {
    this.#stage = stage;
    this.#strokes = strokes;
    this.#lendTools = lendTools;
  }

  get isPenOn(): boolean {
    return this.#isOn;
  }

  /** Takes the pen, or puts it down. @returns whether any of these slots can be drawn on */
  setPen(isOn: boolean): boolean {
    this.#isOn = isOn;
    if (isOn) this.arranged();
    else {
      for (const { pane, plane } of this.#panes()) pane.takeBack(this.#penOf(plane));
      this.#lendTools();
    }
    return this.#panes().length > 0;
  }

  /** Other panes stand on the stage. */
  arranged(): void {
    for (const { pane, plane } of this.#panes()) {
      pane.setInk((context, projection, look) => paintStrokes(context, projection, look, this.#strokes.on(plane)));
      if (this.#isOn) pane.setTool(this.#penOf(plane));
    }
  }

  redraw(): void {
    for (const { pane } of this.#panes()) pane.requestRedraw();
  }

  #panes() {
    const slots: Layout = this.#stage.slots;
    return slots.flatMap((slot) => {
      const pane = this.#stage.pane(slotId(slot));
      return pane && slot.view.plane !== undefined ? [{ pane, plane: slot.view.plane }] : [];
    });
  }

  #penOf(plane: Plane): PenTool {
    const pen = this.#pens.get(plane) ?? new PenTool(plane, this.#strokes);
    this.#pens.set(plane, pen);
    return pen;
  }
}
