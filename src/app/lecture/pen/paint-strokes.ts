import type { Ink, Stroke } from '../../../course/lecture.ts';
import { paintLine } from '../../editor/paint-shapes.ts';
import type { OverlayProjection } from '../../panes/pane-content.ts';
import type { ToolLook } from '../../panes/tool-look.ts';

/** Bright on black and, with their dark rims, on white. */
const COLOURS: Readonly<Record<Ink, string>> = {
  red: '#ff5a4d',
  yellow: '#ffd84a',
  green: '#5fe08a',
  white: '#ffffff',
};
const WIDTH = 2.5;
const HALO = 4.5;

/** Draws strokes over the picture of the plane that they lie on, wherever that is zoomed and panned to. */
export function paintStrokes(
  context: CanvasRenderingContext2D,
  { valueToCanvas }: OverlayProjection,
  { lineScale }: ToolLook,
  strokes: readonly Pick<Stroke, 'ink' | 'points'>[],
): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const { ink, points } of strokes) {
    const path = new Path2D();
    for (let i = 0; i + 1 < points.length; i += 2) {
      const { x, y } = valueToCanvas(points[i]!, points[i + 1]!);
      path.lineTo(x, y);
      // A dot where the pen was only put down.
      if (points.length === 2) path.lineTo(x + 0.01, y);
    }
    paintLine(context, path, { colour: COLOURS[ink], halo: HALO, width: WIDTH, scale: lineScale });
  }
}
