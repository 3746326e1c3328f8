import type { RegionShape } from '../../measure/region-shape.ts';
import { outlineOf } from '../editor/outline.ts';
import { closedPath, paintLine } from '../editor/paint-shapes.ts';
import type { OverlayProjection } from '../panes/pane-content.ts';
import type { ToolLook } from '../panes/tool-look.ts';
import { canvasPlaces, type SeenMarks } from './mark-plane.ts';
import { shapeOf } from './mark-shape.ts';
import { paintName } from './paint-marks.ts';

/** A region that no hand has made. */
export interface OutlinedRegion {
  readonly label: string;
  readonly shape: RegionShape;
  /** What is looked for stands out with its name, and what it is compared with stays faint; plain without one. */
  readonly role?: 'object' | 'background';
}

const FAINT = 0.35;

/** Draws the outlines of regions that no hand has made, and that none can take hold of. */
export function paintRegions(
  context: CanvasRenderingContext2D,
  projection: OverlayProjection,
  tool: ToolLook,
  regions: readonly OutlinedRegion[],
  seen: SeenMarks,
): void {
  const { style, lineScale: scale } = tool;
  const toCanvas = canvasPlaces(seen, projection);
  context.lineJoin = 'round';
  for (const { label, shape, role } of regions) {
    const points = outlineOf(shapeOf(shape, seen)).map(toCanvas);
    const isObject = role === 'object';
    if (role === 'background') context.globalAlpha = FAINT;
    paintLine(context, closedPath(points), {
      ...{ colour: style.onPicture, scale },
      halo: isObject ? 4 : 2.5,
      width: isObject ? 2 : 1,
    });
    context.globalAlpha = 1;
    if (!isObject) continue;
    const at = points.reduce((best, point) => (point.x - point.y > best.x - best.y ? point : best));
    paintName(context, tool, label, at, style.onPicture);
  }
}
