import type { PhantomFile } from '../../phantom/phantom-file.ts';
import { boxKind } from '../../phantom/shapes/box-kinds.ts';

/** A shape as phantom files have it: lengths in the file's unit, x to the right, y up, degrees counter-clockwise. */
export type EditedShape = PhantomFile['shapes'][number];
/** A shape with a centre, two sides along its own axes, and an angle. */
export type BoxShape = Exclude<EditedShape, { type: 'polygon' }>;
export type PolygonShape = Extract<EditedShape, { type: 'polygon' }>;
/** What a shape is filled with. */
export type Filling = Pick<EditedShape, 'value' | 'material' | 'density'>;

/** A point of the slice plane in the file's unit. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle along the axes, in the file's unit. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The numbers of a box's two sides, as its file has them. */
export function sidesOf(shape: BoxShape): [number, number] {
  const [width, height] = boxKind(shape.type).sides;
  const numbers = shape as unknown as Readonly<Record<string, number>>;
  return [numbers[width]!, numbers[height]!];
}

/** A box with other numbers for its sides. */
export function withSideNumbers<Box extends BoxShape>(shape: Box, [width, height]: readonly [number, number]): Box {
  const { sides } = boxKind(shape.type);
  return { ...shape, [sides[0]]: width, [sides[1]]: height };
}

/** The middle of a shape: what it turns about. For a polygon the mean of its corners, which turns with them. */
export function middleOf(shape: EditedShape): Point {
  if (shape.type !== 'polygon') return { x: shape.x, y: shape.y };
  const count = shape.points.length;
  return {
    x: shape.points.reduce((sum, [x]) => sum + x, 0) / count,
    y: shape.points.reduce((sum, [, y]) => sum + y, 0) / count,
  };
}

/** The filling alone, without keys that have no value. */
export function fillingOf({ value, material, density }: EditedShape): Filling {
  return {
    ...(value !== undefined && { value }),
    ...(material !== undefined && { material }),
    ...(density !== undefined && { density }),
  };
}
