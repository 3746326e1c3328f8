import type { PaneTool, ToolPoint } from '../panes/pane-tool.ts';
import { frameOf, fromFrame } from './box-frame.ts';
import { cursorOf } from './cursors.ts';
import type { EditedPhantom } from './edited-phantom.ts';
import { type BoxShape, type EditedShape, middleOf, type Point } from './edited-shape.ts';
import { type Handle, handleAt, handlesOf, type SeenPlane } from './handles.ts';
import { nearestEdge, topmostShapeAt } from './hit-testing.ts';
import { newShape, polygonThrough } from './new-shape.ts';
import { outlineOf } from './outline.ts';
import { withCornerAt, withNewCorner, withoutCorner } from './polygon-corners.ts';
import { type BoxSide, moved, resized, turned } from './reshape.ts';
import { decimalsFor } from './rounding.ts';
import { withNewShape, withoutShape } from './shape-list.ts';

/** What the tool needs of the editor that it belongs to. */
export interface ShapeToolHost {
  readonly phantom: EditedPhantom;
  /** Millimetres of one unit of the file. */
  readonly unitMm: number;
  /** How the plane is seen, in the file's unit; null while there is no picture. */
  seen(): SeenPlane | null;
  /** Runs an edit; answers whether it was taken, and says why where it was not. */
  attempt(edit: () => void, moving: boolean): boolean;
  /** The hand has let go of what it moved; `refused` where it let go at a place that could not be. */
  settle(refused: boolean): void;
  /** Another shape or corner is selected, or a polygon grows. */
  selectionChanged(): void;
  say(sentence: string): void;
  /** Escape with nothing left to let go of. */
  leave(): void;
}

/** A polygon that is being drawn. */
export interface Drawing {
  readonly corners: readonly Point[];
  /** Where the next corner would be. */
  readonly pointer: Point | null;
}

interface Drag {
  readonly start: Point;
  readonly shape: EditedShape;
  readonly handle: Handle;
  /** All edits of the drag are undone together. */
  readonly gesture: object;
  begun: boolean;
  refused: boolean;
}

/** How near a pointer or a finger has to come, CSS pixels. */
const HANDLE_REACH_PIXELS = { mouse: 11, touch: 22 };
const SHAPE_REACH_PIXELS = { mouse: 6, touch: 16 };
const LARGE_NUDGE_PIXELS = 10;
/** A new shape's part of what is seen. */
const NEW_SHAPE_PART = 1 / 6;
const LEAST_CORNERS = 3;

const DRAWING_WORDS =
  'Click the corners; a double-click or Enter ends, Escape cancels. Enter before the first corner puts a triangle in the middle.';

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What the hand does to shapes on the phantom's picture. */
export class ShapeTool implements PaneTool {
  readonly usesShift = true;
  readonly #host: ShapeToolHost;
  #drag: Drag | null = null;
  #drawing: Drawing | null = null;
  /** Where the pointer went down while a polygon is drawn. */
  #pressed: Point | null = null;
  /** The corner of the selected polygon that keys act on. */
  #corner: number | null = null;
  #nudge: object = {};

  constructor(host: ShapeToolHost) {
    this.#host = host;
  }

  get drawing(): Drawing | null {
    return this.#drawing;
  }

  /** The active corner of the selected polygon. */
  get corner(): number | null {
    const { shape } = this.#host.phantom;
    if (shape?.type !== 'polygon' || this.#corner === null) return null;
    return this.#corner < shape.points.length ? this.#corner : null;
  }

  setCorner(corner: number | null): void {
    this.#corner = corner;
    this.#host.selectionChanged();
  }

  /** Digits after the point that a hand can mean at the present zoom, in the file's unit. */
  get decimals(): number {
    const seen = this.#host.seen();
    return decimalsFor(seen ? seen.pixel : this.#host.phantom.file.fieldSizeMm / this.#host.unitMm / 1000);
  }

  startDrawing(): void {
    this.#drawing = { corners: [], pointer: null };
    this.#host.phantom.select(null);
    this.#host.selectionChanged();
    this.#host.say(DRAWING_WORDS);
  }

  /** Lets go of all that it holds: the phantom is another one. */
  letGo(): void {
    this.#drag = null;
    this.#drawing = null;
    this.#corner = null;
  }

  cancelDrawing(): void {
    if (!this.#drawing) return;
    this.#drawing = null;
    this.#host.selectionChanged();
  }

  select(index: number | null): void {
    this.cancelDrawing();
    this.#corner = null;
    this.#host.phantom.select(index);
    this.#host.selectionChanged();
  }

  // The pointer

  press(point: ToolPoint): void {
    const at = this.#pointOf(point);
    if (this.#drawing) {
      this.#pressed = at;
      return;
    }
    const seen = this.#host.seen();
    if (!seen) return;
    const { phantom } = this.#host;
    const handle = this.#handleUnder(point, seen);
    if (handle && phantom.shape) {
      this.setCorner(handle.kind === 'corner' ? handle.index : null);
      this.#drag = beginDrag(at, phantom.shape, handle);
      return;
    }
    if (!this.#isOnOutline(point, seen)) this.select(this.#shapeUnder(point, seen));
    this.#drag = phantom.shape && beginDrag(at, phantom.shape, { kind: 'move', at });
  }

  drag(point: ToolPoint): void {
    if (this.#drawing) {
      this.#pressed = this.#pointOf(point);
      this.#showPointer(this.#pressed);
    }
    const drag = this.#drag;
    if (!drag) return;
    drag.begun = true;
    const next = reshaped(drag, this.#pointOf(point), point, this.decimals);
    const { phantom } = this.#host;
    drag.refused = !this.#host.attempt(() => phantom.editShape(next, drag.gesture), true);
    if (drag.handle.kind === 'edge' && !drag.refused) this.#corner = drag.handle.index + 1;
  }

  release(cancelled: boolean): void {
    const pressed = this.#pressed;
    this.#pressed = null;
    if (this.#drawing && pressed && !cancelled) this.#addCorner(pressed);
    const drag = this.#drag;
    this.#drag = null;
    if (!drag?.begun) return;
    if (cancelled || drag.refused) {
      this.#host.phantom.abandon(drag.gesture);
      if (drag.handle.kind === 'edge') this.#corner = null;
    }
    this.#host.settle(drag.refused);
  }

  hover(point: ToolPoint | null): string {
    if (this.#drawing) {
      this.#showPointer(point && this.#pointOf(point));
      return 'crosshair';
    }
    const seen = this.#host.seen();
    if (!point || !seen) return '';
    const { phantom } = this.#host;
    const handle = this.#handleUnder(point, seen);
    if (handle && phantom.shape) return cursorOf(handle, phantom.shape);
    return this.#isOnOutline(point, seen) || this.#shapeUnder(point, seen) !== null ? 'move' : 'default';
  }

  doubleClick(point: ToolPoint): void {
    if (this.#drawing) {
      this.#finishDrawing();
      return;
    }
    const seen = this.#host.seen();
    const { shape } = this.#host.phantom;
    if (!seen || shape?.type !== 'polygon') return;
    const handle = this.#handleUnder(point, seen);
    if (handle?.kind === 'corner') {
      this.removeCorner(handle.index);
      return;
    }
    const edge = nearestEdge(outlineOf(shape), this.#pointOf(point));
    if (edge.distance <= reach(HANDLE_REACH_PIXELS, point) * seen.pixel) this.insertCorner(edge.index, edge.at);
  }

  // Keys

  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (this.#drawing) return this.#drawingKey(event.key);
    const { phantom } = this.#host;
    const arrow = ARROWS[event.key];
    if (arrow && phantom.shape) {
      this.#nudgeBy(arrow, event);
      return true;
    }
    switch (event.key) {
      case 'Tab':
        return this.#selectNext(event.shiftKey ? -1 : 1);
      case 'Delete':
      case 'Backspace':
        this.removeSelected();
        return true;
      case 'Escape':
        if (this.corner !== null) this.setCorner(null);
        else if (phantom.selected !== null) this.select(null);
        else this.#host.leave();
        return true;
      default:
        return false;
    }
  }

  /** The active corner, or the selected shape. */
  removeSelected(): void {
    const { phantom } = this.#host;
    if (this.corner !== null) this.removeCorner(this.corner);
    else if (phantom.selected !== null) this.removeShape();
  }

  removeShape(): void {
    const { phantom } = this.#host;
    const { selected } = phantom;
    if (selected === null) return;
    this.#corner = null;
    this.#host.attempt(() => phantom.edit(withoutShape(phantom.state, selected)), false);
  }

  removeCorner(index: number): void {
    const { phantom } = this.#host;
    const { shape } = phantom;
    if (shape?.type !== 'polygon') return;
    if (this.#host.attempt(() => phantom.editShape(withoutCorner(shape, index)), false)) this.setCorner(null);
  }

  /** A corner on an edge, by default in its middle; it becomes the active one. */
  insertCorner(edge: number, at?: Point): void {
    const { phantom } = this.#host;
    const { shape } = phantom;
    if (shape?.type !== 'polygon') return;
    const [fromX, fromY] = shape.points[edge]!;
    const [toX, toY] = shape.points[(edge + 1) % shape.points.length]!;
    const place = at ?? { x: (fromX + toX) / 2, y: (fromY + toY) / 2 };
    const next = withNewCorner(shape, edge, place, this.decimals + 2);
    if (this.#host.attempt(() => phantom.editShape(next), false)) this.setCorner(edge + 1);
  }

  /** A new shape of the last filling in the middle of what is seen. */
  addShape(type: EditedShape['type']): void {
    const seen = this.#host.seen();
    if (!seen) return;
    const { left, right, bottom, top } = seen.visible;
    const middle = { x: (left + right) / 2, y: (bottom + top) / 2 };
    const size = Math.min(right - left, top - bottom) * NEW_SHAPE_PART;
    this.#take(newShape(type, middle, size, this.#host.phantom.lastFilling, this.decimals));
  }

  #take(shape: EditedShape): void {
    const { phantom } = this.#host;
    this.#drawing = null;
    this.#corner = null;
    this.#host.attempt(() => phantom.edit(withNewShape(phantom.state, shape)), false);
  }

  #nudgeBy([x, y]: readonly [number, number], { shiftKey, repeat }: KeyboardEvent): void {
    const { phantom } = this.#host;
    const seen = this.#host.seen();
    const { shape } = phantom;
    if (!shape || !seen) return;
    // A key held down is one step.
    if (!repeat) this.#nudge = {};
    const { decimals } = this;
    const way = Math.max(seen.pixel * (shiftKey ? LARGE_NUDGE_PIXELS : 1), 10 ** -decimals);
    const { corner } = this;
    const next =
      shape.type === 'polygon' && corner !== null
        ? cornerMoved(shape, corner, { x: x * way, y: y * way }, decimals)
        : moved(shape, x * way, y * way, decimals);
    this.#host.attempt(() => phantom.editShape(next, this.#nudge), true);
  }

  /** At either end the key goes on to the page, so that nobody is kept in the picture. */
  #selectNext(by: 1 | -1): boolean {
    const { phantom } = this.#host;
    const count = phantom.file.shapes.length;
    const next = phantom.selected === null ? (by > 0 ? 0 : -1) : phantom.selected + by;
    if (next < 0 || next >= count) return false;
    this.select(next);
    return true;
  }

  #drawingKey(key: string): boolean {
    const { corners } = this.#drawing!;
    switch (key) {
      case 'Enter':
        if (corners.length === 0) this.addShape('polygon');
        else this.#finishDrawing();
        return true;
      case 'Escape':
        this.cancelDrawing();
        return true;
      case 'Backspace':
      case 'Delete':
        this.#draw(corners.slice(0, -1));
        return true;
      default:
        return false;
    }
  }

  // Drawing

  #addCorner(at: Point): void {
    const { corners } = this.#drawing!;
    const seen = this.#host.seen();
    if (!seen) return;
    const near = (other: Point | undefined) =>
      other && Math.hypot(other.x - at.x, other.y - at.y) < HANDLE_REACH_PIXELS.mouse * seen.pixel;
    if (corners.length >= LEAST_CORNERS && near(corners[0])) this.#finishDrawing();
    // The second click of a double-click.
    else if (!near(corners.at(-1))) this.#draw([...corners, at]);
  }

  #draw(corners: readonly Point[]): void {
    this.#drawing = { corners, pointer: this.#drawing!.pointer };
    this.#host.selectionChanged();
    this.#host.say(
      corners.length === 0
        ? DRAWING_WORDS
        : `${corners.length} ${corners.length === 1 ? 'corner' : 'corners'}; a double-click or Enter ends, Escape cancels.`,
    );
  }

  #showPointer(pointer: Point | null): void {
    this.#drawing = { corners: this.#drawing!.corners, pointer };
    this.#host.selectionChanged();
  }

  #finishDrawing(): void {
    const { corners } = this.#drawing!;
    const { phantom } = this.#host;
    if (corners.length < LEAST_CORNERS) {
      this.#host.say(`A polygon needs three corners; it has ${corners.length} yet.`);
      return;
    }
    const shape = polygonThrough(corners, phantom.lastFilling, this.decimals);
    // A refused outline goes on being drawn.
    const taken = this.#host.attempt(() => phantom.edit(withNewShape(phantom.state, shape)), false);
    if (taken) this.cancelDrawing();
  }

  #pointOf({ horizontal, vertical }: ToolPoint): Point {
    return { x: horizontal / this.#host.unitMm, y: vertical / this.#host.unitMm };
  }

  #shapeUnder(point: ToolPoint, seen: SeenPlane): number | null {
    const least = reach(SHAPE_REACH_PIXELS, point) * seen.pixel;
    return topmostShapeAt(this.#host.phantom.file.shapes, this.#pointOf(point), least);
  }

  /** The outline of the selected shape belongs to it on both sides, whatever lies there. */
  #isOnOutline(point: ToolPoint, seen: SeenPlane): boolean {
    const { shape } = this.#host.phantom;
    const outline = shape ? outlineOf(shape) : [];
    if (outline.length === 0) return false;
    return nearestEdge(outline, this.#pointOf(point)).distance <= reach(SHAPE_REACH_PIXELS, point) * seen.pixel;
  }

  #handleUnder(point: ToolPoint, seen: SeenPlane): Handle | null {
    const { shape } = this.#host.phantom;
    if (!shape) return null;
    return handleAt(handlesOf(shape, seen), this.#pointOf(point), reach(HANDLE_REACH_PIXELS, point) * seen.pixel);
  }
}

function reach(pixels: { readonly mouse: number; readonly touch: number }, { touch }: ToolPoint): number {
  return touch ? pixels.touch : pixels.mouse;
}

function beginDrag(start: Point, shape: EditedShape, handle: Handle): Drag {
  return { start, shape, handle, gesture: {}, begun: false, refused: false };
}

function cornerMoved(shape: Extract<EditedShape, { type: 'polygon' }>, corner: number, by: Point, decimals: number) {
  const [x, y] = shape.points[corner]!;
  return withCornerAt(shape, corner, { x: x + by.x, y: y + by.y }, decimals);
}

/** What a drag so far has made of the shape that it began with. */
function reshaped({ start, shape, handle }: Drag, now: Point, held: ToolPoint, decimals: number): EditedShape {
  const way = { x: now.x - start.x, y: now.y - start.y };
  switch (handle.kind) {
    case 'move': {
      // Shift keeps to one axis.
      const across = Math.abs(way.x) >= Math.abs(way.y);
      if (held.shiftKey) return moved(shape, across ? way.x : 0, across ? 0 : way.y, decimals);
      return moved(shape, way.x, way.y, decimals);
    }
    case 'rotate': {
      const middle = middleOf(shape);
      const directionOf = (point: Point) => Math.atan2(point.y - middle.y, point.x - middle.x);
      const degrees = ((directionOf(now) - directionOf(start)) * 180) / Math.PI;
      return turned(shape, degrees, held.shiftKey, decimals);
    }
    case 'resize': {
      if (shape.type === 'polygon') return shape;
      const options = { proportional: held.shiftKey, aboutCentre: held.altKey };
      return resized(shape, handle, sideAfter(shape, handle, way), options, decimals);
    }
    case 'corner':
      return shape.type === 'polygon' ? cornerMoved(shape, handle.index, way, decimals) : shape;
    case 'edge': {
      if (shape.type !== 'polygon') return shape;
      const at = { x: handle.at.x + way.x, y: handle.at.y + way.y };
      return withNewCorner(shape, handle.index, at, decimals);
    }
  }
}

/** Where a side is that has been dragged so far; its handle may stand off from it. */
function sideAfter(shape: BoxShape, { alongX, alongY }: BoxSide, way: Point): Point {
  const frame = frameOf(shape);
  const side = fromFrame(frame, { x: alongX * frame.halfWidth, y: alongY * frame.halfHeight });
  return { x: side.x + way.x, y: side.y + way.y };
}
