import { boxKind } from '../../phantom/shapes/box-kinds.ts';
import { frameOf, toFrame } from './box-frame.ts';
import type { EditedShape, Point } from './edited-shape.ts';
import { boundsOf, outlineOf } from './outline.ts';

/**
 * The shape under a point: the last in the list, which lies on top.
 *
 * @param least a shape is hit as if it reached at least so far from its middle, so that the smallest can be taken hold of
 * @returns its index, or null where there is none
 */
export function topmostShapeAt(shapes: readonly EditedShape[], point: Point, least: number): number | null {
  const index = shapes.findLastIndex((shape) => isHit(shape, point, least));
  return index < 0 ? null : index;
}

function isHit(shape: EditedShape, point: Point, least: number): boolean {
  if (contains(shape, point)) return true;
  const outline = outlineOf(shape);
  if (outline.length === 0) return false;
  const { left, right, bottom, top } = boundsOf(outline);
  const reachX = Math.max((right - left) / 2, least);
  const reachY = Math.max((top - bottom) / 2, least);
  const isSmall = right - left < 2 * least || top - bottom < 2 * least;
  const x = Math.abs(point.x - (left + right) / 2);
  const y = Math.abs(point.y - (bottom + top) / 2);
  return isSmall && x <= reachX && y <= reachY;
}

/** Whether a shape covers a point. */
export function contains(shape: EditedShape, point: Point): boolean {
  if (shape.type === 'polygon') return isInOutline(shape.points, point);
  const frame = frameOf(shape);
  const { x, y } = toFrame(frame, point);
  const inside = boxKind(shape.type).covers(x / frame.halfWidth, y / frame.halfHeight);
  return (
    inside &&
    (shape.clip ?? []).every(({ normalDeg, distance }) => {
      const normalRad = (normalDeg * Math.PI) / 180;
      return x * Math.cos(normalRad) + y * Math.sin(normalRad) <= distance;
    })
  );
}

/** A ray from the point to the right leaves an outline that holds it an odd number of times. */
function isInOutline(corners: readonly (readonly [number, number])[], { x, y }: Point): boolean {
  const crossings = corners.filter(([fromX, fromY], i) => {
    const [toX, toY] = corners[(i + 1) % corners.length]!;
    return fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
  });
  return crossings.length % 2 === 1;
}

/** The edge of an outline nearest to a point: the corner it begins at, the nearest point of it, and how far that is. */
export function nearestEdge(
  corners: readonly Point[],
  point: Point,
): { readonly index: number; readonly at: Point; readonly distance: number } {
  const edges = corners.map((from, index) => {
    const to = corners[(index + 1) % corners.length]!;
    const along = { x: to.x - from.x, y: to.y - from.y };
    const squared = along.x ** 2 + along.y ** 2;
    const part = squared > 0 ? ((point.x - from.x) * along.x + (point.y - from.y) * along.y) / squared : 0;
    const kept = Math.min(1, Math.max(0, part));
    const at = { x: from.x + kept * along.x, y: from.y + kept * along.y };
    return { index, at, distance: Math.hypot(point.x - at.x, point.y - at.y) };
  });
  return edges.reduce((nearest, edge) => (edge.distance < nearest.distance ? edge : nearest));
}
