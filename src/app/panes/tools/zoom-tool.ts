import { zoomOfDrag } from '../pane-gestures.ts';
import { paneKeyAction } from '../pane-keys.ts';
import type { PaneTool, ToolPoint } from '../pane-tool.ts';
import type { CanvasPoint } from '../picture-projection.ts';
import type { ViewMoves } from '../view-moves.ts';

/** Zooms about where the hand went down, or about the middle of two fingers. */
export class ZoomTool<View> implements PaneTool {
  readonly dragCursor = 'zoom-in';
  readonly #moves: ViewMoves<View>;
  #start: { readonly view: View; readonly at: CanvasPoint } | null = null;
  #pinched: View | null = null;

  constructor(moves: ViewMoves<View>) {
    this.#moves = moves;
  }

  press({ onBody }: ToolPoint): void {
    this.#start = { view: this.#moves.view, at: onBody };
  }

  drag({ onBody }: ToolPoint): void {
    if (!this.#start) return;
    const { view, at } = this.#start;
    this.#moves.zoom(view, at, zoomOfDrag(onBody.y - at.y));
  }

  release(): void {
    this.#start = null;
  }

  zoomBy(about: CanvasPoint, factor: number): void {
    this.#moves.zoom(this.#moves.view, about, factor);
  }

  pinchStart(): void {
    this.#pinched = this.#moves.view;
  }

  pinch(factor: number, start: CanvasPoint, now: CanvasPoint): void {
    if (this.#pinched !== null) this.#moves.pinch(this.#pinched, factor, start, now);
  }

  key(event: KeyboardEvent): boolean {
    const action = paneKeyAction(event, false);
    if (action?.kind === 'zoom') this.#moves.zoomMiddle(action.factor);
    else if (action?.kind === 'fit') this.#moves.fit();
    else return false;
    return true;
  }
}
