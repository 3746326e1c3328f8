import type { Filling } from '../phantom.ts';
import type { Matrix } from './euler-angles.ts';
import type { Polyhedron, RoundSolid, Solid } from './solid.ts';

/** Three lengths in mm along the axes of a frame. */
export type LengthsMm = readonly [number, number, number];

/** A half-space in a frame of its own: the points q, from the frame's middle, with n·q ≤ distance; n of length 1. */
export interface LocalHalfSpace {
  readonly normal: LengthsMm;
  readonly distanceMm: number;
}

/** Where a solid stands, how it is turned, cut and filled. */
export interface Placed {
  readonly centreMm: LengthsMm;
  /** From the solid's frame into space. */
  readonly rotation: Matrix;
  /** In the solid's frame. */
  readonly clip: readonly LocalHalfSpace[];
  readonly filling: Filling;
}

/** A little more than needed, so that rounding in single precision cuts nothing off. */
const SPARE_REACH = 1e-5;

export function ellipsoidInMm(placed: Placed, semiAxesMm: LengthsMm): RoundSolid {
  return round('ellipsoid', placed, semiAxesMm, [0, 0, 0], Math.max(...semiAxesMm), []);
}

/** An elliptical cylinder of some length about its frame's middle, along its z. */
export function cylinderInMm(placed: Placed, semiAxesMm: readonly [number, number], lengthMm: number): RoundSolid {
  const half = lengthMm / 2;
  const reach = Math.hypot(Math.max(...semiAxesMm), half);
  return round('cylinder', placed, [...semiAxesMm, half], [0, 0, 0], reach, ends(-half, half));
}

/**
 * A cone about its frame's middle, its base with these semi-axes at −length/2 of its z, its tip at +length/2; or what is left
 * of one whose tip is cut off where it has shrunk to `topScale` of its base.
 */
export function coneInMm(
  placed: Placed,
  semiAxesMm: readonly [number, number],
  lengthMm: number,
  topScale: number,
): RoundSolid {
  const heightMm = lengthMm / (1 - topScale);
  const tip: LengthsMm = [0, 0, heightMm - lengthMm / 2];
  const reach = Math.hypot(Math.max(...semiAxesMm), heightMm);
  const cuts = topScale > 0 ? ends(-lengthMm / 2, lengthMm / 2) : ends(-lengthMm / 2, null);
  // Height is counted from the tip downwards.
  return round('cone', placed, [...semiAxesMm, -heightMm], tip, reach, cuts);
}

export function boxInMm(placed: Placed, [width, depth, height]: LengthsMm): Polyhedron {
  const faces = [
    ...slab([1, 0, 0], -width / 2, width / 2),
    ...slab([0, 1, 0], -depth / 2, depth / 2),
    ...ends(-height / 2, height / 2),
  ];
  return {
    type: 'polyhedron',
    ...common(placed, [0, 0, 0], Math.hypot(width, depth, height) / 2, faces),
  };
}

/**
 * @param middle of the form in the placed frame
 * @param cuts the form's own, in the placed frame
 */
function round(
  type: RoundSolid['type'],
  placed: Placed,
  semiAxesMm: LengthsMm,
  middle: LengthsMm,
  reachMm: number,
  cuts: readonly LocalHalfSpace[],
): RoundSolid {
  const r = placed.rotation;
  // The rows of the rotation's inverse, which is its transpose, each over its semi-axis.
  const toLocal = semiAxesMm.flatMap((length, i) => [r[i]! / length, r[3 + i]! / length, r[6 + i]! / length]);
  return { type, toLocal: Float64Array.from(toLocal), ...common(placed, middle, reachMm, cuts) };
}

function common(
  { centreMm, rotation, clip, filling }: Placed,
  middle: LengthsMm,
  reachMm: number,
  cuts: readonly LocalHalfSpace[],
): Omit<Solid, 'type'> {
  const shift = turned(rotation, middle);
  const centre = centreMm.map((x, i) => x + shift[i]!) as unknown as LengthsMm;
  return {
    centreXMm: centre[0],
    centreYMm: centre[1],
    centreZMm: centre[2],
    reachMm: reachMm + SPARE_REACH * (reachMm + Math.hypot(...centre)),
    planes: Float64Array.from([...cuts, ...clip].flatMap((plane) => planeInSpace(plane, rotation, centreMm))),
    ...filling,
  };
}

function planeInSpace({ normal, distanceMm }: LocalHalfSpace, rotation: Matrix, centreMm: LengthsMm): number[] {
  const [x, y, z] = turned(rotation, normal);
  return [x, y, z, distanceMm + x * centreMm[0] + y * centreMm[1] + z * centreMm[2]];
}

function turned(r: Matrix, [x, y, z]: LengthsMm): LengthsMm {
  const row = (i: number) => r[3 * i]! * x + r[3 * i + 1]! * y + r[3 * i + 2]! * z;
  return [row(0), row(1), row(2)];
}

/** What lies between two parallel planes. */
function slab(normal: LengthsMm, from: number, to: number): LocalHalfSpace[] {
  const [x, y, z] = normal;
  return [
    { normal, distanceMm: to },
    { normal: [-x || 0, -y || 0, -z || 0], distanceMm: -from },
  ];
}

/** What lies between two heights; with none above, what lies above the lower one. */
function ends(from: number, to: number | null): LocalHalfSpace[] {
  const both = slab([0, 0, 1], from, to ?? 0);
  return to === null ? both.slice(1) : both;
}
