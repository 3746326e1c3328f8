import type { ToolPoint } from '../panes/pane-tool.ts';
import { frameOf, fromFrame } from './box-frame.ts';
import { type BoxShape, type EditedShape, middleOf, type Point, type PolygonShape } from './edited-shape.ts';
import type { Handle } from './handles.ts';
import { withCornerAt, withNewCorner } from './polygon-corners.ts';
import { type BoxSide, moved, resized, turned } from './reshape.ts';
import { freeStep, snapStepMm, toStep } from './rounding.ts';

/** A shape in the hand. */
export interface ShapeDrag {
  readonly start: Point;
  /** As it was when the drag began. */
  readonly shape: EditedShape;
  readonly handle: Handle;
  /** All edits of the drag are undone together. */
  readonly gesture: object;
  begun: boolean;
  refused: boolean;
}

/** How fine a hand is, in the file's unit. */
export interface HandSteps {
  /** What it snaps to: round numbers of millimetres, finer the nearer one looks. */
  readonly snap: number;
  /** Where nothing snaps. */
  readonly free: number;
}

/** Finer than any file: what is moved by this step keeps its digits. */
const KEEPS_DIGITS = 1e-9;
/** Degrees that a turn snaps to: with Shift, by itself, and freed by Alt. */
const TURN_DEG = { shift: 15, snap: 1, free: 0.1 };

/** How fine a hand is when a screen pixel is so wide, in the file's unit of `unitMm` millimetres. */
export function handSteps(pixel: number, unitMm: number): HandSteps {
  return { snap: snapStepMm(pixel * unitMm) / unitMm, free: freeStep(pixel) };
}

export function beginDrag(start: Point, shape: EditedShape, handle: Handle): ShapeDrag {
  return { start, shape, handle, gesture: {}, begun: false, refused: false };
}

/** A way that ends on multiples of a step; along an axis where it is shorter than half a step, there is none. */
export function snappedWay(from: Point, way: Point, step: number): Point {
  const along = (start: number, length: number) =>
    Math.abs(length) < step / 2 ? 0 : toStep(start + length, step) - start;
  return { x: along(from.x, way.x), y: along(from.y, way.y) };
}

/** Moved so that its middle comes to multiples of the step; a polygon, which has no middle of its own, by such a way. */
export function movedToStep(shape: EditedShape, way: Point, step: number): EditedShape {
  const from = shape.type === 'polygon' ? { x: 0, y: 0 } : middleOf(shape);
  const { x, y } = snappedWay(from, way, step);
  return moved(shape, x, y, KEEPS_DIGITS);
}

/** A corner moved so that it comes to multiples of the step. */
export function cornerMovedToStep(shape: PolygonShape, corner: number, way: Point, step: number): PolygonShape {
  const [x, y] = shape.points[corner]!;
  const by = snappedWay({ x, y }, way, step);
  return withCornerAt(shape, corner, { x: x + by.x, y: y + by.y }, KEEPS_DIGITS);
}

/** What a drag so far has made of the shape that it began with. Alt frees it from the steps. */
export function draggedShape({ start, shape, handle }: ShapeDrag, now: Point, held: ToolPoint, steps: HandSteps) {
  const way = { x: now.x - start.x, y: now.y - start.y };
  const step = held.altKey ? steps.free : steps.snap;
  switch (handle.kind) {
    case 'move': {
      // Shift keeps to one axis.
      const isAcross = Math.abs(way.x) >= Math.abs(way.y);
      const along = held.shiftKey ? { x: isAcross ? way.x : 0, y: isAcross ? 0 : way.y } : way;
      return held.altKey ? moved(shape, along.x, along.y, step) : movedToStep(shape, along, step);
    }
    case 'rotate': {
      const middle = middleOf(shape);
      const directionOf = (point: Point) => Math.atan2(point.y - middle.y, point.x - middle.x);
      const degrees = ((directionOf(now) - directionOf(start)) * 180) / Math.PI;
      const stepDeg = held.shiftKey ? TURN_DEG.shift : held.altKey ? TURN_DEG.free : TURN_DEG.snap;
      return turned(shape, degrees, stepDeg, steps.free);
    }
    case 'resize': {
      if (shape.type === 'polygon') return shape;
      const options = { proportional: held.shiftKey, aboutCentre: held.altKey };
      return resized(shape, handle, sideAfter(shape, handle, way), options, step);
    }
    case 'corner': {
      if (shape.type !== 'polygon') return shape;
      if (!held.altKey) return cornerMovedToStep(shape, handle.index, way, step);
      const [x, y] = shape.points[handle.index]!;
      return withCornerAt(shape, handle.index, { x: x + way.x, y: y + way.y }, step);
    }
    case 'edge': {
      if (shape.type !== 'polygon') return shape;
      const at = { x: handle.at.x + way.x, y: handle.at.y + way.y };
      return withNewCorner(shape, handle.index, at, step);
    }
  }
}

/** Where a side is that has been dragged so far; its handle may stand off from it. */
function sideAfter(shape: BoxShape, { alongX, alongY }: BoxSide, way: Point): Point {
  const frame = frameOf(shape);
  const side = fromFrame(frame, { x: alongX * frame.halfWidth, y: alongY * frame.halfHeight });
  return { x: side.x + way.x, y: side.y + way.y };
}
