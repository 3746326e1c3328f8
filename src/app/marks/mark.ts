import type { PlanePoint } from '../../measure/plane.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import type { Plane } from '../views/view.ts';

/** What a mark is on its plane, in the values of the axes of that plane's pictures. Lengths are along the horizontal axis. */
export type MarkForm =
  | RegionShape
  /** Of which the profile is taken, averaged over a width. */
  | { readonly kind: 'line'; readonly from: PlanePoint; readonly to: PlanePoint; readonly width: number }
  | { readonly kind: 'ruler'; readonly from: PlanePoint; readonly to: PlanePoint }
  /** At `corner`, between the directions to the other two. */
  | { readonly kind: 'angle'; readonly from: PlanePoint; readonly corner: PlanePoint; readonly to: PlanePoint }
  | { readonly kind: 'pin'; readonly at: PlanePoint };

export type MarkKind = MarkForm['kind'];

/** A form of one of some kinds. */
export type FormOf<Kind extends MarkKind> = MarkForm & { readonly kind: Kind };

/** What is measured at: it stays where it is, whatever picture of its plane is shown. As JSON it stands in links. */
export interface Mark {
  /** A, B, C, … */
  readonly name: string;
  readonly plane: Plane;
  readonly form: MarkForm;
}

const NAMES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** As many as there are names. */
export const MOST_MARKS = NAMES.length;

/** A polygon, or what was drawn by hand, has so many corners at most. */
export const MOST_CORNERS = 200;

/** The first name that no mark has; `null` where all have been given. */
export function freeName(marks: readonly Mark[]): string | null {
  return [...NAMES].find((name) => marks.every((mark) => mark.name !== name)) ?? null;
}

/** Whether a mark surrounds a part of its plane. */
export function isRegion(form: MarkForm): form is RegionShape {
  return ['circle', 'ellipse', 'rectangle', 'polygon', 'freehand'].includes(form.kind);
}
