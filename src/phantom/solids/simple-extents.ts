import { isInside } from './point-value.ts';
import type { Polyhedron, RoundSolid } from './solid.ts';

// The farthest points of solids that nothing cuts but what they are made of, exactly.

export type Vector = [number, number, number];

/** The ellipsoid is p = centre + A·u, |u| = 1, A = M⁻¹: farthest along n where u is along Aᵀ·n. */
export function onEllipsoid(solid: RoundSolid, n: Vector): Vector {
  return fromCentre(solid, unitLength(ontoSemiAxes(solid, n)));
}

/** A cylinder's ends are the ellipses u₁² + u₂² = 1 at u₃ = ±1. */
export function onRims(solid: RoundSolid, n: Vector): Vector {
  const [first, second, third] = ontoSemiAxes(solid, n);
  const length = Math.hypot(first, second) || 1;
  return fromCentre(solid, [first / length, second / length, third < 0 ? -1 : 1]);
}

/** By which part of its length a plane's normal may lie across a cone's axis and still cut off an end of it. */
const ASKEW = 1e-9;

/**
 * A cone that only planes across its axis cut is what lies between two of its ellipses, u₁² + u₂² = h² at u₃ = h, or between
 * one and the tip; `null` where other planes cut it.
 */
export function onEllipses(solid: RoundSolid, n: Vector): Vector | null {
  const [first, second, axis] = [0, 1, 2].map((i) => semiAxis(solid, i)) as [Vector, Vector, Vector];
  const centre: Vector = [solid.centreXMm, solid.centreYMm, solid.centreZMm];
  let [least, most] = [0, Number.POSITIVE_INFINITY];
  for (let p = 0; p < solid.planes.length; p += 4) {
    const normal: Vector = [solid.planes[p]!, solid.planes[p + 1]!, solid.planes[p + 2]!];
    if ([first, second].some((other) => Math.abs(dot(normal, other)) > ASKEW * Math.hypot(...other))) return null;
    const along = dot(normal, axis);
    const height = (solid.planes[p + 3]! - dot(normal, centre)) / along;
    if (along > 0) most = Math.min(most, height);
    else least = Math.max(least, height);
  }
  if (!(most > least && most < Number.POSITIVE_INFINITY)) return null;
  const [alongFirst, alongSecond] = [dot(first, n), dot(second, n)];
  const length = Math.hypot(alongFirst, alongSecond) || 1;
  const at = (h: number) => fromCentre(solid, [(h * alongFirst) / length, (h * alongSecond) / length, h]);
  return highest([at(least), at(most)], n);
}

const corners = new WeakMap<Polyhedron, readonly Vector[]>();

/** Where three faces meet and no other cuts the corner off. */
export function cornersOf(solid: Polyhedron): readonly Vector[] {
  let found = corners.get(solid);
  if (!found) {
    found = searchCorners(solid);
    corners.set(solid, found);
  }
  return found;
}

/** The point that lies farthest in a direction, or `null` of none. */
export function highest(points: readonly Vector[], n: Vector): Vector | null {
  return points.reduce<Vector | null>(
    (best, point) => (best === null || dot(point, n) > dot(best, n) ? point : best),
    null,
  );
}

/** By which rounding may put a corner beyond a face, in mm. */
const ROUNDING_MM = 1e-6;

function searchCorners(solid: Polyhedron): Vector[] {
  const count = solid.planes.length / 4;
  const found: Vector[] = [];
  const planes = Float64Array.from(solid.planes, (value, i) => (i % 4 === 3 ? value + ROUNDING_MM : value));
  const normal = (i: number): Vector => [solid.planes[4 * i]!, solid.planes[4 * i + 1]!, solid.planes[4 * i + 2]!];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const across = cross(normal(i), normal(j));
      for (let k = j + 1; k < count; k++) {
        const volume = dot(across, normal(k));
        // Two of them are parallel, or all three have a common direction.
        if (Math.abs(volume) < 1e-9) continue;
        const [d, e, f] = [i, j, k].map((face) => solid.planes[4 * face + 3]! / volume) as Vector;
        const [u, v] = [cross(normal(j), normal(k)), cross(normal(k), normal(i))];
        const point = [0, 1, 2].map((c) => d * u[c]! + e * v[c]! + f * across[c]!) as Vector;
        if (isInside({ ...solid, planes }, { xMm: point[0], yMm: point[1], zMm: point[2] })) found.push(point);
      }
    }
  }
  return found;
}

/** How long each semi-axis is along a direction. */
function ontoSemiAxes(solid: RoundSolid, n: Vector): Vector {
  return [0, 1, 2].map((i) => dot(semiAxis(solid, i), n)) as Vector;
}

function fromCentre(solid: RoundSolid, u: Vector): Vector {
  const axes = [0, 1, 2].map((i) => semiAxis(solid, i));
  const { centreXMm, centreYMm, centreZMm } = solid;
  return [centreXMm, centreYMm, centreZMm].map((centre, c) =>
    axes.reduce((sum, axis, i) => sum + u[i]! * axis[c]!, centre),
  ) as Vector;
}

/** The rows of M are at right angles, so that M⁻¹ has them over their squared lengths as its columns. */
function semiAxis({ toLocal: m }: RoundSolid, i: number): Vector {
  const row: Vector = [m[3 * i]!, m[3 * i + 1]!, m[3 * i + 2]!];
  const squared = dot(row, row);
  return row.map((x) => x / squared) as Vector;
}

function unitLength(v: Vector): Vector {
  const length = Math.hypot(...v);
  return v.map((x) => x / length) as Vector;
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}
