import { type BoxFrame, frameOf, fromFrame } from './box-frame.ts';
import {
  type Bounds,
  type BoxShape,
  type EditedShape,
  middleOf,
  type Point,
  type PolygonShape,
} from './edited-shape.ts';
import { boundsOf, outlineOf } from './outline.ts';

/** A place where a hand can take hold of the selected shape. */
export type Handle = { readonly at: Point } & HandleKind;

export type HandleKind =
  | { readonly kind: 'move' }
  /** A side (one of the two is 0) or a corner of the box, by its direction along the shape's own axes. */
  | { readonly kind: 'resize'; readonly alongX: -1 | 0 | 1; readonly alongY: -1 | 0 | 1 }
  /** On a line from the shape's edge. */
  | { readonly kind: 'rotate'; readonly from: Point }
  | { readonly kind: 'corner'; readonly index: number }
  /** In the middle of the edge that begins at this corner; dragging it makes a new corner. */
  | { readonly kind: 'edge'; readonly index: number };

/** How the slice plane is seen: what handles are spaced by. In the file's unit. */
export interface SeenPlane {
  /** The width of one CSS pixel. */
  readonly pixel: number;
  readonly visible: Bounds;
}

/** Handles of smaller shapes stand off, so that the shape itself can still be taken hold of. CSS pixels. */
const LEAST_HALF_PIXELS = 20;
/** Shorter sides have no handle in their middle. */
const LEAST_SIDE_PIXELS = 42;
const ROTATE_PIXELS = 28;
/** How far inside the visible part a handle has to be. */
const MARGIN_PIXELS = 8;

export function handlesOf(shape: EditedShape, seen: SeenPlane): Handle[] {
  return shape.type === 'polygon' ? polygonHandles(shape, seen) : boxHandles(shape, seen);
}

/** The nearest handle within reach of a point; of equally near ones the first. */
export function handleAt<Held extends { readonly at: Point }>(
  handles: readonly Held[],
  point: Point,
  reach: number,
): Held | null {
  const near = handles
    .map((handle) => ({ handle, distance: Math.hypot(handle.at.x - point.x, handle.at.y - point.y) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.handle ?? null;
}

function boxHandles(shape: BoxShape, seen: SeenPlane): Handle[] {
  const frame = frameOf(shape);
  const standOff = LEAST_HALF_PIXELS * seen.pixel;
  const shown = {
    ...frame,
    halfWidth: Math.max(frame.halfWidth, standOff),
    halfHeight: Math.max(frame.halfHeight, standOff),
  };
  const longEnough = (half: number) => 2 * half >= LEAST_SIDE_PIXELS * seen.pixel;
  const steps = [-1, 0, 1] as const;
  const sides = steps.flatMap((alongY) =>
    steps.flatMap((alongX): Handle[] => {
      if (alongX === 0 && (alongY === 0 || !longEnough(shown.halfWidth))) return [];
      if (alongY === 0 && !longEnough(shown.halfHeight)) return [];
      const at = fromFrame(frame, { x: alongX * shown.halfWidth, y: alongY * shown.halfHeight });
      return [{ kind: 'resize', alongX, alongY, at }];
    }),
  );
  return [...sides, rotateHandle(shown, seen), { kind: 'move', at: frame.centre }];
}

function polygonHandles(shape: PolygonShape, seen: SeenPlane): Handle[] {
  const corners = shape.points.map(([x, y], index): Handle => ({ kind: 'corner', index, at: { x, y } }));
  const edges = corners.flatMap(({ at: from }, index): Handle[] => {
    const to = corners[(index + 1) % corners.length]!.at;
    if (Math.hypot(to.x - from.x, to.y - from.y) < LEAST_SIDE_PIXELS * seen.pixel) return [];
    return [{ kind: 'edge', index, at: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } }];
  });
  const { left, right, bottom, top } = boundsOf(outlineOf(shape));
  const box: BoxFrame = {
    centre: { x: (left + right) / 2, y: (bottom + top) / 2 },
    halfWidth: (right - left) / 2,
    halfHeight: (top - bottom) / 2,
    cosine: 1,
    sine: 0,
  };
  return [...corners, ...edges, rotateHandle(box, seen), { kind: 'move', at: middleOf(shape) }];
}

/** Beyond the upper side; where that is out of sight, beyond another; inside the shape if it fills the view. */
function rotateHandle(box: BoxFrame, { pixel, visible }: SeenPlane): Handle {
  const directions = [
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
  ] as const;
  const off = ROTATE_PIXELS * pixel;
  const margin = MARGIN_PIXELS * pixel;
  const isSeen = ({ x, y }: Point) =>
    x >= visible.left + margin &&
    x <= visible.right - margin &&
    y >= visible.bottom + margin &&
    y <= visible.top - margin;
  for (const side of [1, -1]) {
    for (const [alongX, alongY] of directions) {
      const on = (distance: number) =>
        fromFrame(box, { x: alongX * (box.halfWidth + distance), y: alongY * (box.halfHeight + distance) });
      const at = on(side * off);
      if (isSeen(at)) return { kind: 'rotate', at, from: on(0) };
    }
  }
  const from = fromFrame(box, { x: 0, y: 0 });
  return { kind: 'rotate', at: fromFrame(box, { x: 0, y: off }), from };
}
