/** Places along an axis of a picture: linear in the index of a column or row, in the axis’s own unit. */
export interface LinearAxis {
  /** Of the middle of the first one. */
  readonly first: number;
  /** From one to the next; negative where the axis runs the other way, as y of an image whose row 0 is the top. */
  readonly step: number;
}

/**
 * Values on a plane, and where they are: what is measured, whether it is a slice, a plane of a volume, a radiograph or a
 * sinogram.
 */
export interface MeasuredPlane {
  /** [rows, columns], row after row. */
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  readonly horizontal: LinearAxis;
  readonly vertical: LinearAxis;
}

/** A place on a plane, in the units of its axes. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** The (fractional) column and row of a place. */
export function pixelOf({ horizontal, vertical }: MeasuredPlane, { x, y }: PlanePoint) {
  return { column: (x - horizontal.first) / horizontal.step, row: (y - vertical.first) / vertical.step };
}
