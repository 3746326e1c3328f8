import type { MeasuredPlane } from '../../../../measure/plane.ts';
import { type PixelSquare, squaresInCircle } from '../../../../measure/spectra/noise-squares.ts';
import type { EvenCircle } from './even-circle.ts';

/** Sides of squares, in pixels, of which the largest is taken that fits in often enough. */
const SQUARES = [64, 32, 16] as const;
const ENOUGH = 6;
/** More would tell little more, and take their time in a large slice. */
const MOST = 64;

/** Squares in a circle, as large as some fit in. @throws InputError where none fits */
export function squaresOf(slice: MeasuredPlane, { middle, radius }: EvenCircle) {
  for (const pixels of SQUARES.slice(0, -1)) {
    if (Math.SQRT2 * pixels * Math.abs(slice.horizontal.step) > 2 * radius) continue;
    const squares = squaresInCircle(slice, middle, radius, pixels);
    if (squares.length >= ENOUGH) return { pixels, squares: spreadOver(squares) };
  }
  const pixels = SQUARES.at(-1)!;
  return { pixels, squares: spreadOver(squaresInCircle(slice, middle, radius, pixels)) };
}

/** Some of many, from all over the circle. */
function spreadOver(squares: readonly PixelSquare[]): readonly PixelSquare[] {
  if (squares.length <= MOST) return squares;
  return Array.from({ length: MOST }, (_, i) => squares[Math.floor((i * squares.length) / MOST)]!);
}
