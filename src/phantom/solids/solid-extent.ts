import { emptySpaceRay, type SpaceRay } from '../../geometry/space-ray.ts';
import type { Interval } from '../stretch-profile.ts';
import { cornersOf, highest, onEllipses, onEllipsoid, onRims, type Vector } from './simple-extents.ts';
import type { Solid, SolidPhantom } from './solid.ts';
import { intersectSolid } from './solid-intervals.ts';

/** The cylinder about the axis that holds all of a phantom, in mm; what has the value 0 does not count. */
export interface SolidExtent {
  readonly radiusMm: number;
  /** Both 0 where there is nothing. */
  readonly zMinMm: number;
  readonly zMaxMm: number;
}

const known = new WeakMap<SolidPhantom, SolidExtent>();

/** How far a phantom of solids reaches from the axis, and between which heights it lies. */
export function solidExtent(phantom: SolidPhantom): SolidExtent {
  let extent = known.get(phantom);
  if (!extent) {
    extent = extentOf(phantom.solids.filter(({ value }) => value !== 0));
    known.set(phantom, extent);
  }
  return extent;
}

/** The farthest reach first: whose sphere ends before what was found need not be asked. */
function extentOf(solids: readonly Solid[]): SolidExtent {
  const most = (bound: (solid: Solid) => number, reach: (solid: Solid, least: number) => number) =>
    [...solids]
      .sort((one, other) => bound(other) - bound(one))
      .reduce(
        (found, solid) => (bound(solid) > found ? Math.max(found, reach(solid, found)) : found),
        Number.NEGATIVE_INFINITY,
      );
  const zMaxMm = most(
    (solid) => solid.centreZMm + solid.reachMm,
    (solid) => farthest(solid, [0, 0, 1])?.[2] ?? Number.NEGATIVE_INFINITY,
  );
  const zMinMm = -most(
    (solid) => solid.reachMm - solid.centreZMm,
    (solid) => -(farthest(solid, [0, 0, -1])?.[2] ?? Number.POSITIVE_INFINITY),
  );
  const radiusMm = most((solid) => Math.hypot(solid.centreXMm, solid.centreYMm) + solid.reachMm, radiusOf);
  return zMaxMm > zMinMm ? { radiusMm: Math.max(0, radiusMm), zMinMm, zMaxMm } : { radiusMm: 0, zMinMm: 0, zMaxMm: 0 };
}

/** Directions from which the search for the farthest point sets out. */
const STARTS = 12;

/**
 * The farthest point from the axis. The point that is farthest in its direction only gets farther when one looks along where
 * it lies, so that a few steps lead to a point that no neighbour exceeds.
 */
function radiusOf(solid: Solid): number {
  let radius = 0;
  for (let start = 0; start < STARTS; start++) {
    const angle = (2 * Math.PI * start) / STARTS;
    let [x, y] = [Math.cos(angle), Math.sin(angle)];
    let reached = 0;
    for (let step = 0; step < 30; step++) {
      const point = farthest(solid, [x, y, 0]);
      if (!point) return 0;
      const distance = Math.hypot(point[0], point[1]);
      if (distance <= reached * (1 + 1e-9)) break;
      reached = distance;
      [x, y] = [point[0] / distance, point[1] / distance];
    }
    radius = Math.max(radius, reached);
  }
  return radius;
}

/** A polyhedron of more faces than this is searched, since every three of them may have a corner. */
const MOST_FACES = 16;

/** A solid's point that lies farthest in a direction of length 1; `null` where cuts leave nothing of it. */
function farthest(solid: Solid, direction: Vector): Vector | null {
  const faces = solid.planes.length / 4;
  if (solid.type === 'ellipsoid' && faces === 0) return onEllipsoid(solid, direction);
  if (solid.type === 'cylinder' && faces === 2) return onRims(solid, direction);
  const ofCone = solid.type === 'cone' ? onEllipses(solid, direction) : null;
  if (ofCone) return ofCone;
  if (solid.type === 'polyhedron' && faces <= MOST_FACES) return highest(cornersOf(solid), direction);
  const inside = insideOf(solid);
  return inside && fromInside(solid, inside, direction);
}

const ray: SpaceRay = emptySpaceRay();
const interval: Interval = { enterMm: 0, exitMm: 0 };

function lookAlong(solid: Solid, [x, y, z]: Vector, [dx, dy, dz]: Vector): Interval {
  Object.assign(ray, { originXMm: x, originYMm: y, originZMm: z, directionX: dx, directionY: dy, directionZ: dz });
  intersectSolid(solid, ray, interval);
  return interval;
}

const insides = new WeakMap<Solid, Vector | { readonly none: true }>();

/** A point well inside a solid: the middle of the longest of some lines through it, moved to the middle of three more. */
function insideOf(solid: Solid): Vector | null {
  const found = insides.get(solid);
  if (found) return 'none' in found ? null : found;
  const inside = searchInside(solid);
  insides.set(solid, inside ?? { none: true });
  return inside;
}

const LINES_PER_SIDE = 24;

function searchInside(solid: Solid): Vector | null {
  const { centreXMm, centreYMm, centreZMm, reachMm } = solid;
  const axes: Vector[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  let best: Vector | null = null;
  let longest = 0;
  const consider = (from: Vector, axis: Vector) => {
    const { enterMm, exitMm } = lookAlong(solid, from, axis);
    if (exitMm - enterMm <= longest) return;
    longest = exitMm - enterMm;
    best = from.map((x, i) => x + (axis[i]! * (enterMm + exitMm)) / 2) as Vector;
  };
  for (const [k, axis] of axes.entries()) {
    for (let i = 0; i < LINES_PER_SIDE; i++) {
      for (let j = 0; j < LINES_PER_SIDE; j++) {
        const from: Vector = [centreXMm, centreYMm, centreZMm];
        from[(k + 1) % 3]! += reachMm * ((2 * i + 1) / LINES_PER_SIDE - 1);
        from[(k + 2) % 3]! += reachMm * ((2 * j + 1) / LINES_PER_SIDE - 1);
        consider(from, axis);
      }
    }
  }
  for (let round = 0; best && round < 3; round++) {
    for (const axis of axes) {
      const { enterMm, exitMm } = lookAlong(solid, best, axis);
      best = (best as Vector).map((x, i) => x + (axis[i]! * (enterMm + exitMm)) / 2) as Vector;
    }
  }
  return best;
}

/**
 * The farthest point on the surface as it is seen from a point inside. It is less than a right angle off, so that with
 * directions n + tan α·u + w·v it is somewhere in −90° < α < 90° and any w. What lies beyond any height is seen as a convex
 * patch of these tangents, so that heights have one top along w, and the tops of all w have one along α.
 */
function fromInside(solid: Solid, inside: Vector, direction: Vector): Vector {
  const [u, v] = across(direction);
  const surfaceAt = (alpha: number, beta: number): Vector => {
    const tangent = Math.tan(alpha);
    const other = Math.tan(beta) * Math.hypot(1, tangent);
    const along = unit(direction.map((x, i) => x + tangent * u[i]! + other * v[i]!) as Vector);
    const { exitMm } = lookAlong(solid, inside, along);
    return inside.map((x, i) => x + exitMm * along[i]!) as Vector;
  };
  const height = (point: Vector) => point[0] * direction[0] + point[1] * direction[1] + point[2] * direction[2];
  const topAt = (alpha: number) =>
    surfaceAt(
      alpha,
      highestAt((beta) => height(surfaceAt(alpha, beta))),
    );
  return topAt(highestAt((alpha) => height(topAt(alpha))));
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const NEARLY_RIGHT_ANGLE = 1.5707;

/** Where a function of an angle with a single top has it: golden section search, to 10⁻⁷. */
function highestAt(value: (angle: number) => number): number {
  let [from, to] = [-NEARLY_RIGHT_ANGLE, NEARLY_RIGHT_ANGLE];
  let [left, right] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [atLeft, atRight] = [value(left), value(right)];
  while (to - from > 1e-7) {
    if (atLeft < atRight) {
      [from, left, atLeft] = [left, right, atRight];
      right = from + GOLDEN * (to - from);
      atRight = value(right);
    } else {
      [to, right, atRight] = [right, left, atLeft];
      left = to - GOLDEN * (to - from);
      atLeft = value(left);
    }
  }
  return (from + to) / 2;
}

/** Two directions across a third one. */
function across([x, y, z]: Vector): readonly [Vector, Vector] {
  const least = Math.abs(x) < 0.6 ? 0 : 1;
  const u = unit(least === 0 ? [0, z, -y] : [-z, 0, x]);
  return [u, [y * u[2] - z * u[1], z * u[0] - x * u[2], x * u[1] - y * u[0]]];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
