import { dividerAt } from '../../panes/over-picture.ts';
import type { OverlayProjection } from '../../panes/pane-content.ts';
import type { PaneTool, ToolPoint } from '../../panes/pane-tool.ts';
import type { ToolLook } from '../../panes/tool-look.ts';
import { paintDivider, paintName } from './paint-compare.ts';

/** Two pictures in one place. */
export interface Overlaid {
  readonly way: 'swipe' | 'blink';
  /** What the one on the left, or below, and the other are called. */
  readonly labels: readonly [string, string];
  /** Where the second begins, as a part of the picture's width. */
  readonly divider: number;
}

export interface CompareToolHost {
  /** `null` where each picture has a pane of its own. */
  readonly overlaid: Overlaid | null;
  divide(divider: number, moving: boolean): void;
}

/** How near the divider a hand takes hold of it, CSS pixels; fingers are less exact. */
const REACH_PIXELS = 10;
const FINGER_REACH_PIXELS = 24;

/** Swipes one picture over another, and says which is which. */
export class CompareTool implements PaneTool {
  readonly dragCursor = 'col-resize';
  readonly leavesLeft = true;
  readonly leavesScrolling = true;
  readonly #host: CompareToolHost;
  /** Where the picture was painted last, CSS pixels of the pane's body. */
  #frame: OverlayProjection['frame'] | null = null;
  #isDragging = false;

  constructor(host: CompareToolHost) {
    this.#host = host;
  }

  get dividerPart(): number {
    return this.#host.overlaid?.divider ?? 0;
  }

  takes({ onBody, touch }: ToolPoint): boolean {
    const { overlaid } = this.#host;
    if (!this.#frame || overlaid?.way !== 'swipe') return false;
    const awayPixels = Math.abs(onBody.x - dividerAt(this.#frame, overlaid.divider));
    return awayPixels <= (touch ? FINGER_REACH_PIXELS : REACH_PIXELS);
  }

  press(): void {
    this.#isDragging = true;
  }

  drag(point: ToolPoint): void {
    this.#divide(point, true);
  }

  release(): void {
    const { overlaid } = this.#host;
    if (this.#isDragging && overlaid) this.#host.divide(overlaid.divider, false);
    this.#isDragging = false;
  }

  hover(): string {
    return 'col-resize';
  }

  paint(context: CanvasRenderingContext2D, { frame }: OverlayProjection, look: ToolLook): void {
    this.#frame = frame;
    const { overlaid } = this.#host;
    if (!overlaid) return;
    const { way, labels, divider } = overlaid;
    if (way === 'blink') {
      paintName(context, frame, look, labels[divider < 0.5 ? 1 : 0], 'left');
      return;
    }
    paintDivider(context, frame, look, dividerAt(frame, divider));
    if (divider > 0) paintName(context, frame, look, labels[0], 'left');
    if (divider < 1) paintName(context, frame, look, labels[1], 'right');
  }

  #divide({ onBody }: ToolPoint, moving: boolean): void {
    if (!this.#frame || !this.#isDragging) return;
    const { left, width } = this.#frame;
    this.#host.divide((onBody.x - left) / width, moving);
  }
}
