import { mat4, vec3 } from './double-matrices.ts';
import type { Place } from './scanner-pose.ts';
import { STEEPEST_DEG } from './scene-limits.ts';

/**
 * From where a scene is looked at: from a sphere about a place, z always upwards on screen. At azimuth 0 one looks along +y, x
 * to the right; it grows as one walks around counter-clockwise, seen from above. Immutable.
 */
export interface Orbit {
  readonly azimuthDeg: number;
  /** Above the plane through what is looked at; negative from below. */
  readonly elevationDeg: number;
  readonly distanceMm: number;
  readonly target: Place;
}

/** What a camera's matrices are made of besides its place. */
export interface Frustum {
  /** Width over height. */
  readonly aspect: number;
  /** The scene lies within so far of its middle. */
  readonly reachMm: number;
}

/** What is in a picture is opened so wide from top to bottom. */
export const FIELD_OF_VIEW_DEG = 32;
/** How near and how far one can go, in parts of what fits. */
const [NEAREST, FARTHEST] = [0.05, 6];

const { sin, cos, tan, PI } = Math;
const RAD = PI / 180;

/** From the right and from above, so that x runs to the right, y into the depth and z upwards. */
export function firstOrbit(target: Place): Orbit {
  return { azimuthDeg: 32, elevationDeg: 22, distanceMm: 1, target };
}

export function turned(orbit: Orbit, azimuthDeg: number, elevationDeg: number): Orbit {
  const elevation = orbit.elevationDeg + elevationDeg;
  return {
    ...orbit,
    azimuthDeg: (((orbit.azimuthDeg + azimuthDeg) % 360) + 360) % 360,
    elevationDeg: Math.min(STEEPEST_DEG, Math.max(-STEEPEST_DEG, elevation)),
  };
}

/** @param factor below 1 goes nearer @param fittingMm the distance from which all can be seen */
export function zoomed(orbit: Orbit, factor: number, fittingMm: number): Orbit {
  const distanceMm = Math.min(FARTHEST * fittingMm, Math.max(NEAREST * fittingMm, orbit.distanceMm * factor));
  return { ...orbit, distanceMm };
}

/** Moves what is looked at along the picture. @param right, up in parts of the picture's height */
export function panned(orbit: Orbit, right: number, up: number): Orbit {
  const heightMm = 2 * orbit.distanceMm * tan((FIELD_OF_VIEW_DEG / 2) * RAD);
  const view = viewMatrix(orbit);
  const target = vec3.clone(orbit.target);
  vec3.scaleAndAdd(target, target, [view[0], view[4], view[8]], -right * heightMm);
  vec3.scaleAndAdd(target, target, [view[1], view[5], view[9]], -up * heightMm);
  return { ...orbit, target: [target[0], target[1], target[2]] };
}

/** Where the eye is, in mm. */
export function eyeOf({ azimuthDeg, elevationDeg, distanceMm, target: [x, y, z] }: Orbit): Place {
  const [azimuth, elevation] = [azimuthDeg * RAD, elevationDeg * RAD];
  return [
    x + distanceMm * cos(elevation) * sin(azimuth),
    y - distanceMm * cos(elevation) * cos(azimuth),
    z + distanceMm * sin(elevation),
  ];
}

/** From places in mm to those of an eye that looks along −z, y up, both right-handed: nothing is mirrored. */
export function viewMatrix(orbit: Orbit): mat4 {
  return mat4.lookAt(mat4.create(), eyeOf(orbit), orbit.target, [0, 0, 1]);
}

/** From places of the eye to OpenGL's cube, −1 … 1. */
export function projectionMatrix({ distanceMm, target }: Orbit, { aspect, reachMm }: Frustum): mat4 {
  const far = distanceMm + vec3.length(target) + reachMm;
  const near = Math.max(far / 4000, distanceMm - vec3.length(target) - reachMm);
  return mat4.perspective(mat4.create(), FIELD_OF_VIEW_DEG * RAD, aspect, near, far);
}

/** Where a place is in the picture, as parts of its width and height from the upper left; `null` behind the eye. */
export function seenIn(view: mat4, projection: mat4, place: Place): { readonly x: number; readonly y: number } | null {
  const eye = vec3.transformMat4(vec3.create(), place, view);
  if (eye[2] >= 0) return null;
  const cube = vec3.transformMat4(vec3.create(), eye, projection);
  return { x: (1 + cube[0]) / 2, y: (1 - cube[1]) / 2 };
}

/** The same direction, from as near as all of some places can be seen from; `margin` of the picture's height is left free. */
export function fitting(orbit: Orbit, places: readonly Place[], aspect: number, margin = 0.06): Orbit {
  const view = viewMatrix(orbit);
  const slope = tan((FIELD_OF_VIEW_DEG / 2) * RAD) * (1 - 2 * margin);
  let distanceMm = 0;
  for (const place of places) {
    const [x, y, z] = vec3.transformMat4(vec3.create(), place, view) as unknown as Place;
    // Of the eye's z, −distance is where the target is.
    const nearer = z + orbit.distanceMm;
    distanceMm = Math.max(distanceMm, nearer + Math.max(Math.abs(y) / slope, Math.abs(x) / (slope * aspect)));
  }
  return { ...orbit, distanceMm: Math.max(distanceMm, 1) };
}
