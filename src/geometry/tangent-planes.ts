/**
 * What a whole turn measures of the planes that touch the source's circle: each row of a flat panel lies in one. They bound
 * those that no view measures, by which a cone's slices lose beside the source's plane (reconstruction/missing-cone.ts).
 */
export interface TangentPlanes<S = unknown> {
  /** A scan of the rows between the detector's, whose two channels both see all of a row. */
  readonly scan: S;
  /** What the difference of the sums of two neighbouring rows counts for at a depth D and a height of 1 mm, in 1/mm². */
  readonly factor: number;
}
