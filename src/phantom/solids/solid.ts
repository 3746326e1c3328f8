import type { Filling, ValueUnit } from '../phantom.ts';

/**
 * What every solid says of itself, in mm. All are convex, so that a ray has one interval in each: what half-spaces leave of
 * a simple form.
 */
interface AnySolid extends Filling {
  /** The middle of its own frame, and of a sphere that holds the solid: rays past that need not ask further. */
  readonly centreXMm: number;
  readonly centreYMm: number;
  readonly centreZMm: number;
  readonly reachMm: number;
  /** The half-spaces n·p ≤ distance that cut it, [n x, n y, n z, distance from the origin in mm] each, n of length 1. */
  readonly planes: Float64Array;
}

/**
 * In its own frame, q = M·(p − centre), which carries the semi-axes,
 * - an ellipsoid is |q| ≤ 1,
 * - a cylinder is q₁² + q₂² ≤ 1, cut by half-spaces at its ends,
 * - a cone is q₁² + q₂² ≤ q₃² where q₃ ≥ 0, its tip at its centre, cut at its base.
 */
export interface RoundSolid extends AnySolid {
  readonly type: 'ellipsoid' | 'cylinder' | 'cone';
  /** M, [3 × 3] row-major, in 1/mm. */
  readonly toLocal: Float64Array;
}

/** What half-spaces leave of the whole space: boxes, prisms. */
export interface Polyhedron extends AnySolid {
  readonly type: 'polyhedron';
}

export type Solid = RoundSolid | Polyhedron;

/**
 * Solids in mm with values in the phantom's unit: x and y in the slice plane, z along the axis of rotation, up. `add`: values
 * add up where solids overlap. `replace`: a later solid covers what lies beneath. Nothing is everywhere else. Immutable, kept
 * by identity.
 */
export interface SolidPhantom {
  readonly kind: 'solids';
  readonly name: string;
  /** What it teaches, or where it comes from. */
  readonly about?: string;
  readonly unit: ValueUnit;
  readonly composition: 'add' | 'replace';
  /** Side of the square, centred on the axis, and height about z = 0 of the box that the phantom is meant to be seen in. */
  readonly fieldSizeMm: number;
  readonly heightMm: number;
  /** The window it is best seen in, in the unit its images are shown in. */
  readonly window?: { readonly width: number; readonly level: number };
  readonly solids: readonly Solid[];
}
