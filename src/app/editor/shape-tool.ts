import type { OverlayProjection } from '../panes/pane-content.ts';
import type { PaneTool, ToolPoint } from '../panes/pane-tool.ts';
import type { ToolLook } from '../panes/tool-look.ts';
import { cursorOf } from './cursors.ts';
import type { Point } from './edited-shape.ts';
import { paintShapes } from './paint-shapes.ts';
import { beginDrag, draggedShape, type ShapeDrag } from './shape-drag.ts';
import type { ShapeEdits, ShapeEditsHost } from './shape-edits.ts';
import { ShapeKeys, type ShapeKeysHost } from './shape-keys.ts';
import { edgeUnder, type HandOver, handleUnder, isOnOutline, shapeUnder } from './shape-picking.ts';

/** What the tool needs of the editor that it belongs to. */
export interface ShapeToolHost extends ShapeEditsHost, ShapeKeysHost {
  /** The hand has let go of what it moved; `refused` where it let go at a place that could not be. */
  settle(refused: boolean): void;
}

/** Shapes on the phantom's picture: their outlines and handles, and what a pointer does to them. */
export class ShapeTool implements PaneTool {
  readonly usesShift = true;
  readonly #host: ShapeToolHost;
  readonly #edits: ShapeEdits;
  readonly #keys: ShapeKeys;
  #drag: ShapeDrag | null = null;

  constructor(host: ShapeToolHost, edits: ShapeEdits) {
    this.#host = host;
    this.#edits = edits;
    this.#keys = new ShapeKeys(host, edits);
  }

  /** Ends a drag: the phantom is another one. */
  letGo(): void {
    this.#drag = null;
  }

  press(point: ToolPoint): void {
    const at = this.#pointOf(point);
    const { drawing } = this.#edits;
    if (drawing.now) {
      drawing.press(at);
      return;
    }
    const hand = this.#handOver(point);
    if (!hand) return;
    const { phantom } = this.#host;
    const handle = handleUnder(phantom.shape, hand);
    if (handle && phantom.shape) {
      this.#edits.setCorner(handle.kind === 'corner' ? handle.index : null);
      this.#drag = beginDrag(at, phantom.shape, handle);
      return;
    }
    if (!isOnOutline(phantom.shape, hand)) this.#edits.select(shapeUnder(phantom.file.shapes, hand));
    this.#drag = phantom.shape && beginDrag(at, phantom.shape, { kind: 'move', at });
  }

  drag(point: ToolPoint): void {
    const { drawing, steps } = this.#edits;
    if (drawing.now) drawing.drag(this.#pointOf(point));
    const drag = this.#drag;
    if (!drag) return;
    drag.begun = true;
    const next = draggedShape(drag, this.#pointOf(point), point, steps);
    const { phantom } = this.#host;
    drag.refused = !this.#host.attempt(() => phantom.editShape(next, drag.gesture), true);
    if (drag.handle.kind === 'edge' && !drag.refused) this.#edits.holdCorner(drag.handle.index + 1);
  }

  release(cancelled: boolean): void {
    this.#edits.drawing.release(cancelled);
    const drag = this.#drag;
    this.#drag = null;
    if (!drag?.begun) return;
    if (cancelled || drag.refused) {
      this.#host.phantom.abandon(drag.gesture);
      if (drag.handle.kind === 'edge') this.#edits.holdCorner(null);
    }
    this.#host.settle(drag.refused);
  }

  hover(point: ToolPoint | null): string {
    const { drawing } = this.#edits;
    if (drawing.now) {
      drawing.point(point && this.#pointOf(point));
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
    const { drawing } = this.#edits;
    if (drawing.now) {
      drawing.finish();
      return;
    }
    const hand = this.#handOver(point);
    const { shape } = this.#host.phantom;
    if (!hand || shape?.type !== 'polygon') return;
    const handle = handleUnder(shape, hand);
    if (handle?.kind === 'corner') {
      this.#edits.removeCorner(handle.index);
      return;
    }
    const edge = edgeUnder(shape, hand);
    if (edge) this.#edits.insertCorner(edge.index, edge.at);
  }

  key(event: KeyboardEvent): boolean {
    return this.#keys.press(event);
  }

  paint(context: CanvasRenderingContext2D, projection: OverlayProjection, { style, lineScale }: ToolLook): void {
    const { phantom, unitMm } = this.#host;
    const { selected } = phantom;
    const { shapes } = phantom.file;
    const { corner, drawing } = this.#edits;
    const shown = { shapes, selected, corner, drawing: drawing.now, seen: this.#host.seen(), unitMm };
    paintShapes(context, projection, shown, { accent: style.accent, scale: lineScale });
  }

  #pointOf({ horizontal, vertical }: ToolPoint): Point {
    return { x: horizontal / this.#host.unitMm, y: vertical / this.#host.unitMm };
  }

  #handOver(point: ToolPoint): HandOver | null {
    const seen = this.#host.seen();
    return seen && { at: this.#pointOf(point), touch: point.touch, seen };
  }
}
