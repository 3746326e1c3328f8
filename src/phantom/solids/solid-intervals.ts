import type { SpaceRay } from '../../geometry/space-ray.ts';
import { GRAZING, ON_EDGE_MM, PARALLEL } from '../shape-intervals.ts';
import type { Interval } from '../stretch-profile.ts';
import type { RoundSolid, Solid } from './solid.ts';

/** The round forms are q₁² + q₂² + sign·q₃² ≤ size. */
export const ROUND_FORMS = {
  ellipsoid: { sign: 1, size: 1 },
  cylinder: { sign: 0, size: 1 },
  cone: { sign: -1, size: 0 },
} as const satisfies Record<RoundSolid['type'], object>;

/**
 * Where a ray is inside a solid. Positions are first counted from the foot, the point of the ray that is next to the solid's
 * centre, so that rays which start far away lose no digits. Written into `interval`, since scans ask millions of times.
 * WGSL twin: shaders/common/solid-interval.wgsl.
 */
export function intersectSolid(solid: Solid, ray: SpaceRay, interval: Interval): void {
  const { directionX: dx, directionY: dy, directionZ: dz } = ray;
  const fromCentreX = ray.originXMm - solid.centreXMm;
  const fromCentreY = ray.originYMm - solid.centreYMm;
  const fromCentreZ = ray.originZMm - solid.centreZMm;
  const footMm = -(fromCentreX * dx + fromCentreY * dy + fromCentreZ * dz);
  const x = fromCentreX + footMm * dx;
  const y = fromCentreY + footMm * dy;
  const z = fromCentreZ + footMm * dz;
  interval.enterMm = 0;
  interval.exitMm = 0;
  if (x * x + y * y + z * z > solid.reachMm * solid.reachMm) return;
  if (solid.type === 'polyhedron') {
    interval.enterMm = Number.NEGATIVE_INFINITY;
    interval.exitMm = Number.POSITIVE_INFINITY;
  } else {
    intersectRound(solid, x, y, z, dx, dy, dz, interval);
    if (!(interval.exitMm > interval.enterMm)) return;
  }
  clipByHalfSpaces(solid.planes, x + solid.centreXMm, y + solid.centreYMm, z + solid.centreZMm, dx, dy, dz, interval);
  interval.enterMm += footMm;
  interval.exitMm += footMm;
}

/**
 * In the solid's own frame the ray is o + t·d, and with the product ⟨u, v⟩ = u₁v₁ + u₂v₂ + sign·u₃v₃ its boundary is
 * a·t² + 2b·t + c = 0, a = ⟨d, d⟩, b = ⟨o, d⟩, c = ⟨o, o⟩ − size. The discriminant b² − a·c is, by Lagrange's identity,
 * size·a − (x₁₂² + sign·(x₁₃² + x₂₃²)), x_ij = o_i·d_j − o_j·d_i, which loses no digits to cancelling.
 */
function intersectRound(
  { type, toLocal: m }: RoundSolid,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
  interval: Interval,
): void {
  const { sign, size } = ROUND_FORMS[type];
  const o1 = m[0]! * x + m[1]! * y + m[2]! * z;
  const o2 = m[3]! * x + m[4]! * y + m[5]! * z;
  const o3 = m[6]! * x + m[7]! * y + m[8]! * z;
  const d1 = m[0]! * dx + m[1]! * dy + m[2]! * dz;
  const d2 = m[3]! * dx + m[4]! * dy + m[5]! * dz;
  const d3 = m[6]! * dx + m[7]! * dy + m[8]! * dz;
  const across = d1 * d1 + d2 * d2;
  const a = across + sign * d3 * d3;
  const b = o1 * d1 + o2 * d2 + sign * o3 * d3;
  const c = o1 * o1 + o2 * o2 + sign * o3 * o3 - size;
  if (sign === 0 && a <= PARALLEL * PARALLEL * d3 * d3) {
    // Along a cylinder's axis: in or out as a whole.
    if (c < -GRAZING) {
      interval.enterMm = Number.NEGATIVE_INFINITY;
      interval.exitMm = Number.POSITIVE_INFINITY;
    }
    return;
  }
  const x12 = o1 * d2 - o2 * d1;
  const x13 = o1 * d3 - o3 * d1;
  const x23 = o2 * d3 - o3 * d2;
  const discriminant = size * a - (x12 * x12 + sign * (x13 * x13 + x23 * x23));
  // A chord of less than 2⁻¹⁸ of the longest that runs this way (through a cone: at the height of its base) is grazing.
  if (a >= 0 && discriminant <= GRAZING * (sign < 0 ? across : a)) return;
  // Both roots without cancelling; a may be 0, where a ray runs along a cone's side.
  const root = Math.sqrt(Math.max(0, discriminant));
  const q = b > 0 ? -(b + root) : root - b;
  const first = q === 0 ? 0 : q / a;
  const second = q === 0 ? 0 : c / q;
  const least = Math.min(first, second);
  const most = Math.max(first, second);
  if (a >= 0) {
    // Within one of the two cones that meet at the tip, of which the solid is the one above it.
    if (sign < 0 && o3 + ((least + most) / 2) * d3 <= 0) return;
    interval.enterMm = least;
    interval.exitMm = most;
  } else if (d3 > 0) {
    interval.enterMm = most;
    interval.exitMm = Number.POSITIVE_INFINITY;
  } else {
    interval.enterMm = Number.NEGATIVE_INFINITY;
    interval.exitMm = least;
  }
}

/** Cuts the interval by one half-space after the other (Cyrus & Beck, Comput. Graphics 3:23, 1978); (x, y, z) is at 0. */
function clipByHalfSpaces(
  planes: Float64Array,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
  interval: Interval,
): void {
  let enter = interval.enterMm;
  let exit = interval.exitMm;
  for (let p = 0; p < planes.length && exit > enter; p += 4) {
    const outside = planes[p]! * x + planes[p + 1]! * y + planes[p + 2]! * z - planes[p + 3]!;
    const approach = planes[p]! * dx + planes[p + 1]! * dy + planes[p + 2]! * dz;
    if (Math.abs(approach) < PARALLEL) {
      if (!belongsTo(outside, planes[p]!, planes[p + 1]!, planes[p + 2]!)) exit = Number.NEGATIVE_INFINITY;
    } else if (approach > 0) exit = Math.min(exit, -outside / approach);
    else enter = Math.max(enter, -outside / approach);
  }
  const isHit = exit > enter;
  interval.enterMm = isHit ? enter : 0;
  interval.exitMm = isHit ? exit : 0;
}

/**
 * A ray along a face is in or out of the half-space as a whole. One on the face counts where the normal points right (or
 * along y, or straight up), so that of two solids sharing the face one owns it and the ray is not counted twice or lost.
 */
function belongsTo(outside: number, normalX: number, normalY: number, normalZ: number): boolean {
  if (Math.abs(outside) > ON_EDGE_MM) return outside < 0;
  if (Math.abs(normalX) > PARALLEL) return normalX > 0;
  return Math.abs(normalY) > PARALLEL ? normalY > 0 : normalZ > 0;
}
