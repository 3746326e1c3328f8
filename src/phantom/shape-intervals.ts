import type { Ray } from '../geometry/ray.ts';
import type { Ellipse, Shape } from './phantom.ts';
import type { Interval } from './stretch-profile.ts';

/**
 * A ray that only grazes an ellipse counts as a miss: one whose chord is less than 2⁻¹⁸ of the longest that runs its way.
 * Where a ray is a tangent by its geometry, rounding would otherwise leave it a chord of √rounding, another one on every
 * backend.
 */
export const GRAZING = 2 ** -36;
/** Edges and rays with a smaller sine of the angle between them are parallel. */
export const PARALLEL = 2 ** -36;
/** A ray so near to an edge that it runs along is on it, in mm. */
export const ON_EDGE_MM = 2 ** -32;

/**
 * The one question a shape answers. All shapes are convex, so there is one interval. Written into `interval`, since
 * scans ask millions of times.
 */
export function intersect(shape: Shape, ray: Ray, interval: Interval): void {
  if (shape.type === 'ellipse') {
    intersectEllipse(shape, ray, interval);
    if (shape.clip && interval.exitMm > interval.enterMm) clipByHalfPlanes(shape.clip, ray, interval);
  } else if (Math.abs(distanceFromRay(shape.centreXMm, shape.centreYMm, ray)) > shape.reachMm) {
    interval.enterMm = 0;
    interval.exitMm = 0;
  } else {
    interval.enterMm = Number.NEGATIVE_INFINITY;
    interval.exitMm = Number.POSITIVE_INFINITY;
    clipByHalfPlanes(shape.edges, ray, interval);
  }
}

/**
 * In coordinates where the ellipse is the unit circle the ray is o + t·d, and |o + t·d| = 1 has the roots
 * t = (−o·d ± √(|d|² − (o×d)²)) / |d|². The cross product form of the discriminant loses no digits where the ray
 * starts far away, unlike (o·d)² − |d|²(|o|² − 1).
 */
function intersectEllipse(ellipse: Ellipse, ray: Ray, interval: Interval): void {
  const { cosine, sine } = ellipse;
  const fromCentreX = ray.originXMm - ellipse.centreXMm;
  const fromCentreY = ray.originYMm - ellipse.centreYMm;
  const originX = (fromCentreX * cosine + fromCentreY * sine) / ellipse.semiAxisXMm;
  const originY = (fromCentreY * cosine - fromCentreX * sine) / ellipse.semiAxisYMm;
  const directionX = (ray.directionX * cosine + ray.directionY * sine) / ellipse.semiAxisXMm;
  const directionY = (ray.directionY * cosine - ray.directionX * sine) / ellipse.semiAxisYMm;
  const lengthSquared = directionX * directionX + directionY * directionY;
  const cross = originX * directionY - originY * directionX;
  const discriminant = lengthSquared - cross * cross;
  if (discriminant <= GRAZING * lengthSquared) {
    interval.enterMm = 0;
    interval.exitMm = 0;
    return;
  }
  const middle = -(originX * directionX + originY * directionY) / lengthSquared;
  const half = Math.sqrt(discriminant) / lengthSquared;
  interval.enterMm = middle - half;
  interval.exitMm = middle + half;
}

function distanceFromRay(xMm: number, yMm: number, ray: Ray): number {
  return (xMm - ray.originXMm) * ray.directionY - (yMm - ray.originYMm) * ray.directionX;
}

/** Cuts the interval by one half-plane after the other (Cyrus & Beck, Comput. Graphics 3:23, 1978). */
function clipByHalfPlanes(edges: Float64Array, ray: Ray, interval: Interval): void {
  let enter = interval.enterMm;
  let exit = interval.exitMm;
  for (let e = 0; e < edges.length && exit > enter; e += 3) {
    const outside = edges[e]! * ray.originXMm + edges[e + 1]! * ray.originYMm - edges[e + 2]!;
    const approach = edges[e]! * ray.directionX + edges[e + 1]! * ray.directionY;
    if (Math.abs(approach) < PARALLEL) {
      if (!belongsTo(outside, edges[e]!, edges[e + 1]!)) exit = Number.NEGATIVE_INFINITY;
    } else if (approach > 0) exit = Math.min(exit, -outside / approach);
    else enter = Math.max(enter, -outside / approach);
  }
  const hit = exit > enter;
  interval.enterMm = hit ? enter : 0;
  interval.exitMm = hit ? exit : 0;
}

/**
 * A ray along an edge is in or out of the half-plane as a whole. One on the edge counts where the normal points
 * right (or straight up), so that of two shapes sharing the edge one owns it and the ray is not counted twice or lost.
 */
function belongsTo(outside: number, normalX: number, normalY: number): boolean {
  if (Math.abs(outside) > ON_EDGE_MM) return outside < 0;
  return Math.abs(normalX) > PARALLEL ? normalX > 0 : normalY > 0;
}
