import type { Vector } from '../volume/placed-volume.ts';

/**
 * Axes at right angles as NIfTI's method 2 has them (nifti1.h; Shepperd 1978, doi 10.2514/3.55767b): the last three parts of
 * a unit quaternion whose first is not negative, and −1 where the third axis is to be turned round afterwards.
 */
export function quaternionOf(steps: readonly [Vector, Vector, Vector]): {
  readonly quaternion: Vector;
  readonly handedness: 1 | -1;
} {
  const [x, y, z] = steps.map((step) => step.map((part) => part / Math.hypot(...step)) as unknown as Vector) as [
    Vector,
    Vector,
    Vector,
  ];
  const handedness = determinant(x, y, z) < 0 ? -1 : 1;
  const third = z.map((part) => handedness * part) as unknown as Vector;
  // Of the matrix with these as columns, r[row][column].
  const r = [0, 1, 2].map((row) => [x[row]!, y[row]!, third[row]!]) as [number[], number[], number[]];
  const [[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]] = r as unknown as readonly [Vector, Vector, Vector];
  // Four times the squares of the parts; the largest is the one to divide by.
  const squares = [1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz];
  const most = squares.indexOf(Math.max(...squares));
  const products: readonly (readonly number[])[] = [
    [squares[0]!, zy - yz, xz - zx, yx - xy],
    [zy - yz, squares[1]!, yx + xy, xz + zx],
    [xz - zx, yx + xy, squares[2]!, zy + yz],
    [yx - xy, xz + zx, zy + yz, squares[3]!],
  ];
  const parts = products[most]!.map((product) => product / (2 * Math.sqrt(squares[most]!)));
  const sign = parts[0]! < 0 ? -1 : 1;
  return { quaternion: parts.slice(1).map((part) => sign * part + 0) as unknown as Vector, handedness };
}

function determinant(x: Vector, y: Vector, z: Vector): number {
  return x[0] * (y[1] * z[2] - y[2] * z[1]) - x[1] * (y[0] * z[2] - y[2] * z[0]) + x[2] * (y[0] * z[1] - y[1] * z[0]);
}
