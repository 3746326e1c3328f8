import type { PlanePoint } from '../../measure/plane.ts';
import { type Handle, handlesOf } from '../editor/handles.ts';
import { type FormOf, isRegion, type MarkForm } from './mark.ts';
import { type SeenMarks, toSeen } from './mark-plane.ts';
import { pointsOf, shapeOf } from './mark-shape.ts';

/** A place where a hand can take hold of a mark, on the plane as it is seen. */
export type MarkHandle =
  | Handle
  /** Beside the middle of a line: how wide it is. */
  | { readonly kind: 'width'; readonly at: PlanePoint };

/** A narrow line's handle stands off from it, CSS pixels. */
const LEAST_WIDTH_PIXELS = 16;
/** The same of a circle. */
const LEAST_RADIUS_PIXELS = 18;
/** What was drawn by hand is drawn anew, and not mended corner by corner. */
const HAVE_NO_CORNERS: readonly MarkForm['kind'][] = ['freehand'];

export function markHandles(form: MarkForm, seen: SeenMarks): readonly MarkHandle[] {
  if (isRegion(form)) {
    if (form.kind === 'circle') return circleHandles(form, seen);
    const handles = handlesOf(shapeOf(form, seen), seen);
    if (HAVE_NO_CORNERS.includes(form.kind)) return handles.filter(({ kind }) => kind !== 'corner' && kind !== 'edge');
    // Between unlike units there is no turning.
    return seen.isToScale ? handles : handles.filter(({ kind }) => kind !== 'rotate');
  }
  const corners = pointsOf(form).map(
    (point, index): MarkHandle => ({ kind: 'corner', index, at: toSeen(seen, point) }),
  );
  return form.kind === 'line' && seen.isToScale
    ? [...corners, { kind: 'width', at: widthHandleOf(form, seen) }]
    : corners;
}

/** On its four sides, which stand off from a small one. */
function circleHandles({ middle, radius }: FormOf<'circle'>, seen: SeenMarks): Handle[] {
  const at = toSeen(seen, middle);
  const off = Math.max(radius, LEAST_RADIUS_PIXELS * seen.pixel);
  const sides = (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  ).map(
    ([alongX, alongY]): Handle => ({
      ...{ kind: 'resize', alongX, alongY },
      at: { x: at.x + alongX * off, y: at.y + alongY * off },
    }),
  );
  return [...sides, { kind: 'move', at }];
}

function widthHandleOf({ from, to, width }: FormOf<'line'>, seen: SeenMarks): PlanePoint {
  const [start, end] = [toSeen(seen, from), toSeen(seen, to)];
  const normal = normalOf(start, end);
  const off = Math.max(width / 2, LEAST_WIDTH_PIXELS * seen.pixel);
  return { x: (start.x + end.x) / 2 + off * normal.x, y: (start.y + end.y) / 2 + off * normal.y };
}

/** The direction across a line, to its left. */
export function normalOf(from: PlanePoint, to: PlanePoint): PlanePoint {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: -(to.y - from.y) / length || 0, y: (to.x - from.x) / length };
}

/** Which handle it is, however many there are at a size. */
export function handleName(handle: MarkHandle): string {
  switch (handle.kind) {
    case 'resize':
      return `resize ${handle.alongX} ${handle.alongY}`;
    case 'corner':
    case 'edge':
      return `${handle.kind} ${handle.index}`;
    default:
      return handle.kind;
  }
}
