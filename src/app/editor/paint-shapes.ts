import type { OverlayProjection } from '../panes/pane-content.ts';
import type { CanvasPoint } from '../panes/picture-projection.ts';
import type { EditedShape, Point } from './edited-shape.ts';
import { type Handle, handlesOf, type SeenPlane } from './handles.ts';
import { outlineOf } from './outline.ts';
import type { Drawing } from './polygon-drawing.ts';

/** What of a phantom under edit is drawn over its picture. */
export interface ShownShapes {
  readonly shapes: readonly EditedShape[];
  readonly selected: number | null;
  /** The active corner of the selected polygon. */
  readonly corner: number | null;
  readonly drawing: Drawing | null;
  readonly seen: SeenPlane | null;
  readonly unitMm: number;
}

/** What shapes are drawn with. */
export interface ShapesLook {
  /** Of what is selected. */
  readonly accent: string;
  /** How many times as wide as usual lines and handles are. */
  readonly scale: number;
}

/** Seen on any grey: each line is dark below and light above. */
const HALO = 'rgb(0 0 0 / 72%)';
const QUIET = 'rgb(255 255 255 / 55%)';
const QUIET_HALO = 'rgb(0 0 0 / 45%)';
/** Half the side of a handle, CSS pixels at scale 1. */
export const HANDLE_HALF_PIXELS = 5;

/** Draws outlines, and the handles of the selected shape. */
export function paintShapes(
  context: CanvasRenderingContext2D,
  { valueToCanvas }: OverlayProjection,
  { shapes, selected, corner, drawing, seen, unitMm }: ShownShapes,
  look: ShapesLook,
): void {
  const { accent } = look;
  const toCanvas = ({ x, y }: Point) => valueToCanvas(x * unitMm, y * unitMm);
  context.lineJoin = 'round';
  shapes.forEach((shape, index) => {
    if (index === selected) return;
    paintLine(context, closedPath(outlineOf(shape).map(toCanvas)), {
      colour: QUIET,
      dark: QUIET_HALO,
      halo: 2,
      width: 1,
      scale: look.scale,
    });
  });
  const shape = selected === null ? undefined : shapes[selected];
  if (shape) {
    paintLine(context, closedPath(outlineOf(shape).map(toCanvas)), {
      colour: accent,
      halo: 4,
      width: 2,
      scale: look.scale,
    });
    const handles = seen ? handlesOf(shape, seen) : [];
    for (const handle of handles) {
      if (handle.kind !== 'rotate') continue;
      paintLine(context, openPath([handle.from, handle.at].map(toCanvas)), {
        colour: accent,
        halo: 3,
        width: 1,
        scale: look.scale,
      });
    }
    for (const handle of handles) {
      paintHandle(context, handle, toCanvas(handle.at), look, handle.kind === 'corner' && handle.index === corner);
    }
  }
  if (drawing) paintDrawing(context, drawing, toCanvas, look);
}

function paintDrawing(
  context: CanvasRenderingContext2D,
  { corners, pointer }: Drawing,
  toCanvas: (point: Point) => CanvasPoint,
  { accent, scale }: ShapesLook,
): void {
  const points = [...corners, ...(pointer ? [pointer] : [])].map(toCanvas);
  paintLine(context, openPath(points), { colour: accent, halo: 4, width: 2, scale });
  corners.forEach((at, index) => {
    paintHandle(context, { kind: 'corner', index, at }, toCanvas(at), { accent, scale }, index === 0);
  });
}

/** Squares resize, disks turn, a cross moves, small disks become corners. */
export function paintHandle(
  context: CanvasRenderingContext2D,
  { kind }: Handle,
  { x, y }: CanvasPoint,
  { accent, scale }: ShapesLook,
  active: boolean,
): void {
  const half = HANDLE_HALF_PIXELS * scale;
  const shape = new Path2D();
  if (kind === 'move') {
    shape.moveTo(x - half, y);
    shape.lineTo(x + half, y);
    shape.moveTo(x, y - half);
    shape.lineTo(x, y + half);
    paintLine(context, shape, { colour: accent, halo: 5, width: 2, scale });
    return;
  }
  if (kind === 'rotate') shape.arc(x, y, half + scale, 0, 2 * Math.PI);
  else if (kind === 'edge') shape.arc(x, y, half - 1.5 * scale, 0, 2 * Math.PI);
  else shape.rect(x - half, y - half, 2 * half, 2 * half);
  paintLine(context, shape, { colour: accent, halo: 5, width: 2, scale });
  context.fillStyle = active ? accent : '#0b0d10';
  context.fill(shape);
}

export interface LineStyle {
  readonly colour: string;
  readonly dark?: string;
  /** Widths in CSS pixels at scale 1. */
  readonly halo: number;
  readonly width: number;
  readonly scale: number;
}

/** A line that is seen on any grey. */
export function paintLine(
  context: CanvasRenderingContext2D,
  shape: Path2D,
  { colour, dark = HALO, halo, width, scale }: LineStyle,
): void {
  context.strokeStyle = dark;
  context.lineWidth = halo * scale;
  context.stroke(shape);
  context.strokeStyle = colour;
  context.lineWidth = width * scale;
  context.stroke(shape);
}

/** From point to point. */
export function openPath(points: readonly CanvasPoint[]): Path2D {
  const made = new Path2D();
  points.forEach(({ x, y }, i) => {
    if (i === 0) made.moveTo(x, y);
    else made.lineTo(x, y);
  });
  return made;
}

/** The same, and back to the first. */
export function closedPath(points: readonly CanvasPoint[]): Path2D {
  const made = openPath(points);
  if (points.length > 0) made.closePath();
  return made;
}
