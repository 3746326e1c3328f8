import type { CirclePart } from './measured-directions.ts';

/** What readings are multiplied with before they are filtered. Immutable, kept by identity. */
export interface ReadingWeights {
  /** Of a ray in the plane that the source turns in, [channels] of what is written. */
  readonly channelWeights: Float64Array;
  /** Those of the channels that were measured, where others were added, which read nothing; all where left out. */
  readonly measured?: { readonly from: number; readonly channels: number };
  /** Shares out the rays that are measured several times; `null` where every reading counts alike. */
  readonly redundancy: Redundancy | null;
  /** How far the rays of several detector rows leave the plane; left out where there is one row in it. */
  readonly elevation?: Elevation;
  /** How rays meet a panel that need not stand across the central ray; left out where it does. Not beside an elevation. */
  readonly slant?: Slant;
}

/**
 * The cosine of the angle between each ray and a direction in the plane of its source. With x the channel's place counted from
 * the foot, y the row's and h the height, a reading counts (ahead + across·x)/√(h² + x² + y²), or its square. Array rows as in
 * {@link Elevation}.
 */
export interface Slant {
  /** u of each channel in mm, [channels]. */
  readonly channelsMm: Float64Array;
  /** v of each detector row in mm, [detector rows]. */
  readonly rowsMm: Float64Array;
  /** [views]. */
  readonly views: readonly SlantedView[];
  readonly power: 1 | 2;
}

export interface SlantedView {
  /** u of the panel's point straight opposite the source, in mm. */
  readonly footMm: number;
  /** From the source to that point, in mm. */
  readonly heightMm: number;
  /** What the direction has along the height, times it, and along the channels; a factor may be in both. */
  readonly ahead: number;
  readonly across: number;
}

/**
 * The ray of a channel and a detector row leaves the plane that the source turns in by the angle κ with
 * tanκ = heights[row] · steepness[channel], and its reading counts cosκ, or a power of it. Array rows are views times detector
 * rows, those of a view one after the other.
 */
export interface Elevation {
  /** [detector rows]. */
  readonly heights: Float64Array;
  /** [channels]. */
  readonly steepness: Float64Array;
  readonly power: 1 | 2;
}

/** Where the readings of a short scan stand; what each counts for is in kernels/redundancy-weight.ts and group-weight.ts. */
export interface Redundancy {
  /** How far along the arc each view stands, in radians, [views]. */
  readonly elapsedRad: Float64Array;
  /** Fan angle of each channel in radians, counted in the direction that the source runs, [channels]. */
  readonly fanAngleRad: Float64Array;
  /** Half of what the arc has beyond half a turn, in radians, up to π/2. */
  readonly halfExcessRad: number;
  /** The parts of the turn that the views stand for where these are several; `elapsedRad` and these count from one place. */
  readonly groups: readonly CirclePart[];
  /**
   * Where on its path a source that rises is as high as a slice, in radians like `elapsedRad`, which goes on beyond a turn
   * then: readings are interpolated between those half a turn apart (kernels/half-turn-weight.ts). Left out elsewhere.
   */
  readonly sliceAtRad?: number;
}
