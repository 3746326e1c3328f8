import type { PaneFrame } from './pane-frame.ts';
import { type Gesture, zoomOfWheel } from './pane-gestures.ts';
import { type HeldKeys, listenToPointers } from './pane-pointer.ts';
import type { PaneTool, ToolPoint } from './pane-tool.ts';
import type { CanvasPoint } from './picture-projection.ts';
import { pictureAt, type SeenPicture, valuesAt } from './seen-picture.ts';
import type { CrosshairTool } from './tools/crosshair-tool.ts';
import type { PanTool } from './tools/pan-tool.ts';
import type { WindowTool } from './tools/window-tool.ts';
import type { ZoomTool } from './tools/zoom-tool.ts';

/** The tools that every pane has. */
export interface OwnTools<View> {
  readonly window: WindowTool;
  readonly pan: PanTool<View>;
  readonly zoom: ZoomTool<View>;
  readonly crosshair: CrosshairTool;
}

export interface PaneInputCallbacks {
  /** What is painted now, which the hand sees; null while there is nothing. */
  seen(): SeenPicture | null;
  /** The pointer is at this point of the body, or has left. */
  onPointer(point: CanvasPoint | null): void;
  onDoubleClick(): void;
}

/** Hands what pointers and keys do on a pane to its tools: the left button to the one that has it, keys to all. */
export class PaneInput<View> {
  readonly #picture: HTMLElement;
  readonly #own: OwnTools<View>;
  readonly #callbacks: PaneInputCallbacks;
  readonly #stopPointers: () => void;
  readonly #listening = new AbortController();
  #lent: PaneTool | null = null;
  #pressed: PaneTool | null = null;
  /** Where the pointer was last; a press comes after it. */
  #hovered: ToolPoint | null = null;
  /** Since it was pressed the hand has moved far enough for a drag. */
  #isDragging = false;

  constructor({ picture, body }: PaneFrame, own: OwnTools<View>, callbacks: PaneInputCallbacks) {
    this.#picture = picture;
    this.#own = own;
    this.#callbacks = callbacks;
    this.#stopPointers = listenToPointers(picture, body, {
      usesShift: () => this.#leftAt(this.#hovered).usesShift ?? false,
      hover: (point, held) => this.#hover(point, held),
      press: (gesture, point, held) => this.#press(gesture, point, held),
      dragStart: () => this.#dragBegins(),
      drag: (point, held) => {
        const at = this.#toolPoint(point, held);
        if (at) this.#pressed?.drag?.(at);
      },
      release: (cancelled) => this.#release(cancelled),
      pinchStart: () => own.zoom.pinchStart(),
      pinch: (factor, from, to) => own.zoom.pinch(factor, from, to),
      wheel: (point, turn) => this.#lent?.wheel?.(turn) || own.zoom.zoomBy(point, zoomOfWheel(turn)),
      doubleClick: (point, held) => {
        const at = this.#toolPoint(point, held);
        const left = this.#leftAt(at);
        if (!left.doubleClick) callbacks.onDoubleClick();
        else if (at) left.doubleClick(at);
      },
    });
    const { signal } = this.#listening;
    picture.addEventListener('keydown', (event) => this.#keyDown(event), { signal });
    picture.addEventListener('blur', () => own.crosshair.hide(), { signal });
  }

  /** Gives the left button, the single finger and the keys that it wants to a tool; null gives them back. */
  lend(tool: PaneTool | null): void {
    this.#lent = tool;
    this.#picture.classList.toggle('pane-has-tool', tool !== null && !tool.leavesScrolling);
    this.#picture.style.cursor = '';
  }

  /** The tool that it was lent. */
  get lent(): PaneTool | null {
    return this.#lent;
  }

  /** All tools, in the order in which they are asked for keys and painted. */
  get tools(): readonly PaneTool[] {
    const { window, pan, zoom, crosshair } = this.#own;
    // Arrows and Escape belong to the crosshair while there is one.
    return [crosshair, ...(this.#lent ? [this.#lent] : []), window, pan, zoom];
  }

  stop(): void {
    this.#stopPointers();
    this.#listening.abort();
  }

  /** The tool that has the left button at a point. */
  #leftAt(point: ToolPoint | null): PaneTool {
    const lent = this.#lent;
    const isLent = lent && (!lent.leavesLeft || (point !== null && lent.takes?.(point)));
    return isLent ? lent : this.#own.window;
  }

  #toolPoint(onBody: CanvasPoint, held: HeldKeys): ToolPoint | null {
    const seen = this.#callbacks.seen();
    return seen && { ...held, ...valuesAt(seen, pictureAt(seen, onBody)), onBody };
  }

  #hover(point: CanvasPoint | null, held: HeldKeys): void {
    const at = point && this.#toolPoint(point, held);
    this.#hovered = at;
    if (!this.#isDragging) this.#picture.style.cursor = this.#leftAt(at).hover?.(at) ?? '';
    this.#callbacks.onPointer(point);
    // The mouse takes the reading back from the crosshair.
    this.#own.crosshair.hover(at);
  }

  #press(gesture: Gesture, point: CanvasPoint, held: HeldKeys): void {
    const at = this.#toolPoint(point, held);
    this.#pressed = gesture === 'left' ? this.#leftAt(at) : this.#own[gesture];
    if (at) this.#pressed.press?.(at);
  }

  #dragBegins(): void {
    this.#isDragging = true;
    const cursor = this.#pressed?.dragCursor;
    if (cursor !== undefined) this.#picture.style.cursor = cursor;
  }

  #release(cancelled: boolean): void {
    const tool = this.#pressed;
    if (this.#isDragging && tool?.dragCursor !== undefined) this.#picture.style.cursor = '';
    this.#pressed = null;
    this.#isDragging = false;
    tool?.release?.(cancelled);
  }

  #keyDown(event: KeyboardEvent): void {
    if (!this.#callbacks.seen()) return;
    if (!this.tools.some((tool) => tool.key?.(event))) return;
    // Handled here: neither the page scrolls nor the page's own shortcuts act.
    event.preventDefault();
    event.stopPropagation();
  }
}
