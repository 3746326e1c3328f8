import type { PlanePoint } from './plane.ts';

/** How far two places are apart, in the unit of the axes, which has to be one and the same. */
export function distanceBetween(a: PlanePoint, b: PlanePoint): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/**
 * The angle at a corner between its two arms, in degrees from 0 to 180. Both axes have to be of one unit.
 *
 * @returns `NaN` where an arm has no length, and so no direction
 */
export function angleAtCornerDeg(corner: PlanePoint, first: PlanePoint, second: PlanePoint): number {
  const [ax, ay] = [first.x - corner.x, first.y - corner.y];
  const [bx, by] = [second.x - corner.x, second.y - corner.y];
  if ((ax === 0 && ay === 0) || (bx === 0 && by === 0)) return Number.NaN;
  // The arc tangent has all its digits near 0° and 180°, where the arc cosine loses half of them.
  return (Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by) * 180) / Math.PI;
}

/** The direction from a place to another, in degrees counter-clockwise from the x axis, over −180 up to 180. */
export function directionDeg(from: PlanePoint, to: PlanePoint): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}
