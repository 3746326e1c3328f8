import type { PlanePoint } from '../../measure/plane.ts';
import { toStep } from '../editor/rounding.ts';
import { type MarkForm, type MarkKind, MOST_CORNERS } from './mark.ts';
import { markSteps } from './mark-drag.ts';
import { fromSeen, type SeenMarks } from './mark-plane.ts';
import { simplifiedPath } from './simplified-path.ts';

/** A new mark's part of what is seen, when it is only put down. */
const NEW_MARK_PART = 1 / 6;
/** What was drawn by hand stays so near to the hand, CSS pixels. */
const FREEHAND_PIXELS = 0.75;

/** A mark of a kind from where a hand pressed to where it is now, both on the plane as it is seen. */
export function markBetween(
  kind: MarkKind,
  from: PlanePoint,
  to: PlanePoint,
  seen: SeenMarks,
  isEven = false,
): MarkForm {
  const { snap } = markSteps(seen);
  const place = ({ x, y }: PlanePoint) => fromSeen(seen, { x: toStep(x, snap), y: toStep(y, snap) });
  const [start, end] = [place(from), place(to)];
  const reach = Math.hypot(to.x - from.x, to.y - from.y);
  switch (kind) {
    case 'pin':
      return { kind, at: end };
    case 'line':
      return { kind, from: start, to: end, width: 0 };
    case 'ruler':
      return { kind, from: start, to: end };
    case 'angle':
      return { kind, from: place(otherLeg(from, to, snap)), corner: start, to: end };
    case 'circle':
      return { kind, middle: start, radius: Math.max(snap, toStep(reach, snap)) };
    case 'ellipse':
    case 'rectangle':
      return boxBetween(kind, from, to, seen, isEven);
    case 'polygon':
    case 'freehand':
      return { kind, corners: [start, place({ x: to.x, y: from.y }), end, place({ x: from.x, y: to.y })] };
  }
}

/** What is nearer to the horizontal gives no angle to it that can be seen, degrees. */
const LEAST_ANGLE_DEG = 10;

/**
 * Where the other leg of an angle ends whose one leg a hand draws: as long and along the horizontal, or above the hand's by 45°
 * where the hand keeps to the horizontal itself.
 */
function otherLeg(from: PlanePoint, to: PlanePoint, snap: number): PlanePoint {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const reach = Math.hypot(x, y);
  if (Math.abs(y) >= Math.abs(x) * Math.tan((LEAST_ANGLE_DEG * Math.PI) / 180)) return { x: from.x + reach, y: from.y };
  const [cornerX, cornerY] = [toStep(from.x, snap), toStep(from.y, snap)];
  const [across, up] = x > 0 ? [x - y, x + y] : [x + y, y - x];
  return { x: cornerX + across * Math.SQRT1_2, y: cornerY + up * Math.SQRT1_2 };
}

function boxBetween(
  kind: 'ellipse' | 'rectangle',
  from: PlanePoint,
  to: PlanePoint,
  seen: SeenMarks,
  isEven: boolean,
): MarkForm {
  const { snap } = markSteps(seen);
  const across = toStep(to.x - from.x, 2 * snap);
  const up = isEven ? Math.sign(to.y - from.y) * Math.abs(across) : toStep(to.y - from.y, 2 * snap);
  const start = { x: toStep(from.x, snap), y: toStep(from.y, snap) };
  return {
    kind,
    middle: fromSeen(seen, { x: start.x + across / 2, y: start.y + up / 2 }),
    halfWidth: Math.max(snap, Math.abs(across) / 2),
    halfHeight: Math.max(snap, Math.abs(up) / 2) / Math.abs(seen.stretch),
    angleDeg: 0,
  };
}

/** A mark of a kind about a point of the plane as it is seen, of a size that can be taken hold of. */
export function markAbout(kind: MarkKind, { x, y }: PlanePoint, seen: SeenMarks): MarkForm {
  const { left, right, bottom, top } = seen.visible;
  const half = (Math.min(right - left, top - bottom) * NEW_MARK_PART) / 2;
  switch (kind) {
    case 'circle':
      return markBetween(kind, { x, y }, { x: x + half, y }, seen);
    case 'line':
    case 'ruler':
      return markBetween(kind, { x: x - 2 * half, y }, { x: x + 2 * half, y }, seen);
    case 'angle':
      return markBetween(kind, { x, y }, { x: x + half, y: y + half }, seen);
    case 'polygon':
      return polygonThrough(
        [
          { x: x - half, y: y - half },
          { x: x + half, y: y - half },
          { x, y: y + half },
        ],
        seen,
      );
    case 'pin':
      return markBetween(kind, { x, y }, { x, y }, seen);
    default:
      return markBetween(kind, { x: x - half, y: y + half }, { x: x + half, y: y - half }, seen);
  }
}

/** A polygon through corners on the plane as it is seen. */
export function polygonThrough(corners: readonly PlanePoint[], seen: SeenMarks): MarkForm {
  const { snap } = markSteps(seen);
  return {
    kind: 'polygon',
    corners: corners.map(({ x, y }) => fromSeen(seen, { x: toStep(x, snap), y: toStep(y, snap) })),
  };
}

/** What a hand has drawn on the plane as it is seen; `null` where that has no area. */
export function freehandThrough(path: readonly PlanePoint[], seen: SeenMarks): MarkForm | null {
  const corners = simplifiedPath(path, FREEHAND_PIXELS * seen.pixel, MOST_CORNERS);
  if (corners.length < 3) return null;
  const { free } = markSteps(seen);
  return {
    kind: 'freehand',
    corners: corners.map(({ x, y }) => fromSeen(seen, { x: toStep(x, free), y: toStep(y, free) })),
  };
}
