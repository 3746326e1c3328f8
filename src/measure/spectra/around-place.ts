import { InputError } from '../../errors.ts';
import { type MeasuredPlane, type PlanePoint, pixelOf } from '../plane.ts';

/** A pixel, and where its centre is relative to a place, in the units of the plane. */
export interface PixelAround {
  readonly dx: number;
  readonly dy: number;
  readonly distance: number;
  readonly value: number;
}

/**
 * The side of a plane’s pixels.
 *
 * @throws InputError where they are not square, so that frequencies along and across mean different things
 */
export function pixelSide({ horizontal, vertical }: MeasuredPlane): number {
  const [width, height] = [Math.abs(horizontal.step), Math.abs(vertical.step)];
  if (!(width > 0) || Math.abs(width - height) > 1e-9 * width) {
    throw new InputError('Spatial frequencies are measured where pixels are square, and here they are not.');
  }
  return width;
}

/** The pixels whose centres are no further than `radius` from a place, as far as the plane reaches. */
export function* pixelsAround(plane: MeasuredPlane, middle: PlanePoint, radius: number): Generator<PixelAround> {
  const { values, rows, columns, horizontal, vertical } = plane;
  const at = pixelOf(plane, middle);
  const [across, along] = [radius / Math.abs(horizontal.step), radius / Math.abs(vertical.step)];
  const lastRow = Math.min(rows - 1, Math.floor(at.row + along));
  const lastColumn = Math.min(columns - 1, Math.floor(at.column + across));
  for (let row = Math.max(0, Math.ceil(at.row - along)); row <= lastRow; row++) {
    const dy = (row - at.row) * vertical.step;
    for (let column = Math.max(0, Math.ceil(at.column - across)); column <= lastColumn; column++) {
      const dx = (column - at.column) * horizontal.step;
      const distance = Math.hypot(dx, dy);
      if (distance <= radius) yield { dx, dy, distance, value: values[row * columns + column]! };
    }
  }
}

/** @throws InputError where a circle reaches beyond the plane */
export function mustHoldCircle(plane: MeasuredPlane, middle: PlanePoint, radius: number): void {
  const { column, row } = pixelOf(plane, middle);
  const [across, along] = [radius / Math.abs(plane.horizontal.step), radius / Math.abs(plane.vertical.step)];
  const isInside =
    column - across >= -0.5 &&
    row - along >= -0.5 &&
    column + across <= plane.columns - 0.5 &&
    row + along <= plane.rows - 0.5;
  if (isInside) return;
  throw new InputError(
    `A circle of ${radius.toFixed(1)} mm about (${middle.x.toFixed(1)}, ${middle.y.toFixed(1)}) mm is measured, with what surrounds the object, and it reaches beyond the picture; take a smaller one or a larger picture.`,
  );
}
