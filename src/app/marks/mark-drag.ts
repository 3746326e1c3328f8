import { distanceBetween } from '../../measure/distances.ts';
import type { PlanePoint } from '../../measure/plane.ts';
import { middleOf } from '../editor/edited-shape.ts';
import { turned } from '../editor/reshape.ts';
import { freeStep, toStep } from '../editor/rounding.ts';
import { cornerMovedToStep, draggedShape, type HandSteps, handSteps, movedToStep } from '../editor/shape-drag.ts';
import type { ToolPoint } from '../panes/pane-tool.ts';
import type { FormOf, MarkForm } from './mark.ts';
import { type MarkHandle, normalOf } from './mark-handles.ts';
import { fromSeen, type SeenMarks, toSeen } from './mark-plane.ts';
import { formOf, pointsOf, polygonOf, shapeOf, withPoints } from './mark-shape.ts';

/** What is held down while a hand moves. */
export type HeldWhileMoving = Pick<ToolPoint, 'shiftKey' | 'altKey'>;

/** A mark in the hand, on the plane as it is seen. */
export interface MarkDrag {
  readonly start: PlanePoint;
  /** As it was when the drag began. */
  readonly form: MarkForm;
  readonly handle: MarkHandle;
  /** All of the drag is undone together. */
  readonly gesture: object;
}

/** How fine a hand is: it snaps to round numbers where the axes have such, and is otherwise far finer than a pixel. */
export function markSteps({ pixel, isToScale }: SeenMarks): HandSteps {
  if (isToScale) return handSteps(pixel, 1);
  const free = freeStep(pixel / 10);
  return { snap: free, free };
}

/** What a drag so far has made of the mark that it began with. */
export function draggedForm(drag: MarkDrag, now: PlanePoint, held: HeldWhileMoving, seen: SeenMarks): MarkForm {
  const { form, handle, start } = drag;
  const steps = markSteps(seen);
  const step = held.altKey ? steps.free : steps.snap;
  if (handle.kind === 'width') return form.kind === 'line' ? { ...form, width: widthTo(form, now, step, seen) } : form;
  if (form.kind === 'circle' && handle.kind === 'resize') {
    // The handle of a small circle stands off from it.
    const middle = toSeen(seen, form.middle);
    const grown = distanceBetween(middle, now) - distanceBetween(middle, start);
    return { ...form, radius: Math.max(step, toStep(form.radius + grown, step)) };
  }
  const shape = shapeOf(form, seen);
  // Shift keeps a direction of the line to multiples of 15 degrees, where a corner of an outline is free.
  const isEnd = handle.kind === 'corner' && (form.kind === 'line' || form.kind === 'ruler');
  if (isEnd && held.shiftKey) return withEndTurned(form, handle.index, now, step, seen);
  const point = { ...held, touch: false, horizontal: 0, vertical: 0, onBody: { x: 0, y: 0 } };
  return formOf(
    form,
    draggedShape({ start, shape, handle, gesture: drag.gesture, begun: true, refused: false }, now, point, steps),
    seen,
  );
}

/** A mark moved by a way on the plane as it is seen, to multiples of the step. */
export function movedForm(form: MarkForm, way: PlanePoint, step: number, seen: SeenMarks): MarkForm {
  return formOf(form, movedToStep(shapeOf(form, seen), way, step), seen);
}

/** One handle of a mark moved by a way, as a drag from it would. */
export function withHandleMoved(
  form: MarkForm,
  handle: MarkHandle,
  way: PlanePoint,
  step: number,
  seen: SeenMarks,
): MarkForm {
  if (handle.kind === 'move') return movedForm(form, way, step, seen);
  if (handle.kind === 'corner') {
    const shape = polygonOf(pointsOf(form).map((point) => toSeen(seen, point)));
    const moved = cornerMovedToStep(shape, handle.index, way, step).points;
    return withPoints(
      form,
      moved.map(([x, y]) => fromSeen(seen, { x, y })),
    );
  }
  if (handle.kind === 'width' && form.kind === 'line') {
    const across = normalOf(toSeen(seen, form.from), toSeen(seen, form.to));
    return { ...form, width: Math.max(0, toStep(form.width + 2 * (way.x * across.x + way.y * across.y), step)) };
  }
  if (handle.kind === 'rotate') {
    // One step is one degree; to the left it goes counter-clockwise.
    const degrees = (way.y - way.x) / markSteps(seen).snap;
    return formOf(form, turned(shapeOf(form, seen), degrees, LEAST_TURN_DEG, step), seen);
  }
  if (form.kind === 'circle' && handle.kind === 'resize') {
    const grown = form.radius + way.x * handle.alongX + way.y * handle.alongY;
    return { ...form, radius: Math.max(step, toStep(grown, step)) };
  }
  const now = { x: handle.at.x + way.x, y: handle.at.y + way.y };
  return draggedForm({ start: handle.at, form, handle, gesture: {} }, now, { shiftKey: false, altKey: true }, seen);
}

function widthTo({ from, to }: FormOf<'line'>, now: PlanePoint, step: number, seen: SeenMarks): number {
  const [start, end] = [toSeen(seen, from), toSeen(seen, to)];
  const across = normalOf(start, end);
  return toStep(2 * Math.abs((now.x - start.x) * across.x + (now.y - start.y) * across.y), step);
}

/** By keys. */
const LEAST_TURN_DEG = 0.1;
const TURN_RAD = Math.PI / 12;

/** The end of a line at a point, in a direction from the other end that is a multiple of 15°. */
function withEndTurned(form: MarkForm, index: number, now: PlanePoint, step: number, seen: SeenMarks): MarkForm {
  const points = pointsOf(form).map((point) => toSeen(seen, point));
  const other = points[1 - index]!;
  const direction = Math.round(Math.atan2(now.y - other.y, now.x - other.x) / TURN_RAD) * TURN_RAD;
  const length = toStep(Math.hypot(now.x - other.x, now.y - other.y), step);
  const end = { x: other.x + length * Math.cos(direction), y: other.y + length * Math.sin(direction) };
  return withPoints(
    form,
    points.with(index, end).map((point) => fromSeen(seen, point)),
  );
}

/** Where a mark has its middle, on the plane as it is seen. */
export function middleOfForm(form: MarkForm, seen: SeenMarks): PlanePoint {
  return middleOf(shapeOf(form, seen));
}
