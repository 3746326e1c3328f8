import type { EditedPhantom } from './edited-phantom.ts';
import type { EditedShape, Point } from './edited-shape.ts';
import type { SeenPlane } from './handles.ts';
import { newShape, polygonThrough } from './new-shape.ts';
import { withNewCorner, withoutCorner } from './polygon-corners.ts';
import { PolygonDrawing } from './polygon-drawing.ts';
import { type HandSteps, handSteps } from './shape-drag.ts';
import { withNewShape, withoutShape } from './shape-list.ts';
import { handleReach } from './shape-picking.ts';

/** What edits need of the editor that they belong to. */
export interface ShapeEditsHost {
  readonly phantom: EditedPhantom;
  /** Millimetres of one unit of the file. */
  readonly unitMm: number;
  /** How the plane is seen, in the file's unit; null while there is no picture. */
  seen(): SeenPlane | null;
  /** Runs an edit; answers whether it was taken, and says why where it was not. */
  attempt(edit: () => void, moving: boolean): boolean;
  /** Another shape or corner is selected, or a polygon grows. */
  selectionChanged(): void;
  say(sentence: string): void;
}

/** A new shape's part of what is seen. */
const NEW_SHAPE_PART = 1 / 6;
/** A corner put on an edge is so much finer than what the hand snaps to, so that the outline stays. */
const EDGE_FINENESS = 100;

/**
 * What is selected of a phantom under edit (a shape, a corner of it, a polygon that is being drawn) and what becomes of it:
 * shapes and corners that are added and taken away, by pointer, key, toolbar or panel alike.
 */
export class ShapeEdits {
  readonly drawing: PolygonDrawing;
  readonly #host: ShapeEditsHost;
  /** The corner of the selected polygon that keys act on. */
  #corner: number | null = null;

  constructor(host: ShapeEditsHost) {
    this.#host = host;
    this.drawing = new PolygonDrawing({
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

  /** The active corner of the selected polygon. */
  get corner(): number | null {
    const { shape } = this.#host.phantom;
    if (shape?.type !== 'polygon' || this.#corner === null) return null;
    return this.#corner < shape.points.length ? this.#corner : null;
  }

  setCorner(corner: number | null): void {
    this.holdCorner(corner);
    this.#host.selectionChanged();
  }

  /** The same within an edit, which tells what is selected itself. */
  holdCorner(corner: number | null): void {
    this.#corner = corner;
  }

  /** How fine the hand is at the present zoom, in the file's unit. */
  get steps(): HandSteps {
    const { phantom, unitMm } = this.#host;
    return handSteps(this.#host.seen()?.pixel ?? phantom.file.fieldSizeMm / unitMm / 1000, unitMm);
  }

  startDrawing(): void {
    this.#host.phantom.select(null);
    this.drawing.begin();
  }

  /** Lets go of all that is held: the phantom is another one. */
  letGo(): void {
    this.drawing.forget();
    this.#corner = null;
  }

  select(index: number | null): void {
    this.drawing.cancel();
    this.#corner = null;
    this.#host.phantom.select(index);
    this.#host.selectionChanged();
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
    const { phantom } = this.#host;
    const seen = this.#host.seen();
    if (!seen) return;
    const { left, right, bottom, top } = seen.visible;
    const middle = { x: (left + right) / 2, y: (bottom + top) / 2 };
    const size = Math.min(right - left, top - bottom) * NEW_SHAPE_PART;
    const shape = newShape(type, middle, size, phantom.lastFilling, this.steps.snap);
    this.letGo();
    this.#host.attempt(() => phantom.edit(withNewShape(phantom.state, shape)), false);
  }
}
