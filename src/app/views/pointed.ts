import type { VolumeLook } from '../../experiment/volume-look.ts';
import { loweredRays, setSpaceRay } from '../../geometry/lowered-rays.ts';
import { type LoweredScan, seenAt } from '../../geometry/lowered-scan.ts';
import { emptySpaceRay, type SpaceRay } from '../../geometry/space-ray.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import { type Coordinate, PLANES, type Place, type PlaneKind } from './planes.ts';

/** What is under the pointer: a place in the volume, or a pixel of the detector in the view that is looked at. */
export type Pointed =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'pixel'; readonly channel: number; readonly row: number };

/** @param view the name of the view that the pointer is in */
export function pointedIn(view: string, hover: PaneHover, look: VolumeLook, detectorRows: number): Pointed | null {
  if (view === 'projection') return { kind: 'pixel', channel: hover.column, row: detectorRows - 1 - hover.row };
  const plane = PLANES.find(({ name }) => name === view);
  if (!plane) return null;
  const { xMm, yMm, zMm } = look;
  const within = { [plane.across]: hover.horizontalValue, [plane.up]: hover.verticalValue };
  return { kind: 'place', place: { xMm, yMm, zMm, ...within } };
}

/**
 * Where a place is seen on the detector in a view, in pixels of the projection, whose first row is the highest; `null` where
 * the source looks another way. (0.5, 0.5) is the middle of the first pixel.
 */
export function seenOnPicture(
  scan: LoweredScan,
  view: number,
  place: Place,
): { readonly column: number; readonly row: number } | null {
  const { channel, row } = seenAt(scan, view, place);
  if (!Number.isFinite(channel) || !Number.isFinite(row)) return null;
  return { column: channel + 0.5, row: scan.detector.rows - row - 0.5 };
}

/** The ray of a pixel of the detector as a plane shows it. */
export interface RayInPlane {
  /** Two points far apart on the ray, as it is seen from above the plane, [across, up] in mm. */
  readonly line: readonly [readonly [number, number], readonly [number, number]];
  /** Where it goes through the plane; `null` where it runs along it. */
  readonly crossing: readonly [number, number] | null;
}

/** A ray that runs along a plane but for this part of its way is not said to cross it anywhere. */
const ALONG = 1e-6;

/** @param reachMm how far the ray is followed; beyond the detector at least */
export function rayInPlane(
  scan: LoweredScan,
  view: number,
  { channel, row }: { readonly channel: number; readonly row: number },
  { across, up, along }: PlaneKind,
  placeMm: number,
  reachMm: number,
): RayInPlane {
  const ray = emptySpaceRay();
  setSpaceRay(ray, loweredRays(scan), view, row, channel);
  const at = (lengthMm: number) => [alongRay(ray, across, lengthMm), alongRay(ray, up, lengthMm)] as const;
  const rise = alongRay(ray, along, 1) - alongRay(ray, along, 0);
  const lengthMm = (placeMm - alongRay(ray, along, 0)) / rise;
  const crosses = Math.abs(rise) > ALONG;
  // Parallel rays come from afar, and begin in the middle.
  const from = scan.diverges ? 0 : -reachMm;
  return { line: [at(from), at(reachMm)], crossing: crosses && lengthMm > from ? at(lengthMm) : null };
}

function alongRay(ray: SpaceRay, coordinate: Coordinate, lengthMm: number): number {
  switch (coordinate) {
    case 'xMm':
      return ray.originXMm + lengthMm * ray.directionX;
    case 'yMm':
      return ray.originYMm + lengthMm * ray.directionY;
    case 'zMm':
      return ray.originZMm + lengthMm * ray.directionZ;
  }
}
