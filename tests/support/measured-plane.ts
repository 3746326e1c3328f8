import type { MeasuredPlane } from '../../src/measure/plane.ts';

/** A square picture with its middle at (0, 0), as slices have it. */
export function planeOf(values: ArrayLike<number>, pixels: number, side: number): MeasuredPlane {
  const first = -((pixels - 1) / 2) * side;
  return {
    values,
    rows: pixels,
    columns: pixels,
    horizontal: { first, step: side },
    vertical: { first: -first, step: -side },
  };
}

/** The picture of a function of the place. */
export function pictureOf(pixels: number, side: number, at: (x: number, y: number) => number): MeasuredPlane {
  const empty = planeOf([], pixels, side);
  const values = Float64Array.from({ length: pixels * pixels }, (_, i) =>
    at(empty.horizontal.first + (i % pixels) * side, empty.vertical.first - Math.floor(i / pixels) * side),
  );
  return { ...empty, values };
}
