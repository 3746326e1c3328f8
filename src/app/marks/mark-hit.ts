import type { PlanePoint } from '../../measure/plane.ts';
import { handleAt } from '../editor/handles.ts';
import { nearestEdge, topmostShapeAt } from '../editor/hit-testing.ts';
import { outlineOf } from '../editor/outline.ts';
import { isRegion, type Mark, type MarkForm } from './mark.ts';
import { type MarkHandle, markHandles } from './mark-handles.ts';
import { type SeenMarks, toSeen } from './mark-plane.ts';
import { pointsOf, shapeOf } from './mark-shape.ts';

/** How near a pointer or a finger has to come, CSS pixels. */
const HANDLE_REACH_PIXELS = { mouse: 9, touch: 22 };
const MARK_REACH_PIXELS = { mouse: 6, touch: 16 };

/** What a hand is over, on the plane as it is seen. */
export interface HandOverMarks {
  readonly at: PlanePoint;
  readonly touch: boolean;
  readonly seen: SeenMarks;
}

/** The mark under the hand that was made last. */
export function markUnder(marks: readonly Mark[], hand: HandOverMarks): Mark | null {
  return marks.findLast(({ form }) => isUnder(form, hand)) ?? null;
}

/** The handle of a mark that the hand can take hold of. */
export function markHandleUnder(form: MarkForm, { at, touch, seen }: HandOverMarks): MarkHandle | null {
  const reach = (touch ? HANDLE_REACH_PIXELS.touch : HANDLE_REACH_PIXELS.mouse) * seen.pixel;
  return handleAt(markHandles(form, seen), at, reach);
}

function isUnder(form: MarkForm, { at, touch, seen }: HandOverMarks): boolean {
  const reach = (touch ? MARK_REACH_PIXELS.touch : MARK_REACH_PIXELS.mouse) * seen.pixel;
  if (isRegion(form))
    return topmostShapeAt([shapeOf(form, seen)], at, reach) !== null || isOnOutline(form, at, reach, seen);
  return isNearPath(form, at, reach, seen);
}

function isOnOutline(form: MarkForm, at: PlanePoint, reach: number, seen: SeenMarks): boolean {
  const outline = outlineOf(shapeOf(form, seen));
  return outline.length > 0 && nearestEdge(outline, at).distance <= reach;
}

/** Of what is not closed, each leg by itself. */
function isNearPath(form: MarkForm, at: PlanePoint, reach: number, seen: SeenMarks): boolean {
  const points = pointsOf(form).map((point) => toSeen(seen, point));
  if (points.length === 1) return Math.hypot(at.x - points[0]!.x, at.y - points[0]!.y) <= 2 * reach;
  return points.slice(1).some((to, i) => nearestEdge([points[i]!, to], at).distance <= reach);
}
