import type { PaneTool } from '../panes/pane-tool.ts';
import { type Layout, slotId } from '../stage/layout.ts';
import type { Room } from './workplace.ts';

/** A pane that can be lent a tool. */
export interface ToolBorrower {
  setTool(tool: PaneTool): void;
  /** Without effect where it has another one by now. */
  takeBack(tool: PaneTool): void;
}

/** The tools that rooms lend to panes. A pane that is lent none any more gives back the one that it had. */
export class LentTools {
  readonly #paneOf: (id: string) => ToolBorrower | null;
  #lent: ReadonlyMap<string, PaneTool> = new Map();

  /** @param paneOf also finds a pane that has left the stage */
  constructor(paneOf: (id: string) => ToolBorrower | null) {
    this.#paneOf = paneOf;
  }

  /** Whether a pane is lent one. */
  has(id: string): boolean {
    return this.#lent.has(id);
  }

  /** Lends what a room has for the slots of the stage, and takes back the rest. */
  lend(room: Room | null, slots: Layout): void {
    const tools = new Map<string, PaneTool>();
    for (const slot of slots) {
      const tool = room?.tool?.(slot);
      if (tool) tools.set(slotId(slot), tool);
    }
    for (const [id, tool] of this.#lent) if (!tools.has(id)) this.#paneOf(id)?.takeBack(tool);
    for (const [id, tool] of tools) this.#paneOf(id)?.setTool(tool);
    this.#lent = tools;
  }
}
