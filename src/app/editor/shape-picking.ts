import type { EditedShape, Point } from './edited-shape.ts';
import { type Handle, handleAt, handlesOf, type SeenPlane } from './handles.ts';
import { nearestEdge, topmostShapeAt } from './hit-testing.ts';
import { outlineOf } from './outline.ts';

/** How near a pointer or a finger has to come, CSS pixels. */
const HANDLE_REACH_PIXELS = { mouse: 11, touch: 22 };
const SHAPE_REACH_PIXELS = { mouse: 6, touch: 16 };

/** What a hand is over: a point of the plane, in the file's unit, and how the plane is seen. */
export interface HandOver {
  readonly at: Point;
  readonly touch: boolean;
  readonly seen: SeenPlane;
}

/** How near a handle has to be, in the file's unit. */
export function handleReach({ touch, seen }: Omit<HandOver, 'at'>): number {
  return (touch ? HANDLE_REACH_PIXELS.touch : HANDLE_REACH_PIXELS.mouse) * seen.pixel;
}

function shapeReach({ touch, seen }: HandOver): number {
  return (touch ? SHAPE_REACH_PIXELS.touch : SHAPE_REACH_PIXELS.mouse) * seen.pixel;
}

/** The topmost shape under the hand, by its index. */
export function shapeUnder(shapes: readonly EditedShape[], hand: HandOver): number | null {
  return topmostShapeAt(shapes, hand.at, shapeReach(hand));
}

/** The outline of the selected shape belongs to it on both sides, whatever lies there. */
export function isOnOutline(selected: EditedShape | null, hand: HandOver): boolean {
  const outline = selected ? outlineOf(selected) : [];
  return outline.length > 0 && nearestEdge(outline, hand.at).distance <= shapeReach(hand);
}

/** The handle of the selected shape that the hand can take hold of. */
export function handleUnder(selected: EditedShape | null, hand: HandOver): Handle | null {
  return selected && handleAt(handlesOf(selected, hand.seen), hand.at, handleReach(hand));
}

/** Where on an edge of an outline the hand is; null where none is near. */
export function edgeUnder(
  selected: EditedShape,
  hand: HandOver,
): { readonly index: number; readonly at: Point } | null {
  const edge = nearestEdge(outlineOf(selected), hand.at);
  return edge.distance <= handleReach(hand) ? edge : null;
}
