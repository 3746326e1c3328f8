import { InputError } from '../../errors.ts';
import type { Point, PolygonShape } from './edited-shape.ts';
import { toStep } from './rounding.ts';

const LEAST_CORNERS = 3;

export function withCornerAt(shape: PolygonShape, index: number, { x, y }: Point, step: number): PolygonShape {
  return { ...shape, points: shape.points.with(index, [toStep(x, step), toStep(y, step)]) };
}

/** A new corner on the edge that begins at a corner; it comes after that corner. */
export function withNewCorner(shape: PolygonShape, edge: number, { x, y }: Point, step: number): PolygonShape {
  return { ...shape, points: shape.points.toSpliced(edge + 1, 0, [toStep(x, step), toStep(y, step)]) };
}

/** @throws InputError with a sentence where no area would be left */
export function withoutCorner(shape: PolygonShape, index: number): PolygonShape {
  if (shape.points.length <= LEAST_CORNERS) throw new InputError('a polygon needs at least three corners');
  return { ...shape, points: shape.points.toSpliced(index, 1) };
}
