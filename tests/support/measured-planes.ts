import type { MeasuredPlane, PlanePoint } from '../../src/measure/plane.ts';

/** A plane about the origin with square pixels, x to the right and y up, of a formula over places. */
export function planeOf(
  columns: number,
  rows: number,
  pixelMm: number,
  formula: (place: PlanePoint) => number,
): MeasuredPlane {
  const horizontal = { first: (-(columns - 1) / 2) * pixelMm, step: pixelMm };
  const vertical = { first: ((rows - 1) / 2) * pixelMm, step: -pixelMm };
  const values = Float64Array.from({ length: rows * columns }, (_, i) =>
    formula({
      x: horizontal.first + (i % columns) * horizontal.step,
      y: vertical.first + Math.floor(i / columns) * vertical.step,
    }),
  );
  return { values, rows, columns, horizontal, vertical };
}

/**
 * 30 rows of 40 pixels of 0.5 mm, made by a formula over row and column, in single precision. What NumPy 2 and SciPy 1 say
 * of it stands in the tests; there it is
 *
 *   r, c = np.mgrid[0:30, 0:40].astype(float)
 *   v = (np.sin(0.3*c) + 0.5*np.cos(0.2*r + 0.1*c)).astype(np.float32).astype(float)
 *   x, y = (c - 19.5)*0.5, (14.5 - r)*0.5
 */
export const WAVES: MeasuredPlane = {
  ...planeOf(40, 30, 0.5, () => 0),
  values: Float32Array.from({ length: 1200 }, (_, i) => {
    const [r, c] = [Math.floor(i / 40), i % 40];
    return Math.sin(0.3 * c) + 0.5 * Math.cos(0.2 * r + 0.1 * c);
  }),
};

/** The same plane with its values times a factor and moved by an offset. */
export function scaledPlane(plane: MeasuredPlane, factor: number, offset: number): MeasuredPlane {
  return { ...plane, values: Float64Array.from(plane.values, (value) => factor * value + offset) };
}

/** The same plane with its rows from the bottom up and its columns from the right. */
export function turnedAround(plane: MeasuredPlane): MeasuredPlane {
  const last = ({ first, step }: MeasuredPlane['horizontal'], count: number) => ({
    first: first + (count - 1) * step,
    step: -step,
  });
  return {
    ...plane,
    values: Array.from(plane.values).reverse(),
    horizontal: last(plane.horizontal, plane.columns),
    vertical: last(plane.vertical, plane.rows),
  };
}

/** A plane of nothing whose rows lie as an axis says, as the views of a sinogram do. */
export function linePlane(rows: number, columns: number, vertical: MeasuredPlane['vertical']): MeasuredPlane {
  return { ...planeOf(columns, rows, 1, () => 0), vertical };
}

/** A square picture of values, [pixels × pixels], about the origin. */
export function squarePlane(values: ArrayLike<number>, pixels: number, pixelMm: number): MeasuredPlane {
  return { ...planeOf(pixels, pixels, pixelMm, () => 0), values };
}
