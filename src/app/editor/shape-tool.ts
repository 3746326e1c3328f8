import type { PaneTool, ToolPoint } from '../panes/pane-tool.ts';
import { cursorOf } from './cursors.ts';
import type { EditedPhantom } from './edited-phantom.ts';
import type { EditedShape, Point } from './edited-shape.ts';
import type { SeenPlane } from './handles.ts';
import { newShape, polygonThrough } from './new-shape.ts';
import { withNewCorner, withoutCorner } from './polygon-corners.ts';
import { type Drawing, PolygonDrawing } from './polygon-drawing.ts';
import {
  beginDrag,
  cornerMovedToStep,
  draggedShape,
  type HandSteps,
  handSteps,
  movedToStep,
  type ShapeDrag,
} from './shape-drag.ts';
import { withNewShape, withoutShape } from './shape-list.ts';
import { edgeUnder, type HandOver, handleReach, handleUnder, isOnOutline, shapeUnder } from './shape-picking.ts';

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

const LARGE_NUDGE_STEPS = 10;
/** A new shape's part of what is seen. */
const NEW_SHAPE_PART = 1 / 6;
/** A corner put on an edge is so much finer than what the hand snaps to, so that the outline stays. */
const EDGE_FINENESS = 100;

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
  readonly #drawing: PolygonDrawing;
  #drag: ShapeDrag | null = null;
  /** The corner of the selected polygon that keys act on. */
  #corner: number | null = null;
  #nudge: object = {};

  constructor(host: ShapeToolHost) {
    this.#host = host;
    this.#drawing = new PolygonDrawing({
      changed: () => host.selectionChanged(),
      say: (sentence) => host.say(sentence),
      finish: (corners) => {
        const shape = polygonThrough(corners, host.phantom.lastFilling, this.steps.snap);
        return host.attempt(() => host.phantom.edit(withNewShape(host.phantom.state, shape)), false);
      },
      takeTriangle: () => this.addShape('polygon'),
      reach: () => {
        const seen = host.seen();
        return seen ? handleReach({ touch: false, seen }) : 0;
      },
    });
  }

  get drawing(): Drawing | null {
    return this.#drawing.now;
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

  /** How fine the hand is at the present zoom, in the file's unit. */
  get steps(): HandSteps {
    const { phantom, unitMm } = this.#host;
    return handSteps(this.#host.seen()?.pixel ?? phantom.file.fieldSizeMm / unitMm / 1000, unitMm);
  }

  startDrawing(): void {
    this.#host.phantom.select(null);
    this.#drawing.begin();
  }

  /** Lets go of all that it holds: the phantom is another one. */
  letGo(): void {
    this.#drag = null;
    this.#drawing.forget();
    this.#corner = null;
  }

  cancelDrawing(): void {
    this.#drawing.cancel();
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
    if (this.drawing) {
      this.#drawing.press(at);
      return;
    }
    const hand = this.#handOver(point);
    if (!hand) return;
    const { phantom } = this.#host;
    const handle = handleUnder(phantom.shape, hand);
    if (handle && phantom.shape) {
      this.setCorner(handle.kind === 'corner' ? handle.index : null);
      this.#drag = beginDrag(at, phantom.shape, handle);
      return;
    }
    if (!isOnOutline(phantom.shape, hand)) this.select(shapeUnder(phantom.file.shapes, hand));
    this.#drag = phantom.shape && beginDrag(at, phantom.shape, { kind: 'move', at });
  }

  drag(point: ToolPoint): void {
    if (this.drawing) this.#drawing.drag(this.#pointOf(point));
    const drag = this.#drag;
    if (!drag) return;
    drag.begun = true;
    const next = draggedShape(drag, this.#pointOf(point), point, this.steps);
    const { phantom } = this.#host;
    drag.refused = !this.#host.attempt(() => phantom.editShape(next, drag.gesture), true);
    if (drag.handle.kind === 'edge' && !drag.refused) this.#corner = drag.handle.index + 1;
  }

  release(cancelled: boolean): void {
    this.#drawing.release(cancelled);
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
    if (this.drawing) {
      this.#drawing.point(point && this.#pointOf(point));
      return 'crosshair';
    }
    const hand = point && this.#handOver(point);
    if (!hand) return '';
    const { phantom } = this.#host;
    const handle = handleUnder(phantom.shape, hand);
    if (handle && phantom.shape) return cursorOf(handle, phantom.shape);
    return isOnOutline(phantom.shape, hand) || shapeUnder(phantom.file.shapes, hand) !== null ? 'move' : 'default';
  }

  doubleClick(point: ToolPoint): void {
    if (this.drawing) {
      this.#drawing.finish();
      return;
    }
    const hand = this.#handOver(point);
    const { shape } = this.#host.phantom;
    if (!hand || shape?.type !== 'polygon') return;
    const handle = handleUnder(shape, hand);
    if (handle?.kind === 'corner') {
      this.removeCorner(handle.index);
      return;
    }
    const edge = edgeUnder(shape, hand);
    if (edge) this.insertCorner(edge.index, edge.at);
  }

  // Keys

  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (this.drawing) return this.#drawing.key(event.key);
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
    const next = withNewCorner(shape, edge, place, this.steps.snap / EDGE_FINENESS);
    if (this.#host.attempt(() => phantom.editShape(next), false)) this.setCorner(edge + 1);
  }

  /** A new shape of the last filling in the middle of what is seen. */
  addShape(type: EditedShape['type']): void {
    const seen = this.#host.seen();
    if (!seen) return;
    const { left, right, bottom, top } = seen.visible;
    const middle = { x: (left + right) / 2, y: (bottom + top) / 2 };
    const size = Math.min(right - left, top - bottom) * NEW_SHAPE_PART;
    this.#take(newShape(type, middle, size, this.#host.phantom.lastFilling, this.steps.snap));
  }

  #take(shape: EditedShape): void {
    const { phantom } = this.#host;
    this.#drawing.forget();
    this.#corner = null;
    this.#host.attempt(() => phantom.edit(withNewShape(phantom.state, shape)), false);
  }

  #nudgeBy([x, y]: readonly [number, number], { shiftKey, repeat }: KeyboardEvent): void {
    const { phantom } = this.#host;
    const { shape } = phantom;
    if (!shape) return;
    // A key held down is one step.
    if (!repeat) this.#nudge = {};
    const { snap } = this.steps;
    const length = snap * (shiftKey ? LARGE_NUDGE_STEPS : 1);
    const way = { x: x * length, y: y * length };
    const { corner } = this;
    const next =
      shape.type === 'polygon' && corner !== null
        ? cornerMovedToStep(shape, corner, way, snap)
        : movedToStep(shape, way, snap);
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

  #pointOf({ horizontal, vertical }: ToolPoint): Point {
    return { x: horizontal / this.#host.unitMm, y: vertical / this.#host.unitMm };
  }

  #handOver(point: ToolPoint): HandOver | null {
    const seen = this.#host.seen();
    return seen && { at: this.#pointOf(point), touch: point.touch, seen };
  }
}
