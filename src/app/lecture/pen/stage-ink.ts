import type { PaneTool } from '../../panes/pane-tool.ts';
import { type Layout, slotId } from '../../stage/layout.ts';
import type { Stage } from '../../stage/stage.ts';
import type { Plane } from '../../views/view.ts';
import { paintStrokes } from './paint-strokes.ts';
import { PenTool } from './pen-tool.ts';
import type { Strokes } from './strokes.ts';

/** What of a pane a pen has to do with. */
interface InkedPane {
  readonly lentTool: PaneTool | null;
  setTool(tool: PaneTool): void;
}

/** Strokes on the panes of the stage, and the pen in those panes while it is in the hand. */
export class StageInk {
  readonly #stage: Stage;
  readonly #strokes: Strokes;
  readonly #lendTools: () => void;
  readonly #pens = new WeakMap<InkedPane, PenTool>();
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
      for (const { pane, plane } of this.#panes()) pane.takeBack(this.#penOf(pane, plane));
      this.#lendTools();
    }
    return this.#panes().length > 0;
  }

  /** Other panes stand on the stage. */
  arranged(): void {
    if (this.#isOn) this.#lendTools();
    for (const { pane, plane } of this.#panes()) {
      pane.setInk((context, projection, look) => paintStrokes(context, projection, look, this.#strokes.on(plane)));
      if (this.#isOn) this.#handTo(pane, plane);
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

  #handTo(pane: InkedPane, plane: Plane): void {
    const pen = this.#penOf(pane, plane);
    // Those that the room lends nothing have the pen still.
    pen.under = pane.lentTool === pen ? null : pane.lentTool;
    pane.setTool(pen);
  }

  #penOf(pane: InkedPane, plane: Plane): PenTool {
    const pen = this.#pens.get(pane) ?? new PenTool(plane, this.#strokes);
    this.#pens.set(pane, pen);
    return pen;
  }
}
