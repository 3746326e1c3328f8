import { paneKeyAction } from '../pane-keys.ts';
import type { PaneTool, ToolPoint } from '../pane-tool.ts';
import type { CanvasPoint } from '../picture-projection.ts';
import type { ViewMoves } from '../view-moves.ts';

/** Moves the picture with the hand. */
export class PanTool<View> implements PaneTool {
  readonly dragCursor = 'grabbing';
  readonly #moves: ViewMoves<View>;
  #start: { readonly view: View; readonly at: CanvasPoint } | null = null;

  constructor(moves: ViewMoves<View>) {
    this.#moves = moves;
  }

  press({ onBody }: ToolPoint): void {
    this.#start = { view: this.#moves.view, at: onBody };
  }

  drag({ onBody }: ToolPoint): void {
    if (this.#start) this.#moves.drag(this.#start.view, this.#start.at, onBody);
  }

  release(): void {
    this.#start = null;
  }

  key(event: KeyboardEvent): boolean {
    const action = paneKeyAction(event, false);
    if (action?.kind !== 'pan') return false;
    this.#moves.panByParts(action.across, action.down);
    return true;
  }
}
