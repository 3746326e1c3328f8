import { paneKeyAction } from '../pane-keys.ts';
import type { PaneTool, ToolPoint } from '../pane-tool.ts';
import type { CanvasPoint } from '../picture-projection.ts';
import { type DisplayWindow, dragWindow } from '../window-level.ts';

export interface WindowToolHost {
  readonly window: DisplayWindow;
  /** The nominal span of the picture's values, in display units; null while there is none. */
  span(): number | null;
  /** Asks the pane's owner for another window; `finished` on release. */
  ask(window: DisplayWindow, finished: boolean): void;
}

/** Turns window and level as in any radiology viewer: right widens, down raises the level. */
export class WindowTool implements PaneTool {
  readonly dragCursor = 'move';
  readonly #host: WindowToolHost;
  #start: { readonly window: DisplayWindow; readonly at: CanvasPoint } | null = null;
  /** Kept apart from the pane's window, which its owner may not have set yet when the drag ends. */
  #last: DisplayWindow | null = null;

  constructor(host: WindowToolHost) {
    this.#host = host;
  }

  press({ onBody }: ToolPoint): void {
    this.#start = { window: this.#host.window, at: onBody };
    this.#last = null;
  }

  drag({ onBody }: ToolPoint): void {
    const span = this.#host.span();
    if (!this.#start || span === null) return;
    const { window, at } = this.#start;
    this.#last = dragWindow(window, onBody.x - at.x, onBody.y - at.y, span);
    this.#host.ask(this.#last, false);
  }

  release(cancelled: boolean): void {
    if (this.#start && this.#last) this.#host.ask(cancelled ? this.#start.window : this.#last, true);
    this.#start = null;
    this.#last = null;
  }

  key(event: KeyboardEvent): boolean {
    const action = paneKeyAction(event, false);
    const span = this.#host.span();
    if (action?.kind !== 'window' || span === null) return false;
    this.#host.ask(dragWindow(this.#host.window, action.dxPixels, action.dyPixels, span), true);
    return true;
  }
}
