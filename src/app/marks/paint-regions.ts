import type { PlanePoint } from '../../measure/plane.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import { outlineOf } from '../editor/outline.ts';
import { closedPath, paintLine } from '../editor/paint-shapes.ts';
import type { OverlayProjection } from '../panes/pane-content.ts';
import type { ToolLook } from '../panes/tool-look.ts';
import { fromSeen, type SeenMarks } from './mark-plane.ts';
import { shapeOf } from './mark-shape.ts';

/** Draws the outlines of regions that no hand has made, and that none can take hold of. */
export function paintRegions(
  context: CanvasRenderingContext2D,
  { valueToCanvas }: OverlayProjection,
  { style, lineScale: scale }: ToolLook,
  regions: readonly { readonly shape: RegionShape }[],
  seen: SeenMarks,
): void {
  const toCanvas = (at: PlanePoint) => {
    const { x, y } = fromSeen(seen, at);
    return valueToCanvas(x, y);
  };
  context.lineJoin = 'round';
  for (const { shape } of regions) {
    const path = closedPath(outlineOf(shapeOf(shape, seen)).map(toCanvas));
    paintLine(context, path, { colour: style.onPicture, halo: 2.5, width: 1, scale });
  }
}
