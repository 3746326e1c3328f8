import { InputError } from '../../errors.ts';
import type { MeasuredPlane, PlanePoint } from '../../measure/plane.ts';
import { smallObject } from '../../measure/spectra/small-object.ts';
import type { DiskPart } from './slice-layout.ts';

/** The circle that holds a disk and most of its blur. */
const AROUND = 1.25;
const BLURS = 2;

/** Where a disk is in a slice, by its centroid; `null` where it is not to be made out. */
export function placeOf(plane: MeasuredPlane, { middle, radiusMm }: DiskPart, blurMm: number): PlanePoint | null {
  try {
    return smallObject(plane, middle, Math.max(AROUND * radiusMm, radiusMm + BLURS * blurMm), 'disk').middle;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

export function distanceMm(a: PlanePoint, b: PlanePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
