import type { PlanePoint } from './plane.ts';

/**
 * A region of a plane, in the units of its axes. Angles are in degrees, counter-clockwise, as phantoms have them; a polygon
 * and what was drawn by hand are closed by the side from their last corner to their first.
 */
export type RegionShape =
  | { readonly kind: 'circle'; readonly middle: PlanePoint; readonly radius: number }
  | {
      readonly kind: 'ellipse' | 'rectangle';
      readonly middle: PlanePoint;
      readonly halfWidth: number;
      readonly halfHeight: number;
      readonly angleDeg: number;
    }
  | { readonly kind: 'polygon' | 'freehand'; readonly corners: readonly PlanePoint[] };
