import type { OverlayProjection } from '../../panes/pane-content.ts';
import type { CanvasPoint } from '../../panes/picture-projection.ts';
import type { ToolLook } from '../../panes/tool-look.ts';
import { planeColours } from '../../views/plane-colours.ts';
import { type Place, type PlaneKind, planeAcross } from '../../views/planes.ts';
import type { RayInPlane } from '../../views/pointed.ts';

/** The crosshair in a plane: the other two planes as lines, each in its colour and its kind of line, with its letter. */
export function paintCrosshair(
  context: CanvasRenderingContext2D,
  { frame, valueToCanvas }: OverlayProjection,
  tool: ToolLook,
  plane: PlaneKind,
  place: Place,
): void {
  const { x, y } = valueToCanvas(place[plane.across], place[plane.up]);
  const [right, bottom] = [frame.left + frame.width, frame.top + frame.height];
  // What is looked at stays in sight.
  const gap = 1.3 * tool.fontSizePixels;
  const upright = planeAcross(plane.across);
  const level = planeAcross(plane.up);
  paintLine(context, tool, upright, [
    [x, frame.top, x, y - gap],
    [x, y + gap, x, bottom],
  ]);
  paintLine(context, tool, level, [
    [frame.left, y, x - gap, y],
    [x + gap, y, right, y],
  ]);
  const half = 0.8 * tool.fontSizePixels;
  // On top stands the note, which may be as wide as the picture.
  paintLetter(context, tool, upright, { x, y: bottom - half });
  paintLetter(context, tool, level, { x: right - half, y });
}

type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

function paintLine(
  context: CanvasRenderingContext2D,
  { lineScale, style }: ToolLook,
  { name, dash }: PlaneKind,
  strokes: readonly Stroke[],
): void {
  const width = 1.5 * lineScale;
  const path = new Path2D();
  for (const [x1, y1, x2, y2] of strokes) {
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  }
  context.setLineDash([]);
  context.strokeStyle = style.onPictureGround;
  context.lineWidth = 2.5 * width;
  context.stroke(path);
  context.setLineDash(dash.map((length) => length * width));
  context.strokeStyle = planeColours()[name];
  context.lineWidth = width;
  context.stroke(path);
  context.setLineDash([]);
}

function paintLetter(
  context: CanvasRenderingContext2D,
  { fontSizePixels, style }: ToolLook,
  { name, letter }: PlaneKind,
  { x, y }: CanvasPoint,
): void {
  const side = 1.4 * fontSizePixels;
  context.font = `600 ${fontSizePixels}px ${style.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = style.ground;
  context.beginPath();
  context.roundRect(x - side / 2, y - side / 2, side, side, 3);
  context.fill();
  context.fillStyle = planeColours()[name];
  context.fillText(letter, x, y);
}

/** Where the crosshair's point is seen on the detector. */
export function paintPoint(context: CanvasRenderingContext2D, tool: ToolLook, { x, y }: CanvasPoint): void {
  const [inner, outer] = [0.4 * tool.fontSizePixels, 1.1 * tool.fontSizePixels];
  const path = new Path2D();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    path.moveTo(x + inner * dx, y + inner * dy);
    path.lineTo(x + outer * dx, y + outer * dy);
  }
  strokeTwice(context, tool, path, tool.style.onPicture);
}

/** What is under the pointer in another picture: a ring. */
export function paintRing(context: CanvasRenderingContext2D, tool: ToolLook, { x, y }: CanvasPoint): void {
  const path = new Path2D();
  path.arc(x, y, 0.5 * tool.fontSizePixels, 0, 2 * Math.PI);
  strokeTwice(context, tool, path, tool.style.accent);
}

/** A ray as a plane shows it: the line that it is seen as, and a ring where it goes through. */
export function paintRay(
  context: CanvasRenderingContext2D,
  { valueToCanvas }: OverlayProjection,
  tool: ToolLook,
  { line, crossing }: RayInPlane,
): void {
  const [from, to] = line.map(([across, up]) => valueToCanvas(across, up)) as [CanvasPoint, CanvasPoint];
  const path = new Path2D();
  path.moveTo(from.x, from.y);
  path.lineTo(to.x, to.y);
  strokeTwice(context, tool, path, tool.style.accent);
  if (crossing) paintRing(context, tool, valueToCanvas(...crossing));
}

/** Seen on any grey. */
function strokeTwice(context: CanvasRenderingContext2D, tool: ToolLook, path: Path2D, colour: string): void {
  context.strokeStyle = tool.style.onPictureGround;
  context.lineWidth = 3.5 * tool.lineScale;
  context.stroke(path);
  context.strokeStyle = colour;
  context.lineWidth = 1.5 * tool.lineScale;
  context.stroke(path);
}
