import type { PlanePoint } from '../../measure/plane.ts';
import { cursorOf } from '../editor/cursors.ts';
import { type Drawing, PolygonDrawing } from '../editor/polygon-drawing.ts';
import type { OverlayProjection } from '../panes/pane-content.ts';
import type { PaneTool, ToolPoint } from '../panes/pane-tool.ts';
import type { ToolLook } from '../panes/tool-look.ts';
import type { Plane } from '../views/view.ts';
import type { Mark, MarkKind } from './mark.ts';
import { draggedForm, type MarkDrag } from './mark-drag.ts';
import { handleName, type MarkHandle } from './mark-handles.ts';
import { type HandOverMarks, markHandleUnder, markUnder } from './mark-hit.ts';
import { MarkKeys } from './mark-keys.ts';
import { marksOn, type SeenMarks, seenMarks, toSeen, whyNoMark } from './mark-plane.ts';
import { shapeOf } from './mark-shape.ts';
import type { MarksHand } from './marks-hand.ts';
import { freehandThrough, markAbout, markBetween, polygonThrough } from './new-mark.ts';
import { paintMarks } from './paint-marks.ts';
import { type OutlinedRegion, paintRegions } from './paint-regions.ts';

export interface MarksToolHost {
  readonly hand: MarksHand;
  /** Paints over the pictures again. */
  redraw(): void;
  say(sentence: string): void;
  /** What else is outlined on a plane, below the marks. */
  regions(plane: Plane): readonly OutlinedRegion[];
}

/** What a hand is about to put down. */
interface Drawn {
  readonly kind: MarkKind;
  readonly start: PlanePoint;
  /** Of what is drawn freehand. */
  readonly path: PlanePoint[];
  readonly gesture: object;
  /** Once it has moved. */
  name: string | null;
}

/** What paints marks and regions over a picture. */
export interface MarkPainters {
  readonly paintMarks: typeof paintMarks;
  readonly paintRegions: typeof paintRegions;
}

const PAINTERS: MarkPainters = { paintMarks, paintRegions };

/**
 * Marks on the pictures of a plane: draws them, and makes, moves and reshapes them by hand and by keys. Where there is none,
 * and none is to be drawn, the left button stays with the window.
 */
export class MarksTool implements PaneTool {
  readonly usesShift = true;
  readonly leavesLeft = true;
  readonly #plane: Plane;
  readonly #host: MarksToolHost;
  readonly #keys: MarkKeys;
  readonly #polygon: PolygonDrawing;
  /** As it was painted last. */
  #seen: SeenMarks | null = null;
  #drag: (MarkDrag & { readonly name: string }) | null = null;
  #drawn: Drawn | null = null;
  readonly #painters: MarkPainters;

  /** @param painters what paints marks and regions over a picture */
  constructor(plane: Plane, host: MarksToolHost, painters: MarkPainters = PAINTERS) {
    this.#plane = plane;
    this.#painters = painters;
    this.#host = host;
    this.#keys = new MarkKeys(plane, host.hand, (sentence) => host.say(sentence));
    this.#polygon = new PolygonDrawing({
      changed: () => host.redraw(),
      say: (sentence) => host.say(sentence),
      finish: (corners) => {
        const seen = this.#seen;
        return seen !== null && host.hand.add(plane, polygonThrough(corners, seen)) !== null;
      },
      takeTriangle: () => this.#putDown(),
      reach: () => (this.#seen?.pixel ?? 0) * POLYGON_REACH_PIXELS,
    });
  }

  /** One finger draws while something is to be drawn, or moves the mark that is chosen; otherwise it scrolls. */
  get leavesScrolling(): boolean {
    const { kind, mark } = this.#host.hand;
    return kind === null && mark?.plane !== this.#plane;
  }

  /** Whether the left button is for marks here, and does not turn the window. */
  takes(point: ToolPoint): boolean {
    const over = this.#handOver(point);
    return over !== null && (this.#host.hand.kind !== null || this.#under(over) !== null);
  }

  press(point: ToolPoint): void {
    const over = this.#handOver(point);
    if (!over) return;
    const { hand } = this.#host;
    const { kind } = hand;
    if (this.#drawing) {
      this.#polygon.press(over.at);
    } else if (kind) {
      const why = whyNoMark(kind, over.seen);
      if (why !== null) this.#host.say(why);
      else if (kind === 'polygon') this.#beginPolygon(over.at);
      else this.#drawn = { kind, start: over.at, path: [over.at], gesture: {}, name: null };
    } else this.#take(over);
  }

  drag(point: ToolPoint): void {
    const over = this.#handOver(point);
    if (!over) return;
    const { hand } = this.#host;
    if (this.#drawing) this.#polygon.drag(over.at);
    if (this.#drawn) this.#draw(this.#drawn, over, point.shiftKey);
    const drag = this.#drag;
    if (!drag) return;
    const form = draggedForm(drag, over.at, point, over.seen);
    hand.reshape(drag.name, form, { gesture: drag.gesture, moving: true });
  }

  release(cancelled: boolean): void {
    const { hand } = this.#host;
    this.#polygon.release(cancelled);
    const [drawn, drag] = [this.#drawn, this.#drag];
    this.#drawn = null;
    this.#drag = null;
    if (drawn) this.#endDrawing(drawn, cancelled);
    if (!drag) return;
    const { mark } = hand;
    if (mark?.name !== drag.name) return;
    hand.reshape(drag.name, cancelled ? drag.form : mark.form, { gesture: drag.gesture, moving: false });
  }

  hover(point: ToolPoint | null): string {
    const over = point && this.#handOver(point);
    if (this.#drawing) {
      this.#polygon.point(over?.at ?? null);
      return 'crosshair';
    }
    if (!over) return '';
    const { kind, mark } = this.#host.hand;
    if (kind) return 'crosshair';
    const under = this.#under(over);
    if (!under || !mark) return under ? 'move' : '';
    return under.handle ? cursorOfHandle(under.handle, mark, over.seen) : 'move';
  }

  doubleClick(): void {
    if (this.#drawing) this.#polygon.finish();
  }

  key(event: KeyboardEvent): boolean {
    const seen = this.#seen;
    if (!seen) return false;
    if (this.#drawing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const isTaken = this.#polygon.key(event.key);
      if (!this.#drawing) this.#host.hand.draw(null);
      return isTaken;
    }
    return this.#keys.press(event, seen);
  }

  paint(context: CanvasRenderingContext2D, projection: OverlayProjection, look: ToolLook): void {
    const seen = seenMarks(projection);
    const { all, mark, handle } = this.#host.hand;
    const marks = marksOn(all, this.#plane);
    const { paintMarks, paintRegions } = this.#painters;
    paintRegions(context, projection, look, this.#host.regions(this.#plane), seen);
    if (look.isCopy) {
      paintMarks(context, projection, look, { marks, chosen: null, handle: null, seen, drawing: null });
      return;
    }
    this.#seen = seen;
    paintMarks(context, projection, look, { marks, chosen: mark?.name ?? null, handle, seen, drawing: this.#drawing });
  }

  /** The polygon that grows corner by corner, as long as one is to be drawn. */
  get #drawing(): Drawing | null {
    if (this.#host.hand.kind !== 'polygon') this.#polygon.forget();
    return this.#polygon.now;
  }

  /** Puts what is to be drawn down in the middle of what is seen. */
  #putDown(): void {
    const seen = this.#seen;
    const { kind } = this.#host.hand;
    if (!seen || !kind) return;
    this.#polygon.forget();
    const { left, right, bottom, top } = seen.visible;
    this.#host.hand.add(this.#plane, markAbout(kind, { x: (left + right) / 2, y: (bottom + top) / 2 }, seen));
  }

  #beginPolygon(at: PlanePoint): void {
    this.#polygon.begin();
    this.#polygon.press(at);
  }

  /** A mark or a handle that the hand has pressed on. */
  #take(over: HandOverMarks): void {
    const { hand } = this.#host;
    const under = this.#under(over);
    if (!under) return;
    const { mark } = under;
    const handle: MarkHandle = under.handle ?? { kind: 'move', at: over.at };
    hand.choose(mark.name, under.handle && under.handle.kind !== 'move' ? handleName(under.handle) : null);
    this.#drag = { start: over.at, form: mark.form, handle, gesture: {}, name: mark.name };
  }

  #draw(drawn: Drawn, { at, seen }: HandOverMarks, isEven: boolean): void {
    const { hand } = this.#host;
    drawn.path.push(at);
    const { kind, start, path, gesture } = drawn;
    const form = kind === 'freehand' ? freehandThrough(path, seen) : markBetween(kind, start, at, seen, isEven);
    if (!form) return;
    const step = { gesture, moving: true };
    if (drawn.name === null) drawn.name = hand.add(this.#plane, form, step)?.name ?? null;
    else hand.reshape(drawn.name, form, step);
  }

  #endDrawing({ kind, start, gesture, name }: Drawn, cancelled: boolean): void {
    const { hand } = this.#host;
    const seen = this.#seen;
    if (name === null) {
      // A click: of a size that can be taken hold of.
      if (seen && !cancelled) hand.add(this.#plane, markAbout(kind, start, seen));
      return;
    }
    const { mark } = hand;
    // Nothing has come of the gesture, and there is nothing to undo.
    if (cancelled) hand.remove(name, { gesture, moving: false });
    else if (mark) hand.reshape(name, mark.form, { gesture, moving: false });
  }

  /** The chosen mark's handle under the hand, or else the topmost mark. */
  #under(over: HandOverMarks): { readonly mark: Mark; readonly handle: MarkHandle | null } | null {
    const { all, mark: chosen } = this.#host.hand;
    if (chosen?.plane === this.#plane) {
      const handle = markHandleUnder(chosen.form, over);
      if (handle) return { mark: chosen, handle };
    }
    const mark = markUnder(marksOn(all, this.#plane), over);
    return mark && { mark, handle: null };
  }

  #handOver({ horizontal, vertical, touch }: ToolPoint): HandOverMarks | null {
    const seen = this.#seen;
    return seen && { at: toSeen(seen, { x: horizontal, y: vertical }), touch, seen };
  }
}

/** How near its first corner a click ends a polygon. */
const POLYGON_REACH_PIXELS = 9;

function cursorOfHandle(handle: MarkHandle, { form }: Mark, seen: SeenMarks): string {
  return handle.kind === 'width' ? 'move' : cursorOf(handle, shapeOf(form, seen));
}
