import type { Vector } from '../volume/placed-volume.ts';
import type { DicomPlace } from './frame-place.ts';

/** A cosine between the way from slice to slice and a slice above this is no rounding. */
const MOST_SKEW = 0.01;

/** How slices lie that do not stand straight above one another, as under a tilted gantry. */
export interface Tilt {
  readonly deg: number;
  /** By how many columns and rows each slice lies beside the middle one, within its plane. */
  readonly shifts: readonly (readonly [columns: number, rows: number])[];
  readonly mostMm: number;
}

/** @param slices in the order of their heights @returns `null` where they stand straight */
export function tiltOf(slices: readonly DicomPlace[]): Tilt | null {
  const [first, last, middle] = [slices[0]!, slices.at(-1)!, slices[slices.length >> 1]!];
  const { alongRow, alongColumn, pixelSizeMm } = first;
  const way = difference(last.positionMm, first.positionMm);
  const lengthMm = Math.hypot(...way);
  const [across, down] = [dot(way, alongRow), dot(way, alongColumn)];
  if (Math.max(Math.abs(across), Math.abs(down)) <= MOST_SKEW * lengthMm) return null;
  const shifts = slices.map(({ positionMm }) => {
    const beside = difference(positionMm, middle.positionMm);
    return [dot(beside, alongRow) / pixelSizeMm, dot(beside, alongColumn) / pixelSizeMm] as const;
  });
  const mostMm = Math.max(...shifts.map(([columns, rows]) => Math.hypot(columns, rows))) * pixelSizeMm;
  return { deg: (180 / Math.PI) * Math.asin(Math.min(1, Math.hypot(across, down) / lengthMm)), shifts, mostMm };
}

/**
 * A slice moved within its plane to where the middle one lies, by bilinear interpolation; what comes in from outside of it is
 * air.
 */
export function straightened(
  values: Float32Array,
  columns: number,
  [columnsBeside, rowsBeside]: Tilt['shifts'][number],
  air: number,
): Float32Array {
  const rows = values.length / columns;
  const moved = new Float32Array(values.length);
  const [left, top] = [Math.floor(-columnsBeside), Math.floor(-rowsBeside)];
  const [right, bottom] = [-columnsBeside - left, -rowsBeside - top];
  const at = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns ? values[row * columns + column]! : air;
  for (let row = 0, place = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, place++) {
      const [r, c] = [row + top, column + left];
      // What a weight of 0 has beside the slice is not asked for.
      const upper = right === 0 ? at(r, c) : (1 - right) * at(r, c) + right * at(r, c + 1);
      if (bottom === 0) moved[place] = upper;
      else {
        const lower = right === 0 ? at(r + 1, c) : (1 - right) * at(r + 1, c) + right * at(r + 1, c + 1);
        moved[place] = (1 - bottom) * upper + bottom * lower;
      }
    }
  }
  return moved;
}

function difference(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
