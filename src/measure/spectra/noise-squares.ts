import { InputError } from '../../errors.ts';
import { type MeasuredPlane, type PlanePoint, pixelOf } from '../plane.ts';

/** A square of pixels by its first row and column. */
export interface PixelSquare {
  readonly row: number;
  readonly column: number;
}

/** In pixels: fewer tell next to nothing of low frequencies, more are more than an even object has. */
export const LEAST_SQUARE = 8;
export const MOST_SQUARE = 512;

/**
 * Squares of pixels side by side, as many as lie wholly within a circle, evenly about its middle.
 *
 * @param pixels along a side
 * @throws InputError where there is room for none
 */
export function squaresInCircle(
  plane: MeasuredPlane,
  middle: PlanePoint,
  radius: number,
  pixels: number,
): readonly PixelSquare[] {
  const at = pixelOf(plane, middle);
  const reach = radius / Math.abs(plane.horizontal.step);
  // An odd or an even number in a row, whichever leaves room for more of them.
  const ways = [0, 0.5].map((shift) => squaresFrom(at, reach, pixels, shift, plane));
  const most = ways.reduce((best, way) => (way.length > best.length ? way : best));
  if (most.length === 0) {
    throw new InputError(
      `No square of ${pixels} × ${pixels} pixels fits into the circle that is marked; mark a larger one, or take smaller squares.`,
    );
  }
  return most;
}

function squaresFrom(
  at: { readonly column: number; readonly row: number },
  reach: number,
  pixels: number,
  shift: number,
  { rows, columns }: MeasuredPlane,
): PixelSquare[] {
  const most = Math.ceil(reach / pixels) + 1;
  const steps = Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
  return steps.flatMap((down) =>
    steps.flatMap((right) => {
      const row = Math.round(at.row + (down + shift - 0.5) * pixels + 0.5);
      const column = Math.round(at.column + (right + shift - 0.5) * pixels + 0.5);
      const fits = row >= 0 && column >= 0 && row + pixels <= rows && column + pixels <= columns;
      const farthest = Math.hypot(
        Math.max(at.row - row + 0.5, row + pixels - 0.5 - at.row),
        Math.max(at.column - column + 0.5, column + pixels - 0.5 - at.column),
      );
      return fits && farthest <= reach + 1e-9 ? [{ row, column }] : [];
    }),
  );
}
