import { boxKind } from '../../phantom/shapes/box-kinds.ts';
import { frameOf, fromFrame } from './box-frame.ts';
import type { Bounds, BoxShape, EditedShape, Point } from './edited-shape.ts';

/** The corners of a shape's outline, half-planes cut off; empty where they leave nothing. */
export function outlineOf(shape: EditedShape): Point[] {
  if (shape.type === 'polygon') return shape.points.map(([x, y]) => ({ x, y }));
  const frame = frameOf(shape);
  const own = boxKind(shape.type).outline.map(({ x, y }) => ({ x: x * frame.halfWidth, y: y * frame.halfHeight }));
  return clipped(own, shape.clip).map((point) => fromFrame(frame, point));
}

export function boundsOf(points: readonly Point[]): Bounds {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/** Cuts a convex outline by one half-plane after the other (Sutherland & Hodgman, Commun. ACM 17:32, 1974). */
function clipped(outline: readonly Point[], clip: BoxShape['clip']): Point[] {
  let left = [...outline];
  for (const { normalDeg, distance } of clip ?? []) {
    const normalRad = (normalDeg * Math.PI) / 180;
    const beyond = ({ x, y }: Point) => x * Math.cos(normalRad) + y * Math.sin(normalRad) - distance;
    left = left.flatMap((point, i) => {
      const next = left[(i + 1) % left.length]!;
      const [here, there] = [beyond(point), beyond(next)];
      const kept = here <= 0 ? [point] : [];
      if (here <= 0 === there <= 0) return kept;
      const part = here / (here - there);
      return [...kept, { x: point.x + part * (next.x - point.x), y: point.y + part * (next.y - point.y) }];
    });
  }
  return left;
}
