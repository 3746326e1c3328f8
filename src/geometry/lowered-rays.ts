import { type LoweredDetector, type LoweredScan, MATRIX_LENGTH, viewsOf } from './lowered-scan.ts';
import type { SpaceRay } from './space-ray.ts';

/**
 * The rays of a scan as numbers alone, which kernels that scan phantoms in space go by. Each view has four vectors o, e₁, e₂
 * and e₃. With s = (channel − axisChannel)/channelsPerUnit and t = (row − axisRow)/rowsPerUnit, which may be fractional, the
 * ray
 *
 *   starts at o + s·e₁ + t·e₂ and runs along e₃       of parallel rays
 *   starts at o, runs along (s − aside)·e₁ + t·e₂ + e₃          on a flat panel
 *   starts at o, runs along (sin s − aside)·e₁ + cos s·e₃ + t·e₂     on an arc
 *
 * where `aside` is 0 unless the source stands beside its place, at which the detector stays.
 * Parallel rays run along a unit vector, and start in the plane across them that the origin lies in; other rays start at the
 * source, and their direction is yet to be made one. Immutable.
 */
export interface LoweredRays {
  readonly kind: 'parallel' | LoweredDetector['shape'];
  /** [views, 4, 3]: o in mm, then e₁, e₂ and e₃, whose first two are in mm for a unit of s and t of parallel rays. */
  readonly vectors: Float64Array;
  readonly detector: LoweredDetector;
  /** How far the source stands beside its place, as a part of its distance to the detector; o is where it really is. */
  readonly aside: number;
}

/** Numbers of one view's vectors. */
export const VIEW_VECTORS_LENGTH = 12;

type Vector = readonly [number, number, number];

const made = new WeakMap<LoweredScan, LoweredRays>();

/** The rays that a scan's matrices say: what `seenAt` sees of any point on one is that ray. The same object each time. */
export function loweredRays(scan: LoweredScan): LoweredRays {
  let rays = made.get(scan);
  if (!rays) {
    rays = raysOf(scan);
    made.set(scan, rays);
  }
  return rays;
}

function raysOf(scan: LoweredScan): LoweredRays {
  const { matrices, detector, diverges, unitMm, aside } = scan;
  const views = viewsOf(scan);
  const vectors = new Float64Array(VIEW_VECTORS_LENGTH * views);
  for (let view = 0; view < views; view++) {
    const at = MATRIX_LENGTH * view;
    const rowOf = (row: number): Vector => [matrices[at + row]!, matrices[at + row + 1]!, matrices[at + row + 2]!];
    const across = rowOf(0);
    const along = rowOf(4);
    // Parallel rays have the same depth everywhere; they run where neither across nor along changes.
    const depth = diverges ? rowOf(8) : unit(cross(along, across));
    const constants: Vector = [matrices[at + 3]!, matrices[at + 7]!, diverges ? matrices[at + 11]! : 0];
    const [e1, e2, e3] = inverseColumns(across, along, depth);
    const place = [0, 1, 2].map(
      (i) =>
        -unitMm * (e1[i]! * constants[0] + e2[i]! * constants[1] + e3[i]! * constants[2]) +
        (aside ? aside.shiftMm * e1[i]! : 0),
    );
    const step = diverges ? 1 : unitMm;
    const ofView = [...place, ...e1.map((x) => step * x), ...e2.map((x) => step * x), ...e3];
    vectors.set(ofView, VIEW_VECTORS_LENGTH * view);
  }
  return {
    kind: diverges ? detector.shape : 'parallel',
    vectors,
    detector,
    aside: aside ? aside.shiftMm / aside.detectorDistanceMm : 0,
  };
}

/** Writes the ray of a view, a row and a channel, both of which may be fractional, into `ray`. */
export function setSpaceRay(
  ray: SpaceRay,
  { kind, vectors, detector, aside }: LoweredRays,
  view: number,
  row: number,
  channel: number,
): void {
  const at = VIEW_VECTORS_LENGTH * view;
  const s = (channel - detector.axisChannel) / detector.channelsPerUnit;
  const t = (row - detector.axisRow) / detector.rowsPerUnit;
  const isParallel = kind === 'parallel';
  const shift = isParallel ? 1 : 0;
  const [c1, c2, c3] = isParallel
    ? [0, 0, 1]
    : kind === 'arc'
      ? [Math.sin(s) - aside, t, Math.cos(s)]
      : [s - aside, t, 1];
  const along = (i: number) => c1 * vectors[at + 3 + i]! + c2 * vectors[at + 6 + i]! + c3 * vectors[at + 9 + i]!;
  const from = (i: number) => vectors[at + i]! + shift * (s * vectors[at + 3 + i]! + t * vectors[at + 6 + i]!);
  const [x, y, z] = [along(0), along(1), along(2)];
  const length = Math.hypot(x, y, z);
  ray.originXMm = from(0);
  ray.originYMm = from(1);
  ray.originZMm = from(2);
  ray.directionX = x / length;
  ray.directionY = y / length;
  ray.directionZ = z / length;
}

/** The columns of the inverse of the matrix with these rows (Cramer's rule). */
function inverseColumns(a: Vector, b: Vector, c: Vector): readonly [Vector, Vector, Vector] {
  const [bc, ca, ab] = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = a[0] * bc[0] + a[1] * bc[1] + a[2] * bc[2];
  const over = ([x, y, z]: Vector): Vector => [x / determinant, y / determinant, z / determinant];
  return [over(bc), over(ca), over(ab)];
}

function cross([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
