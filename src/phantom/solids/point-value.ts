import type { Solid, SolidPhantom } from './solid.ts';
import { ROUND_FORMS } from './solid-intervals.ts';

/** A place in space, in mm. */
export interface SpacePoint {
  readonly xMm: number;
  readonly yMm: number;
  readonly zMm: number;
}

/** A phantom's value at a point, in its unit; nothing is 0. */
export function pointValue({ solids, composition }: SolidPhantom, point: SpacePoint): number {
  const around = solids.filter((solid) => isInside(solid, point));
  return composition === 'replace' ? (around.at(-1)?.value ?? 0) : around.reduce((sum, { value }) => sum + value, 0);
}

/** Whether a solid holds a point, its boundary included. */
export function isInside(solid: Solid, { xMm, yMm, zMm }: SpacePoint): boolean {
  const { planes } = solid;
  for (let p = 0; p < planes.length; p += 4) {
    if (planes[p]! * xMm + planes[p + 1]! * yMm + planes[p + 2]! * zMm > planes[p + 3]!) return false;
  }
  if (solid.type === 'polyhedron') return true;
  const { sign, size } = ROUND_FORMS[solid.type];
  const m = solid.toLocal;
  const [x, y, z] = [xMm - solid.centreXMm, yMm - solid.centreYMm, zMm - solid.centreZMm];
  const local = (row: number) => m[3 * row]! * x + m[3 * row + 1]! * y + m[3 * row + 2]! * z;
  const height = local(2);
  return local(0) ** 2 + local(1) ** 2 + sign * height ** 2 <= size && (sign >= 0 || height >= 0);
}
