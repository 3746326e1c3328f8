import type { PlanePoint } from '../../../measure/plane.ts';
import type { MarksTool } from '../../marks/marks-tool.ts';
import { dividerAt } from '../../panes/over-picture.ts';
import type { OverlayProjection } from '../../panes/pane-content.ts';
import type { PaneTool, ToolPoint } from '../../panes/pane-tool.ts';
import type { ToolLook } from '../../panes/tool-look.ts';
import { paintDivider, paintName, paintPlace } from './paint-compare.ts';

/** Two pictures in one place. */
export interface Overlaid {
  readonly way: 'swipe' | 'blink';
  /** What the one on the left, or below, and the other are called. */
  readonly labels: readonly [string, string];
  /** Where the second begins, as a part of the picture's width. */
  readonly divider: number;
}

/** What is under the pointer. */
export interface Pointed {
  /** The pane that it is in. */
  readonly pane: string;
  /** In mm. */
  readonly place: PlanePoint;
}

export interface CompareToolHost {
  readonly pointed: Pointed | null;
  /** `null` where each picture has a pane of its own. */
  readonly overlaid: Overlaid | null;
  divide(divider: number, moving: boolean): void;
}

/** How near the divider a hand takes hold of it, CSS pixels; fingers are less exact. */
const REACH_PIXELS = 10;
const FINGER_REACH_PIXELS = 24;

/** Swipes one picture over another, says which is which, shows what is pointed at in another pane, and has the marks. */
export class CompareTool implements PaneTool {
  readonly usesShift = true;
  readonly leavesLeft = true;
  readonly #pane: string;
  readonly #host: CompareToolHost;
  readonly #marks: MarksTool;
  /** Where the picture was painted last, CSS pixels of the pane's body. */
  #frame: OverlayProjection['frame'] | null = null;
  #isDragging = false;

  /** @param marks takes hold of the marks */
  constructor(pane: string, host: CompareToolHost, marks: MarksTool) {
    this.#pane = pane;
    this.#host = host;
    this.#marks = marks;
  }

  get dragCursor(): string {
    return this.#isDragging ? 'col-resize' : 'move';
  }

  get leavesScrolling(): boolean {
    return this.#marks.leavesScrolling;
  }

  get dividerPart(): number {
    return this.#host.overlaid?.divider ?? 0;
  }

  takes(point: ToolPoint): boolean {
    return this.#isOnDivider(point) || this.#marks.takes(point);
  }

  press(point: ToolPoint): void {
    this.#isDragging = this.#isOnDivider(point);
    if (!this.#isDragging) this.#marks.press(point);
  }

  drag(point: ToolPoint): void {
    if (this.#isDragging) this.#divide(point, true);
    else this.#marks.drag(point);
  }

  release(cancelled: boolean): void {
    const { overlaid } = this.#host;
    if (!this.#isDragging) this.#marks.release(cancelled);
    else if (overlaid) this.#host.divide(overlaid.divider, false);
    this.#isDragging = false;
  }

  hover(point: ToolPoint | null): string {
    return point && this.#isOnDivider(point) ? 'col-resize' : this.#marks.hover(point);
  }

  key(event: KeyboardEvent): boolean {
    return this.#marks.key(event);
  }

  paint(context: CanvasRenderingContext2D, projection: OverlayProjection, look: ToolLook): void {
    const { frame } = projection;
    this.#frame = frame;
    this.#marks.paint(context, projection, look);
    const { overlaid, pointed } = this.#host;
    if (pointed && pointed.pane !== this.#pane) {
      paintPlace(context, look, projection.valueToCanvas(pointed.place.x, pointed.place.y));
    }
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

  #isOnDivider({ onBody, touch }: ToolPoint): boolean {
    const { overlaid } = this.#host;
    if (!this.#frame || overlaid?.way !== 'swipe') return false;
    const awayPixels = Math.abs(onBody.x - dividerAt(this.#frame, overlaid.divider));
    return awayPixels <= (touch ? FINGER_REACH_PIXELS : REACH_PIXELS);
  }

  #divide({ onBody }: ToolPoint, moving: boolean): void {
    if (!this.#frame || !this.#isDragging) return;
    const { left, width } = this.#frame;
    this.#host.divide((onBody.x - left) / width, moving);
  }
}
