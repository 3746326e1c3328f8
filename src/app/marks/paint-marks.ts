import type { PlanePoint } from '../../measure/plane.ts';
import { outlineOf } from '../editor/outline.ts';
import { closedPath, HANDLE_HALF_PIXELS, openPath, paintHandle, paintLine } from '../editor/paint-shapes.ts';
import type { Drawing } from '../editor/polygon-drawing.ts';
import type { LayoutRectangle } from '../panes/layout-parts.ts';
import type { OverlayProjection } from '../panes/pane-content.ts';
import type { CanvasPoint } from '../panes/picture-projection.ts';
import type { ToolLook } from '../panes/tool-look.ts';
import { isRegion, type Mark, type MarkForm } from './mark.ts';
import { handleName, markHandles, normalOf } from './mark-handles.ts';
import { canvasPlaces, type SeenMarks, toSeen } from './mark-plane.ts';
import { pointsOf, shapeOf } from './mark-shape.ts';

/** What of the marks of a plane is drawn over its picture. */
export interface ShownMarks {
  readonly marks: readonly Mark[];
  /** The name of the one that has handles. */
  readonly chosen: string | null;
  /** The name of its handle that keys move. */
  readonly handle: string | null;
  readonly seen: SeenMarks;
  /** A polygon that is being drawn. */
  readonly drawing: Drawing | null;
}

const PIN_PIXELS = 7;
/** Around lines, so that they are seen on any picture. */
const HALO_PIXELS = 2;
/** Of the arc between an angle's legs. */
const ARC_PIXELS = 22;

/** Draws marks with their names, and the handles of the one that is chosen. */
export function paintMarks(
  context: CanvasRenderingContext2D,
  projection: OverlayProjection,
  tool: ToolLook,
  { marks, chosen, handle, seen, drawing }: ShownMarks,
): void {
  const { style, lineScale: scale } = tool;
  const toCanvas = canvasPlaces(seen, projection);
  context.lineJoin = 'round';
  for (const { name, form } of marks) {
    const isChosen = name === chosen;
    const colour = isChosen ? style.accent : style.onPicture;
    const line = { colour, halo: isChosen ? 4 : 3.5, width: isChosen ? 2 : 1.5, scale };
    const paths = pathsOf(form, seen, scale, toCanvas);
    for (const path of paths) paintLine(context, path, line);
    paintName(context, tool, name, namePlace(form, isChosen, { seen, scale, toCanvas }), colour, projection.frame);
    if (!isChosen) continue;
    for (const held of markHandles(form, seen)) {
      const isHeld = handleName(held) === handle;
      const shown = held.kind === 'width' ? { ...held, kind: 'corner' as const, index: -1 } : held;
      if (shown.kind === 'rotate') {
        paintLine(context, openPath([toCanvas(shown.from), toCanvas(shown.at)]), { colour, halo: 3, width: 1, scale });
      }
      paintHandle(context, shown, toCanvas(shown.at), { accent: style.accent, scale }, isHeld);
    }
  }
  if (!drawing) return;
  const points = [...drawing.corners, ...(drawing.pointer ? [drawing.pointer] : [])].map(toCanvas);
  paintLine(context, openPath(points), { colour: style.accent, halo: 4, width: 2, scale });
}

function pathsOf(
  form: MarkForm,
  seen: SeenMarks,
  scale: number,
  toCanvas: (at: PlanePoint) => CanvasPoint,
): readonly Path2D[] {
  if (isRegion(form)) return [closedPath(outlineOf(shapeOf(form, seen)).map(toCanvas))];
  const points = pointsOf(form).map((point) => toSeen(seen, point));
  const path = openPath(points.map(toCanvas));
  switch (form.kind) {
    case 'pin':
      return [crossAt(toCanvas(points[0]!), PIN_PIXELS * scale)];
    case 'line':
      return form.width > 0 ? [path, widthOutline(points, form.width, toCanvas)] : [path];
    case 'ruler':
      return [path, ...endsOf(points, seen, scale, toCanvas)];
    default:
      return [path, arcBetween(points.map(toCanvas), ARC_PIXELS * scale)];
  }
}

function crossAt({ x, y }: CanvasPoint, half: number): Path2D {
  const path = new Path2D();
  path.moveTo(x - half, y);
  path.lineTo(x + half, y);
  path.moveTo(x, y - half);
  path.lineTo(x, y + half);
  return path;
}

/** What a line averages over. */
function widthOutline(points: readonly PlanePoint[], width: number, toCanvas: (at: PlanePoint) => CanvasPoint): Path2D {
  const [from, to] = [points[0]!, points[1]!];
  const { x, y } = normalOf(from, to);
  const beside = (point: PlanePoint, off: number) => toCanvas({ x: point.x + off * x, y: point.y + off * y });
  return closedPath([beside(from, width / 2), beside(to, width / 2), beside(to, -width / 2), beside(from, -width / 2)]);
}

/** Strokes across both ends of a ruler. */
function endsOf(
  points: readonly PlanePoint[],
  { pixel }: SeenMarks,
  scale: number,
  toCanvas: (at: PlanePoint) => CanvasPoint,
): readonly Path2D[] {
  const { x, y } = normalOf(points[0]!, points[1]!);
  const off = PIN_PIXELS * scale * pixel;
  return points.map((point) =>
    openPath([
      toCanvas({ x: point.x + off * x, y: point.y + off * y }),
      toCanvas({ x: point.x - off * x, y: point.y - off * y }),
    ]),
  );
}

/** The lesser arc from one leg of an angle to the other. */
function arcBetween(points: readonly CanvasPoint[], radius: number): Path2D {
  const [from, corner, to] = [points[0]!, points[1]!, points[2]!];
  const directionTo = ({ x, y }: CanvasPoint) => Math.atan2(y - corner.y, x - corner.x);
  const [start, end] = [directionTo(from), directionTo(to)];
  const turn = (end - start + 4 * Math.PI) % (2 * Math.PI);
  const path = new Path2D();
  path.arc(corner.x, corner.y, radius, start, end, turn > Math.PI);
  return path;
}

/** Beside the uppermost right end of it, clear of a handle that stands there, and of a pin's cross. */
export function namePlace(
  form: MarkForm,
  isChosen: boolean,
  {
    seen,
    scale,
    toCanvas,
  }: { readonly seen: SeenMarks; readonly scale: number; toCanvas(at: PlanePoint): CanvasPoint },
): CanvasPoint {
  const points = (
    isRegion(form) ? outlineOf(shapeOf(form, seen)) : pointsOf(form).map((point) => toSeen(seen, point))
  ).map(toCanvas);
  const { x, y } = points.reduce((best, point) => (point.x - point.y > best.x - best.y ? point : best));
  const off = scale * (isChosen ? HANDLE_HALF_PIXELS + HALO_PIXELS : form.kind === 'pin' ? HALO_PIXELS : 0);
  return { x: x + off, y: y - off };
}

/** Where a name is to stand so that the picture's edge cuts none of it. @param widthPixels of the name */
export function withinFrame(
  { x, y }: CanvasPoint,
  widthPixels: number,
  fontSizePixels: number,
  { left, top, width, height }: LayoutRectangle,
): CanvasPoint {
  const [before, above, below] = [0.35 * fontSizePixels, 1.3 * fontSizePixels, 0.1 * fontSizePixels];
  return {
    x: Math.max(left - before, Math.min(x, left + width - before - widthPixels - HALO_PIXELS)),
    y: Math.min(top + height + below, Math.max(y, top + above)),
  };
}

/** The name of what is drawn, up and to the right of a place. @param frame which it does not leave */
export function paintName(
  context: CanvasRenderingContext2D,
  { style, fontSizePixels, lineScale }: ToolLook,
  name: string,
  at: CanvasPoint,
  colour: string,
  frame?: LayoutRectangle,
): void {
  context.font = `600 ${fontSizePixels}px ${style.fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.lineWidth = 3 * lineScale;
  context.strokeStyle = style.onPictureGround;
  const { x, y } = frame ? withinFrame(at, context.measureText(name).width, fontSizePixels, frame) : at;
  const [left, bottom] = [x + 0.35 * fontSizePixels, y - 0.1 * fontSizePixels];
  context.strokeText(name, left, bottom);
  context.fillStyle = colour;
  context.fillText(name, left, bottom);
}
