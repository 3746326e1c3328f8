import { polygonEdges } from '../convex-polygon.ts';
import type { ConvexPolygon, Shape } from '../phantom.ts';
import type { Corner } from '../polygon-corners.ts';

/** A convex polygon, which half-planes may cut. */
export function convexPolygon(
  corners: readonly Corner[],
  clips: readonly number[],
  filling: Pick<Shape, 'value' | 'material' | 'density'>,
): ConvexPolygon {
  const centreXMm = corners.reduce((sum, [x]) => sum + x, 0) / corners.length;
  const centreYMm = corners.reduce((sum, [, y]) => sum + y, 0) / corners.length;
  const farthest = Math.max(...corners.map(([x, y]) => Math.hypot(x - centreXMm, y - centreYMm)));
  // A little more than needed, so that rounding in single precision cuts nothing off.
  const reachMm = farthest + 1e-5 * (farthest + Math.hypot(centreXMm, centreYMm));
  const edges = Float64Array.from([...polygonEdges(corners), ...clips]);
  return { type: 'convex-polygon', centreXMm, centreYMm, reachMm, edges, ...filling };
}
