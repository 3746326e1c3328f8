import { type MeasuredPlane, type PlanePoint, pixelOf } from './plane.ts';

/** Places this little beyond an outer edge, in pixels, are on it: rounding has put them there. */
const ROUNDING = 1e-6;

/** Whether a place lies on a plane, which ends at the outer edges of its pixels. */
export function isOnPlane(plane: MeasuredPlane, place: PlanePoint): boolean {
  const { column, row } = pixelOf(plane, place);
  return isAmong(column, plane.columns) && isAmong(row, plane.rows);
}

/**
 * The value of a plane at a place between its pixels, bilinear between the centres of the four about it. In the outer half
 * of the pixels at the border, where there are no four, it is that of the nearest place between centres.
 *
 * @returns `NaN` beyond the plane
 */
export function samplePlane(plane: MeasuredPlane, place: PlanePoint): number {
  const { values, rows, columns } = plane;
  const pixel = pixelOf(plane, place);
  if (!(isAmong(pixel.column, columns) && isAmong(pixel.row, rows))) return Number.NaN;
  const column = Math.min(columns - 1, Math.max(0, pixel.column));
  const row = Math.min(rows - 1, Math.max(0, pixel.row));
  const left = Math.floor(column);
  const top = Math.floor(row);
  // A neighbour that counts for nothing is not looked at: it may not be there, or be no number.
  const right = column === left ? left : left + 1;
  const bottom = row === top ? top : top + 1;
  const line = (r: number) => {
    const value = values[r * columns + left]!;
    return value + (column - left) * (values[r * columns + right]! - value);
  };
  const upper = line(top);
  return upper + (row - top) * (line(bottom) - upper);
}

function isAmong(index: number, count: number): boolean {
  return index >= -0.5 - ROUNDING && index <= count - 0.5 + ROUNDING;
}
